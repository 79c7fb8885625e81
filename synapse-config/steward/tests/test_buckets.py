"""How much a guest may use: enough for a visit, and full again after a pause."""

from sprechzimmer_steward.buckets import Buckets, Rate


class Clock:
    now_ms = 1_000_000

    def __call__(self) -> int:
        return self.now_ms


def test_a_burst_goes_through_and_then_it_says_when_to_come_back() -> None:
    clock = Clock()
    buckets = Buckets(Rate(per_second=2, burst=3), clock)
    assert [buckets.take("a") for _ in range(4)] == [0, 0, 0, 500]
    clock.now_ms += 500
    assert buckets.take("a") == 0


def test_one_guests_haste_does_not_slow_another() -> None:
    buckets = Buckets(Rate(per_second=1, burst=1), Clock())
    assert buckets.take("a") == 0
    assert buckets.take("a") > 0
    assert buckets.take("b") == 0


def test_more_than_fits_never_goes_through_and_takes_nothing() -> None:
    buckets = Buckets(Rate(per_second=1, burst=10), Clock())
    assert buckets.take("a", 11) > 0
    assert buckets.take("a", 10) == 0


def test_it_forgets_who_has_been_quiet() -> None:
    clock = Clock()
    buckets = Buckets(Rate(per_second=1, burst=10), clock)
    buckets.take("a")
    clock.now_ms += 61_000
    buckets.take("b")
    assert list(buckets._levels) == ["b"]


def test_looking_takes_nothing() -> None:
    buckets = Buckets(Rate(per_second=1, burst=1), Clock())
    assert not buckets.empty("a")
    assert not buckets.empty("a")
    buckets.take("a")
    assert buckets.empty("a")
