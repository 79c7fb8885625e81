"""Nothing that names a person gets into the homeserver's log."""

import logging

import pytest

from conftest import Query
from people import House, Visit
from practice import Practice
from sprechzimmer_steward.log_mask import MaskingFormatter, mask


@pytest.mark.parametrize(
    ("line", "masked"),
    [
        ("joined @guest-a1b2c3d4e5f6g7h8i9j0:practice.test now", "joined @… now"),
        ("GET /rooms/%21abcdefghij%3Apractice.test/state", "GET /rooms/!…/state"),
        ("!abcdefghij:practice.test", "!…"),
        ("room !AbCdEfGhIjKlMnOpQrStUvWxYz012345678901234567 v12", "room !… v12"),
        ("event $AbCdEfGhIjKlMnOpQrStUvWxYz01234567890123456", "event $…"),
        ("mxc://practice.test/abcdef", "mxc://…"),
        ("token syt_Z3Vlc3Q_abcdef_123456", "token token…"),
        ("/sync?access_token=abc&timeout=0", "/sync?access_token=token…&timeout=0"),
        ("from 192.0.2.7 and 2001:db8::1 and 2001:db8:0:0:0:0:0:1", "from address… and address… and address…"),
        ("via ::ffff:192.0.2.7", "via address…"),
        ("localpart guest-a1b2c3d4e5f6g7h8i9j0", "localpart guest-…"),
    ],
)
def test_names_addresses_and_tokens_are_masked(line: str, masked: str) -> None:
    assert mask(line) == masked


@pytest.mark.parametrize("line", ["11:07:38,651 started", "synapse.storage.SQL: 3 rows", "took 0.12s at 10:02:03"])
def test_times_and_numbers_stay_readable(line: str) -> None:
    assert mask(line) == line


def test_tracebacks_are_masked_too() -> None:
    try:
        raise ValueError("for @doktor:practice.test")
    except ValueError as error:
        info = (type(error), error, error.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, "x", 1, "failed for %s", ("@anna:practice.test",), info)
    text = MaskingFormatter("%(message)s").format(record)
    assert "anna" not in text
    assert "doktor" not in text
    assert "Traceback" in text


def test_a_whole_visit_leaves_no_name_in_the_log(visit: Visit, house: House, practice: Practice, query: Query) -> None:
    for body in ("not json", '{"body": "canary text"}'):
        visit.guest.ask("PUT", f"{visit.room}/send/m.room.message/x", data=body)
        visit.clinician.ask("PUT", f"{visit.room}/send/m.room.message/{len(body)}", data=body)
    house.tell_steward("confine", {"user_id": visit.guest.user_id, "room_id": visit.room_id}, key=b"x" * 32)
    house.tell_steward("dispose-guest", {"user_id": visit.guest.user_id}).raise_for_status()
    house.tell_steward("dispose-room", {"room_id": visit.room_id}).raise_for_status()
    log = practice.log.read_text("utf-8")
    assert "was refused: not signed" in log, "the log is the right one"
    for name in (visit.guest.user_id, visit.room_id, visit.guest.token, visit.key, "127.0.0.1", "canary", "not json"):
        assert name not in log
    assert "doktor" not in log
    assert "guest-" not in log.replace("guest-…", "")
