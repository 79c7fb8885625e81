"""The steward: a Synapse module with four verbs, about guests and the rooms of visits, and about nothing else.

| verb | who may say it | file |
|---|---|---|
| make a guest | a browser that holds a voucher | `making.py` |
| confine a guest to its room | the appservice, signed | `guests.py` |
| dispose of a guest | the appservice, signed | `guest_disposal.py` |
| dispose of a room | the appservice, signed | `room_disposal.py` |

What a guest may do is a short list (`allow_list.py`), checked at one place (`choke_point.py`), and once more by the
callbacks Synapse offers to modules (`callbacks.py`). The wire format is written down in `protocol/src/steward.ts`.
"""

from .steward import Steward

__all__ = ["Steward"]
