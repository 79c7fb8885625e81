"""What a guest cannot send, ask of other devices, or store, with a real token against the running Synapse.

Each refusal has its control: the same request from a clinician, or the guest's own version of it, goes through. So no
test passes because a path is misspelt.
"""

from typing import Any

import pytest

from answers import allowed, download_path, refused, upload
from people import CLIENT, House, Visit, call_member, megolm, olm, q, txn

# --- messages --------------------------------------------------------------------------------------------------------


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


# --- devices of others -----------------------------------------------------------------------------------------------


def test_cannot_send_to_devices_outside_its_room(visit: Visit, house: House) -> None:
    stranger = {house.colleague.user_id: {house.colleague.device_id: olm()}}
    known = {visit.clinician.user_id: {"*": olm()}}
    refused(visit.guest.send_to_device("m.room.encrypted", stranger), "not-in-your-room")
    refused(visit.guest.send_to_device("m.room.encrypted", known | stranger), "not-in-your-room")
    assert house.colleague.inbox_from(visit.guest) == []
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


# --- files -----------------------------------------------------------------------------------------------------------


def test_exchanges_encrypted_files_within_its_room_only(visit: Visit, house: House) -> None:
    mine, theirs, foreign = (upload(who, b"cipher") for who in (visit.guest, visit.clinician, house.colleague))
    allowed(visit.clinician.get(download_path(mine)))
    allowed(visit.guest.get(download_path(mine)))
    allowed(visit.guest.get(download_path(theirs)))
    refused(visit.guest.get(download_path(foreign)), "foreign-media")
    refused(visit.guest.get("/_matrix/client/v1/media/download/matrix.org/abcdef"), "foreign-media")
    allowed(visit.clinician.get(download_path(foreign)))


def test_cannot_fetch_what_its_clinician_has_sent_to_somebody_else(visit: Visit, house: House) -> None:
    other = house.make_visit(visit.clinician)
    here, there = (upload(visit.clinician, b"cipher", f"?filename={q('visit:' + of.room_id)}") for of in (visit, other))
    allowed(visit.guest.get(download_path(here)))
    refused(visit.guest.get(download_path(there)), "foreign-media")
    allowed(other.guest.get(download_path(there)))


def test_does_not_tell_the_server_what_a_file_is_called_or_what_it_is(visit: Visit) -> None:
    refused(upload(visit.guest, b"cipher", "?filename=befund.pdf"), "file-name")
    refused(upload(visit.guest, b"cipher", kind="application/pdf"), "file-type")
    allowed(upload(visit.clinician, b"cipher", "?filename=befund.pdf"))


def test_cannot_reserve_media_or_use_previews(visit: Visit) -> None:
    refused(visit.guest.post("/_matrix/media/v1/create"), "not-on-the-list")
    assert not visit.guest.get("/_matrix/client/v1/media/preview_url?url=http://127.0.0.1/").ok
