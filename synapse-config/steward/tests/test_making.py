"""From a voucher to a guest: the first thing a patient's browser does on the homeserver."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests

from conftest import Query
from people import CLIENT, STEWARD, House, new_key, new_localpart, user_of


def test_a_patient_gets_an_account_without_choosing_anything(house: House, query: Query) -> None:
    localpart = new_localpart()
    guest, _ = house.make_guest(localpart)
    assert guest.user_id == user_of(localpart)
    whoami = guest.get(f"{CLIENT}/account/whoami").json()
    assert (whoami["user_id"], whoami["device_id"]) == (guest.user_id, guest.device_id)
    assert query("SELECT password_hash, admin FROM users WHERE name = ?", guest.user_id) == [(None, 0)]
    assert query("SELECT 1 FROM profiles WHERE full_user_id = ? AND displayname IS NOT NULL", guest.user_id) == []
    assert query(
        "SELECT display_name FROM devices WHERE user_id = ? AND device_id = ?", guest.user_id, guest.device_id
    ) == [(None,)]


def test_a_lost_answer_costs_nothing_the_same_browser_gets_the_same_guest(house: House) -> None:
    localpart, key = new_localpart(), new_key()
    first, _ = house.make_guest(localpart, key)
    second, _ = house.make_guest(localpart, key)
    assert (first.user_id, first.device_id) == (second.user_id, second.device_id)
    assert first.get(f"{CLIENT}/account/whoami").ok
    assert second.get(f"{CLIENT}/account/whoami").ok


def test_of_many_simultaneous_tries_of_one_browser_all_get_the_same_guest(house: House) -> None:
    voucher, key = house.voucher(new_localpart()), new_key()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: house.ask_for_guest(voucher, key), range(8)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({(a.json()["user_id"], a.json()["device_id"]) for a in answers}) == 1


def test_of_many_browsers_with_one_voucher_exactly_one_gets_the_guest(house: House) -> None:
    voucher = house.voucher(new_localpart())
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: house.ask_for_guest(voucher, new_key()), range(8)))
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 7


def test_whoever_holds_the_vouchers_cannot_take_a_guest_over(house: House) -> None:
    localpart = new_localpart()
    house.make_guest(localpart)
    answer = house.ask_for_guest(house.voucher(localpart), new_key())
    assert answer.status_code == 409
    assert answer.json()["errcode"] == "de.sprechzimmer.guest_taken"
    assert "access_token" not in answer.text


def test_the_browsers_key_is_kept_as_a_hash_only(house: House, query: Query) -> None:
    guest, key = house.make_guest()
    [(stored,)] = query("SELECT key_hash FROM sprechzimmer_guests WHERE user_id = ?", guest.user_id)
    assert key not in stored
    assert len(stored) == 64


def test_an_expired_voucher_says_so(house: House) -> None:
    answer = house.ask_for_guest(house.voucher(new_localpart(), expires=int(time.time()) - 1), new_key())
    assert (answer.status_code, answer.json()["errcode"]) == (401, "de.sprechzimmer.voucher_expired")


@pytest.mark.parametrize("what", ["another practice's key", "a clinician's name", "nonsense"])
def test_a_voucher_that_is_not_ours_makes_nobody(house: House, what: str, query: Query) -> None:
    voucher = {
        "another practice's key": house.voucher(new_localpart(), key=b"x" * 32),
        "a clinician's name": house.voucher("doktor"),
        "nonsense": "nonsense.nonsense",
    }[what]
    before = query("SELECT COUNT(*) FROM users")
    # Each from its own address: too many failures from one are another test.
    answer = house.ask_for_guest(voucher, new_key(), headers={"X-Forwarded-For": f"192.0.2.{len(what)}"})
    assert (answer.status_code, answer.json()["errcode"]) == (403, "de.sprechzimmer.voucher_refused")
    assert query("SELECT COUNT(*) FROM users") == before


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"voucher": "a.b"},
        {"voucher": "a.b", "key": "short"},
        {"voucher": "a.b", "key": "A" * 42 + "="},
        {"voucher": 1, "key": "A" * 43},
        {"voucher": "a" * 1025, "key": "A" * 43},
        {"voucher": "a.b", "key": "A" * 43, "device_id": "MINE"},
        {"voucher": "a.b", "key": "A" * 43, "localpart": "doktor"},
        ["voucher", "key"],
    ],
    ids=str,
)
def test_a_malformed_request_is_refused_before_anything_happens(house: House, body: Any) -> None:
    answer = house.ask_for_guest("", "", body=body)
    assert (answer.status_code, answer.json()["errcode"]) == (400, "M_BAD_JSON")


def test_a_field_given_twice_is_refused(house: House) -> None:
    raw = '{{"voucher":"a.b","key":"{}","key":"{}"}}'.format("A" * 43, "B" * 43)
    assert requests.post(f"{house.practice.url}{STEWARD}/guest", data=raw, timeout=5).status_code == 400


def test_a_stranger_cannot_fill_the_log_with_a_body_nested_without_end(house: House) -> None:
    guest, _ = house.make_guest()
    before = house.practice.log.read_text()
    answers = [
        requests.post(f"{house.practice.url}{STEWARD}/guest", data="[" * 4000, timeout=5),
        guest.ask("POST", f"{CLIENT}/keys/query", data="[" * 16_000),
    ]
    assert [(answer.status_code, answer.json()["errcode"]) for answer in answers] == [(400, "M_BAD_JSON")] * 2
    assert "Traceback" not in house.practice.log.read_text()[len(before) :]


def test_a_huge_body_is_refused(house: House) -> None:
    answer = requests.post(f"{house.practice.url}{STEWARD}/guest", data="x" * 5000, timeout=5)
    assert (answer.status_code, answer.json()["errcode"]) == (413, "M_TOO_LARGE")


def test_nobody_else_makes_an_account_that_is_called_like_a_guest(house: House, query: Query) -> None:
    """Even with the one-time secret that makes clinicians."""
    with pytest.raises(requests.HTTPError):
        house.make_clinician(new_localpart())
    with pytest.raises(requests.HTTPError):
        house.make_clinician("guest-of-honour")


def test_nobody_is_an_admin(house: House, query: Query) -> None:
    house.make_guest()
    assert query("SELECT name FROM users WHERE admin != 0") == []


def test_making_a_guest_is_quick(house: House) -> None:
    """Some ten milliseconds; a tenth of a second would be felt at the door. The middle of nine, on a busy machine."""
    took = []
    for _ in range(9):
        voucher, key = house.voucher(new_localpart()), new_key()
        started = time.perf_counter()
        assert house.ask_for_guest(voucher, key).ok
        took.append(time.perf_counter() - started)
    assert sorted(took)[4] < 0.1
