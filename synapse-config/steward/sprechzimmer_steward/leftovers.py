"""Rows about guests and rooms that Synapse's own deactivation and purge leave behind.

Not touched: Synapse's *stream* tables (`device_lists_stream`, `current_state_delta_stream` and their like). On SQLite
Synapse reads the position of a stream from the highest row when it starts; with that row gone the position would run
backwards, and a clinician's client would miss whatever came next. They are listed in `docs/reference/steward.md`.
"""

from synapse.module_api import LoggingTransaction

_GUEST_ROWS = (
    ("user_ips", "user_id"),
    ("user_daily_visits", "user_id"),
    ("monthly_active_users", "user_id"),
    ("user_stats_current", "user_id"),
    ("user_filters", "full_user_id"),
    ("profiles", "full_user_id"),
    ("e2e_cross_signing_keys", "user_id"),
    ("e2e_cross_signing_signatures", "user_id"),
    ("e2e_cross_signing_signatures", "target_user_id"),
    ("e2e_device_keys_json", "user_id"),
    ("e2e_one_time_keys_json", "user_id"),
    ("e2e_fallback_keys_json", "user_id"),
    ("dehydrated_devices", "user_id"),
    ("device_inbox", "user_id"),
    ("devices", "user_id"),
    ("access_tokens", "user_id"),
    ("refresh_tokens", "user_id"),
    ("login_tokens", "user_id"),
    ("open_id_tokens", "user_id"),
    ("pushers", "user_name"),
    ("event_txn_id_device_id", "user_id"),
    ("sliding_sync_connections", "user_id"),
)
"""Table, and the column that holds the full user id. Deactivation has emptied most of them; this makes sure."""

_ROOM_ROWS = (
    ("event_reports", "room_id"),
    ("room_reports", "room_id"),
    ("room_ban_redactions", "room_id"),
    ("room_retention", "room_id"),
    ("event_txn_id_device_id", "room_id"),
    ("event_labels", "room_id"),
    ("threads", "room_id"),
    ("timeline_gaps", "room_id"),
    ("delayed_events", "room_id"),
    ("sliding_sync_joined_rooms_to_recalculate", "room_id"),
    ("sliding_sync_connection_room_configs", "room_id"),
    ("sliding_sync_connection_streams", "room_id"),
    ("sliding_sync_connection_lazy_members", "room_id"),
    ("scheduled_tasks", "resource_id"),
    ("e2e_room_keys", "room_id"),
)


def delete_guest_rows(txn: LoggingTransaction, user_id: str) -> None:
    """What names a guest that has been deactivated. Keeps `users`, which keeps the name from being given again."""
    for table, column in _GUEST_ROWS:
        txn.execute(f"DELETE FROM {table} WHERE {column} = ?", (user_id,))
    localpart = user_id[1:].split(":", 1)[0]
    txn.execute("DELETE FROM delayed_events WHERE user_localpart = ?", (localpart,))
    # A guest's id has no letter that LIKE or JSON would treat specially. First what the guest has sent and nobody has
    # fetched, then Synapse's note to itself to empty the guest's own inbox, which has just been done.
    txn.execute("DELETE FROM device_inbox WHERE message_json LIKE ?", (f'%"sender":"{user_id}"%',))
    txn.execute("DELETE FROM scheduled_tasks WHERE params LIKE ?", (f'%"user_id":"{user_id}"%',))
    _delete_authentication_sessions(txn, user_id)
    # The time an account was made is the time of a visit.
    txn.execute("UPDATE users SET creation_ts = 0 WHERE name = ?", (user_id,))


def _delete_authentication_sessions(txn: LoggingTransaction, user_id: str) -> None:
    """A guest that tried to replace its keys was asked for a password it does not have; the request was kept."""
    txn.execute("SELECT session_id FROM ui_auth_sessions WHERE clientdict LIKE ?", (f"%{user_id}%",))
    for (session_id,) in txn.fetchall():
        for table in ("ui_auth_sessions_ips", "ui_auth_sessions_credentials", "ui_auth_sessions"):
            txn.execute(f"DELETE FROM {table} WHERE session_id = ?", (session_id,))


def delete_room_rows(txn: LoggingTransaction, room_id: str) -> None:
    """What names a room that has been purged."""
    for table, column in _ROOM_ROWS:
        txn.execute(f"DELETE FROM {table} WHERE {column} = ?", (room_id,))


def delete_keys_of_no_room(txn: LoggingTransaction) -> None:
    """Backed-up room keys of rooms that are gone.

    A clinician's client backs up in its own time, and may do so when the room has just been purged. Without the room
    such a key opens nothing here, but an old copy of the database has the room still.
    """
    txn.execute(
        "DELETE FROM e2e_room_keys WHERE NOT EXISTS (SELECT 1 FROM rooms WHERE rooms.room_id = e2e_room_keys.room_id)"
    )
