"""What a guest cannot do, with a real token against the running Synapse.

Each refusal has its control: the same request from a clinician, or the guest's own version of it, goes through. So no
test passes because a path is misspelt.
"""

import time
from typing import Any

import pytest
import requests
from conftest import Query
from people import (
    CLIENT,
    PASSWORD,
    REASON,
    House,
    Person,
    Visit,
    call_member,
    megolm,
    new_localpart,
    olm,
    q,
    txn,
)


def refused(answer: requests.Response, reason: str | None = None) -> None:
    """By the steward, with this reason."""
    assert answer.status_code == 403, answer.text
    body = answer.json()
    assert body["errcode"] == "M_FORBIDDEN"
    if reason is not None:
        assert body.get(REASON) == reason, body


def allowed(answer: requests.Response) -> None:
    assert answer.ok, answer.text


# --- what a visit needs, works -----------------------------------------------------------------------------------


def test_a_visit_works(visit: Visit) -> None:
    guest = visit.guest
    allowed(guest.get("/_matrix/client/versions"))
    allowed(guest.get(f"{CLIENT}/capabilities"))
    allowed(guest.get(f"{CLIENT}/pushrules/"))
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
    assert [event["type"] for event in visit.clinician.inbox()] == ["m.room.encrypted"]
    allowed(guest.post(f"{visit.room}/leave"))
    allowed(guest.post(f"{visit.room}/forget"))
    allowed(guest.post(f"{CLIENT}/logout"))


def test_what_the_sdk_asks_for_and_does_not_find_is_not_an_error_of_ours(visit: Visit) -> None:
    me = f"{CLIENT}/user/{q(visit.guest.user_id)}"
    for path in (f"{CLIENT}/room_keys/version", f"{me}/account_data/m.secret_storage.default_key"):
        assert visit.guest.get(path).status_code == 404


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


# --- rooms ---------------------------------------------------------------------------------------------------------


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


# --- people --------------------------------------------------------------------------------------------------------


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


# --- its account -----------------------------------------------------------------------------------------------------


def test_cannot_sign_in_again_or_choose_a_name(visit: Visit, house: House) -> None:
    url = house.practice.url
    for body in (
        {"type": "m.login.password", "identifier": {"type": "m.id.user", "user": visit.guest.user_id}, "password": ""},
        {"type": "m.login.password", "identifier": {"type": "m.id.user", "user": visit.guest.user_id}, "password": "x"},
        {"type": "m.login.token", "token": visit.guest.token},
    ):
        assert requests.post(f"{url}{CLIENT}/login", json=body, timeout=10).status_code in (400, 403)
    # The bot may sign in as those of its namespace, and guests are not in it.
    as_login = {"type": "m.login.application_service", "identifier": {"type": "m.id.user", "user": visit.guest.user_id}}
    assert house.bot.post(f"{CLIENT}/login", as_login).status_code == 403
    for kind in ("user", "guest"):
        answer = requests.post(f"{url}{CLIENT}/register?kind={kind}", json={"username": new_localpart()}, timeout=10)
        assert answer.status_code == 403
    clinician = {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": house.clinician.user_id},
        "password": PASSWORD,
    }
    assert requests.post(f"{url}{CLIENT}/login", json=clinician, timeout=10).ok


def test_cannot_add_change_or_list_devices_or_set_a_password(visit: Visit) -> None:
    asked = (
        ("POST", f"{CLIENT}/account/password", {"new_password": PASSWORD}),
        ("POST", f"{CLIENT}/account/deactivate", {}),
        ("GET", f"{CLIENT}/devices", None),
        ("PUT", f"{CLIENT}/devices/{visit.guest.device_id}", {"display_name": "Anna Muster"}),
        ("DELETE", f"{CLIENT}/devices/{visit.guest.device_id}", {}),
        ("POST", f"{CLIENT}/delete_devices", {"devices": [visit.guest.device_id]}),
        ("POST", f"{CLIENT}/logout/all", {}),
        ("POST", f"{CLIENT}/account/3pid/email/requestToken", {"client_secret": "x", "email": "a@b.test"}),
        ("GET", f"{CLIENT}/account/3pid", None),
        ("PUT", "/_matrix/client/unstable/org.matrix.msc3814.v1/dehydrated_device", {}),
        ("POST", "/_matrix/client/v1/login/get_token", {}),
    )
    for method, path, body in asked:
        answer = visit.guest.ask(method, path, body)
        assert answer.status_code in (400, 403, 404), path
        assert not answer.ok
    assert visit.clinician.get(f"{CLIENT}/devices").ok


def test_cannot_get_an_openid_token(visit: Visit) -> None:
    path = f"{CLIENT}/user/{{}}/openid/request_token"
    refused(visit.guest.post(path.format(q(visit.guest.user_id))), "not-on-the-list")
    allowed(visit.clinician.post(path.format(q(visit.clinician.user_id))))


def test_cannot_set_a_pusher(visit: Visit) -> None:
    pusher = {
        "kind": "http",
        "app_id": "x",
        "app_display_name": "x",
        "device_display_name": "x",
        "pushkey": "x",
        "lang": "de",
        "data": {"url": "https://push.test/_matrix/push/v1/notify"},
    }
    refused(visit.guest.post(f"{CLIENT}/pushers/set", pusher), "not-on-the-list")
    allowed(visit.clinician.post(f"{CLIENT}/pushers/set", pusher))


def test_cannot_fill_account_data_tags_or_rules(visit: Visit) -> None:
    me, them = (f"{CLIENT}/user/{q(person.user_id)}" for person in (visit.guest, visit.clinician))
    for path in ("account_data/x", f"rooms/{q(visit.room_id)}/account_data/x", f"rooms/{q(visit.room_id)}/tags/u.x"):
        refused(visit.guest.put(f"{me}/{path}", {"x": "y"}), "not-on-the-list")
        allowed(visit.clinician.put(f"{them}/{path}", {"x": "y"}))
    rule = {"actions": ["notify"], "pattern": "x"}
    refused(visit.guest.put(f"{CLIENT}/pushrules/global/content/x", rule), "not-on-the-list")
    allowed(visit.clinician.put(f"{CLIENT}/pushrules/global/content/x", rule))
    refused(visit.guest.put(f"{CLIENT}/room_keys/keys?version=1", {"rooms": {}}), "not-on-the-list")


def test_cannot_fill_the_filters(visit: Visit) -> None:
    path = f"{CLIENT}/user/{q(visit.guest.user_id)}/filter"
    answers = [visit.guest.post(path, {"room": {"timeline": {"limit": n}}}) for n in range(8)]
    assert [answer.ok for answer in answers] == [True] * 5 + [False] * 3
    refused(answers[-1], "filters-used-up")
    allowed(visit.guest.post(path, {"room": {"timeline": {"limit": 0}}}))
    assert visit.guest.post(path, {"room": {"x": "y" * 5000}}).status_code == 413
    refused(visit.guest.post(f"{CLIENT}/user/{q(visit.clinician.user_id)}/filter", {}), "somebody-else")


def test_cannot_report(visit: Visit) -> None:
    event = visit.clinician.put(f"{visit.room}/send/m.room.encrypted/{txn()}", megolm()).json()["event_id"]
    for path in (
        f"{CLIENT}/rooms/{q(visit.room_id)}/report/{q(event)}",
        f"{CLIENT}/rooms/{q(visit.room_id)}/report",
        f"{CLIENT}/users/{q(visit.clinician.user_id)}/report",
    ):
        refused(visit.guest.post(path, {"reason": "Anna Muster"}), "not-on-the-list")
    allowed(visit.clinician.post(f"{CLIENT}/rooms/{q(visit.room_id)}/report/{q(event)}", {"reason": "x"}))


# --- messages ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("event_type", ["m.room.message", "m.reaction", "m.sticker", "m.call.invite", "de.foreign"])
def test_cannot_send_a_plain_message_or_a_foreign_event(visit: Visit, event_type: str) -> None:
    content = {"msgtype": "m.text", "body": "in clear"}
    refused(visit.guest.put(f"{visit.room}/send/{event_type}/{txn()}", content), "not-on-the-list")
    allowed(visit.clinician.put(f"{visit.room}/send/{event_type}/{txn()}", content))


@pytest.mark.parametrize(
    "change",
    [
        {"body": "in clear"},
        {"algorithm": "m.plain"},
        {"ciphertext": {"body": "in clear"}},
        {"m.relates_to": {"rel_type": "m.thread", "event_id": "$x", "key": "in clear"}},
        {"m.mentions": {"user_ids": ["@doktor:practice.test"]}},
    ],
    ids=str,
)
def test_cannot_put_plain_text_beside_ciphertext(visit: Visit, change: dict[str, Any]) -> None:
    path = f"{visit.room}/send/m.room.encrypted"
    refused(visit.guest.put(f"{path}/{txn()}", megolm() | change), "not-encrypted")
    allowed(visit.guest.put(f"{path}/{txn()}", megolm()))


def test_cannot_schedule_messages_for_later(visit: Visit) -> None:
    path = f"{visit.room}/send/m.room.encrypted/{txn()}"
    refused(visit.guest.put(path, megolm(), params={"org.matrix.msc4140.delay": "1000"}), "delayed-message")


def test_cannot_redact_type_or_leave_receipts(visit: Visit) -> None:
    event = visit.guest.put(f"{visit.room}/send/m.room.encrypted/{txn()}", megolm()).json()["event_id"]
    refused(visit.guest.put(f"{visit.room}/redact/{q(event)}/{txn()}", {}), "not-on-the-list")
    refused(visit.guest.put(f"{visit.room}/typing/{q(visit.guest.user_id)}", {"typing": True}), "not-on-the-list")
    refused(visit.guest.post(f"{visit.room}/receipt/m.read/{q(event)}"), "not-on-the-list")


@pytest.mark.parametrize("event_type", ["m.room.name", "m.room.topic", "m.room.encryption", "m.room.power_levels"])
def test_cannot_change_the_room(visit: Visit, event_type: str) -> None:
    refused(visit.guest.put(f"{visit.room}/state/{event_type}", {"name": "Anna"}), "not-on-the-list")
    refused(visit.guest.put(f"{visit.room}/state/{event_type}/", {"name": "Anna"}), "not-on-the-list")


@pytest.mark.parametrize(
    "content",
    [
        {"m.calls": [], "name": "Anna Muster"},
        {"m.calls": [{"m.call_id": "Anna Muster", "m.devices": []}]},
        {"m.calls": [{"m.call_id": "c" * 8, "m.devices": [], "m.foci": {}}]},
        {"m.calls": [{"m.call_id": "c" * 8, "m.devices": [{"device_id": "D", "x": "Anna"}]}]},
        {"m.calls": [{"m.call_id": "c" * 8, "m.devices": []}] * 9},
        {"memberships": []},
    ],
    ids=lambda content: str(content)[:60],
)
def test_a_call_announcement_carries_ids_and_nothing_else(visit: Visit, content: dict[str, Any]) -> None:
    mine = f"{visit.room}/state/org.matrix.msc3401.call.member/{q(visit.guest.user_id)}"
    refused(visit.guest.put(mine, content), "org.matrix.msc3401.call.member-content")


def test_cannot_announce_somebody_else_in_the_call(visit: Visit) -> None:
    theirs = f"{visit.room}/state/org.matrix.msc3401.call.member/{q(visit.clinician.user_id)}"
    refused(visit.guest.put(theirs, call_member("X")), "somebody-else")


# --- devices of others -----------------------------------------------------------------------------------------------------


def test_cannot_send_to_devices_outside_its_room(visit: Visit, house: House) -> None:
    stranger = {house.colleague.user_id: {house.colleague.device_id: olm()}}
    known = {visit.clinician.user_id: {"*": olm()}}
    refused(visit.guest.send_to_device("m.room.encrypted", stranger), "not-in-your-room")
    refused(visit.guest.send_to_device("m.room.encrypted", known | stranger), "not-in-your-room")
    assert house.colleague.inbox() == []
    allowed(visit.guest.send_to_device("m.room.encrypted", known))
    allowed(visit.clinician.send_to_device("m.room.encrypted", stranger))


def test_cannot_send_to_devices_before_it_has_a_room(house: House) -> None:
    guest, _ = house.make_guest()
    refused(guest.send_to_device("m.room.encrypted", {house.clinician.user_id: {"*": olm()}}), "not-in-your-room")


def test_a_room_it_was_named_for_but_not_invited_to_opens_nothing(house: House) -> None:
    """Whoever can sign may confine; that alone must not show the people of another room."""
    other, (guest, _) = house.make_visit(house.colleague), house.make_guest()
    house.tell_steward("confine", {"user_id": guest.user_id, "room_id": other.room_id}).raise_for_status()
    refused(guest.send_to_device("m.room.encrypted", {house.colleague.user_id: {"*": olm()}}), "not-in-your-room")
    refused(guest.post(f"{CLIENT}/keys/query", {"device_keys": {house.colleague.user_id: []}}), "not-in-your-room")
    assert guest.get(f"{other.room}/members").status_code == 403


@pytest.mark.parametrize("message_type", ["m.room.message", "m.call.invite", "m.room_key_request", "de.foreign"])
def test_cannot_send_to_devices_in_clear(visit: Visit, message_type: str) -> None:
    messages = {visit.clinician.user_id: {"*": {"body": "in clear"}}}
    refused(visit.guest.send_to_device(message_type, messages), "to-device-type")
    allowed(visit.clinician.send_to_device(message_type, {visit.guest.user_id: {"*": {"body": "in clear"}}}))


def test_cannot_put_plain_text_beside_an_olm_message(visit: Visit) -> None:
    messages = {visit.clinician.user_id: {"*": olm() | {"body": "in clear"}}}
    refused(visit.guest.send_to_device("m.room.encrypted", messages), "to-device-content")


def test_can_compare_emoji(visit: Visit) -> None:
    start = {"from_device": visit.guest.device_id, "transaction_id": "x", "methods": ["m.sas.v1"], "timestamp": 1}
    allowed(visit.guest.send_to_device("m.key.verification.request", {visit.clinician.user_id: {"*": start}}))
    large = {visit.clinician.user_id: {"*": start | {"x": "y" * 5000}}}
    refused(visit.guest.send_to_device("m.key.verification.request", large), "to-device-content")


def test_cannot_query_keys_outside_its_room(visit: Visit, house: House) -> None:
    path = f"{CLIENT}/keys/query"
    stranger = {"device_keys": {house.colleague.user_id: []}}
    refused(visit.guest.post(path, stranger), "not-in-your-room")
    allowed(visit.clinician.post(path, stranger))
    own = {"device_keys": {visit.guest.user_id: [], visit.clinician.user_id: [], visit.bot.user_id: []}}
    allowed(visit.guest.post(path, own))


def test_cannot_claim_keys_outside_its_room(visit: Visit, house: House) -> None:
    path = f"{CLIENT}/keys/claim"
    stranger = {"one_time_keys": {house.colleague.user_id: {house.colleague.device_id: "signed_curve25519"}}}
    refused(visit.guest.post(path, stranger), "not-in-your-room")
    allowed(visit.clinician.post(path, stranger))
    known = {"one_time_keys": {visit.clinician.user_id: {visit.clinician.device_id: "signed_curve25519"}}}
    allowed(visit.guest.post(path, known))


def test_cannot_sign_keys_outside_its_room(visit: Visit, house: House) -> None:
    refused(visit.guest.post(f"{CLIENT}/keys/signatures/upload", {house.colleague.user_id: {}}), "not-in-your-room")
    allowed(visit.guest.post(f"{CLIENT}/keys/signatures/upload", {visit.clinician.user_id: {}}))


# --- files ----------------------------------------------------------------------------------------------------------------


def upload(person: Person, content: bytes, query: str = "", kind: str = "application/octet-stream") -> requests.Response:
    return requests.post(
        f"{person.practice.url}/_matrix/media/v3/upload{query}",
        data=content,
        headers={"Authorization": f"Bearer {person.token}", "Content-Type": kind},
        timeout=30,
    )


def download_path(uploaded: requests.Response) -> str:
    return "/_matrix/client/v1/media/download/" + uploaded.json()["content_uri"].removeprefix("mxc://")


def test_exchanges_encrypted_files_within_its_room_only(visit: Visit, house: House) -> None:
    mine, theirs, foreign = (upload(who, b"cipher") for who in (visit.guest, visit.clinician, house.colleague))
    allowed(visit.clinician.get(download_path(mine)))
    allowed(visit.guest.get(download_path(mine)))
    allowed(visit.guest.get(download_path(theirs)))
    refused(visit.guest.get(download_path(foreign)), "foreign-media")
    refused(visit.guest.get("/_matrix/client/v1/media/download/matrix.org/abcdef"), "foreign-media")
    allowed(visit.clinician.get(download_path(foreign)))


def test_does_not_tell_the_server_what_a_file_is_called_or_what_it_is(visit: Visit) -> None:
    refused(upload(visit.guest, b"cipher", "?filename=befund.pdf"), "file-name")
    refused(upload(visit.guest, b"cipher", kind="application/pdf"), "file-type")
    allowed(upload(visit.clinician, b"cipher", "?filename=befund.pdf"))


def test_cannot_reserve_media_or_use_previews(visit: Visit) -> None:
    refused(visit.guest.post("/_matrix/media/v1/create"), "not-on-the-list")
    assert not visit.guest.get("/_matrix/client/v1/media/preview_url?url=http://127.0.0.1/").ok


# --- ways around ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("release", ["r0", "unstable", "api/v1"])
def test_older_spellings_of_a_route_are_no_way_around(visit: Visit, release: str) -> None:
    path = f"/_matrix/client/{release}/rooms/{q(visit.room_id)}/send/m.room.message/{txn()}"
    refused(visit.guest.put(path, {"body": "in clear"}), "not-on-the-list")
    refused(visit.guest.put(path.replace("m.room.message", "m.room.encrypted"), megolm()), "not-on-the-list")


@pytest.mark.parametrize(
    "event_type", ["m.room%2Emessage", "m.room.encrypted%2F..%2Fm.room.message", "m.room.encrypted/../m.room.message"]
)
def test_percent_encoding_is_no_way_around(visit: Visit, event_type: str) -> None:
    raw = requests.Request(
        "PUT", visit.guest.practice.url, json=megolm(), headers={"Authorization": f"Bearer {visit.guest.token}"}
    ).prepare()
    raw.url = f"{visit.guest.practice.url}{visit.room}/send/{event_type}/{txn()}"
    with requests.Session() as session:
        assert not session.send(raw, timeout=10).ok


def test_a_token_in_the_address_is_no_way_around(visit: Visit) -> None:
    url = f"{visit.guest.practice.url}{CLIENT}/account/whoami"
    refused(requests.get(url, params={"access_token": visit.guest.token}, timeout=10), "token-in-address")
    assert requests.get(url, params={"access_token": visit.clinician.token}, timeout=10).ok


def test_head_is_no_way_around(visit: Visit) -> None:
    assert visit.guest.ask("HEAD", f"{CLIENT}/devices").status_code == 403
    assert visit.guest.ask("HEAD", f"{CLIENT}/account/whoami").status_code == 200


def test_after_signing_out_nothing_works_any_more(visit: Visit) -> None:
    allowed(visit.guest.post(f"{CLIENT}/logout"))
    assert visit.guest.get(f"{CLIENT}/sync").status_code == 401


def test_a_refusal_is_quick_and_costs_no_sleep(visit: Visit) -> None:
    started = time.perf_counter()
    for _ in range(20):
        refused(visit.guest.post(f"{CLIENT}/createRoom"))
    assert time.perf_counter() - started < 5
