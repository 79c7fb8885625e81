import { expect, it } from 'vitest';
import { browserFamily } from './browser-family.ts';

const agents = {
  ios: 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile Safari/604.1',
  mac: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/19.0 Safari/605.1.15',
  android: 'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/150.0 Mobile Safari/537.36',
  firefoxAndroid: 'Mozilla/5.0 (Android 16; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0',
  firefox: 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0',
};

it('tells where this browser keeps the switch for the camera', () => {
  expect(browserFamily(agents.ios, 5)).toBe('ios');
  expect(browserFamily(agents.android, 5)).toBe('android');
  expect(browserFamily(agents.firefoxAndroid, 5)).toBe('android');
  expect(browserFamily(agents.firefox, 0)).toBe('firefox');
  expect(browserFamily(agents.mac, 0)).toBe('desktop');
});

it('takes an iPad for what it is, although it calls itself a Mac', () => {
  expect(browserFamily(agents.mac, 5)).toBe('ios');
});
