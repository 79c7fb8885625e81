"""What the few things a guest may write must look like. Pure; anything not described here is refused.

Everything a guest writes that Synapse can read is a place for plain text to end up in, so every key is named.
"""

import json
import re
from typing import Any

CALL_MEMBER = "org.matrix.msc3401.call.member"
ENCRYPTED = "m.room.encrypted"
MEGOLM = "m.megolm.v1.aes-sha2"
OLM = "m.olm.v1.curve25519-aes-sha2"

TO_DEVICE_VERIFICATION = frozenset(
    f"m.key.verification.{step}" for step in ("request", "ready", "start", "accept", "key", "mac", "done", "cancel")
)
TO_DEVICE_WITHHELD = frozenset({"m.room_key.withheld", "org.matrix.room_key.withheld"})
TO_DEVICE_TYPES = TO_DEVICE_VERIFICATION | TO_DEVICE_WITHHELD | {ENCRYPTED}
"""Olm messages; comparing emoji, which cannot be encrypted before it has succeeded; and "no key for you"."""

MAX_CALL_MEMBER_CHARS = 8_192
_MEGOLM_KEYS = frozenset({"algorithm", "ciphertext", "session_id", "sender_key", "device_id"})
_OLM_KEYS = frozenset({"algorithm", "ciphertext", "sender_key", "org.matrix.msgid"})
_PLAIN_TO_DEVICE_CHARS = 4_096


def is_megolm(content: Any) -> bool:
    """A room event whose body is ciphertext and nothing beside it: no relation, no fallback text."""
    return (
        isinstance(content, dict)
        and content.keys() <= _MEGOLM_KEYS
        and content.get("algorithm") == MEGOLM
        and all(isinstance(value, str) for value in content.values())
        and isinstance(content.get("ciphertext"), str)
        and isinstance(content.get("session_id"), str)
    )


def is_to_device(message_type: str, content: Any) -> bool:
    """One to-device message, as it would reach one device."""
    if not isinstance(content, dict):
        return False
    if message_type == ENCRYPTED:
        return content.keys() <= _OLM_KEYS and content.get("algorithm") == OLM
    return message_type in TO_DEVICE_TYPES and len(json.dumps(content)) <= _PLAIN_TO_DEVICE_CHARS


def is_call_member(content: Any) -> bool:
    """MSC3401 `call.member`, with exactly the keys of `protocol/src/events.ts`. Empty when somebody has left."""
    if not isinstance(content, dict) or len(json.dumps(content)) > MAX_CALL_MEMBER_CHARS:
        return False
    return content == {} or (_only(content, {"m.calls"}) and _each(content.get("m.calls"), _is_call))


def is_own_membership(content: Any) -> bool:
    """A member event of a guest: joined or left, and not a word more."""
    return isinstance(content, dict) and content.keys() == {"membership"} and content["membership"] in ("join", "leave")


def _is_call(call: Any) -> bool:
    return (
        _only(call, {"m.call_id", "m.devices"})
        and _is_id(call.get("m.call_id"))
        and _each(call.get("m.devices"), _is_device)
    )


def _is_device(device: Any) -> bool:
    return (
        _only(device, {"device_id", "session_id", "expires_ts", "feeds"})
        and _is_id(device.get("device_id"))
        and _is_id(device.get("session_id"))
        and type(device.get("expires_ts")) is int
        and _each(device.get("feeds"), _is_feed)
    )


def _is_feed(feed: Any) -> bool:
    return _only(feed, {"purpose"}) and feed.get("purpose") in ("m.usermedia", "m.screenshare")


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9_-]{1,64}", value) is not None


def _only(value: Any, keys: set[str]) -> bool:
    return isinstance(value, dict) and value.keys() <= keys


def _each(values: Any, check: Any) -> bool:
    return isinstance(values, list) and len(values) <= 8 and all(check(value) for value in values)
