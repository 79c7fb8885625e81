"""Makes a guest and its device for a voucher: no password, no choice of name, the token to the browser alone."""

import hashlib
import secrets
from dataclasses import dataclass

from synapse.module_api import ModuleApi

from . import refusals
from .guests import Guests
from .vouchers import Voucher
from .wire import same

# Without the letters and digits people confuse, like Synapse's own device ids.
_DEVICE_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Credentials:
    user_id: str
    device_id: str
    access_token: str


class RegistrationPermit:
    """Names the one account that may be registered just now: the callback refuses every other guest-like name."""

    def __init__(self) -> None:
        self._localparts: set[str] = set()

    def covers(self, localpart: str | None) -> bool:
        return localpart in self._localparts

    def grant(self, localpart: str) -> None:
        self._localparts.add(localpart)

    def revoke(self, localpart: str) -> None:
        self._localparts.discard(localpart)


class GuestMaker:
    def __init__(self, api: ModuleApi, guests: Guests, permit: RegistrationPermit) -> None:
        self._api = api
        self._guests = guests
        self._permit = permit

    async def make(self, voucher: Voucher, key: bytes) -> Credentials:
        """Same guest and same device for the same key, however often, also after a crash in between.

        Raises a 409 for another key, a 410 when the guest has been disposed of.
        """
        user_id = self._api.get_qualified_user_id(voucher.localpart)
        key_hash = hashlib.sha256(key).hexdigest()
        async with self._guests.alone(user_id):
            exists = await self._api.get_userinfo_by_id(user_id) is not None
            guest = await self._guests.get(user_id)
            if guest is None:
                if exists:
                    raise refusals.guest_taken()
                guest = await self._guests.claim(user_id, key_hash, _device_id())
            if guest.phase != "alive" or guest.key_hash is None or guest.device_id is None:
                raise refusals.guest_gone()
            if not same(guest.key_hash.encode(), key_hash.encode()):
                raise refusals.guest_taken()
            if not exists:
                await self._register(voucher.localpart)
            device_id, token, _expires, _refresh = await self._api.register_device(user_id, guest.device_id)
        return Credentials(user_id, device_id, token)

    async def _register(self, localpart: str) -> None:
        self._permit.grant(localpart)
        try:
            # An empty display name: otherwise Synapse puts the localpart there, and into every member event.
            await self._api.register_user(localpart, displayname="")
        finally:
            self._permit.revoke(localpart)


def _device_id() -> str:
    return "".join(secrets.choice(_DEVICE_ALPHABET) for _ in range(10))
