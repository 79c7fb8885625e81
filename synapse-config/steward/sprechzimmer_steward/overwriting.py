"""Deleted means overwritten: what SQLite would leave behind in its files.

Whether SQLite overwrites a deleted row depends on how it was compiled, and its write-ahead log keeps every page as it
was until the log happens to be written over. A copy of the disk would hold what the visit's end has deleted. Nothing
of this concerns PostgreSQL, whose own ways `docs/topics/what-is-stored.md` describes.
"""

from synapse.module_api import LoggingTransaction, ModuleApi
from synapse.storage.engines import Sqlite3Engine

from .surface import Surface


class Overwriting:
    def __init__(self, api: ModuleApi, surface: Surface) -> None:
        self._api = api
        self._needed = isinstance(surface.store.database_engine, Sqlite3Engine)

    async def begin(self) -> None:
        """From now on. Synapse has one connection to a SQLite database, so saying it once is enough."""
        await self._say("PRAGMA secure_delete = ON")

    async def empty_log(self) -> None:
        """Everything into the database file itself, and the log cut to nothing."""
        await self._say("PRAGMA wal_checkpoint(TRUNCATE)")

    async def _say(self, pragma: str) -> None:
        def work(txn: LoggingTransaction) -> None:
            txn.execute(pragma)
            txn.fetchall()

        if self._needed:
            await self._api.run_db_interaction("steward_overwriting", work)
