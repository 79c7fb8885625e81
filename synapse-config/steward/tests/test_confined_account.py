"""What a guest cannot do with its own account, and which ways around the list do not lead around it.

Each refusal has its control: the same request from a clinician, or the guest's own version of it, goes through. So no
test passes because a path is misspelt.
"""

import time

import pytest
import requests

from answers import allowed, refused
from people import CLIENT, PASSWORD, House, Visit, megolm, new_localpart, q, txn

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


def test_cannot_report(visit: Visit) -> None:
    event = visit.clinician.put(f"{visit.room}/send/m.room.encrypted/{txn()}", megolm()).json()["event_id"]
    for path in (
        f"{CLIENT}/rooms/{q(visit.room_id)}/report/{q(event)}",
        f"{CLIENT}/rooms/{q(visit.room_id)}/report",
        f"{CLIENT}/users/{q(visit.clinician.user_id)}/report",
    ):
        refused(visit.guest.post(path, {"reason": "Anna Muster"}), "not-on-the-list")
    allowed(visit.clinician.post(f"{CLIENT}/rooms/{q(visit.room_id)}/report/{q(event)}", {"reason": "x"}))


# --- ways around -----------------------------------------------------------------------------------------------------


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
