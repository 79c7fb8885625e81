"""Signed requests of the appservice: the only way to the three verbs that change or remove something."""

import hashlib
import re
from collections.abc import Callable

from .wire import lp, mac, same

TOLERANCE_MS = 60_000
"""A signed request is good for this long before and after its date, and once."""

_DATE = re.compile(r"[1-9][0-9]{0,15}")
_NONCE = re.compile(r"[A-Za-z0-9_-]{22}")
_SIGNATURE = re.compile(r"[0-9a-f]{64}")


def signature(key: bytes, method: str, path: str, date: str, nonce: str, body: bytes) -> str:
    """What `X-Sprechzimmer-Signature` must say, in hexadecimal."""
    fields = ("sprechzimmer/1 steward", method, path, date, nonce, hashlib.sha256(body).digest())
    return mac(key, b"".join(lp(field) for field in fields)).hex()


class SignatureGate:
    """Lets a request through once, if it was signed with our key about now.

    Nonces are remembered in memory for as long as their date is good. A request dated before this process started
    is refused, so that forgetting them in a restart opens nothing; the appservice signs anew when it tries again.
    """

    def __init__(self, key: bytes, now_ms: Callable[[], int]) -> None:
        self._key = key
        self._now_ms = now_ms
        self._started_ms = now_ms()
        self._seen: dict[str, int] = {}

    def admits(self, method: str, path: str, date: str, nonce: str, body: bytes, claimed: str) -> bool:
        """True at most once for one nonce. One answer for every reason to refuse: a forger learns nothing."""
        if not (_DATE.fullmatch(date) and _NONCE.fullmatch(nonce) and _SIGNATURE.fullmatch(claimed)):
            return False
        expected = signature(self._key, method, path, date, nonce, body)
        if not same(expected.encode(), claimed.encode()):
            return False
        now_ms, sent_ms = self._now_ms(), int(date)
        if abs(now_ms - sent_ms) > TOLERANCE_MS or sent_ms < self._started_ms:
            return False
        self._forget(now_ms)
        if nonce in self._seen:
            return False
        self._seen[nonce] = sent_ms + TOLERANCE_MS
        return True

    def _forget(self, now_ms: int) -> None:
        for nonce in [nonce for nonce, until_ms in self._seen.items() if until_ms < now_ms]:
            del self._seen[nonce]
