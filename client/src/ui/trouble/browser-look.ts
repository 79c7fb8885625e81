/** Where the switch for camera and microphone is found, which differs by the browser's looks and by nothing else. */

export const browserLooks = [
  'chrome-desktop',
  'chrome-android',
  'edge',
  'firefox-desktop',
  'firefox-android',
  'safari-mac',
  'safari-ios',
  /** Every other browser on iPhones and iPads: there the system has the switch. */
  'ios-app',
  'unknown',
] as const;

export type BrowserLook = (typeof browserLooks)[number];

/** What a browser says of itself. */
export interface BrowserSelf {
  readonly userAgent: string;
  /** iPads call themselves Macs; only their fingers give them away. */
  readonly maxTouchPoints: number;
  /** User-Agent Client Hints, where the browser has them (`navigator.userAgentData`). */
  readonly hints?: {
    readonly brands: readonly string[];
    readonly mobile: boolean;
    readonly platform: string;
  };
}

export function browserLook({ userAgent, maxTouchPoints, hints }: BrowserSelf): BrowserLook {
  if (hints) return lookOfHints(hints);
  const isTouchedMac = /Macintosh/.test(userAgent) && maxTouchPoints > 1;
  if (/iPhone|iPad|iPod/.test(userAgent) || isTouchedMac)
    return /CriOS|FxiOS|EdgiOS|OPT\/|OPiOS|DuckDuckGo|YaBrowser|GSA\//.test(userAgent)
      ? 'ios-app'
      : 'safari-ios';
  const isAndroid = /Android/.test(userAgent);
  if (/Firefox\//.test(userAgent)) return isAndroid ? 'firefox-android' : 'firefox-desktop';
  if (isAndroid) return /Chrome\//.test(userAgent) ? 'chrome-android' : 'unknown';
  if (/Edg\//.test(userAgent)) return 'edge';
  if (/Chrome\//.test(userAgent)) return 'chrome-desktop';
  return /Macintosh/.test(userAgent) && /Safari\//.test(userAgent) ? 'safari-mac' : 'unknown';
}

/** Of the browser this runs in. */
export function ownLook(): BrowserLook {
  const { userAgent, maxTouchPoints } = navigator;
  const hints = ownHints();
  return browserLook({ userAgent, maxTouchPoints, ...(hints && { hints }) });
}

/** Only what is built on Chromium has hints. */
function lookOfHints({ brands, mobile, platform }: NonNullable<BrowserSelf['hints']>): BrowserLook {
  if (mobile || platform === 'Android') return 'chrome-android';
  return brands.some((brand) => brand.includes('Edge')) ? 'edge' : 'chrome-desktop';
}

function ownHints(): BrowserSelf['hints'] {
  const data: unknown = 'userAgentData' in navigator ? navigator.userAgentData : undefined;
  if (typeof data !== 'object' || data === null) return undefined;
  if (!('brands' in data) || !Array.isArray(data.brands)) return undefined;
  const brands = data.brands.flatMap((each: unknown) =>
    typeof each === 'object' && each !== null && 'brand' in each && typeof each.brand === 'string'
      ? [each.brand]
      : [],
  );
  return {
    brands,
    mobile: 'mobile' in data && data.mobile === true,
    platform: 'platform' in data && typeof data.platform === 'string' ? data.platform : '',
  };
}
