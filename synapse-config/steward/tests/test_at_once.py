"""Making, confining and disposing at the same moment: the end of a visit wins, whoever comes first."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from conftest import Query
from people import House, Visit, new_key, new_localpart, user_of

TRIES = 12
APART_MS = 2
"""Each try begins the second thing a little later than the one before: some fall into the middle of the first."""


def at_once(first: Callable[[], Any], second: Callable[[], Any], apart_ms: int) -> None:
    def later() -> None:
        time.sleep(apart_ms / 1000)
        second()

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(first), pool.submit(later)]:
            done.result()


def test_a_visit_that_ends_while_its_guest_is_being_made_leaves_no_account_behind(house: House, query: Query) -> None:
    alive = []
    for number in range(TRIES):
        localpart, key = new_localpart(), new_key()
        voucher, user = house.voucher(localpart), {"user_id": user_of(localpart)}

        def make(voucher: str = voucher, key: str = key) -> None:
            house.ask_for_guest(voucher, key)

        def end(user: dict[str, str] = user) -> None:
            house.tell_steward("dispose-guest", user).raise_for_status()

        at_once(make, end, number * APART_MS)
        # Asked too early: once more, as the appservice does when no voucher is good any longer.
        end()
        alive += query("SELECT name FROM users WHERE name = ? AND deactivated = 0", user["user_id"])
    assert alive == []


def test_a_guest_that_is_told_its_room_while_the_visit_ends_does_not_come_back(house: House, query: Query) -> None:
    back = []
    for number in range(TRIES):
        visit: Visit = house.make_visit()
        user = {"user_id": visit.guest.user_id}

        def end(user: dict[str, str] = user) -> None:
            house.tell_steward("dispose-guest", user).raise_for_status()

        def confine(visit: Visit = visit) -> None:
            for _ in range(6):
                house.tell_steward("confine", {"user_id": visit.guest.user_id, "room_id": visit.room_id})

        at_once(confine, end, number * APART_MS)
        end()
        again = house.ask_for_guest(house.voucher(visit.guest.user_id[1:].split(":")[0]), visit.key)
        back += [] if again.status_code == 410 else [again.status_code]
        phase = query("SELECT phase FROM sprechzimmer_guests WHERE user_id = ?", visit.guest.user_id)
        back += [] if phase == [("gone",)] else phase
    assert back == []
