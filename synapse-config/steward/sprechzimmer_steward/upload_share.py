"""How many files, and bytes of them, one guest may send in its visit.

Asked before Synapse takes the file: Synapse itself looks at a limit only when the file is on the disk already, and
leaves it there when it then says no, without a row that would lead anybody to it.
"""

from synapse.module_api import LoggingTransaction

from . import refusals
from .config import Limits
from .guests import Guest
from .surface import Surface


class UploadShare:
    def __init__(self, surface: Surface, limits: Limits) -> None:
        self._api = surface.hs.get_module_api()
        self._limits = limits
        self._begun: dict[str, tuple[int, int]] = {}
        """Files and bytes that were let through since this Synapse started, whether they came through or not."""

    async def take(self, guest: Guest, size: int) -> None:
        """Raises the refusal for what is too large or too much. What is let through counts from this moment."""
        limits = self._limits
        if size > limits.upload_bytes:
            raise refusals.too_large("file")
        kept_files, kept_bytes = await self._kept(guest.user_id)
        # No await from here on: two uploads at once cannot both take the last of it.
        begun_files, begun_bytes = self._begun.get(guest.user_id, (0, 0))
        files, total = max(kept_files, begun_files) + 1, max(kept_bytes, begun_bytes) + size
        if files > limits.uploads_per_visit or total > limits.upload_bytes_per_visit:
            raise refusals.refused("enough-files")
        self._begun[guest.user_id] = (files, total)

    def forget(self, user_id: str) -> None:
        self._begun.pop(user_id, None)

    async def _kept(self, user_id: str) -> tuple[int, int]:
        def count(txn: LoggingTransaction) -> tuple[int, int]:
            txn.execute(
                "SELECT COUNT(*), COALESCE(SUM(media_length), 0) FROM local_media_repository WHERE user_id = ?",
                (user_id,),
            )
            files, total = txn.fetchall()[0]
            return int(files), int(total)

        return await self._api.run_db_interaction("steward_uploads", count)
