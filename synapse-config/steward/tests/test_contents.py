"""What a guest may write, down to the key."""

from typing import Any

import pytest

from people import call_member, megolm, olm
from sprechzimmer_steward.contents import (
    ENCRYPTED,
    TO_DEVICE_TYPES,
    is_call_member,
    is_megolm,
    is_own_membership,
    is_to_device,
)


def test_what_the_client_writes_passes() -> None:
    assert is_megolm(megolm())
    assert is_to_device(ENCRYPTED, olm() | {"org.matrix.msgid": "x"})
    assert is_call_member(call_member("DEVICE"))
    assert is_call_member({"m.calls": []})
    assert is_call_member({})
    assert is_own_membership({"membership": "join"})
    assert is_own_membership({"membership": "leave"})


@pytest.mark.parametrize("content", [None, [], "text", 1, {}, {"algorithm": "m.megolm.v1.aes-sha2"}])
def test_nothing_else_is_a_message(content: Any) -> None:
    assert not is_megolm(content)
    assert not is_to_device(ENCRYPTED, content)


@pytest.mark.parametrize(
    "content",
    [
        {"membership": "invite"},
        {"membership": "ban"},
        {"membership": "knock"},
        {"membership": "join", "reason": "Anna"},
        {"membership": "join", "displayname": None},
        {"membership": "join", "avatar_url": "mxc://x/y"},
        {"membership": ["join"]},
        {},
    ],
    ids=str,
)
def test_a_membership_says_joined_or_left_and_nothing_more(content: Any) -> None:
    assert not is_own_membership(content)


def test_an_announcement_has_a_size() -> None:
    many = call_member("DEVICE")
    many["m.calls"] = many["m.calls"] * 9
    assert not is_call_member(many)


@pytest.mark.parametrize("value", [True, 1.5, "1795400000000", None])
def test_an_announcement_expires_at_a_whole_number(value: Any) -> None:
    content = call_member("DEVICE")
    content["m.calls"][0]["m.devices"][0]["expires_ts"] = value
    assert not is_call_member(content)


def test_requests_for_room_keys_are_not_among_the_types() -> None:
    """In clear, and an invitation to hand out keys."""
    assert "m.room_key_request" not in TO_DEVICE_TYPES
    assert "m.room_key" not in TO_DEVICE_TYPES
