"""The finer print of the allow-list: whom a request may reach, and what it may carry.

Each check returns when the request may go on, and raises the refusal when not.
"""

from collections.abc import Collection
from typing import Any

from . import refusals
from .asking import Asking
from .contents import CALL_MEMBER, TO_DEVICE_TYPES, is_call_member, is_megolm, is_to_device
from .visit_media import belongs_to_other_room

MAX_SMALL_BODY_BYTES = 16_384
MAX_KEYS_BODY_BYTES = 131_072
MAX_TO_DEVICE_BODY_BYTES = 1_048_576
MAX_WAIT_MS = 60_000
"""Twice of what the SDK asks for."""
DELAY = "org.matrix.msc4140.delay"


async def small_body(asking: Asking) -> None:
    if len(asking.raw) > MAX_SMALL_BODY_BYTES:
        raise refusals.too_large("request")


async def short_wait(asking: Asking) -> None:
    """A question that is kept open costs the server memory for as long as it is."""
    timeout = asking.query("timeout")
    if timeout is not None and not (
        timeout.isascii() and timeout.isdigit() and len(timeout) < 9 and int(timeout) <= MAX_WAIT_MS
    ):
        raise refusals.refused("waits-too-long")


async def upload_keys(asking: Asking) -> None:
    if len(asking.raw) > MAX_KEYS_BODY_BYTES:
        raise refusals.too_large("set of keys")
    keys = _mapping(asking.body, "one_time_keys")
    meters = asking.context.meters
    meters.spend(meters.one_time_keys, asking.guest, "one-time keys", len(keys) + 1)


async def upload_signatures(asking: Asking) -> None:
    if len(asking.raw) > MAX_KEYS_BODY_BYTES:
        raise refusals.too_large("set of signatures")
    _within(asking.body, await asking.present())


async def query_keys(asking: Asking) -> None:
    """The bot and people who have left may still be asked for: clients ask for everybody they have ever tracked."""
    await small_body(asking)
    _within(_mapping(asking.body, "device_keys"), await asking.ever_present())


async def claim_keys(asking: Asking) -> None:
    await small_body(asking)
    _within(_mapping(asking.body, "one_time_keys"), await asking.present())


async def send_to_device(asking: Asking) -> None:
    message_type = asking.parts["type"]
    if message_type not in TO_DEVICE_TYPES:
        raise refusals.refused("to-device-type")
    if len(asking.raw) > MAX_TO_DEVICE_BODY_BYTES:
        raise refusals.too_large("message")
    messages = _mapping(asking.body, "messages")
    _within(messages, await asking.present())
    contents = [content for devices in messages.values() for content in _values(devices)]
    if len(contents) > asking.context.config.limits.to_device_batch:
        raise refusals.too_large("batch of messages")
    if not all(is_to_device(message_type, content) for content in contents):
        raise refusals.refused("to-device-content")
    meters = asking.context.meters
    meters.spend(meters.to_device_messages, asking.guest, "to-device messages", max(1, len(contents)))
    meters.spend(meters.to_device_bytes, asking.guest, "to-device bytes", len(asking.raw))


async def empty_join(asking: Asking) -> None:
    """No reason, no third-party signature, no other server: a join and nothing else."""
    if asking.body:
        raise refusals.refused("join-with-content")


async def empty_leave(asking: Asking) -> None:
    if asking.body:
        raise refusals.refused("leave-with-content")


async def send_event(asking: Asking) -> None:
    if asking.query(DELAY) is not None:
        raise refusals.refused("delayed-message")
    if not is_megolm(asking.body):
        raise refusals.refused("not-encrypted")
    meters = asking.context.meters
    meters.spend(meters.events, asking.guest, "events")


async def announce_call(asking: Asking) -> None:
    if not is_call_member(asking.body):
        raise refusals.refused(f"{CALL_MEMBER}-content")
    meters = asking.context.meters
    meters.spend(meters.events, asking.guest, "events")


async def person_in_room(asking: Asking) -> None:
    if asking.parts["user"] not in await asking.present():
        raise refusals.refused("not-in-your-room")


async def upload_media(asking: Asking) -> None:
    """A name or a type would tell the server what the file is."""
    if asking.query("filename") is not None:
        raise refusals.refused("file-name")
    if asking.request.getHeader("content-type") != "application/octet-stream":
        raise refusals.refused("file-type")
    meters = asking.context.meters
    meters.spend(meters.uploads, asking.guest, "uploads")
    await meters.upload_share.take(asking.guest, asking.size)


async def download_media(asking: Asking) -> None:
    """Only what somebody in the guest's room has uploaded: the server cannot see where a file was sent."""
    surface = asking.context.surface
    if asking.parts["server"] != surface.hs.hostname:
        raise refusals.refused("foreign-media")
    media = await surface.store.get_local_media(asking.parts["media"])
    if media is None or media.user_id not in await asking.present():
        raise refusals.refused("foreign-media")
    # Of a clinician's files, those of their other patients.
    if belongs_to_other_room(media.upload_name, asking.guest.room_id):
        raise refusals.refused("foreign-media")


def _mapping(body: dict[str, Any], name: str) -> dict[str, Any]:
    value = body.get(name, {})
    if not isinstance(value, dict):
        raise refusals.bad_request(f"`{name}` must be an object.")
    return value


def _values(devices: Any) -> Collection[Any]:
    if not isinstance(devices, dict):
        raise refusals.bad_request("Messages must be given for each device.")
    return devices.values()


def _within(wanted: Collection[str], allowed: Collection[str]) -> None:
    if not all(user in allowed for user in wanted):
        raise refusals.refused("not-in-your-room")
