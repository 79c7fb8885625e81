"""The end of a visit: what must be gone, and that asking twice, or after a crash, is as good as once."""

import json
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, cast

import pytest
from synapse.module_api import LoggingTransaction

from answers import download_path, upload
from conftest import Query
from people import CLIENT, House, Visit, call_member, megolm, olm, q, txn
from practice import Practice
from sprechzimmer_steward.leftovers import delete_keys_of_no_room

# Streams must not lose their highest row; `users` keeps the name from being given again. docs/reference/steward.md.
GUEST_MAY_STAY = {
    "users.name",
    "erased_users.user_id",
    "sprechzimmer_guests.user_id",
    "device_lists_stream.user_id",
    "device_lists_changes_in_room.user_id",
    "user_signature_stream.from_user_id",
    "user_signature_stream.user_ids",
    "current_state_delta_stream.state_key",
}
ROOM_MAY_STAY = {
    "current_state_delta_stream.room_id",
    "device_lists_changes_in_room.room_id",
    "device_lists_changes_converted_stream_position.room_id",
    "room_tags_revisions.room_id",
}


def dispose(house: House, verb: str, body: dict[str, str]) -> bool:
    answer = house.tell_steward(verb, body)
    answer.raise_for_status()
    done = answer.json()["done"]
    assert isinstance(done, bool)
    return done


def dispose_all(house: House, visit: Visit) -> None:
    assert dispose(house, "dispose-guest", {"user_id": visit.guest.user_id})
    assert dispose(house, "dispose-room", {"room_id": visit.room_id})


def live(visit: Visit) -> str:
    """A visit with everything in it. Returns the path of the guest's file."""
    guest = visit.guest
    signed = {"key": "x", "signatures": {}}
    keys = {"one_time_keys": {"signed_curve25519:A": signed}, "fallback_keys": {"signed_curve25519:F": signed}}
    guest.post(f"{CLIENT}/keys/upload", keys).raise_for_status()
    master = {
        "user_id": guest.user_id,
        "usage": ["master"],
        "keys": {"ed25519:bm9ib2R5cyBtYXN0ZXIga2V5IG5vYm9keXMgbWFzdGU": "bm9ib2R5cyBtYXN0ZXIga2V5IG5vYm9keXMgbWFzdGU"},
    }
    guest.post(f"{CLIENT}/keys/device_signing/upload", {"master_key": master}).raise_for_status()
    other = {**master, "keys": {f"ed25519:{'A' * 43}": "A" * 43}}
    # Once more with another key: asked for a password, which it has not.
    assert guest.post(f"{CLIENT}/keys/device_signing/upload", {"master_key": other}).status_code == 401
    guest.put(f"{visit.room}/send/m.room.encrypted/{txn()}", megolm()).raise_for_status()
    state = f"{visit.room}/state/org.matrix.msc3401.call.member/{q(guest.user_id)}"
    guest.put(state, call_member(guest.device_id)).raise_for_status()
    guest.put(state, {"m.calls": []}, params={"org.matrix.msc4140.delay": "600000"}).raise_for_status()
    sent = guest.send_to_device("m.room.encrypted", {visit.clinician.user_id: {"*": olm()}})
    sent.raise_for_status()
    visit.clinician.send_to_device("m.room.encrypted", {guest.user_id: {"*": olm()}}).raise_for_status()
    visit.clinician.put(f"{visit.room}/send/m.room.encrypted/{txn()}", megolm()).raise_for_status()
    visit.clinician.put(f"{CLIENT}/user/{q(visit.clinician.user_id)}/rooms/{q(visit.room_id)}/tags/u.x", {})
    upload(visit.clinician, b"cipher" * 1000, f"?filename={label(visit)}").raise_for_status()
    uploaded = upload(guest, b"cipher" * 1000)
    uploaded.raise_for_status()
    return download_path(uploaded)


def back_up_key(visit: Visit) -> None:
    """A room key in the clinician's key backup, as a client of theirs would put it there."""
    clinician = visit.clinician
    backup = {"algorithm": "m.megolm_backup.v1.curve25519-aes-sha2", "auth_data": {"public_key": "x", "signatures": {}}}
    version = clinician.post(f"{CLIENT}/room_keys/version", backup).json()["version"]
    session = {"first_message_index": 0, "forwarded_count": 0, "is_verified": True, "session_data": {"ciphertext": "x"}}
    keys = {"rooms": {visit.room_id: {"sessions": {"x": session}}}}
    clinician.put(f"{CLIENT}/room_keys/keys", keys, params={"version": version}).raise_for_status()


def test_after_the_visit_nobody_can_ask_the_server_for_anything_of_it(visit: Visit, house: House, query: Query) -> None:
    file = live(visit)
    dispose_all(house, visit)
    assert visit.guest.get(f"{CLIENT}/account/whoami").status_code == 401
    assert query("SELECT deactivated, password_hash FROM users WHERE name = ?", visit.guest.user_id) == [(1, None)]
    assert visit.clinician.get(f"{visit.room}/messages?dir=b").status_code in (403, 404)
    assert visit.clinician.get(f"{visit.room}/state").status_code in (403, 404)
    assert visit.clinician.get(file).status_code == 404
    synced = visit.clinician.get(f"{CLIENT}/sync", params={"timeout": "0"}).json()
    assert visit.room_id not in json.dumps(synced.get("rooms", {}).get("join", {}))


def test_no_row_of_the_guest_is_left_but_the_documented_ones(visit: Visit, house: House, practice: Practice) -> None:
    live(visit)
    dispose_all(house, visit)
    assert left_over(practice, visit.guest.user_id, GUEST_MAY_STAY) == set()


def test_no_row_of_the_room_is_left_but_the_documented_ones(visit: Visit, house: House, practice: Practice) -> None:
    live(visit)
    dispose_all(house, visit)
    assert left_over(practice, visit.room_id, ROOM_MAY_STAY) == set()


def test_a_copy_of_the_disk_holds_no_message_and_no_token_of_a_visit_that_is_over(
    visit: Visit, house: House, practice: Practice
) -> None:
    live(visit)
    message, letter = megolm(), olm()
    visit.guest.put(f"{visit.room}/send/m.room.encrypted/{txn()}", message).raise_for_status()
    visit.guest.send_to_device("m.room.encrypted", {visit.clinician.user_id: {"*": letter}}).raise_for_status()
    secrets = [message["ciphertext"], letter["sender_key"], visit.guest.token]

    def on_disk() -> list[str]:
        files = [path for path in practice.folder.iterdir() if path.name.startswith(practice.database.name)]
        return [secret for secret in secrets if any(secret.encode() in path.read_bytes() for path in files)]

    assert on_disk() == secrets
    dispose_all(house, visit)
    assert on_disk() == []


def test_no_backed_up_key_of_the_room_is_left(visit: Visit, house: House, query: Query) -> None:
    back_up_key(visit)
    held = "SELECT COUNT(*) FROM e2e_room_keys WHERE room_id = ?"
    assert query(held, visit.room_id) == [(1,)]
    dispose_all(house, visit)
    assert query(held, visit.room_id) == [(0,)]


def test_a_key_that_is_backed_up_after_the_end_goes_with_the_next_sweep() -> None:
    database = sqlite3.connect(":memory:")
    database.executescript(
        "CREATE TABLE rooms (room_id TEXT); CREATE TABLE e2e_room_keys (room_id TEXT);"
        "INSERT INTO rooms VALUES ('!notebook'); INSERT INTO e2e_room_keys VALUES ('!notebook'), ('!gone')"
    )
    delete_keys_of_no_room(cast(LoggingTransaction, database.cursor()))
    assert database.execute("SELECT room_id FROM e2e_room_keys").fetchall() == [("!notebook",)]


def test_the_time_of_the_visit_does_not_stand_in_the_account(visit: Visit, house: House, query: Query) -> None:
    dispose_all(house, visit)
    assert query("SELECT creation_ts FROM users WHERE name = ?", visit.guest.user_id) == [(0,)]


def test_no_file_of_the_guest_is_left_on_the_disk(visit: Visit, house: House, practice: Practice) -> None:
    def files() -> set[Path]:
        return {path for path in (practice.folder / "media").rglob("*") if path.is_file()}

    before = files()
    live(visit)
    assert files() != before
    dispose_all(house, visit)
    assert files() == before


def test_what_the_clinician_has_sent_goes_with_the_visit_and_nothing_else_of_theirs(
    visit: Visit, house: House, practice: Practice, query: Query
) -> None:
    def files() -> set[Path]:
        return {path for path in (practice.folder / "media").rglob("*") if path.is_file()}

    other = house.make_visit(visit.clinician)
    kept = [upload(visit.clinician, b"own"), upload(visit.clinician, b"other's", f"?filename={label(other)}")]
    before = files()
    sent = upload(visit.clinician, b"cipher" * 1000, f"?filename={label(visit)}")
    assert visit.guest.get(download_path(sent)).ok
    dispose_all(house, visit)
    assert files() == before
    assert visit.clinician.get(download_path(sent)).status_code == 404
    assert all(visit.clinician.get(download_path(each)).ok for each in kept)
    late_file_goes(visit)
    assert files() == before
    assert all(visit.clinician.get(download_path(each)).ok for each in kept)


def late_file_goes(visit: Visit) -> None:
    """Uploaded by a desk that had not heard of the end."""
    late = upload(visit.clinician, b"late", f"?filename={label(visit)}")
    deadline = time.monotonic() + 60
    while visit.clinician.get(download_path(late)).ok:
        assert time.monotonic() < deadline
        time.sleep(0.5)


def label(visit: Visit) -> str:
    return q(f"visit:{visit.room_id}")


def test_no_address_or_browser_of_a_patient_is_ever_written_down(visit: Visit, query: Query) -> None:
    """Addresses are written in batches; the clinician's, asked for later, shows that the batch has come."""
    canary, control = {"X-Forwarded-For": "192.0.2.201"}, {"X-Forwarded-For": "192.0.2.202"}
    visit.guest.get(f"{CLIENT}/account/whoami", headers=canary)
    visit.clinician.get(f"{CLIENT}/account/whoami", headers=control)
    deadline = time.monotonic() + 20
    while not query("SELECT 1 FROM user_ips WHERE ip = '192.0.2.202'"):
        assert time.monotonic() < deadline, "the control was not written down either"
        time.sleep(0.1)
    assert query("SELECT 1 FROM user_ips WHERE ip = '192.0.2.201'") == []
    assert query("SELECT 1 FROM user_ips WHERE user_id LIKE '@guest-%'") == []
    assert (
        query("SELECT 1 FROM devices WHERE user_id LIKE '@guest-%' AND (ip IS NOT NULL OR user_agent IS NOT NULL)")
        == []
    )


def test_what_a_clinician_never_fetched_does_not_wait_for_them(visit: Visit, house: House, query: Query) -> None:
    live(visit)
    clinician, guest = visit.clinician.user_id, visit.guest.user_id
    inbox = "SELECT COUNT(*) FROM device_inbox WHERE user_id = ? AND message_json LIKE ?"
    assert query(inbox, clinician, f"%{guest}%") != [(0,)]
    dispose_all(house, visit)
    assert query(inbox, clinician, f"%{guest}%") == [(0,)]


def test_other_visits_go_on(visit: Visit, house: House) -> None:
    other = house.make_visit()
    dispose_all(house, visit)
    assert other.guest.put(f"{other.room}/send/m.room.encrypted/{txn()}", megolm()).ok
    assert other.clinician.get(f"{other.room}/joined_members").json()["joined"].keys() == {
        other.guest.user_id,
        other.clinician.user_id,
    }


@pytest.mark.parametrize("order", [["dispose-guest", "dispose-room"], ["dispose-room", "dispose-guest"]], ids=str)
def test_either_may_go_first_and_each_may_be_asked_for_again(visit: Visit, house: House, order: list[str]) -> None:
    bodies = {"dispose-guest": {"user_id": visit.guest.user_id}, "dispose-room": {"room_id": visit.room_id}}
    for verb in order * 2:
        assert dispose(house, verb, bodies[verb])


def test_asking_many_times_at_once_is_as_good_as_once(visit: Visit, house: House, query: Query) -> None:
    asked = [("dispose-guest", {"user_id": visit.guest.user_id}), ("dispose-room", {"room_id": visit.room_id})] * 4
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(lambda ask: dispose(house, *ask), asked))
    assert query("SELECT 1 FROM rooms WHERE room_id = ?", visit.room_id) == []


def test_a_practice_in_its_first_hour_can_end_its_visits(
    visit: Visit, house: House, practice: Practice, query: Query
) -> None:
    """A fresh Synapse notes every room down for a background update, and cannot purge a room that is noted."""
    with sqlite3.connect(practice.database, timeout=30) as database:
        database.execute(
            "INSERT INTO sliding_sync_joined_rooms_to_recalculate (room_id) VALUES (?) ON CONFLICT DO NOTHING",
            (visit.room_id,),
        )
    assert dispose(house, "dispose-room", {"room_id": visit.room_id})
    assert query("SELECT 1 FROM rooms WHERE room_id = ?", visit.room_id) == []


def test_what_never_was_is_gone(house: House) -> None:
    assert dispose(house, "dispose-room", {"room_id": "!never:practice.test"})
    assert dispose(house, "dispose-guest", {"user_id": "@guest-aaaaaaaaaaaaaaaaaaaa:practice.test"})


def test_a_guest_that_is_gone_does_not_come_back(visit: Visit, house: House) -> None:
    localpart = visit.guest.user_id[1:].split(":")[0]
    dispose_all(house, visit)
    answer = house.ask_for_guest(house.voucher(localpart), visit.key)
    assert (answer.status_code, answer.json()["errcode"]) == (410, "de.sprechzimmer.guest_gone")
    confined = house.tell_steward("confine", {"user_id": visit.guest.user_id, "room_id": visit.room_id})
    assert not confined.ok


def test_a_visit_that_broke_off_early_is_cleaned_up_too(house: House) -> None:
    """A guest without a room; a room nobody has joined; an invitation nobody has answered."""
    guest, _ = house.make_guest()
    room_id = house.make_room(guest, house.colleague)
    assert dispose(house, "dispose-guest", {"user_id": guest.user_id})
    assert dispose(house, "dispose-room", {"room_id": room_id})
    lonely, _ = house.make_guest()
    assert dispose(house, "dispose-guest", {"user_id": lonely.user_id})


def left_over(practice: Practice, needle: str, may_stay: set[str]) -> set[str]:
    """What is still there and should not be. Synapse lets go of its locks a moment after the answer."""
    deadline = time.monotonic() + 10
    while (left := where(practice, needle) - may_stay) and time.monotonic() < deadline:
        time.sleep(0.05)
    return left


def where(practice: Practice, needle: str) -> set[str]:
    """Every column of every table in which a text occurs."""
    found = set()
    with sqlite3.connect(f"file:{practice.database}?mode=ro", uri=True) as database:
        database.text_factory = lambda raw: raw.decode("utf-8", errors="replace")
        for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            columns = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
            found |= {f"{table}.{column}" for column in columns if _occurs(database, table, column, needle)}
    return found


def _occurs(database: sqlite3.Connection, table: str, column: str, needle: str) -> bool:
    sql = f'SELECT 1 FROM "{table}" WHERE INSTR(CAST("{column}" AS TEXT), ?) > 0 LIMIT 1'
    rows: list[Any] = database.execute(sql, (needle,)).fetchall()
    return rows != []
