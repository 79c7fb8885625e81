"""Rows about guests and rooms that Synapse's own deactivation and purge leave behind."""

from synapse.module_api import LoggingTransaction


def delete_guest_rows(txn: LoggingTransaction, user_id: str) -> None:
    pass


def delete_room_rows(txn: LoggingTransaction, room_id: str) -> None:
    pass
