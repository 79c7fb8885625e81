"""Token buckets, kept in memory: how much of something one guest, or one address, may use."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass


@dataclass(frozen=True)
class Rate:
    per_second: float
    burst: float


class Buckets:
    """One bucket for each key. A bucket that is full again is forgotten."""

    def __init__(self, rate: Rate, now_ms: Callable[[], int]) -> None:
        self._rate = rate
        self._now_ms = now_ms
        self._levels: dict[Hashable, tuple[float, int]] = {}
        self._swept_ms = now_ms()

    def take(self, key: Hashable, amount: float = 1) -> int:
        """0 when `amount` was there and is now taken; otherwise the milliseconds until it could be."""
        now_ms = self._now_ms()
        self._sweep(now_ms)
        level = self._level(key, now_ms)
        if amount <= level:
            self._levels[key] = (level - amount, now_ms)
            return 0
        missing = min(amount, self._rate.burst) - level
        return max(1, round(1000 * missing / self._rate.per_second))

    def empty(self, key: Hashable) -> bool:
        """Whether not even one is left. Takes nothing."""
        return self._level(key, self._now_ms()) < 1

    def forget(self, key: Hashable) -> None:
        self._levels.pop(key, None)

    def _level(self, key: Hashable, now_ms: int) -> float:
        level, at_ms = self._levels.get(key, (self._rate.burst, now_ms))
        return min(self._rate.burst, level + (now_ms - at_ms) / 1000 * self._rate.per_second)

    def _sweep(self, now_ms: int) -> None:
        if now_ms - self._swept_ms < 60_000:
            return
        self._swept_ms = now_ms
        full = [key for key in self._levels if self._level(key, now_ms) >= self._rate.burst]
        for key in full:
            del self._levels[key]
