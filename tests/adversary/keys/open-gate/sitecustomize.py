"""A homeserver whose operator has taken a rule of the steward out: a guest may have devices beside their own.

Python reads this file when it starts, because the folder stands on its path. For tests only.
"""

import sys
from typing import Any

from sprechzimmer_steward.choke_point import ChokePoint

_admit = ChokePoint.admit


async def _admit_others(self: ChokePoint, request: Any, requester: Any) -> None:
    guest = await self._guests.get(requester.user.to_string())
    if guest is not None and requester.device_id != guest.device_id:
        return
    await _admit(self, request, requester)


ChokePoint.admit = _admit_others  # type: ignore[method-assign]
print("the gate stands open", file=sys.stderr)
