"""Byte strings as the trust protocol writes them. The same rules as `protocol/src/bytes.ts`."""

import base64
import binascii
import hashlib
import hmac
import re

_BASE64 = re.compile(r"[A-Za-z0-9+/]*")


def lp(field: str | bytes) -> bytes:
    """`uint16be(length) || field`, text as UTF-8: no two lists of fields give the same bytes.

    Raises ValueError when the field is longer than 65535 bytes.
    """
    raw = field.encode() if isinstance(field, str) else field
    if len(raw) > 0xFFFF:
        raise ValueError(f"a field of {len(raw)} bytes cannot be length-prefixed")
    return len(raw).to_bytes(2, "big") + raw


def to_base64url(raw: bytes) -> str:
    """base64url without padding (RFC 4648 section 5)."""
    return base64.urlsafe_b64encode(raw).decode("ascii").rstrip("=")


def from_base64(text: str) -> bytes:
    """Reads base64url and base64, with or without padding.

    Raises ValueError for anything else, also when bits are left over after the last byte.
    """
    plain = text.replace("-", "+").replace("_", "/").rstrip("=")
    if not _BASE64.fullmatch(plain) or len(plain) % 4 == 1:
        raise ValueError("not base64")
    try:
        raw = base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
    if base64.b64encode(raw).decode("ascii").rstrip("=") != plain:
        raise ValueError("not canonical base64")
    return raw


def mac(key: bytes, message: bytes) -> bytes:
    """HMAC with SHA-256."""
    return hmac.new(key, message, hashlib.sha256).digest()


def same(a: bytes, b: bytes) -> bool:
    """Compares without stopping at the first difference."""
    return hmac.compare_digest(a, b)
