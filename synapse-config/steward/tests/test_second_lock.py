"""With the choke point taken out, Synapse's own callbacks still refuse the deeds that matter most."""

from collections.abc import Iterator
from typing import Any

import pytest

from people import CLIENT, House, Visit, call_member, megolm, q, txn
from practice import open_practice


@pytest.fixture(scope="module")
def open_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with open_practice(tmp_path_factory.mktemp("open"), steward={"module": "open_gate.Steward"}) as practice:
        yield House(practice)


@pytest.fixture
def open_visit(open_house: House) -> Visit:
    return open_house.make_visit()


def test_the_choke_point_is_really_out(open_visit: Visit) -> None:
    assert open_visit.guest.get(f"{CLIENT}/devices").ok


def test_rooms_are_still_closed(open_visit: Visit, open_house: House) -> None:
    guest = open_visit.guest
    public = open_house.clinician.post(f"{CLIENT}/createRoom", {"preset": "public_chat", "invite": [guest.user_id]})
    room = public.json()["room_id"]
    assert guest.post(f"{CLIENT}/createRoom", {}).status_code == 403
    assert guest.post(f"{CLIENT}/join/{q(room)}").status_code == 403
    assert open_house.colleague.post(f"{CLIENT}/join/{q(room)}").ok
    assert guest.post(f"{open_visit.room}/invite", {"user_id": open_house.colleague.user_id}).status_code == 403
    alias = q("#alias:practice.test")
    assert guest.put(f"{CLIENT}/directory/room/{alias}", {"room_id": open_visit.room_id}).status_code == 403


def test_knocking_is_still_refused(open_visit: Visit, open_house: House) -> None:
    rules = {"type": "m.room.join_rules", "content": {"join_rule": "knock"}}
    room = open_house.clinician.post(f"{CLIENT}/createRoom", {"initial_state": [rules]}).json()["room_id"]
    assert open_visit.guest.post(f"{CLIENT}/knock/{q(room)}").status_code == 403
    assert open_house.colleague.post(f"{CLIENT}/knock/{q(room)}").ok


@pytest.mark.parametrize(
    ("event_type", "content"),
    [
        ("m.room.message", {"msgtype": "m.text", "body": "in clear"}),
        ("de.foreign", {}),
        ("m.reaction", {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$x", "key": "x"}}),
        ("m.room.encrypted", megolm() | {"body": "in clear"}),
    ],
)
def test_only_ciphertext_is_stored(open_visit: Visit, event_type: str, content: dict[str, Any]) -> None:
    path = f"{open_visit.room}/send"
    assert open_visit.guest.put(f"{path}/{event_type}/{txn()}", content).status_code == 403
    assert open_visit.guest.put(f"{path}/m.room.encrypted/{txn()}", megolm()).ok


def test_no_name_gets_into_a_member_event(open_visit: Visit) -> None:
    path = f"{open_visit.room}/state/m.room.member/{q(open_visit.guest.user_id)}"
    named = {"membership": "join", "displayname": "Anna Muster"}
    assert open_visit.guest.put(path, named).status_code == 403
    assert open_visit.guest.post(f"{open_visit.room}/leave", {"reason": "Anna Muster"}).status_code == 403
    assert open_visit.guest.post(f"{open_visit.room}/leave").ok


def test_a_call_announcement_is_still_read_closely(open_visit: Visit) -> None:
    path = f"{open_visit.room}/state/org.matrix.msc3401.call.member/{q(open_visit.guest.user_id)}"
    assert open_visit.guest.put(path, call_member("D") | {"name": "Anna"}).status_code == 403
    assert open_visit.guest.put(path, call_member("D")).ok


def test_a_room_of_another_visit_is_still_closed(open_visit: Visit, open_house: House) -> None:
    """Even to a guest somebody has forced in: it was named for one room."""
    other = open_house.make_visit()
    assert other.clinician.post(f"{other.room}/invite", {"user_id": open_visit.guest.user_id}).ok
    assert open_visit.guest.post(f"{CLIENT}/join/{q(other.room_id)}").status_code == 403
    assert open_visit.guest.put(f"{other.room}/send/m.room.encrypted/{txn()}", megolm()).status_code == 403
