"""The one place every authenticated request passes: Synapse's lookup of who is asking.

Synapse offers modules no callback for most of its API. Wrapping this lookup covers all of it, present and future:
a route that is new with an upgrade is refused until somebody puts it on the list. The decision is
`docs/adr/0002-steward-choke-point.md`; that it is still the one place, a test finds out by walking every route.
"""

import re
import urllib.parse
from collections.abc import Mapping

from synapse.http.site import SynapseRequest
from synapse.module_api import Requester
from synapse.util.cancellation import cancellable

from . import refusals
from .allow_list import RULES, Rule
from .asking import Asking, Context
from .guests import Guests, is_guest_name


class ChokePoint:
    def __init__(self, context: Context, guests: Guests) -> None:
        self._context = context
        self._guests = guests
        self._rules: list[tuple[Rule, re.Pattern[str]]] = [(rule, rule.pattern) for rule in RULES]

    def install(self) -> None:
        """Puts itself between Synapse's servlets and the lookup they all call."""
        auth = self._context.surface.auth
        lookup = auth.get_user_by_req

        @cancellable
        async def get_user_by_req(
            request: SynapseRequest,
            allow_guest: bool = False,
            allow_expired: bool = False,
            allow_locked: bool = False,
        ) -> Requester:
            requester = await lookup(request, allow_guest, allow_expired, allow_locked)
            if is_guest_name(requester.user.to_string()):
                await self.admit(request, requester)
            return requester

        # mypy: assigning to a method is what this is about.
        auth.get_user_by_req = get_user_by_req  # type: ignore[method-assign]

    async def admit(self, request: SynapseRequest, requester: Requester) -> None:
        """Returns when this guest may have this; raises the refusal when not. Anything unclear is a refusal."""
        guest = await self._guests.get(requester.user.to_string())
        if guest is None or guest.phase != "alive" or requester.device_id != guest.device_id:
            raise refusals.refused("no-guest-of-ours")
        if request.args and b"access_token" in request.args:
            # A token in an address ends up in logs and histories.
            raise refusals.refused("token-in-address")
        self._context.meters.spend(self._context.meters.requests, guest, "requests")
        method = "GET" if request.method == b"HEAD" else request.method.decode("ascii", errors="replace")
        rule, parts = self._find(method, request.path.decode("ascii", errors="replace"))
        asking = Asking(self._context, request, guest, parts)
        if "me" in parts and parts["me"] != guest.user_id:
            raise refusals.refused("somebody-else")
        if "room" in parts and parts["room"] != asking.own_room():
            raise refusals.refused("not-your-room")
        if rule.check is not None:
            await rule.check(asking)

    def _find(self, method: str, path: str) -> tuple[Rule, Mapping[str, str]]:
        for rule, pattern in self._rules:
            found = pattern.fullmatch(path) if rule.method == method else None
            if found:
                return rule, {name: urllib.parse.unquote(part) for name, part in found.groupdict().items()}
        raise refusals.refused("not-on-the-list")
