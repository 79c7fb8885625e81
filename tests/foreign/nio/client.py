"""A Matrix client made of matrix-nio, told what to do in lines of JSON.

Reads one command per line from standard input, writes what happens as one JSON object per line to standard output:

    {"do": "sign-in", "homeserver": …, "user": …, "password": …}  ->  {"event": "signed-in", "device": …}
    {"do": "write", "room": …, "body": …}                         ->  {"event": "written", "id": …}

and by itself {"event": "read", …} for each text it can decrypt, {"event": "unreadable", …} for each it cannot.
Ends with its standard input, and its keys with it: nothing stays behind when the test is killed.
"""

from __future__ import annotations

import asyncio
import json
import sys
from tempfile import TemporaryDirectory
from typing import Any

from nio import (
    AsyncClient,
    AsyncClientConfig,
    LoginResponse,
    MatrixRoom,
    MegolmEvent,
    RoomMessageText,
    RoomSendResponse,
)


def tell(event: str, **facts: Any) -> None:
    print(json.dumps({"event": event, **facts}), flush=True)


async def commands() -> asyncio.StreamReader:
    reader = asyncio.StreamReader(limit=1 << 20)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    return reader


async def sign_in(command: dict[str, str], store: str) -> AsyncClient:
    config = AsyncClientConfig(encryption_enabled=True, store_sync_tokens=False)
    client = AsyncClient(command["homeserver"], command["user"], store_path=store, config=config)
    answer = await client.login(command["password"], device_name="matrix-nio")
    if not isinstance(answer, LoginResponse):
        raise RuntimeError("the homeserver did not let matrix-nio sign in")
    client.add_event_callback(on_text, RoomMessageText)
    client.add_event_callback(on_unreadable, MegolmEvent)
    return client


async def on_text(room: MatrixRoom, event: RoomMessageText) -> None:
    tell("read", room=room.room_id, sender=event.sender, body=event.body, encrypted=event.decrypted)


async def on_unreadable(room: MatrixRoom, event: MegolmEvent) -> None:
    tell("unreadable", room=room.room_id, sender=event.sender, id=event.event_id)


async def follow(client: AsyncClient) -> None:
    """Publishes keys, then syncs for as long as the client lives."""
    await client.sync(timeout=0, full_state=True)
    await client.keys_upload()
    if client.should_query_keys:
        await client.keys_query()
    tell("signed-in", device=client.device_id)
    await client.sync_forever(timeout=10_000)


async def write(client: AsyncClient, room: str, body: str) -> None:
    content = {"msgtype": "m.text", "body": body}
    answer = await client.room_send(room, "m.room.message", content, ignore_unverified_devices=True)
    if not isinstance(answer, RoomSendResponse):
        raise RuntimeError("the homeserver did not take the message")
    tell("written", id=answer.event_id)


async def main(store: str) -> None:
    reader = await commands()
    client: AsyncClient | None = None
    following: asyncio.Task[None] | None = None
    try:
        while line := await reader.readline():
            command = json.loads(line)
            if command["do"] == "sign-in":
                client = await sign_in(command, store)
                following = asyncio.create_task(follow(client))
            elif client is None:
                raise RuntimeError("nobody has signed in")
            elif command["do"] == "write":
                await write(client, command["room"], command["body"])
    finally:
        if following:
            following.cancel()
        if client:
            await client.close()


with TemporaryDirectory(prefix="sprechzimmer-nio-") as folder:
    asyncio.run(main(folder))
