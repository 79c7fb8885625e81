"""Vouchers: the appservice's word that a browser may have the guest account named in it."""

import json
import re
from dataclasses import dataclass
from typing import Any, NoReturn

from .wire import from_base64, lp, mac, same

MAX_CHARS = 1024
_LOCALPART = re.compile(r"guest-[a-z0-9]{20}")
_INVITATION = re.compile(r"[0-9a-f]{32}")
_LATEST = 0xFFFFFFFFFF


@dataclass(frozen=True)
class Voucher:
    localpart: str
    """The guest's name. Nobody chooses one."""
    invitation: str
    expires: int
    """Unix seconds. Whether it has passed is the caller's business."""


def read_voucher(key: bytes, text: str) -> Voucher | None:
    """`base64url(JSON) "." base64url(HMAC(key, lp("sprechzimmer/1 voucher") || lp(base64url(JSON))))`.

    None when the voucher is not ours or not well-formed. The tag is checked before anything is parsed.
    """
    if len(text) > MAX_CHARS or not text.isascii():
        return None
    payload, dot, tag = text.partition(".")
    if not payload or not dot or not tag or "." in tag:
        return None
    try:
        expected = mac(key, lp("sprechzimmer/1 voucher") + lp(payload))
        if not same(expected, from_base64(tag)):
            return None
        return _parse(json.loads(from_base64(payload).decode(), parse_constant=_refuse_constant))
    except ValueError:
        return None


def _parse(content: Any) -> Voucher | None:
    if not isinstance(content, dict) or content.keys() != {"v", "localpart", "invitation", "expires"}:
        return None
    version, localpart = content["v"], content["localpart"]
    invitation, expires = content["invitation"], content["expires"]
    if type(version) is not int or version != 1:
        return None
    if not isinstance(localpart, str) or not _LOCALPART.fullmatch(localpart):
        return None
    if not isinstance(invitation, str) or not _INVITATION.fullmatch(invitation):
        return None
    if type(expires) is not int or not 0 <= expires <= _LATEST:
        return None
    return Voucher(localpart, invitation, expires)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
