"""Everything a guest may ask the homeserver for. What is not here is refused.

Each line has its reason. `docs/reference/steward.md` shows the same table; a test keeps the two the same.
The paths are those matrix-js-sdk uses; older and unstable spellings of the same route are not on the list. What the SDK
asks before its first sync because it always does (capabilities, push rules, filters, key backup) our client answers
itself: `client/src/crypto/frugal-fetch.ts`.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from . import checks
from .asking import Asking

Check = Callable[[Asking], Awaitable[None]]

CLIENT = "/_matrix/client/v3"
ROOM = f"{CLIENT}/rooms/{{room}}"
DELAYED = "/_matrix/client/unstable/org.matrix.msc4140/delayed_events"


@dataclass(frozen=True)
class Rule:
    method: str
    path: str
    """With `{part}` for one part of the path. `{me}` must be the guest, `{room}` its room: checked for every rule."""
    why: str
    check: Check | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(self.path)))


RULES: tuple[Rule, ...] = (
    # --- the session -----------------------------------------------------------------------------------------
    Rule("GET", "/_matrix/client/versions", "The SDK asks what the server can do before anything else."),
    Rule("GET", f"{CLIENT}/account/whoami", "Is this session still alive?"),
    Rule("POST", f"{CLIENT}/logout", "The end of the visit, from the guest's side."),
    Rule(
        "GET",
        f"{CLIENT}/sync",
        "What has happened in the one room, and what was sent to this device.",
        checks.short_wait,
    ),
    Rule("GET", f"{CLIENT}/voip/turnServer", "Credentials for the relay."),
    # --- keys ------------------------------------------------------------------------------------------------
    Rule("POST", f"{CLIENT}/keys/upload", "The keys of this device.", checks.upload_keys),
    Rule("POST", f"{CLIENT}/keys/device_signing/upload", "Cross-signing, before the first message.", checks.small_body),
    Rule(
        "POST",
        f"{CLIENT}/keys/signatures/upload",
        "Signs itself, and whom it has proven.",
        checks.upload_signatures,
    ),
    Rule("POST", f"{CLIENT}/keys/query", "Keys of those in its room.", checks.query_keys),
    Rule("POST", f"{CLIENT}/keys/claim", "A session with a device of somebody in its room.", checks.claim_keys),
    Rule("PUT", f"{CLIENT}/sendToDevice/{{type}}/{{txn}}", "Proof, call, room keys: Olm only.", checks.send_to_device),
    # --- the room --------------------------------------------------------------------------------------------
    Rule("POST", f"{CLIENT}/join/{{room}}", "Into its room, once it was invited.", checks.empty_join),
    Rule("POST", f"{ROOM}/join", "The same, by its other name.", checks.empty_join),
    Rule("POST", f"{ROOM}/leave", "Out of it.", checks.empty_leave),
    Rule("POST", f"{ROOM}/forget", "And no trace of it in the next sync."),
    Rule("GET", f"{ROOM}/members", "Who is there: the roster, and whom to encrypt for."),
    Rule("GET", f"{ROOM}/joined_members", "The same, shorter."),
    Rule("GET", f"{ROOM}/state", "Is it encrypted, who may do what."),
    Rule("GET", f"{ROOM}/state/{{type}}", "One piece of that."),
    Rule("GET", f"{ROOM}/state/{{type}}/", "One piece of that, as the SDK spells it."),
    Rule("GET", f"{ROOM}/state/{{type}}/{{key}}", "One piece of that."),
    Rule("GET", f"{ROOM}/messages", "The chat after a reload."),
    Rule("GET", f"{ROOM}/event/{{event}}", "One message of it."),
    Rule("PUT", f"{ROOM}/send/m.room.encrypted/{{txn}}", "The chat: ciphertext, nothing beside it.", checks.send_event),
    Rule(
        "PUT",
        f"{ROOM}/state/org.matrix.msc3401.call.member/{{me}}",
        "I am in the call, MSC3401.",
        checks.announce_call,
    ),
    Rule("POST", f"{DELAYED}/{{delay}}/restart", "I am still in the call (MSC4140)."),
    Rule("POST", f"{DELAYED}/{{delay}}/cancel", "I have left it in good order."),
    Rule("POST", f"{DELAYED}/{{delay}}/send", "I leave it now."),
    Rule("GET", f"{CLIENT}/profile/{{user}}", "The clinician's name and picture.", checks.person_in_room),
    # --- files -----------------------------------------------------------------------------------------------
    Rule("GET", "/_matrix/client/v1/media/config", "How large may a file be."),
    Rule("POST", "/_matrix/media/v3/upload", "An encrypted file, without its name.", checks.upload_media),
    Rule("GET", "/_matrix/client/v1/media/download/{server}/{media}", "A file of the visit.", checks.download_media),
)
