/** The MSC3401 conference of a room: both sides compute it, nobody has to be told. */

import { type RoomId, sha256, toHex, utf8 } from '@sprechzimmer/protocol';

export async function conferenceOf(roomId: RoomId): Promise<string> {
  return toHex(await sha256(utf8(`sprechzimmer/1 conference ${roomId}`))).slice(0, 32);
}
