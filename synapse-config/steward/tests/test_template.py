"""The homeserver template says what a practice relies on, and the running homeserver does it."""

from typing import Any

import pytest
import requests
import yaml

from answers import download_path, upload
from people import CLIENT, House, Visit, q
from practice import PROJECT_CONFIG, Practice

TEMPLATE: dict[str, Any] = yaml.safe_load((PROJECT_CONFIG / "homeserver.template.yaml").read_text("utf-8"))


def test_only_clients_and_openid_are_served_and_only_on_loopback() -> None:
    [listener] = TEMPLATE["listeners"]
    assert listener["bind_addresses"] == ["127.0.0.1"]
    assert [resource["names"] for resource in listener["resources"]] == [["client", "openid"]]


def test_no_shared_secret_makes_accounts_and_nobody_registers() -> None:
    assert "registration_shared_secret" not in TEMPLATE
    assert "registration_shared_secret_path" not in TEMPLATE
    assert TEMPLATE["enable_registration"] is False
    assert TEMPLATE["allow_guest_access"] is False


def test_no_other_server_is_spoken_to() -> None:
    assert TEMPLATE["federation_domain_whitelist"] == []
    assert TEMPLATE["trusted_key_servers"] == []


def test_the_setting_that_makes_clients_ask_for_keys_without_end_is_off() -> None:
    assert TEMPLATE["experimental_features"] == {"msc4222_enabled": True}


def test_a_client_is_told_who_is_in_the_room_now_not_what_it_was_like_before(visit: Visit) -> None:
    query = "org.matrix.msc4222.use_state_after=true"
    for member in (visit.guest, visit.clinician):
        room = member.get(f"{CLIENT}/sync?{query}").json()["rooms"]["join"][visit.room_id]
        assert "state" not in room
        members = {
            event["state_key"]: event["content"]["membership"]
            for event in room["org.matrix.msc4222.state_after"]["events"]
            if event["type"] == "m.room.member"
        }
        assert members[visit.guest.user_id] == members[visit.clinician.user_id] == "join"


@pytest.mark.parametrize(
    "path",
    [
        "/_matrix/federation/v1/version",
        "/_matrix/federation/v1/query/profile?user_id=@doktor:practice.test",
        "/_matrix/key/v2/server",
        "/_synapse/metrics",
    ],
)
def test_federation_keys_and_metrics_are_not_there(practice: Practice, path: str) -> None:
    assert requests.get(practice.url + path, timeout=5).status_code == 404


def test_a_profile_is_for_those_who_share_a_room(visit: Visit, house: House) -> None:
    path = f"{CLIENT}/profile/{q(visit.guest.user_id)}"
    assert requests.get(house.practice.url + path, timeout=5).status_code == 401
    assert house.colleague.get(path).status_code == 403
    assert visit.clinician.get(path).status_code in (200, 404)


def test_presence_search_and_directories_are_off(house: House) -> None:
    assert house.clinician.get(f"{CLIENT}/presence/{q(house.colleague.user_id)}/status").status_code in (403, 404, 200)
    found = house.clinician.post(f"{CLIENT}/user_directory/search", {"search_term": "koll"})
    assert not found.ok or found.json()["results"] == []
    search = {"search_categories": {"room_events": {"search_term": "x"}}}
    assert not house.clinician.post(f"{CLIENT}/search", search).ok
    assert house.clinician.get(f"{CLIENT}/publicRooms").json()["chunk"] == []


def test_a_file_needs_an_account(visit: Visit) -> None:
    path = download_path(upload(visit.clinician, b"cipher"))
    assert visit.clinician.get(path).ok
    assert requests.get(visit.guest.practice.url + path, timeout=5).status_code == 401
    old = path.replace("/_matrix/client/v1/media/", "/_matrix/media/v3/")
    assert requests.get(visit.guest.practice.url + old, timeout=5).status_code == 404


def test_the_clinician_is_in_the_room_although_the_desk_is_closed(house: House) -> None:
    guest, _ = house.make_guest()
    room = f"{CLIENT}/rooms/{q(house.make_room(guest, house.colleague))}"
    for _ in range(50):
        if house.colleague.user_id in house.bot.get(f"{room}/joined_members").json()["joined"]:
            return
    pytest.fail("the invitation was not accepted")


def test_a_room_is_of_the_pinned_version(visit: Visit) -> None:
    room_id = visit.clinician.post(f"{CLIENT}/createRoom", {}).json()["room_id"]
    created = visit.clinician.get(f"{CLIENT}/rooms/{q(room_id)}/state/m.room.create/").json()
    assert created["room_version"] == "11"


def test_credentials_for_the_relay_are_good_for_half_an_hour_and_the_browser_asks_again(visit: Visit) -> None:
    answer = visit.guest.get(f"{CLIENT}/voip/turnServer").json()
    assert answer["ttl"] == 30 * 60
    assert visit.guest.get(f"{CLIENT}/voip/turnServer").status_code == 200
    assert answer["username"].endswith(visit.guest.user_id)
