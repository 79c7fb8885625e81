/** Sending into a room: Megolm, behind the guard, never in clear. */

import type { RoomId } from '@sprechzimmer/protocol';
import { EventStatus } from 'matrix-js-sdk';
import { retrying } from '../api/retry.ts';
import { reaching } from './homeserver-errors.ts';
import type { OpenClient } from './open-client.ts';
import { WrongRoster } from './recipients.ts';
import { NotSafe, type RoomGuard } from './room-guard.ts';

export interface RoomSender {
  /**
   * Encrypts and sends one event. With the same `transaction` it arrives once, however often it is tried.
   * @returns its event id
   * @throws NotSafe when the guard refuses; nothing has been sent then
   */
  send(type: string, content: object, transaction?: string): Promise<string>;
}

const sendTries = 6;

/** @param signal ends all tries: the visit is over */
export function roomSender(
  open: OpenClient,
  roomId: RoomId,
  guard: RoomGuard,
  signal?: AbortSignal,
): RoomSender {
  // The SDK knows the types of common events only; ours are checked by their schemas.
  const sendEvent: (
    room: string,
    type: string,
    content: object,
    transaction: string,
  ) => Promise<{ event_id: string }> = open.client.sendEvent.bind(open.client);

  /** A failed try leaves a local echo behind, and the SDK takes no second event under its number: that one leaves again. */
  const sendOnce = async (type: string, content: object, transaction: string) => {
    const room = open.client.getRoom(roomId);
    const echo = room?.findEventById(`~${roomId}:${transaction}`);
    return room && echo?.status === EventStatus.NOT_SENT
      ? open.client.resendEvent(echo, room)
      : sendEvent(roomId, type, content, transaction);
  };

  return {
    async send(type, content, transaction = open.client.makeTxnId()) {
      return retrying(
        async () => {
          await guard.assertSafe('sending a message');
          const sent = await reaching('sending a message', () => sendOnce(type, content, transaction)).catch(
            (error: unknown) => {
              // Somebody has come in since: their membership is the alarm.
              throw error instanceof WrongRoster
                ? new NotSafe('sending a message', guard.alarm.value)
                : error;
            },
          );
          return sent.event_id;
        },
        { tries: sendTries, signal },
      );
    },
  };
}
