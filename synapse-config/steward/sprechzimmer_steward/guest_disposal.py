"""The end of a guest: account deactivated and erased, devices, keys, files and rows gone.

Every step may be repeated, and the guest is shut out before the first of them: a crash between any two ends, when the
appservice asks again, in the same state as no crash. What of a guest still stays in Synapse's tables is listed in
`docs/reference/steward.md`.
"""

from synapse.module_api import LoggingTransaction, ModuleApi
from synapse.types import create_requester
from synapse.util.duration import Duration

from . import refusals
from .asking import Meters
from .guests import Guest, Guests, is_guest_name
from .leftovers import delete_guest_rows
from .surface import Surface

PARTING_TRIES = 40
PARTING_PAUSE_MS = 50


class GuestDisposal:
    def __init__(self, api: ModuleApi, surface: Surface, guests: Guests, meters: Meters) -> None:
        self._api = api
        self._surface = surface
        self._guests = guests
        self._meters = meters

    async def dispose(self, user_id: str) -> bool:
        """True when nothing is left to do, also for a guest nobody remembers. False: ask again soon.

        Raises `not_ours` for anybody the steward has not made.
        """
        if not is_guest_name(user_id) or not self._api.is_mine(user_id):
            raise refusals.not_ours("account")
        async with self._guests.alone(user_id):
            guest = await self._guests.get(user_id)
            if guest is None:
                if await self._api.get_userinfo_by_id(user_id) is not None:
                    raise refusals.not_ours("account")
                return True
            return guest.phase == "gone" or await self._dispose(guest)

    async def _dispose(self, guest: Guest) -> bool:
        await self._guests.begin_disposal(guest)
        self._meters.forget(guest.user_id)
        if await self._api.get_userinfo_by_id(guest.user_id) is not None:
            await self._deactivate(guest.user_id)
            await self._delete_media(guest.user_id)
            if not await self._parted(guest.user_id):
                return False
            await self._api.run_db_interaction("steward_rows", delete_guest_rows, guest.user_id)
        await self._guests.end_disposal(guest)
        await self._guests.overwriting.empty_log()
        return True

    async def _deactivate(self, user_id: str) -> None:
        """Synapse's own: tokens, devices, pushers, profile, account data, invitations, and out of every room."""
        requester = create_requester(user_id, authenticated_entity=self._surface.hs.hostname)
        await self._surface.deactivation.deactivate_account(
            user_id, erase_data=True, requester=requester, by_admin=True
        )

    async def _delete_media(self, user_id: str) -> None:
        """Everything the guest has uploaded: database, file, thumbnails."""

        def select(txn: LoggingTransaction) -> list[str]:
            txn.execute("SELECT media_id FROM local_media_repository WHERE user_id = ?", (user_id,))
            return [row[0] for row in txn]

        media_ids = await self._api.run_db_interaction("steward_media", select)
        if media_ids:
            await self._surface.media.delete_local_media_ids(media_ids)

    async def _parted(self, user_id: str) -> bool:
        """Synapse takes a deactivated account out of its rooms in the background. Waits a little for that."""

        def pending(txn: LoggingTransaction) -> bool:
            txn.execute("SELECT 1 FROM users_pending_deactivation WHERE user_id = ?", (user_id,))
            return txn.fetchone() is not None

        for _ in range(PARTING_TRIES):
            if not await self._api.run_db_interaction("steward_parting", pending):
                return True
            await self._surface.hs.get_clock().sleep(Duration(milliseconds=PARTING_PAUSE_MS))
        return False
