"""The steward without its choke point: for finding out whether the second lock holds alone. For tests only."""

from sprechzimmer_steward import Steward
from sprechzimmer_steward.choke_point import ChokePoint


def _stay_open(self: ChokePoint) -> None:
    pass


ChokePoint.install = _stay_open  # type: ignore[method-assign]

__all__ = ["Steward"]
