"""Which rooms the steward has a say over: those the bot has created, as their first event says."""

from synapse.api.errors import NotFoundError

from . import refusals
from .config import StewardConfig
from .surface import Surface


class BotRooms:
    def __init__(self, surface: Surface, config: StewardConfig) -> None:
        self._store = surface.store
        self._bot = config.bot_user_id

    async def exists(self, room_id: str) -> bool:
        """False when nothing of the room is there. Raises `not_ours` when somebody else has made it."""
        if await self._store.get_room(room_id) is None:
            return False
        try:
            create = await self._store.get_create_event_for_room(room_id)
        except NotFoundError:
            # Half made, in a crash between the room's row and its first event: nobody can be in it.
            return True
        if create.sender != self._bot:
            raise refusals.not_ours("room")
        return True
