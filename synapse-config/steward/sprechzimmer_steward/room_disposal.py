"""The end of a room: everybody out, then its files and every row about it gone.

Done within the request, not as Synapse's scheduled task, which would keep a record of whom it put out for a week.
"""

import logging

from synapse.module_api import ModuleApi
from synapse.types.handlers import ShutdownRoomParams
from synapse.util.async_helpers import Linearizer

from .bot_rooms import BotRooms
from .config import StewardConfig
from .guests import Guests
from .leftovers import delete_room_rows
from .surface import Surface
from .visit_media import VisitMedia

logger = logging.getLogger(__name__)


class RoomDisposal:
    def __init__(
        self,
        api: ModuleApi,
        surface: Surface,
        guests: Guests,
        rooms: BotRooms,
        media: VisitMedia,
        config: StewardConfig,
    ) -> None:
        self._api = api
        self._surface = surface
        self._guests = guests
        self._rooms = rooms
        self._media = media
        self._bot = config.bot_user_id
        self._database_error: type[Exception] = surface.store.database_engine.module.DatabaseError
        self._one_at_a_time = Linearizer(name="steward_room_disposal", clock=surface.hs.get_clock())

    async def dispose(self, room_id: str) -> bool:
        """True when nothing of the room is left, also when there never was one. False: ask again soon.

        Raises `not_ours` for a room the bot has not created.
        """
        async with self._one_at_a_time.queue(room_id):
            if await self._rooms.exists(room_id):
                if await self._surface.pagination.get_delete_tasks_by_room(room_id, only_active=True):
                    # Synapse purges a room by itself when everybody has forgotten it.
                    return False
                await self._surface.shutdown.shutdown_room(room_id, self._params())
                if not await self._purged(room_id):
                    return False
            await self._media.dispose(room_id)
            await self._api.run_db_interaction("steward_room_rows", delete_room_rows, room_id)
            await self._guests.forget_room(room_id)
            await self._guests.overwriting.empty_log()
            return True

    async def _purged(self, room_id: str) -> bool:
        """False when something was written about the room in between; the next try will find it."""
        # A homeserver in its first hours notes down every room to be looked at again. Synapse's purge trips over that.
        await self._api.run_db_interaction("steward_room_rows", delete_room_rows, room_id)
        try:
            # With force: somebody who could not be put out must not keep the room alive.
            await self._surface.pagination.purge_room(room_id, force=True)
        except self._database_error as error:
            logger.warning("a room could not be purged yet (%s); waiting to be asked again", type(error).__name__)
            return False
        return True

    def _params(self) -> ShutdownRoomParams:
        return {
            "requester_user_id": self._bot,
            "new_room_user_id": None,
            "new_room_name": None,
            "message": None,
            "block": False,
            "purge": True,
            "force_purge": True,
        }
