"""The guests this practice has made: who they belong to, which room they may be in, and whether they are gone.

One row for each guest, in Synapse's own database, on SQLite and on PostgreSQL. When a guest is disposed of, the row
keeps the name only, so that the name is never given out twice; a day later it goes too.
"""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from typing import TypeVar

from synapse.module_api import LoggingTransaction, ModuleApi
from synapse.util.async_helpers import Linearizer

from .config import GUEST_PREFIX
from .overwriting import Overwriting
from .surface import Surface

TABLE = "sprechzimmer_guests"
TOMBSTONE_MS = 24 * 60 * 60 * 1000
"""Far longer than any voucher lives."""

_CREATE = f"""
CREATE TABLE IF NOT EXISTS {TABLE} (
    user_id TEXT NOT NULL PRIMARY KEY,
    key_hash TEXT,
    device_id TEXT,
    room_id TEXT,
    phase TEXT NOT NULL,
    disposed_ms BIGINT
)
"""

T = TypeVar("T")


@dataclass(frozen=True)
class Guest:
    user_id: str
    key_hash: str | None
    """SHA-256 of the browser's key, hexadecimal. None once disposed of."""
    device_id: str | None
    room_id: str | None
    """The one room this guest may be in. None until the appservice has said which."""
    phase: str
    """`alive`, then `disposing` (nothing is allowed any more), then `gone`."""


def is_guest_name(user_id: str) -> bool:
    """By name alone: an account that is called like a guest is confined even if the steward has never heard of it."""
    return user_id.startswith(f"@{GUEST_PREFIX}")


class Guests:
    def __init__(self, api: ModuleApi, surface: Surface) -> None:
        self._api = api
        self._now_ms = surface.now_ms
        self._known: dict[str, Guest] = {}
        self._created = False
        self.overwriting = Overwriting(api, surface)
        self._creating = Linearizer(name="steward_table", clock=surface.hs.get_clock())
        self._one_at_a_time = Linearizer(name="steward_guest", clock=surface.hs.get_clock())

    def alone(self, user_id: str) -> AbstractAsyncContextManager[None]:
        """While one of making, confining and disposing is at work on a guest, the others wait.

        Otherwise a guest could be registered, or written down as alive again, behind the back of its disposal.
        """
        return self._one_at_a_time.queue(user_id)

    async def ready(self) -> None:
        """Makes the table where there is none."""
        if not self._created:
            async with self._creating.queue("create"):
                if not self._created:
                    await self.overwriting.begin()
                    await self._api.run_db_interaction("steward_create", lambda txn: txn.execute(_CREATE))
                    self._created = True

    async def get(self, user_id: str) -> Guest | None:
        """From memory after the first time: this is asked with each request of a guest."""
        guest = self._known.get(user_id)
        if guest is None:
            guest = await self._run("get", lambda txn: _select(txn, user_id))
            self._remember(guest)
        return guest

    async def claim(self, user_id: str, key_hash: str, device_id: str) -> Guest:
        """The guest of that name: made now, or as it was made before, for whichever key came first."""

        def insert(txn: LoggingTransaction) -> Guest | None:
            txn.execute(
                f"INSERT INTO {TABLE} (user_id, key_hash, device_id, phase) VALUES (?, ?, ?, 'alive')"
                " ON CONFLICT (user_id) DO NOTHING",
                (user_id, key_hash, device_id),
            )
            return _select(txn, user_id)

        guest = await self._run("claim", insert)
        if guest is None:
            raise RuntimeError("a guest that was just written cannot be read")
        self._remember(guest)
        return guest

    async def confine(self, guest: Guest, room_id: str) -> None:
        """From now on this guest may join that room and no other."""
        await self._update(replace(guest, room_id=room_id))

    async def begin_disposal(self, guest: Guest) -> None:
        """From now on the guest may do nothing, and its browser's key opens nothing."""
        await self._update(replace(guest, phase="disposing", key_hash=None))

    async def end_disposal(self, guest: Guest) -> None:
        """Reduces the row to the name."""
        gone = Guest(guest.user_id, None, None, None, "gone")
        await self._update(gone, disposed_ms=self._now_ms())
        self._known.pop(guest.user_id, None)

    async def forget_room(self, room_id: str) -> None:
        """The room is gone. Its guest may join none until told of another."""
        for guest in [guest for guest in self._known.values() if guest.room_id == room_id]:
            self._known[guest.user_id] = replace(guest, room_id=None)

        def clear(txn: LoggingTransaction) -> None:
            txn.execute(f"UPDATE {TABLE} SET room_id = NULL WHERE room_id = ?", (room_id,))

        await self._run("forget_room", clear)

    async def forget_old(self) -> None:
        """Deletes the names of guests that have been gone for a day."""

        def sweep(txn: LoggingTransaction) -> None:
            txn.execute(
                f"DELETE FROM {TABLE} WHERE phase = 'gone' AND disposed_ms < ?", (self._now_ms() - TOMBSTONE_MS,)
            )

        await self._run("forget_old", sweep)

    async def _update(self, guest: Guest, disposed_ms: int | None = None) -> None:
        def write(txn: LoggingTransaction) -> None:
            txn.execute(
                f"UPDATE {TABLE} SET key_hash = ?, device_id = ?, room_id = ?, phase = ?, disposed_ms = ?"
                " WHERE user_id = ?",
                (guest.key_hash, guest.device_id, guest.room_id, guest.phase, disposed_ms, guest.user_id),
            )

        await self._run("update", write)
        self._remember(guest)

    def _remember(self, guest: Guest | None) -> None:
        if guest is not None and guest.phase != "gone":
            self._known[guest.user_id] = guest

    async def _run(self, what: str, work: Callable[[LoggingTransaction], T]) -> T:
        await self.ready()
        return await self._api.run_db_interaction(f"steward_{what}", work)


def _select(txn: LoggingTransaction, user_id: str) -> Guest | None:
    txn.execute(f"SELECT user_id, key_hash, device_id, room_id, phase FROM {TABLE} WHERE user_id = ?", (user_id,))
    row = txn.fetchone()
    return None if row is None else Guest(*row)
