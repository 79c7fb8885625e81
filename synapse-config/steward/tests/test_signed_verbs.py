"""The three signed verbs: only the appservice says them, straight and fresh, and only about guests and their rooms."""

import time
from typing import Any

import pytest
import requests

from conftest import Query
from people import CLIENT, STEWARD, House, Visit, new_localpart, q, user_of

VERBS = ("confine", "dispose-guest", "dispose-room")


def body_for(verb: str, visit: Visit) -> dict[str, str]:
    names = {"user_id": visit.guest.user_id, "room_id": visit.room_id}
    wanted = {"confine": ("user_id", "room_id"), "dispose-guest": ("user_id",), "dispose-room": ("room_id",)}
    return {name: names[name] for name in wanted[verb]}


def untouched(visit: Visit) -> bool:
    return visit.guest.get(f"{visit.room}/joined_members").ok


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    "changes",
    [
        {"key": b"k" * 32},
        {"signed_verb": "confine-not"},
        {"raw": b'{"user_id":"@guest-x:practice.test"}'},
        {"headers": {"X-Sprechzimmer-Signature": "0" * 64}},
        {"headers": {"X-Sprechzimmer-Signature": ""}},
        {"headers": {"X-Sprechzimmer-Nonce": "AAAAAAAAAAAAAAAAAAAAAA"}},
        {"headers": {"X-Sprechzimmer-Date": "1"}},
        {"headers": {"X-Forwarded-For": "127.0.0.1"}},
        {"headers": {"Forwarded": "for=127.0.0.1"}},
        {"headers": {"X-Real-IP": "127.0.0.1"}},
        {"date_ms": 0},
    ],
    ids=str,
)
def test_nobody_but_the_appservice_commands_the_steward(
    shared_visit: Visit, house: House, verb: str, changes: dict[str, Any]
) -> None:
    answer = house.tell_steward(verb, body_for(verb, shared_visit), **changes)
    assert (answer.status_code, answer.json()["errcode"]) == (403, "M_FORBIDDEN")
    assert untouched(shared_visit)


@pytest.mark.parametrize("off_ms", [-61_000, 61_000])
def test_an_old_command_and_one_from_the_future_are_refused(shared_visit: Visit, house: House, off_ms: int) -> None:
    now_ms = round(time.time() * 1000)
    answer = house.tell_steward("dispose-guest", body_for("dispose-guest", shared_visit), date_ms=now_ms + off_ms)
    assert answer.status_code == 403
    assert untouched(shared_visit)


def test_a_command_that_was_overheard_cannot_be_given_again(visit: Visit, house: House) -> None:
    nonce, now_ms = "A" * 21 + "Q", round(time.time() * 1000)
    body = body_for("confine", visit)
    assert house.tell_steward("confine", body, nonce=nonce, date_ms=now_ms).ok
    again = house.tell_steward("confine", body, nonce=nonce, date_ms=now_ms)
    assert again.status_code == 403


@pytest.mark.parametrize("verb", VERBS)
def test_a_guest_a_clinician_and_the_bot_have_no_say(shared_visit: Visit, verb: str) -> None:
    for person in (shared_visit.guest, shared_visit.clinician, shared_visit.bot):
        answer = person.post(f"{STEWARD}/steward/{verb}", body_for(verb, shared_visit))
        assert answer.status_code == 403
    assert untouched(shared_visit)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "HEAD"])
def test_only_post_does_anything(house: House, method: str) -> None:
    for path in ("guest", *(f"steward/{verb}" for verb in VERBS)):
        answer = requests.request(method, f"{house.practice.url}{STEWARD}/{path}", timeout=5)
        assert answer.status_code == 405


@pytest.mark.parametrize(
    "body",
    [{}, {"user_id": 1}, {"user_id": "doktor"}, {"user_id": "@guest-x:practice.test", "room_id": "!x"}, []],
    ids=str,
)
def test_a_malformed_command_is_refused_with_what_is_expected(house: House, body: Any) -> None:
    answer = house.tell_steward("dispose-guest", body)
    assert (answer.status_code, answer.json()["errcode"]) == (400, "M_BAD_JSON")
    assert "user_id" in answer.json()["error"]


def test_clinicians_and_the_bot_cannot_be_confined_or_disposed_of(house: House, query: Query) -> None:
    everybody = (house.clinician.user_id, house.bot.user_id, "@guest-x:elsewhere.test", "@nobody:practice.test")
    for user_id in everybody:
        confined = house.tell_steward("confine", {"user_id": user_id, "room_id": "!x:practice.test"})
        disposed = house.tell_steward("dispose-guest", {"user_id": user_id})
        assert {confined.status_code, disposed.status_code} == {403}, user_id
        assert disposed.json()["errcode"] == "de.sprechzimmer.not_ours"
    assert house.clinician.get(f"{CLIENT}/account/whoami").ok
    assert query("SELECT deactivated FROM users WHERE name = ?", house.clinician.user_id) == [(0,)]


def test_a_room_the_bot_did_not_make_cannot_be_disposed_of(house: House) -> None:
    room_id = house.clinician.post(f"{CLIENT}/createRoom", {"invite": [house.colleague.user_id]}).json()["room_id"]
    answer = house.tell_steward("dispose-room", {"room_id": room_id})
    assert (answer.status_code, answer.json()["errcode"]) == (403, "de.sprechzimmer.not_ours")
    assert house.clinician.get(f"{CLIENT}/rooms/{q(room_id)}/joined_members").ok


def test_a_guest_cannot_be_confined_to_a_room_the_bot_did_not_make(visit: Visit, house: House) -> None:
    """With the appservice's key in the wrong hands, a patient could be led into another room."""
    room_id = house.clinician.post(f"{CLIENT}/createRoom", {"invite": [visit.guest.user_id]}).json()["room_id"]
    for target in (room_id, "!nowhere:practice.test"):
        answer = house.tell_steward("confine", {"user_id": visit.guest.user_id, "room_id": target})
        assert (answer.status_code, answer.json()["errcode"]) == (403, "de.sprechzimmer.not_ours")
    assert visit.guest.get(f"{visit.room}/joined_members").ok


def test_a_guest_nobody_has_made_cannot_be_confined(house: House) -> None:
    body = {"user_id": user_of(new_localpart()), "room_id": "!x:practice.test"}
    assert house.tell_steward("confine", body).json()["errcode"] == "de.sprechzimmer.not_ours"


def test_the_guest_follows_when_its_room_is_made_anew(visit: Visit, house: House) -> None:
    """Somebody did not get in: same guest, another room."""
    again = house.make_room(visit.guest, visit.clinician)
    assert house.tell_steward("confine", {"user_id": visit.guest.user_id, "room_id": again}).ok
    assert visit.guest.post(f"{CLIENT}/join/{q(again)}").ok
    assert visit.guest.get(f"{visit.room}/members").status_code == 403


@pytest.fixture(scope="module")
def shared_visit(house: House) -> Visit:
    """Nothing in here may touch it."""
    return house.make_visit()
