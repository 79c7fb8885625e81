"""Puts the parts together when Synapse loads the module."""

import logging
from typing import Any

from synapse.module_api import ModuleApi

from . import http
from .addresses import forget_addresses_of_guests
from .asking import Context, Meters
from .bot_rooms import BotRooms
from .callbacks import Callbacks
from .choke_point import ChokePoint
from .config import StewardConfig, parse_config
from .guest_disposal import GuestDisposal
from .guests import Guests
from .leftovers import delete_keys_of_no_room
from .making import GuestMaker, RegistrationPermit
from .room_disposal import RoomDisposal
from .signatures import SignatureGate
from .surface import take_surface
from .visit_media import VisitMedia

SWEEP_MS = 15 * 1000

logger = logging.getLogger(__name__)


class Steward:
    """Loaded by Synapse, once, before it listens."""

    def __init__(self, config: StewardConfig, api: ModuleApi) -> None:
        surface = take_surface(api)
        guests = Guests(api, surface)
        rooms = BotRooms(surface, config)
        media = VisitMedia(api, surface)
        permit = RegistrationPermit()
        meters = Meters(config.limits, surface)
        gate = SignatureGate(config.steward_key, surface.now_ms)

        forget_addresses_of_guests(surface)
        ChokePoint(Context(config, surface, meters), guests).install()
        Callbacks(guests, permit, config.limits).register(api)
        http.register(
            api,
            http.GuestResource(surface, GuestMaker(api, guests, permit), config.voucher_key, config.limits),
            [
                http.ConfineResource(surface, gate, guests, rooms),
                http.DisposeGuestResource(surface, gate, GuestDisposal(api, surface, guests, meters)),
                http.DisposeRoomResource(surface, gate, RoomDisposal(api, surface, guests, rooms, media, config)),
            ],
        )

        async def sweep() -> None:
            await guests.forget_old()
            await api.run_db_interaction("steward_backups", delete_keys_of_no_room)
            await media.dispose_of_no_room()

        api.looping_background_call(sweep, SWEEP_MS, desc="steward_sweep")
        logger.info("steward is here: guests are confined")

    @staticmethod
    def parse_config(config: dict[str, Any]) -> StewardConfig:
        return parse_config(config)
