import { describe, expect, it } from 'vitest';
import { type BrowserLook, browserLook } from './browser-look.ts';

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)';

const agents: readonly [BrowserLook, string, number][] = [
  ['chrome-desktop', `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/142.0.0.0 Safari/537.36`, 0],
  ['chrome-desktop', `${mac} ${webkit} Chrome/142.0.0.0 Safari/537.36`, 0],
  ['chrome-android', `Mozilla/5.0 (Linux; Android 10; K) ${webkit} Chrome/142.0.0.0 Mobile Safari/537.36`, 5],
  [
    'chrome-android',
    `Mozilla/5.0 (Linux; Android 14; K) ${webkit} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`,
    5,
  ],
  [
    'edge',
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`,
    0,
  ],
  ['firefox-desktop', 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0', 0],
  ['firefox-android', 'Mozilla/5.0 (Android 15; Mobile; rv:144.0) Gecko/144.0 Firefox/144.0', 5],
  ['safari-mac', `${mac} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15`, 0],
  ['safari-ios', `${phone} Version/26.0 Mobile/15E148 Safari/604.1`, 5],
  ['safari-ios', `${mac} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15`, 5],
  ['ios-app', `${phone} CriOS/142.0.0.0 Mobile/15E148 Safari/604.1`, 5],
  ['ios-app', `${phone} FxiOS/144.0 Mobile/15E148 Safari/605.1.15`, 5],
  ['unknown', 'Mozilla/5.0 (PlayStation 5) AppleWebKit/605.1.15 (KHTML, like Gecko)', 0],
  ['unknown', '', 0],
];

describe('whoever has to find the switch is shown the browser they have', () => {
  it.each(agents)('%s: %s, %i fingers', (look, userAgent, maxTouchPoints) => {
    expect(browserLook({ userAgent, maxTouchPoints })).toBe(look);
  });

  it('hints of the browser count more than a name that is made to please old pages', () => {
    const said = { userAgent: `${mac} ${webkit} Chrome/142.0.0.0 Safari/537.36`, maxTouchPoints: 0 };
    const hints = {
      brands: ['Not_A Brand', 'Chromium', 'Microsoft Edge'],
      mobile: false,
      platform: 'Windows',
    };
    expect(browserLook({ ...said, hints })).toBe('edge');
    expect(browserLook({ ...said, hints: { ...hints, brands: ['Chromium', 'Google Chrome'] } })).toBe(
      'chrome-desktop',
    );
    // A phone that was asked for the page as computers see it.
    expect(browserLook({ ...said, hints: { ...hints, platform: 'Android' } })).toBe('chrome-android');
  });
});
