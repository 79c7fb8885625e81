"""The second lock: what Synapse itself asks modules before it does something, on whatever way the wish came in.

The allow-list (`choke_point.py`) looks at requests. These look at the deed: an event that is about to be stored, a
room about to be joined. Each of them answers for guests only and has no opinion about anybody else.
"""

from typing import Any, Literal

from synapse.api.errors import Codes
from synapse.events import EventBase
from synapse.module_api import NOT_SPAM, MediaUploadLimit, ModuleApi, StateMap
from synapse.spam_checker_api import RegistrationBehaviour
from synapse.types import JsonDict, UserID

from .config import GUEST_PREFIX, Limits
from .contents import CALL_MEMBER, ENCRYPTED, is_call_member, is_megolm, is_own_membership
from .guests import Guests, is_guest_name
from .making import RegistrationPermit

Verdict = Literal["NOT_SPAM"] | Codes
LONGEST_VISIT_MS = 7 * 24 * 60 * 60 * 1000


class Callbacks:
    def __init__(self, guests: Guests, permit: RegistrationPermit, limits: Limits) -> None:
        self._guests = guests
        self._permit = permit
        self._limits = limits

    def register(self, api: ModuleApi) -> None:
        api.register_spam_checker_callbacks(
            user_may_join_room=self.user_may_join_room,
            user_may_invite=self._never,
            user_may_send_3pid_invite=self._never,
            user_may_create_room=self._never,
            user_may_create_room_alias=self._never,
            user_may_publish_room=self._never,
            check_registration_for_spam=self.check_registration,
            check_login_for_spam=self._never,
        )
        api.register_third_party_rules_callbacks(check_event_allowed=self.check_event_allowed)
        api.register_media_repository_callbacks(
            is_user_allowed_to_upload_media_of_size=self.may_upload,
            get_media_upload_limits_for_user=self.upload_limits,
            get_media_config_for_user=self.media_config,
        )

    async def user_may_join_room(self, user_id: str, room_id: str, is_invited: bool) -> Verdict:
        if not is_guest_name(user_id):
            return NOT_SPAM
        guest = await self._guests.get(user_id)
        allowed = guest is not None and guest.phase == "alive" and guest.room_id == room_id and is_invited
        return NOT_SPAM if allowed else Codes.FORBIDDEN

    async def check_event_allowed(self, event: EventBase, state: StateMap[EventBase]) -> tuple[bool, None]:
        """Of everything a guest could write, three kinds of event, each only in its strictest form."""
        if not is_guest_name(event.sender):
            return True, None
        guest = await self._guests.get(event.sender)
        if guest is None:
            return False, None
        if event.is_state():
            own = event.state_key == event.sender
            if event.type == "m.room.member":
                leaving = event.content.get("membership") == "leave"
                return own and is_own_membership(dict(event.content)) and (leaving or guest.phase == "alive"), None
            if event.type == CALL_MEMBER:
                return own and guest.room_id == event.room_id and is_call_member(_plain(event.content)), None
            return False, None
        return (
            event.type == ENCRYPTED and guest.room_id == event.room_id and is_megolm(_plain(event.content)),
            None,
        )

    async def check_registration(
        self,
        email_threepid: dict[str, Any] | None,
        username: str | None,
        request_info: Any,
        auth_provider_id: str | None,
    ) -> RegistrationBehaviour:
        """Nobody but the steward makes an account that is called like a guest."""
        if username is not None and username.lower().startswith(GUEST_PREFIX) and not self._permit.covers(username):
            return RegistrationBehaviour.DENY
        return RegistrationBehaviour.ALLOW

    async def may_upload(self, user_id: str, size: int) -> bool:
        return not is_guest_name(user_id) or size <= self._limits.upload_bytes

    async def upload_limits(self, user_id: str) -> list[MediaUploadLimit] | None:
        if not is_guest_name(user_id):
            return None
        return [MediaUploadLimit(max_bytes=self._limits.upload_bytes_per_visit, time_period_ms=LONGEST_VISIT_MS)]

    async def media_config(self, user_id: str) -> JsonDict | None:
        """What a guest is told before it sends anything."""
        return {"m.upload.size": self._limits.upload_bytes} if is_guest_name(user_id) else None

    async def _never(self, user_id: str, *_about: Any) -> Verdict:
        """Guests do not do this at all."""
        name = user_id if user_id.startswith("@") else UserID(user_id, "").to_string()
        return Codes.FORBIDDEN if is_guest_name(name) else NOT_SPAM


def _plain(content: Any) -> Any:
    """Synapse may hand out frozen dictionaries, which compare differently."""
    if isinstance(content, dict) or hasattr(content, "items"):
        return {key: _plain(value) for key, value in content.items()}
    if isinstance(content, (list, tuple)):
        return [_plain(value) for value in content]
    return content
