"""Every part of Synapse the steward stands on that its module API does not promise, in one place.

Checked when the module is loaded: where a name or a parameter is not what it was when this was written, Synapse does
not start, and the message says what moved. See `docs/adr/0002-steward-choke-point.md`.
"""

import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING

from synapse.api.auth.internal import InternalAuth
from synapse.handlers.deactivate_account import DeactivateAccountHandler
from synapse.handlers.pagination import PaginationHandler
from synapse.handlers.room import RoomShutdownHandler
from synapse.media.media_repository import MediaRepository
from synapse.module_api import ModuleApi
from synapse.module_api.errors import ConfigError
from synapse.storage.databases.main import DataStore

if TYPE_CHECKING:
    from synapse.server import HomeServer

_EXPECTED: tuple[tuple[type, str, list[str]], ...] = (
    (InternalAuth, "get_user_by_req", ["request", "allow_guest", "allow_expired", "allow_locked"]),
    (DataStore, "insert_client_ip", ["user_id", "access_token", "ip", "user_agent", "device_id", "now"]),
    (
        DeactivateAccountHandler,
        "deactivate_account",
        ["user_id", "erase_data", "requester", "id_server", "by_admin"],
    ),
    (RoomShutdownHandler, "shutdown_room", ["room_id", "params", "result", "update_result_fct"]),
    (PaginationHandler, "purge_room", ["room_id", "force"]),
    (PaginationHandler, "get_delete_tasks_by_room", ["room_id", "only_active"]),
    (MediaRepository, "delete_local_media_ids", ["media_ids"]),
)
"""Class, method, parameters."""

# Behind Synapse's cache decorators, so only their names can be checked.
_PRESENT = (
    "get_create_event_for_room",
    "get_local_media",
    "get_local_users_related_to_room",
    "get_room",
)


@dataclass(frozen=True)
class Surface:
    hs: "HomeServer"
    auth: InternalAuth
    store: DataStore
    deactivation: DeactivateAccountHandler
    shutdown: RoomShutdownHandler
    pagination: PaginationHandler
    media: MediaRepository

    def now_ms(self) -> int:
        return self.hs.get_clock().time_msec()


def take_surface(api: ModuleApi) -> Surface:
    """Raises ConfigError when Synapse is not the one this was written for."""
    for owner, name, parameters in _EXPECTED:
        _check(owner, name, parameters)
    for name in _PRESENT:
        if not callable(getattr(DataStore, name, None)):
            raise ConfigError(_moved(f"DataStore.{name}"))
    hs = api._hs
    if hs.config.worker.worker_app is not None:
        raise ConfigError("steward: runs in Synapse's main process only; remove it from the workers' configuration")
    auth, store = hs.get_auth(), hs.get_datastores().main
    if not isinstance(auth, InternalAuth):
        raise ConfigError("steward: guests cannot be confined with delegated authentication (MAS); switch it off")
    if not isinstance(store, DataStore):
        raise ConfigError(_moved("the main data store"))
    return Surface(
        hs=hs,
        auth=auth,
        store=store,
        deactivation=hs.get_deactivate_account_handler(),
        shutdown=hs.get_room_shutdown_handler(),
        pagination=hs.get_pagination_handler(),
        media=hs.get_media_repository(),
    )


def _check(owner: type, name: str, parameters: list[str]) -> None:
    method = getattr(owner, name, None)
    if not inspect.isfunction(method) or list(inspect.signature(method).parameters) != ["self", *parameters]:
        raise ConfigError(_moved(f"{owner.__name__}.{name}"))


def _moved(what: str) -> str:
    return (
        f"steward: Synapse has changed ({what}). This steward belongs to the version in "
        "synapse-config/requirements.txt; install that one."
    )
