"""The steward's four addresses. Strict at the border: method, size, schema, and for three of them a signature."""

import ipaddress
import json
import logging
import re
from abc import abstractmethod
from typing import Any

from synapse.http.site import SynapseRequest
from synapse.module_api import DirectServeJsonResource, ModuleApi
from synapse.types import UserID
from twisted.internet.address import UNIXAddress

from . import refusals
from .bot_rooms import BotRooms
from .buckets import Buckets
from .config import Limits
from .guest_disposal import GuestDisposal
from .guests import Guests, is_guest_name
from .making import GuestMaker
from .room_disposal import RoomDisposal
from .signatures import SignatureGate
from .surface import Surface
from .vouchers import MAX_CHARS, read_voucher
from .wire import from_base64

PREFIX = "/_synapse/client/sprechzimmer/v1"
MAX_BODY_BYTES = 4_096
_KEY = re.compile(r"[A-Za-z0-9_-]{43}")
_ROOM_ID = re.compile(r"!\S{1,254}")
_PROXIED = (b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-proto", b"x-real-ip", b"forwarded", b"via")

logger = logging.getLogger(__name__)


class GuestResource(DirectServeJsonResource):
    """`POST /guest`: `{voucher, key}` to `{user_id, device_id, access_token}`."""

    def __init__(self, surface: Surface, maker: GuestMaker, voucher_key: bytes, limits: Limits) -> None:
        super().__init__(clock=surface.hs.get_clock())
        self._maker = maker
        self._voucher_key = voucher_key
        self._now_ms = surface.now_ms
        self._failures = Buckets(limits.failures, surface.now_ms)
        self._makings = Buckets(limits.makings, surface.now_ms)

    async def _async_render_POST(self, request: SynapseRequest) -> tuple[int, dict[str, str]]:
        # In memory only, and forgotten within a minute of quiet.
        address = request.get_client_ip_if_available()
        if self._failures.empty(address):
            raise refusals.too_fast("failures", 2_000)
        body = _strict_body(_raw_body(request), {"voucher", "key"})
        if not _KEY.fullmatch(body["key"]) or len(body["voucher"]) > MAX_CHARS:
            raise refusals.bad_request("`key` must be 32 bytes as base64url, `voucher` at most 1024 characters.")
        try:
            key = from_base64(body["key"])
        except ValueError as error:
            raise refusals.bad_request("`key` must be 32 bytes as base64url.") from error
        voucher = read_voucher(self._voucher_key, body["voucher"])
        if voucher is None:
            self._failures.take(address)
            raise refusals.voucher_refused()
        if voucher.expires * 1000 < self._now_ms():
            self._failures.take(address)
            raise refusals.voucher_expired()
        wait_ms = self._makings.take(voucher.localpart)
        if wait_ms:
            raise refusals.too_fast("makings", wait_ms)
        made = await self._maker.make(voucher, key)
        return 200, {"user_id": made.user_id, "device_id": made.device_id, "access_token": made.access_token}


class SignedResource(DirectServeJsonResource):
    """What the three signed verbs share: straight from the appservice, signed, fresh, once."""

    verb: str
    fields: set[str]

    def __init__(self, surface: Surface, gate: SignatureGate) -> None:
        super().__init__(clock=surface.hs.get_clock())
        self._gate = gate

    @abstractmethod
    async def perform(self, body: dict[str, str]) -> dict[str, Any]:
        """Does what was asked. The body has exactly the fields of this verb, each a text."""

    async def _async_render_POST(self, request: SynapseRequest) -> tuple[int, dict[str, Any]]:
        if not _came_directly(request):
            raise refusals.unsigned()
        raw = _raw_body(request)
        admitted = self._gate.admits(
            "POST",
            f"{PREFIX}/steward/{self.verb}",
            request.getHeader("x-sprechzimmer-date") or "",
            request.getHeader("x-sprechzimmer-nonce") or "",
            raw,
            request.getHeader("x-sprechzimmer-signature") or "",
        )
        if not admitted:
            logger.warning("a request to %s was refused: not signed, not fresh, or not for the first time", self.verb)
            raise refusals.unsigned()
        return 200, await self.perform(_strict_body(raw, self.fields))


class ConfineResource(SignedResource):
    """`POST /steward/confine`: `{user_id, room_id}` to `{}`."""

    verb = "confine"
    fields = {"user_id", "room_id"}

    def __init__(self, surface: Surface, gate: SignatureGate, guests: Guests, rooms: BotRooms) -> None:
        super().__init__(surface, gate)
        self._guests = guests
        self._rooms = rooms

    async def perform(self, body: dict[str, str]) -> dict[str, Any]:
        user_id, room_id = _user_id(body), _room_id(body)
        async with self._guests.alone(user_id):
            guest = await self._guests.get(user_id) if is_guest_name(user_id) else None
            if guest is None:
                raise refusals.not_ours("account")
            if guest.phase != "alive":
                raise refusals.guest_gone()
            if not await self._rooms.exists(room_id):
                raise refusals.not_ours("room")
            await self._guests.confine(guest, room_id)
        return {}


class DisposeGuestResource(SignedResource):
    """`POST /steward/dispose-guest`: `{user_id}` to `{done}`."""

    verb = "dispose-guest"
    fields = {"user_id"}

    def __init__(self, surface: Surface, gate: SignatureGate, disposal: GuestDisposal) -> None:
        super().__init__(surface, gate)
        self._disposal = disposal

    async def perform(self, body: dict[str, str]) -> dict[str, Any]:
        return {"done": await self._disposal.dispose(_user_id(body))}


class DisposeRoomResource(SignedResource):
    """`POST /steward/dispose-room`: `{room_id}` to `{done}`."""

    verb = "dispose-room"
    fields = {"room_id"}

    def __init__(self, surface: Surface, gate: SignatureGate, disposal: RoomDisposal) -> None:
        super().__init__(surface, gate)
        self._disposal = disposal

    async def perform(self, body: dict[str, str]) -> dict[str, Any]:
        return {"done": await self._disposal.dispose(_room_id(body))}


def register(api: ModuleApi, guest: GuestResource, signed: list[SignedResource]) -> None:
    api.register_web_resource(f"{PREFIX}/guest", guest)
    for resource in signed:
        api.register_web_resource(f"{PREFIX}/steward/{resource.verb}", resource)


def _raw_body(request: SynapseRequest) -> bytes:
    raw = request.content.read(MAX_BODY_BYTES + 1) if request.content is not None else b""
    if len(raw) > MAX_BODY_BYTES:
        raise refusals.too_large("request")
    return raw


def _strict_body(raw: bytes, fields: set[str]) -> dict[str, str]:
    """Exactly these fields, once each, each a text."""
    try:
        body = json.loads(raw.decode("utf-8"), object_pairs_hook=_no_duplicates)
    except (ValueError, RecursionError) as error:
        # Nested too deeply: without this a stranger could fill the log with tracebacks.
        raise refusals.bad_request("The body is not JSON.") from error
    if not isinstance(body, dict) or body.keys() != fields or not all(isinstance(v, str) for v in body.values()):
        raise refusals.bad_request(f"The body must have exactly these texts: {', '.join(sorted(fields))}.")
    return body


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) != len(pairs):
        raise ValueError("a field is there twice")
    return dict(pairs)


def _came_directly(request: SynapseRequest) -> bool:
    """From this machine or its own network, and through no proxy: the one that faces the world cannot reach this."""
    if any(request.requestHeaders.hasHeader(name) for name in _PROXIED):
        return False
    # Not `getClientAddress`, which believes the headers checked above.
    peer = getattr(request.channel, "getPeer", lambda: None)()
    if isinstance(peer, UNIXAddress):
        return True
    try:
        address = ipaddress.ip_address(getattr(peer, "host", ""))
    except ValueError:
        return False
    return address.is_loopback or address.is_private


def _user_id(body: dict[str, str]) -> str:
    if len(body["user_id"]) > 255 or not UserID.is_valid(body["user_id"]):
        raise refusals.bad_request("`user_id` must be a full Matrix name.")
    return body["user_id"]


def _room_id(body: dict[str, str]) -> str:
    if not _ROOM_ID.fullmatch(body["room_id"]):
        raise refusals.bad_request("`room_id` must be a Matrix room id.")
    return body["room_id"]
