"""When Synapse moves something the steward stands on, Synapse does not start with a steward that does not hold."""

from types import SimpleNamespace
from typing import Any

import pytest
from synapse.api.auth.internal import InternalAuth
from synapse.module_api.errors import ConfigError
from synapse.storage.databases.main import DataStore

from sprechzimmer_steward import surface


def test_a_moved_parameter_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    async def get_user_by_req(self: Any, request: Any, **options: Any) -> None: ...

    monkeypatch.setattr(InternalAuth, "get_user_by_req", get_user_by_req)
    with pytest.raises(ConfigError, match="Synapse has changed .*get_user_by_req"):
        surface.take_surface(SimpleNamespace())  # type: ignore[arg-type]


def test_a_lost_name_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DataStore, "get_local_media", None)
    with pytest.raises(ConfigError, match=r"DataStore\.get_local_media"):
        surface.take_surface(SimpleNamespace())  # type: ignore[arg-type]


@pytest.mark.parametrize("worker", ["synapse.app.generic_worker"])
def test_it_does_not_run_where_it_could_not_see_every_request(worker: str) -> None:
    api = SimpleNamespace(_hs=SimpleNamespace(config=SimpleNamespace(worker=SimpleNamespace(worker_app=worker))))
    with pytest.raises(ConfigError, match="main process only"):
        surface.take_surface(api)  # type: ignore[arg-type]
