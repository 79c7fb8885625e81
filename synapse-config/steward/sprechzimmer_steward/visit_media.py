"""Files that a clinician's client has uploaded for a visit.

In an encrypted room the server cannot see which file was sent where. The desk therefore gives its uploads a name that
says it: `visit:` and the room's id, which the server knows from the message that follows anyway. A guest's files need
no such name: they go with the guest.
"""

from synapse.module_api import LoggingTransaction, ModuleApi

from .surface import Surface

_LABEL = "visit:"


def belongs_to_other_room(upload_name: str | None, room_id: str | None) -> bool:
    """A file with the name of another visit's room. One without such a name could be of any."""
    return upload_name is not None and upload_name.startswith(_LABEL) and upload_name != f"{_LABEL}{room_id}"


class VisitMedia:
    def __init__(self, api: ModuleApi, surface: Surface) -> None:
        self._api = api
        self._surface = surface

    async def dispose(self, room_id: str) -> None:
        """Database, file, thumbnails."""
        await self._delete("upload_name = ?", f"{_LABEL}{room_id}")

    async def dispose_of_no_room(self) -> None:
        """What was uploaded when its room had just been purged."""
        await self._delete(
            "upload_name LIKE ? AND NOT EXISTS (SELECT 1 FROM rooms WHERE upload_name = ? || rooms.room_id)",
            f"{_LABEL}!%",
            _LABEL,
        )

    async def _delete(self, condition: str, *values: str) -> None:
        def select(txn: LoggingTransaction) -> list[str]:
            txn.execute(f"SELECT media_id FROM local_media_repository WHERE {condition}", values)
            return [row[0] for row in txn]

        media_ids = await self._api.run_db_interaction("steward_visit_media", select)
        if media_ids:
            await self._surface.media.delete_local_media_ids(media_ids)
