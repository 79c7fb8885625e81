"""What a guest cannot do with rooms and to people, with a real token against the running Synapse.

Each refusal has its control: the same request from a clinician, or the guest's own version of it, goes through. So no
test passes because a path is misspelt.
"""

import pytest
import requests

from answers import allowed, refused
from conftest import Query
from people import CLIENT, REASON, House, Visit, call_member, megolm, new_localpart, olm, q, txn

# --- what a visit needs, works ---------------------------------------------------------------------------------------


def test_a_visit_works(visit: Visit) -> None:
    guest = visit.guest
    allowed(guest.get("/_matrix/client/versions"))
    allowed(guest.get(f"{CLIENT}/voip/turnServer"))
    allowed(guest.get(f"{CLIENT}/sync", params={"timeout": "0"}))
    allowed(guest.get(f"{visit.room}/members"))
    allowed(guest.get(f"{visit.room}/joined_members"))
    allowed(guest.get(f"{visit.room}/state"))
    allowed(guest.get(f"{visit.room}/state/m.room.encryption/"))
    allowed(guest.get(f"{visit.room}/messages", params={"dir": "b"}))
    sent = guest.put(f"{visit.room}/send/m.room.encrypted/{txn()}", megolm())
    allowed(sent)
    allowed(guest.get(f"{visit.room}/event/{q(sent.json()['event_id'])}"))
    state = f"{visit.room}/state/org.matrix.msc3401.call.member/{q(guest.user_id)}"
    allowed(guest.put(state, call_member(guest.device_id)))
    allowed(guest.put(state, {"m.calls": []}))
    allowed(guest.send_to_device("m.room.encrypted", {visit.clinician.user_id: {visit.clinician.device_id: olm()}}))
    assert visit.clinician.inbox_from(visit.guest) == ["m.room.encrypted"]
    allowed(guest.post(f"{visit.room}/leave"))
    allowed(guest.post(f"{visit.room}/forget"))
    allowed(guest.post(f"{CLIENT}/logout"))


def test_what_our_client_answers_itself_is_no_way_in(visit: Visit) -> None:
    me = f"{CLIENT}/user/{q(visit.guest.user_id)}"
    for path in (
        f"{CLIENT}/capabilities",
        f"{CLIENT}/pushrules/",
        f"{CLIENT}/room_keys/version",
        f"{me}/account_data/m.secret_storage.default_key",
        f"{me}/filter/0",
    ):
        refused(visit.guest.get(path), "not-on-the-list")
    refused(visit.guest.post(f"{me}/filter", {"room": {}}), "not-on-the-list")


def test_a_crashed_browser_leaves_the_call_by_itself(visit: Visit) -> None:
    """MSC4140: prepared now, sent by the server later, under the same rules."""
    state = f"{visit.room}/state/org.matrix.msc3401.call.member/{q(visit.guest.user_id)}"
    allowed(visit.guest.put(state, call_member(visit.guest.device_id)))
    prepared = visit.guest.put(state, {"m.calls": []}, params={"org.matrix.msc4140.delay": "60000"})
    allowed(prepared)
    delayed = f"/_matrix/client/unstable/org.matrix.msc4140/delayed_events/{prepared.json()['delay_id']}"
    allowed(visit.guest.post(f"{delayed}/restart"))
    allowed(visit.guest.post(f"{delayed}/send"))
    assert visit.clinician.get(state).json() == {"m.calls": []}


# --- rooms -----------------------------------------------------------------------------------------------------------


def test_cannot_create_a_room(visit: Visit) -> None:
    refused(visit.guest.post(f"{CLIENT}/createRoom", {"preset": "private_chat"}), "not-on-the-list")
    allowed(visit.clinician.post(f"{CLIENT}/createRoom", {"preset": "private_chat"}))


def test_cannot_invite(visit: Visit, house: House) -> None:
    who = {"user_id": house.colleague.user_id}
    refused(visit.guest.post(f"{visit.room}/invite", who), "not-on-the-list")
    third_party = {"id_server": "x", "id_access_token": "x", "medium": "email", "address": "a@b.test"}
    refused(visit.guest.post(f"{visit.room}/invite", third_party), "not-on-the-list")
    allowed(visit.clinician.post(f"{visit.room}/invite", who))


def test_cannot_knock(visit: Visit, house: House) -> None:
    other = house.clinician.post(
        f"{CLIENT}/createRoom",
        {"initial_state": [{"type": "m.room.join_rules", "content": {"join_rule": "knock"}}]},
    ).json()["room_id"]
    refused(visit.guest.post(f"{CLIENT}/knock/{q(other)}"), "not-on-the-list")
    allowed(house.colleague.post(f"{CLIENT}/knock/{q(other)}"))


def test_cannot_join_elsewhere_even_when_invited_or_when_the_room_is_open(visit: Visit, house: House) -> None:
    open_room = house.clinician.post(
        f"{CLIENT}/createRoom", {"preset": "public_chat", "invite": [visit.guest.user_id]}
    ).json()["room_id"]
    for path in (f"{CLIENT}/join/{q(open_room)}", f"{CLIENT}/rooms/{q(open_room)}/join"):
        refused(visit.guest.post(path), "not-your-room")
    members = house.clinician.get(f"{CLIENT}/rooms/{q(open_room)}/joined_members").json()["joined"]
    assert visit.guest.user_id not in members, "not even by accepting invitations automatically"
    allowed(house.colleague.post(f"{CLIENT}/join/{q(open_room)}"))


def test_cannot_join_its_room_before_it_was_invited(house: House) -> None:
    guest, _ = house.make_guest()
    room_id = house.bot.post(f"{CLIENT}/createRoom", {"preset": "public_chat"}).json()["room_id"]
    refused(guest.post(f"{CLIENT}/join/{q(room_id)}"), "no-room-yet")
    house.tell_steward("confine", {"user_id": guest.user_id, "room_id": room_id}).raise_for_status()
    refused(guest.post(f"{CLIENT}/join/{q(room_id)}"))
    allowed(house.bot.post(f"{CLIENT}/rooms/{q(room_id)}/invite", {"user_id": guest.user_id}))
    allowed(guest.post(f"{CLIENT}/join/{q(room_id)}"))


def test_learns_nothing_of_other_visits(visit: Visit, house: House) -> None:
    other = house.make_visit()
    for path in ("members", "joined_members", "state", "messages?dir=b", "state/m.room.create/"):
        refused(visit.guest.get(f"{other.room}/{path}"), "not-your-room")
        allowed(other.guest.get(f"{other.room}/{path}"))
    refused(visit.guest.put(f"{other.room}/send/m.room.encrypted/{txn()}", megolm()), "not-your-room")


def test_cannot_make_an_alias_or_publish_a_room(visit: Visit) -> None:
    alias = q(f"#{new_localpart()}:practice.test")
    refused(visit.guest.put(f"{CLIENT}/directory/room/{alias}", {"room_id": visit.room_id}), "not-on-the-list")
    path = f"{CLIENT}/directory/list/room/{q(visit.room_id)}"
    refused(visit.guest.put(path, {"visibility": "public"}), "not-on-the-list")
    # The homeserver has neither for anybody; it is Synapse who says so to the clinician.
    assert REASON not in visit.clinician.put(path, {"visibility": "public"}).text


# --- people ----------------------------------------------------------------------------------------------------------


def test_cannot_search_people_rooms_or_messages(visit: Visit) -> None:
    searches = (
        ("POST", f"{CLIENT}/user_directory/search", {"search_term": "dok"}),
        ("POST", f"{CLIENT}/search", {"search_categories": {"room_events": {"search_term": "x"}}}),
        ("POST", f"{CLIENT}/publicRooms", {}),
        ("GET", f"{CLIENT}/publicRooms", None),
        ("GET", f"{CLIENT}/directory/room/{q('#x:practice.test')}", None),
        ("GET", f"/_matrix/client/v1/mutual_rooms?user_id={q(visit.clinician.user_id)}", None),
    )
    for method, path, body in searches:
        answer = visit.guest.ask(method, path, body)
        assert not answer.ok, path
        assert REASON not in visit.clinician.ask(method, path, body).text, path


def test_reads_profiles_in_its_room_and_nowhere_else(visit: Visit, house: House) -> None:
    allowed(visit.guest.get(f"{CLIENT}/profile/{q(visit.clinician.user_id)}"))
    refused(visit.guest.get(f"{CLIENT}/profile/{q(house.colleague.user_id)}"), "not-in-your-room")
    refused(visit.guest.get(f"{CLIENT}/profile/{q(visit.clinician.user_id)}/displayname"), "not-on-the-list")
    stranger = requests.get(f"{house.practice.url}{CLIENT}/profile/{q(visit.clinician.user_id)}", timeout=5)
    assert stranger.status_code == 401


@pytest.mark.parametrize("name", ["displayname", "avatar_url", "m.tz", "de.sprechzimmer.anything"])
def test_cannot_change_any_field_of_its_profile(visit: Visit, name: str, query: Query) -> None:
    value = "mxc://practice.test/abcdefgh" if name == "avatar_url" else "Anna Muster"
    refused(visit.guest.put(f"{CLIENT}/profile/{q(visit.guest.user_id)}/{name}", {name: value}), "not-on-the-list")
    refused(visit.guest.ask("DELETE", f"{CLIENT}/profile/{q(visit.guest.user_id)}/{name}"), "not-on-the-list")
    allowed(visit.clinician.put(f"{CLIENT}/profile/{q(visit.clinician.user_id)}/{name}", {name: value}))
    rows = query("SELECT displayname, avatar_url, fields FROM profiles WHERE full_user_id = ?", visit.guest.user_id)
    assert rows in ([], [(None, None, None)])


def test_no_name_of_a_guest_stands_in_the_room(visit: Visit) -> None:
    path = f"{visit.room}/state/m.room.member/{q(visit.guest.user_id)}"
    assert visit.clinician.get(path).json() == {"membership": "join"}


def test_cannot_put_a_name_into_its_member_event(visit: Visit) -> None:
    path = f"{visit.room}/state/m.room.member"
    named = {"membership": "join", "displayname": "Anna Muster"}
    refused(visit.guest.put(f"{path}/{q(visit.guest.user_id)}", named), "not-on-the-list")
    allowed(visit.clinician.put(f"{path}/{q(visit.clinician.user_id)}", named))
    refused(visit.guest.post(f"{CLIENT}/join/{q(visit.room_id)}", {"reason": "Anna Muster"}), "join-with-content")
    refused(visit.guest.post(f"{visit.room}/leave", {"reason": "Anna Muster"}), "leave-with-content")
