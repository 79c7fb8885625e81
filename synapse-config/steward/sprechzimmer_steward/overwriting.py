"""Deleted means overwritten: what SQLite would leave behind in its files.

Whether SQLite overwrites a deleted row depends on how it was compiled, and its write-ahead log keeps every page as it
was until the log happens to be written over. A copy of the disk would hold what the visit's end has deleted. Nothing
of this concerns PostgreSQL, whose own ways `docs/topics/what-is-stored.md` describes.
"""

from synapse.module_api import LoggingTransaction, ModuleApi
from synapse.storage.engines import Sqlite3Engine

from .surface import Surface

WAIT_MS = 5_000
"""How long Python's SQLite waits for a lock unless told otherwise; Synapse does not."""


class Overwriting:
    def __init__(self, api: ModuleApi, surface: Surface) -> None:
        self._api = api
        self._needed = isinstance(surface.store.database_engine, Sqlite3Engine)

    async def begin(self) -> None:
        """From now on. Synapse has one connection to a SQLite database, so saying it once is enough."""
        await self._say("PRAGMA secure_delete = ON")

    async def empty_log(self) -> None:
        """Everything into the database file itself, and the log cut to nothing.

        Somebody who reads the file just now (a backup) is not waited for: the next disposal empties the log.
        """
        await self._say(
            "PRAGMA busy_timeout = 0", "PRAGMA wal_checkpoint(TRUNCATE)", f"PRAGMA busy_timeout = {WAIT_MS}"
        )

    async def _say(self, *pragmas: str) -> None:
        def work(txn: LoggingTransaction) -> None:
            for pragma in pragmas:
                txn.execute(pragma)
                txn.fetchall()

        if self._needed:
            await self._api.run_db_interaction("steward_overwriting", work)
