"""Every route of the running Synapse, asked by a guest.

`reviewed_routes.txt` holds each route somebody has looked at, with the verdict:

- `listed`   at least one spelling of it is on the allow-list (and every other spelling is refused),
- `refused`  the steward refuses it,
- `open`     Synapse answers anybody without an account the same, so a guest's token makes no difference; with the
             reason why that is harmless.

An upgrade of Synapse that brings a route, or drops one, fails here. What is new is refused to guests already; look
at it, decide, and write it down: `python -m pytest synapse-config/steward/tests/test_routes.py --write-routes`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from people import REASON, House, Visit, q
from practice import Practice
from route_paths import paths_of
from sprechzimmer_steward.allow_list import RULES, Rule

REVIEWED = Path(__file__).with_name("reviewed_routes.txt")
REQUESTS_PER_GUEST = 150

Route = tuple[str, str, str]
"""Method, pattern, Synapse's class for it."""


@pytest.fixture(scope="module")
def dump(practice: Practice) -> dict[Route, bool]:
    """Every route, and whether Synapse looks up who is asking."""
    answer = requests.get(f"{practice.url}/_test/routes", timeout=10)
    return {(method, pattern, name): asks for method, pattern, name, asks in answer.json() if name != "RouteDump"}


@pytest.fixture(scope="module")
def verdicts(dump: dict[Route, bool], house: House, pytestconfig: pytest.Config) -> dict[Route, str]:
    walk = Walk(house)
    found = {route: walk.verdict(route, asks) for route, asks in dump.items()}
    if pytestconfig.getoption("--write-routes"):
        _write(found)
    return found


def test_the_walk_sees_the_whole_of_synapse(dump: dict[Route, bool]) -> None:
    assert len(dump) > 250
    patterns = {pattern for _, pattern, _ in dump}
    assert any("createRoom" in pattern for pattern in patterns)
    assert any(pattern.startswith("^/_synapse/admin") for pattern in patterns)
    assert sum(dump.values()) > 150


def test_no_route_is_new_and_none_has_moved(dump: dict[Route, bool], verdicts: dict[Route, str]) -> None:
    reviewed = _reviewed().keys()
    assert sorted(dump.keys() - reviewed) == [], "routes nobody has reviewed"
    assert sorted(reviewed - dump.keys()) == [], "reviewed routes that are no longer there"


def test_a_guest_finds_every_route_listed_refused_or_open_to_anybody(verdicts: dict[Route, str]) -> None:
    expected = {route: verdict for route, (verdict, _) in _reviewed().items()}
    differing = [(*route, verdict) for route, verdict in verdicts.items() if verdict != expected.get(route)]
    assert differing == []


def test_every_open_route_has_a_reason(verdicts: dict[Route, str]) -> None:
    without = [route for route, (verdict, why) in _reviewed().items() if verdict == "open" and not why]
    assert without == []


def test_every_line_of_the_allow_list_leads_to_a_route(dump: dict[Route, bool]) -> None:
    reached = [rule.path for rule in RULES for method, pattern, _ in dump if _reaches(rule, method, pattern)]
    assert [rule.path for rule in RULES if rule.path not in reached] == []


class Walk:
    def __init__(self, house: House) -> None:
        self._house = house
        self._visits = self._fresh_visits()

    def verdict(self, route: Route, asks: bool) -> str:
        method, pattern, _ = route
        verdicts = defaultdict(list)
        visit = next(self._visits)
        for path in paths_of(pattern, _samples(visit)):
            visit = next(self._visits)
            verdicts[self._ask(method, path, visit, asks)].append(path)
        if verdicts.keys() == {"listed", "refused"}:
            return "listed"
        return verdicts.popitem()[0] if len(verdicts) == 1 else f"mixed: {dict(verdicts)}"

    def _ask(self, method: str, path: str, visit: Visit, asks: bool) -> str:
        if _rules(method, path):
            return "listed"
        body = None if method == "GET" else _BODY | {"room_id": visit.room_id}
        answer = visit.guest.ask(method, path, body, params=_QUERY)
        if answer.status_code == 403 and REASON in answer.text:
            return "refused"
        anonymous = requests.request(
            method, visit.guest.practice.url + path, json=body, params=_QUERY, timeout=10, allow_redirects=False
        )
        if not asks and not answer.ok and not anonymous.ok:
            # Refused to both, if not with the same words: one of them was the tenth to ask for a registration.
            return "open"
        if anonymous.status_code == answer.status_code and _without_ids(anonymous) == _without_ids(answer):
            return "open"
        return f"answered: {answer.status_code} to a guest, {anonymous.status_code} to anybody"

    def _fresh_visits(self) -> Iterator[Visit]:
        """A new guest before the old one has used up its requests."""
        while True:
            visit = self._house.make_visit()
            for _ in range(REQUESTS_PER_GUEST):
                yield visit


def _samples(visit: Visit) -> dict[str, str]:
    room, user = q(visit.room_id), q(visit.guest.user_id)
    return _MATCH_ALL | {"room_id": room, "room_identifier": room, "user_id": user, "target_user_id": user}


_MATCH_ALL = {
    "event_type": "m.room.message",
    "message_type": "m.room.encrypted",
    "server_name": "practice.test",
    "field_name": "displayname",
    "room_alias": "%23x%3Apractice.test",
    "path": "pushrules/",
}

# Whatever a route may want before it asks who is there, so that it gets as far as asking.
_QUERY = {
    "user_id": "@doktor:practice.test",
    "app_id": "x",
    "pushkey": "x",
    "dir": "b",
    "ts": "1",
    "width": "10",
    "height": "10",
    "url": "http://127.0.0.1/",
    "search_term": "x",
}
_BODY = {
    "action": "cancel",
    "user_id": "@doktor:practice.test",
    "client_secret": "secret",
    "email": "a@practice.test",
    "address": "a@practice.test",
    "medium": "email",
    "country": "DE",
    "phone_number": "030",
    "send_attempt": 1,
    "sid": "x",
    "id_server": "x",
    "id_access_token": "x",
    "refresh_token": "x",
    "type": "m.login.password",
}


def _rules(method: str, path: str) -> list[object]:
    """Rules this path falls under. The two whose event type is fixed are tried with it."""
    tries = [path] + [
        path.replace("m.room.message", event_type)
        for event_type in ("m.room.encrypted", "org.matrix.msc3401.call.member")
        if method == "PUT" and path.startswith("/_matrix/client/v3/rooms/")
    ]
    found: list[object] = []
    for rule in RULES:
        if rule.method == method and any(rule.pattern.fullmatch(attempt) for attempt in tries):
            found.append(rule)
    return found


def _without_ids(answer: requests.Response) -> object:
    """What can be compared: the error code, not a nonce or a session id."""
    try:
        body = answer.json()
    except ValueError:
        return None
    return body.get("errcode") if isinstance(body, dict) else None


def _reaches(rule: Rule, method: str, pattern: str) -> bool:
    """Whether a path made from the rule is one Synapse's pattern takes."""
    path = re.sub(r"\{(\w+)\}", "x", rule.path)
    return rule.method == method and re.match(pattern, path) is not None


def _reviewed() -> dict[Route, tuple[str, str]]:
    reviewed = {}
    for line in REVIEWED.read_text("utf-8").splitlines():
        route, _, why = line.partition(" # ")
        verdict, method, pattern, name = route.split()
        reviewed[method, pattern, name] = (verdict, why)
    return reviewed


def _write(found: dict[Route, str]) -> None:
    """Keeps the reasons that are there."""
    old = _reviewed()
    lines = []
    for route, verdict in found.items():
        why = old.get(route, ("", ""))[1] if verdict == "open" else ""
        lines.append(" ".join((verdict.split(":")[0].ljust(8), *route)) + (f" # {why}" if why else ""))
    REVIEWED.write_text("".join(f"{line}\n" for line in sorted(lines, key=lambda line: line[9:])), "utf-8")
