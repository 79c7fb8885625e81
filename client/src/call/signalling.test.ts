import { expect, test } from 'vitest';
import { readCallMessage } from './signalling.ts';
import { candidatesMessage, hangupMessage, inviteMessage } from './testing/messages.ts';

test.each([inviteMessage(), candidatesMessage(), hangupMessage('new_session')])(
  'a call message is read: $type',
  (message) => {
    expect(readCallMessage(message.type, message.content)).toEqual(message);
  },
);

test.each([
  ['a type that is none of a call', 'm.room.message', inviteMessage().content],
  ['the content of another type', 'm.call.answer', inviteMessage().content],
  ['a member nobody asked for', 'm.call.invite', { ...inviteMessage().content, capabilities: {} }],
  ['another version', 'm.call.invite', { ...inviteMessage().content, v: 2 }],
  ['nothing', 'm.call.invite', undefined],
  ['a name every object has', 'toString', {}],
])('a call is not moved by %s', (_, type, content) => {
  expect(readCallMessage(type, content)).toBeUndefined();
});
