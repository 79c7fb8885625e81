"""What a crash or a restart must not undo."""

import hashlib
import json
import sqlite3
from dataclasses import replace
from pathlib import Path

from people import CLIENT, House, Person, new_key, new_localpart, user_of
from practice import Practice, open_practice
from sprechzimmer_steward.wire import from_base64
from test_disposal import dispose, dispose_all, live


def test_after_a_restart_everything_goes_on_where_it_was(tmp_path: Path) -> None:
    """One homeserver, stopped and started once, with a visit in each state a crash could leave behind."""
    with open_practice(tmp_path) as practice:
        house = House(practice)
        running, ended, interrupted = house.make_visit(), house.make_visit(), house.make_visit()
        live(ended)
        dispose_all(house, ended)
        since = sync(house.clinician)["next_batch"]
    half_made, key = new_localpart(), new_key()
    leave_as_a_crash_would(practice, interrupted.guest.user_id, user_of(half_made), key)

    with open_practice(tmp_path) as again:
        reopened = reopen(house, again)
        guest = replace(running.guest, practice=again)
        assert guest.get(f"{running.room}/joined_members").ok, "a guest stays in its room"
        assert guest.post(f"{CLIENT}/createRoom").status_code == 403, "and stays confined"

        assert reopened.make_guest(half_made, key)[0].user_id == user_of(half_made), "a guest half made is made whole"

        gone = reopened.ask_for_guest(reopened.voucher(interrupted.guest.user_id[1:].split(":")[0]), interrupted.key)
        assert gone.status_code == 410, "a guest half gone does not come back"
        assert replace(interrupted.guest, practice=again).get(f"{CLIENT}/account/whoami").status_code == 403
        assert dispose(reopened, "dispose-guest", {"user_id": interrupted.guest.user_id}), "and goes when asked again"

        fresh = reopened.make_visit(reopened.clinician)
        news = sync(reopened.clinician, since)
        assert fresh.room_id in news["rooms"]["join"], "the clinician misses nothing: no stream has run backwards"
        assert fresh.guest.user_id in news["device_lists"]["changed"]


def leave_as_a_crash_would(practice: Practice, disposing: str, half_made: str, key: str) -> None:
    """Between two lines of the steward: one guest shut out and not yet deactivated, one claimed and not yet made."""
    with sqlite3.connect(practice.database) as database:
        database.execute(
            "UPDATE sprechzimmer_guests SET phase = 'disposing', key_hash = NULL WHERE user_id = ?", (disposing,)
        )
        database.execute(
            "INSERT INTO sprechzimmer_guests (user_id, key_hash, device_id, phase) VALUES (?, ?, 'DEVICE', 'alive')",
            (half_made, hashlib.sha256(from_base64(key)).hexdigest()),
        )


def reopen(house: House, practice: Practice) -> House:
    """The same people at the new address."""
    reopened = object.__new__(House)
    reopened.practice = practice
    reopened.bot, reopened.clinician, reopened.colleague = (
        replace(person, practice=practice) for person in (house.bot, house.clinician, house.colleague)
    )
    return reopened


def sync(person: Person, since: str | None = None) -> dict[str, dict[str, object]]:
    params = {"timeout": "0"} | ({"since": since} if since else {})
    answer = person.get(f"{CLIENT}/sync", params=params)
    answer.raise_for_status()
    news: dict[str, dict[str, object]] = json.loads(answer.text)
    return news
