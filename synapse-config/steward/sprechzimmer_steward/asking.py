"""One request of a guest, as the checks of the allow-list see it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from os import SEEK_END
from typing import Any

from synapse.http.site import SynapseRequest

from . import refusals
from .buckets import Buckets
from .config import Limits, StewardConfig
from .guests import Guest
from .surface import Surface
from .upload_share import UploadShare

JOINED_OR_ASKED = ("join", "invite")


class Meters:
    """What each guest has used lately."""

    def __init__(self, limits: Limits, surface: Surface) -> None:
        self.limits = limits
        self.requests = Buckets(limits.requests, surface.now_ms)
        self.to_device_bytes = Buckets(limits.to_device_bytes, surface.now_ms)
        self.to_device_messages = Buckets(limits.to_device_messages, surface.now_ms)
        self.events = Buckets(limits.events, surface.now_ms)
        self.one_time_keys = Buckets(limits.one_time_keys, surface.now_ms)
        self.uploads = Buckets(limits.uploads, surface.now_ms)
        self.upload_share = UploadShare(surface, limits)

    def spend(self, buckets: Buckets, guest: Guest, what: str, amount: float = 1) -> None:
        """Raises a 429 that says when to come back."""
        wait_ms = buckets.take(guest.user_id, amount)
        if wait_ms:
            raise refusals.too_fast(what, wait_ms)

    def forget(self, user_id: str) -> None:
        self.upload_share.forget(user_id)
        for buckets in vars(self).values():
            if isinstance(buckets, Buckets):
                buckets.forget(user_id)


@dataclass(frozen=True)
class Context:
    config: StewardConfig
    surface: Surface
    meters: Meters


class Asking:
    def __init__(self, context: Context, request: SynapseRequest, guest: Guest, parts: Mapping[str, str]) -> None:
        self.context = context
        self.request = request
        self.guest = guest
        self.parts = parts
        """Named parts of the path, percent-decoded the way Synapse decodes them."""

    @cached_property
    def raw(self) -> bytes:
        """The body. Leaves it for Synapse to read again."""
        content = self.request.content
        if content is None:
            return b""
        content.seek(0)
        raw = bytes(content.read())
        content.seek(0)
        return raw

    @property
    def size(self) -> int:
        """Bytes of the body, without reading it."""
        content = self.request.content
        if content is None:
            return 0
        size = int(content.seek(0, SEEK_END))
        content.seek(0)
        return size

    @cached_property
    def body(self) -> dict[str, Any]:
        """The body as a JSON object, read by the same rules as Synapse reads it. Raises a 400 where it is none."""
        if not self.raw:
            return {}
        try:
            body = json.loads(self.raw.decode("utf-8"))
        except (ValueError, RecursionError) as error:
            raise refusals.bad_request("The body is not JSON.") from error
        if not isinstance(body, dict):
            raise refusals.bad_request("The body must be a JSON object.")
        return body

    def query(self, name: str) -> str | None:
        args: dict[bytes, list[bytes]] = self.request.args or {}
        values = args.get(name.encode(), [])
        return values[0].decode("utf-8", errors="replace") if values else None

    def own_room(self) -> str:
        """The one room. Raises the refusal as long as there is none."""
        if self.guest.room_id is None:
            raise refusals.refused("no-room-yet")
        return self.guest.room_id

    async def present(self) -> set[str]:
        """Who is in the guest's room or asked into it, the guest included. The guest alone before that."""
        return await self._people(JOINED_OR_ASKED)

    async def ever_present(self) -> set[str]:
        """The same with those who have left, and the bot, who leaves each room it makes."""
        everybody = await self._people(None)
        return everybody | {self.context.config.bot_user_id}

    async def _people(self, memberships: tuple[str, ...] | None) -> set[str]:
        people = {self.guest.user_id}
        if self.guest.room_id is not None:
            related = await self.context.surface.store.get_local_users_related_to_room(self.guest.room_id)
            membership_of = dict(related)
            # Who is in that room is none of the guest's business before it is in there itself.
            if membership_of.get(self.guest.user_id) in JOINED_OR_ASKED:
                people |= {user for user, membership in related if memberships is None or membership in memberships}
        return people
