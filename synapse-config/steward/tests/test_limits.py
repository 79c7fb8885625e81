"""A guest cannot flood. Here the buckets have their usual size and hardly refill, so that no test is a race."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from typing import Any

import pytest
import requests

from answers import refused, upload
from people import CLIENT, REASON, House, Visit, megolm, new_key, new_localpart, olm, txn
from practice import open_practice
from sprechzimmer_steward.buckets import Rate
from sprechzimmer_steward.config import Limits


@pytest.fixture(scope="module")
def strict_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    standard = Limits()
    rates = {field.name: getattr(standard, field.name) for field in fields(Limits)}
    slow = {name: {"per_second": 0.001, "burst": rate.burst} for name, rate in rates.items() if isinstance(rate, Rate)}
    # Synapse's own limits out of the way: it is the steward that is tested here.
    plenty = {"per_second": 1000, "burst_count": 1000}
    with open_practice(tmp_path_factory.mktemp("strict"), steward={"limits": slow}, rc_message=plenty) as practice:
        yield House(practice)


@pytest.fixture
def strict_visit(strict_house: House) -> Visit:
    return strict_house.make_visit()


def test_cannot_flood_a_device(strict_visit: Visit) -> None:
    """Sixty messages of sixty kilobytes once went through without a word."""
    content = olm()
    content["ciphertext"] = {"x": {"type": 0, "body": "x" * 60_000}}
    messages = {strict_visit.clinician.user_id: {strict_visit.clinician.device_id: content}}
    statuses = [strict_visit.guest.send_to_device("m.room.encrypted", messages).status_code for _ in range(40)]
    assert statuses == [200] * 34 + [429] * 6
    last = strict_visit.guest.send_to_device("m.room.encrypted", messages)
    assert last.json()["retry_after_ms"] > 0
    assert int(last.headers["Retry-After"]) > 0


def test_cannot_flood_with_many_small_messages(strict_visit: Visit) -> None:
    many = {strict_visit.clinician.user_id: {f"D{n}": olm() for n in range(100)}}
    statuses = [strict_visit.guest.send_to_device("m.room.encrypted", many).status_code for _ in range(5)]
    assert statuses == [200] * 4 + [429]
    too_many = {strict_visit.clinician.user_id: {f"D{n}": olm() for n in range(101)}}
    assert strict_visit.guest.send_to_device("m.room.encrypted", too_many).status_code == 413


def test_cannot_flood_the_room(strict_visit: Visit) -> None:
    path = f"{strict_visit.room}/send/m.room.encrypted"
    statuses = [strict_visit.guest.put(f"{path}/{txn()}", megolm()).status_code for _ in range(61)]
    assert statuses == [200] * 60 + [429]
    assert strict_visit.clinician.put(f"{path}/{txn()}", megolm()).ok


def test_cannot_flood_the_server(strict_visit: Visit) -> None:
    statuses = [strict_visit.guest.get(f"{CLIENT}/account/whoami").status_code for _ in range(301)]
    assert statuses[0] == 200
    assert statuses[-1] == 429
    assert strict_visit.clinician.get(f"{CLIENT}/account/whoami").ok, "one guest's haste is nobody else's"


@pytest.mark.parametrize("timeout", ["60001", "3600000", "9" * 30, "-1", "1e3", "\u0663", ""])
def test_cannot_keep_questions_open_for_an_hour(visit: Visit, timeout: str) -> None:
    answer = visit.guest.get(f"{CLIENT}/sync", params={"timeout": timeout, "since": "s0"})
    assert (answer.status_code, answer.json().get(REASON)) == (403, "waits-too-long")
    assert visit.guest.get(f"{CLIENT}/sync", params={"timeout": "0"}).status_code == 200


def test_cannot_fill_the_key_store(strict_visit: Visit) -> None:
    def keys(start: int) -> dict[str, Any]:
        signed = {"key": "x", "signatures": {}}
        return {"one_time_keys": {f"signed_curve25519:{start + n}": signed for n in range(99)}}

    statuses = [strict_visit.guest.post(f"{CLIENT}/keys/upload", keys(100 * n)).status_code for n in range(5)]
    assert statuses == [200] * 4 + [429]


def test_cannot_upload_without_limit(strict_visit: Visit, strict_house: House) -> None:
    large = b"x" * (10 * 1024 * 1024)
    assert upload(strict_visit.guest, large + b"x").status_code == 413
    assert upload(strict_visit.clinician, large + b"x").ok
    assert [upload(strict_visit.guest, large).status_code for _ in range(5)] == [200] * 5
    refused(upload(strict_visit.guest, large), "enough-files")
    other = strict_house.make_visit().guest
    assert [upload(other, b"cipher").status_code for _ in range(21)] == [200] * 20 + [429]


def test_what_is_refused_does_not_fill_the_disk(strict_visit: Visit, strict_house: House) -> None:
    """Synapse stores first and looks at its limits then."""
    large = b"x" * (10 * 1024 * 1024)
    for _ in range(5):
        upload(strict_visit.guest, large).raise_for_status()
    media = strict_house.practice.folder / "media"
    before = {path for path in media.rglob("*") if path.is_file()}
    assert [upload(strict_visit.guest, content).ok for content in (large, large + b"x")] == [False] * 2
    assert {path for path in media.rglob("*") if path.is_file()} == before


def test_cannot_send_more_files_than_a_visit_allows_also_not_at_once(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    limits = {"uploads_per_visit": 3, "upload_bytes": 1000}
    with open_practice(tmp_path_factory.mktemp("few"), steward={"limits": limits}) as practice:
        house = House(practice)
        guest = house.make_visit().guest
        assert guest.get("/_matrix/client/v1/media/config").json() == {"m.upload.size": 1000}
        assert house.clinician.get("/_matrix/client/v1/media/config").json()["m.upload.size"] > 1000
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda _: upload(guest, b"cipher"), range(8)))
        assert sorted(answer.status_code for answer in answers) == [200] * 3 + [403] * 5
        refused(upload(guest, b"cipher"), "enough-files")
        assert upload(house.make_visit().guest, b"cipher").ok


def test_guessing_vouchers_is_slowed_down_for_one_address_and_not_for_others(strict_house: House) -> None:
    guesser = {"X-Forwarded-For": "192.0.2.77"}
    statuses = [strict_house.ask_for_guest("a.b", new_key(), headers=guesser).status_code for _ in range(21)]
    assert statuses == [403] * 20 + [429]
    good = strict_house.voucher(new_localpart())
    assert strict_house.ask_for_guest(good, new_key(), headers={"X-Forwarded-For": "192.0.2.78"}).ok


def test_one_browser_cannot_collect_tokens_without_end(strict_house: House) -> None:
    localpart, key = new_localpart(), new_key()
    statuses = [strict_house.ask_for_guest(strict_house.voucher(localpart), key).status_code for _ in range(11)]
    assert statuses == [200] * 10 + [429]


def test_a_limit_says_when_to_come_back(strict_visit: Visit) -> None:
    answer: requests.Response | None = None
    for _ in range(302):
        answer = strict_visit.guest.get(f"{CLIENT}/account/whoami")
    assert answer is not None
    assert answer.status_code == 429
    assert answer.json()["errcode"] == "M_LIMIT_EXCEEDED"
    assert answer.json()["retry_after_ms"] > 0
