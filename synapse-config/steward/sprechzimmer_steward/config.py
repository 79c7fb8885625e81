"""The steward's section in `homeserver.yaml`, read once and checked whole."""

import re
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from synapse.module_api.errors import ConfigError

from .buckets import Rate
from .wire import from_base64

GUEST_PREFIX = "guest-"
"""How a guest's name begins. Every account with such a name is confined, whoever made it."""

_USER_ID = re.compile(r"@[a-z0-9._=/+-]+:\S+")


@dataclass(frozen=True)
class Limits:
    """What one guest may use. Sized from a video session with a lively chat, times a few."""

    requests: Rate = Rate(per_second=10, burst=300)
    to_device_bytes: Rate = Rate(per_second=64 * 1024, burst=2 * 1024 * 1024)
    to_device_messages: Rate = Rate(per_second=30, burst=400)
    to_device_batch: int = 100
    """Devices in one request."""
    events: Rate = Rate(per_second=5, burst=60)
    one_time_keys: Rate = Rate(per_second=2, burst=400)
    uploads: Rate = Rate(per_second=1 / 60, burst=20)
    upload_bytes: int = 10 * 1024 * 1024
    upload_bytes_per_visit: int = 50 * 1024 * 1024
    uploads_per_visit: int = 30
    makings: Rate = Rate(per_second=0.2, burst=10)
    """How often one browser may come back for its own guest."""
    failures: Rate = Rate(per_second=0.5, burst=20)
    """Vouchers from one address that are not good."""


@dataclass(frozen=True)
class StewardConfig:
    voucher_key: bytes = field(repr=False)
    steward_key: bytes = field(repr=False)
    bot_user_id: str
    limits: Limits = Limits()


def parse_config(raw: dict[str, Any]) -> StewardConfig:
    """Takes each key inline (`voucher_key`) or from a file (`voucher_key_path`), as base64url of 32 bytes.

    Raises ConfigError with the setting's name and the remedy. Never repeats a secret.
    """
    known = {"voucher_key", "voucher_key_path", "steward_key", "steward_key_path", "bot_user_id", "limits"}
    for name in raw.keys() - known:
        raise ConfigError(f"steward: `{name}` is not a setting; known are {', '.join(sorted(known))}")
    bot = raw.get("bot_user_id")
    if not isinstance(bot, str) or not _USER_ID.fullmatch(bot):
        raise ConfigError("steward: `bot_user_id` must be the bot's full Matrix name, like @sprechzimmer:server")
    if bot.startswith(f"@{GUEST_PREFIX}"):
        raise ConfigError(f"steward: `bot_user_id` must not begin with @{GUEST_PREFIX}, which is how guests are named")
    voucher_key, steward_key = _key(raw, "voucher_key"), _key(raw, "steward_key")
    if voucher_key == steward_key:
        raise ConfigError("steward: `voucher_key` and `steward_key` must be two different keys")
    return StewardConfig(voucher_key, steward_key, bot, _limits(raw.get("limits") or {}))


def _limits(raw: Any) -> Limits:
    """`limits: {events: {per_second: 5, burst: 60}, upload_bytes: 1000}`: only what shall differ."""
    standard = Limits()
    if not isinstance(raw, dict):
        raise ConfigError("steward: `limits` must be a map")
    changes: dict[str, Any] = {}
    for name, value in raw.items():
        if not hasattr(standard, str(name)):
            known = ", ".join(field.name for field in fields(Limits))
            raise ConfigError(f"steward: `limits.{name}` is not a setting; known are {known}")
        is_rate = isinstance(getattr(standard, name), Rate)
        changes[name] = _rate(name, value) if is_rate else _whole(name, value)
    return replace(standard, **changes)


def _rate(name: str, value: Any) -> Rate:
    if not isinstance(value, dict) or value.keys() != {"per_second", "burst"}:
        raise ConfigError(f"steward: `limits.{name}` must be a map of `per_second` and `burst`")
    if not all(isinstance(number, (int, float)) and number > 0 for number in value.values()):
        raise ConfigError(f"steward: `limits.{name}` must have numbers above zero")
    return Rate(float(value["per_second"]), float(value["burst"]))


def _whole(name: str, value: Any) -> int:
    if type(value) is not int or value <= 0:
        raise ConfigError(f"steward: `limits.{name}` must be a whole number above zero")
    return value


def _key(raw: dict[str, Any], name: str) -> bytes:
    text, path = raw.get(name), raw.get(f"{name}_path")
    if (text is None) == (path is None):
        raise ConfigError(f"steward: give either `{name}` or `{name}_path`")
    if path is not None:
        try:
            text = Path(str(path)).read_text("ascii").strip()
        except (OSError, UnicodeError) as error:
            raise ConfigError(f"steward: `{name}_path` cannot be read ({type(error).__name__})") from error
    try:
        key = from_base64(text) if isinstance(text, str) else b""
    except ValueError:
        key = b""
    if len(key) != 32:
        raise ConfigError(f"steward: `{name}` must be 32 random bytes as base64url (43 characters)")
    return key
