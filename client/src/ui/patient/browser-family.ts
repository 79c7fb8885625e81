/** Where the switch for camera and microphone is found, which differs by the browser's looks. */
export type BrowserFamily = 'ios' | 'android' | 'firefox' | 'desktop';

/** @param touchPoints iPads call themselves Macs; only their fingers give them away */
export function browserFamily(userAgent: string, touchPoints: number): BrowserFamily {
  if (/iPhone|iPad|iPod/.test(userAgent)) return 'ios';
  if (/Macintosh/.test(userAgent) && touchPoints > 1) return 'ios';
  if (/Android/.test(userAgent)) return 'android';
  if (/Firefox\//.test(userAgent)) return 'firefox';
  return 'desktop';
}
