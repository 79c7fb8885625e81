"""A module for the tests alone: tells which routes the running Synapse has registered."""

import inspect
from typing import Any

from synapse.http.server import JsonResource
from synapse.http.site import SynapseRequest
from synapse.module_api import DirectServeJsonResource, ModuleApi
from twisted.web.resource import Resource

PATH = "/_test/routes"
_AUTHENTICATES = ("get_user_by_req", "assert_requester_is_admin", "assert_user_is_admin")

Route = tuple[str, str, str, bool]
"""Method, pattern, class, and whether its source looks up who is asking."""


class RouteDump(DirectServeJsonResource):
    def __init__(self, config: dict[str, Any], api: ModuleApi) -> None:
        super().__init__(clock=api._hs.get_clock())
        self._hs = api._hs
        api.register_web_resource(PATH, self)

    @staticmethod
    def parse_config(config: dict[str, Any]) -> dict[str, Any]:
        return config

    async def _async_render_GET(self, request: SynapseRequest) -> tuple[int, Any]:
        routes: set[Route] = set()
        for port in self._hs._listening_services:
            _walk(port.factory.resource, "", routes)
        return 200, sorted(routes)


def _walk(resource: Resource, path: str, routes: set[Route]) -> None:
    if isinstance(resource, JsonResource):
        for pattern, methods in resource._routes.items():
            for method, entry in methods.items():
                authenticates = _looks_up_who_asks(entry.callback)
                routes.add((method.decode(), pattern.pattern, entry.servlet_classname, authenticates))
    else:
        for name in dir(resource):
            for prefix in ("_async_render_", "render_"):
                method = name.removeprefix(prefix)
                if name.startswith(prefix) and method.isupper() and method not in ("HEAD", "OPTIONS"):
                    routes.add((method, path or "/", type(resource).__name__, False))
    for name, child in resource.children.items():
        _walk(child, f"{path}/{name.decode()}", routes)


def _looks_up_who_asks(callback: Any) -> bool:
    owner = getattr(callback, "__self__", None)
    source = inspect.getsource(inspect.unwrap(callback) if owner is None else type(owner))
    return any(name in source for name in _AUTHENTICATES)
