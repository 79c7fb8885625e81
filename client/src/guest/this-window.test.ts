import { describe, expect, test, vi } from 'vitest';
import { isInsideApp, lookAround } from './this-window.ts';

const android = 'Mozilla/5.0 (Linux; Android 14; Pixel 8';
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';

describe('the browser inside an app is told from a real one', () => {
  test.each([
    ['Instagram', `${iphone} Mobile/21F79 Instagram 334.0.0`],
    ['Facebook', `${iphone} Mobile/21F79 [FBAN/FBIOS;FBAV/467.0]`],
    ['WhatsApp', `${android}) AppleWebKit/537.36 Chrome/125.0 Mobile Safari/537.36 WhatsApp/2.24`],
    ['Telegram', `${android}) AppleWebKit/537.36 Chrome/125.0 Mobile Safari/537.36 Telegram-Android/10.14`],
    [
      'a mail program on Android',
      `${android}; wv) AppleWebKit/537.36 Version/4.0 Chrome/125.0 Mobile Safari/537.36`,
    ],
    ['a mail program on an iPhone', `${iphone} Mobile/15E148`],
  ])('%s', (_app, userAgent) => {
    expect(isInsideApp(userAgent)).toBe(true);
  });

  test.each([
    ['Safari', `${iphone} Version/17.5 Mobile/15E148 Safari/604.1`],
    ['Chrome on an iPhone', `${iphone} CriOS/125.0 Mobile/15E148 Safari/604.1`],
    ['Firefox on an iPhone', `${iphone} FxiOS/126.0 Mobile/15E148 Safari/605.1.15`],
    [
      'Chrome on Android',
      `${android}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0 Mobile Safari/537.36`,
    ],
    ['Firefox on Android', 'Mozilla/5.0 (Android 14; Mobile; rv:126.0) Gecko/126.0 Firefox/126.0'],
    ['Firefox on Linux', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'],
    [
      'Safari on a Mac',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.5 Safari/605.1.15',
    ],
  ])('%s', (_browser, userAgent) => {
    expect(isInsideApp(userAgent)).toBe(false);
  });
});

const nothing = () => undefined;
const getUserMedia = async () => ({}) as MediaStream;

test('a window without camera and microphone is known before anybody is asked to allow them', () => {
  expect(lookAround({ userAgent: '' }, nothing).lacksMedia).toBe(true);
  expect(lookAround({ userAgent: '', mediaDevices: { getUserMedia } }, nothing).lacksMedia).toBe(false);
});

test('a private window that says so is known; one that does not is not accused of it', async () => {
  const getDirectory = () => Promise.reject(new DOMException('private', 'SecurityError'));
  const hidden = lookAround({ userAgent: '', storage: { getDirectory } }, nothing);
  await vi.waitFor(() => expect(hidden.forgets.value).toBe(true));
  expect(lookAround({ userAgent: '' }, nothing).forgets.value).toBe(false);
});
