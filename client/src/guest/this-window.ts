/** What kind of window the patient is in, where that decides whether a conversation can be held in it. */

import { type ReadonlySignal, signal } from '@preact/signals';

export interface WindowView {
  /** Neither camera nor microphone is to be had here, whatever is allowed. */
  readonly lacksMedia: boolean;
  /** The browser that another app has inside: it often refuses camera and microphone, and forgets. */
  readonly isInsideApp: boolean;
  /** What is kept here goes when the window is closed: a private window, where the browser lets that be seen. */
  readonly forgets: ReadonlySignal<boolean>;
  /**
   * The link, for another browser or device, and back in the address bar, so that an app’s own *open in browser* takes it
   * along. Undefined as soon as this browser has used it.
   */
  handOn(): string | undefined;
}

export interface Surroundings {
  readonly userAgent: string;
  readonly mediaDevices?: Pick<MediaDevices, 'getUserMedia'> | undefined;
  readonly storage?: Pick<StorageManager, 'getDirectory'> | undefined;
}

export function lookAround(surroundings: Surroundings, handOn: WindowView['handOn']): WindowView {
  const forgets = signal(false);
  void isPrivate(surroundings).then((is) => {
    forgets.value = is;
  });
  return {
    // Undefined in many a browser inside an app, and where a page was not served securely.
    lacksMedia: typeof surroundings.mediaDevices?.getUserMedia !== 'function',
    isInsideApp: isInsideApp(surroundings.userAgent),
    forgets,
    handOn,
  };
}

/**
 * For a hint alone: what can be done here is found out by doing it. Apps name themselves, Android’s view says `wv`, and
 * on an iPhone only real browsers say `Safari` or their own name for it.
 */
export function isInsideApp(userAgent: string): boolean {
  if (/FBA[NV]|FB_IAB|Instagram|WhatsApp|Telegram|\bLine\/|MicroMessenger|LinkedInApp/.test(userAgent))
    return true;
  if (/Snapchat|TikTok|musical_ly|BytedanceWebview|Pinterest\/|GSA\/|\bGMX|WEB\.DE/.test(userAgent))
    return true;
  if (/Android/.test(userAgent)) return /; wv\)/.test(userAgent);
  return /iPhone|iPad|iPod/.test(userAgent) && !/Safari\//.test(userAgent);
}

/** Private windows of Safari and Firefox have no file system of their own. Others do not tell, and are not asked further. */
async function isPrivate({ storage }: Surroundings): Promise<boolean> {
  if (typeof storage?.getDirectory !== 'function') return false;
  try {
    await storage.getDirectory();
    return false;
  } catch {
    return true;
  }
}
