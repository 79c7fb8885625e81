import { expect, test } from 'vitest';
import {
  type ChannelMessage,
  maxChannelMessageChars,
  readChannelMessage,
  writeChannelMessage,
} from './data-channel.ts';

const messages: readonly ChannelMessage[] = [
  { type: 'door', content: { v: 1, h: 'ab'.repeat(32), seq: 3, at: 1, door: 'admitted' } },
  { type: 'media', microphone: true, camera: false },
  { type: 'route', path: 'relayed', fingerprint: 'verified' },
  { type: 'words', list: 'en' },
  { type: 'line', picture: 'held', hears: true },
  { type: 'screen', on: true },
  { type: 'chat-only', on: true, turn: 4 },
  {
    type: 'sign',
    content: { v: 1, h: 'ab'.repeat(32), id: 'cd'.repeat(16), at: 1_794_823_000_000, sign: 'not-alone' },
  },
];

test.each(messages)('what one side says the other understands: $type', (message) => {
  const written = writeChannelMessage(message);
  expect(readChannelMessage(written)).toEqual(message);
  expect(written.length).toBeLessThan(maxChannelMessageChars);
});

test.each([
  ['binary', new ArrayBuffer(4)],
  ['no JSON', '{'],
  ['null', 'null'],
  ['a type we do not know', '{"type":"eval"}'],
  ['more than was asked for', '{"type":"media","microphone":true,"camera":true,"extra":1}'],
  ['a door that is none', '{"type":"door","content":{"v":1,"h":"x","seq":0,"door":"admitted"}}'],
  ['a verdict only both together may give', '{"type":"route","path":"disputed","fingerprint":"verified"}'],
  ['a list of words we do not have', '{"type":"words","list":"fr"}'],
  ['a sign there is none of', '{"type":"sign","content":{"v":1,"h":"x","id":"y","at":0,"sign":"all-well"}}'],
  ['a count beyond all counting', '{"type":"chat-only","on":true,"turn":9007199254740993}'],
  ['something far too long', JSON.stringify({ type: 'media', microphone: true, camera: ' '.repeat(4_000) })],
])('the other side cannot make us act on %s', (_, data) => {
  expect(readChannelMessage(data)).toBeUndefined();
});
