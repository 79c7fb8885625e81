"""Bot, clinicians, guests and visits, as the tests need them. Everybody speaks plain HTTP to the running Synapse."""

import hashlib
import hmac
import itertools
import json
import secrets
import string
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import requests

from practice import AS_TOKEN, BOT, ONE_TIME_SECRET, SERVER_NAME, Practice
from sprechzimmer_steward.signatures import signature
from sprechzimmer_steward.wire import lp, mac, to_base64url

CLIENT = "/_matrix/client/v3"
STEWARD = "/_synapse/client/sprechzimmer/v1"
REASON = "de.sprechzimmer.reason"
PASSWORD = "correct horse battery staple"
_transactions = itertools.count()


def txn() -> str:
    return f"txn{next(_transactions)}"


def q(part: str) -> str:
    return quote(part, safe="")


@dataclass
class Person:
    """Somebody with an access token."""

    practice: Practice
    user_id: str
    device_id: str
    token: str

    def ask(self, method: str, path: str, body: Any = None, **options: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.token}"} | options.pop("headers", {})
        return requests.request(
            method, self.practice.url + path, json=body, headers=headers, timeout=30, allow_redirects=False, **options
        )

    def get(self, path: str, **options: Any) -> requests.Response:
        return self.ask("GET", path, **options)

    def post(self, path: str, body: Any = None, **options: Any) -> requests.Response:
        return self.ask("POST", path, {} if body is None else body, **options)

    def put(self, path: str, body: Any, **options: Any) -> requests.Response:
        return self.ask("PUT", path, body, **options)

    def send_to_device(self, message_type: str, messages: Any) -> requests.Response:
        return self.put(f"{CLIENT}/sendToDevice/{message_type}/{txn()}", {"messages": messages})

    def inbox_from(self, sender: "Person") -> list[str]:
        """Types of the to-device messages of one sender that wait here.

        Each time by another filter, because Synapse keeps the answers to equal questions.
        """
        once = json.dumps({"event_fields": [txn()]})
        answer = self.get(f"{CLIENT}/sync", params={"timeout": "0", "filter": once})
        answer.raise_for_status()
        events = answer.json().get("to_device", {}).get("events", [])
        return [event["type"] for event in events if event["sender"] == sender.user_id]


@dataclass
class Visit:
    """A guest and a clinician in their room; the bot has left."""

    room_id: str
    guest: Person
    clinician: Person
    bot: Person
    key: str
    localpart: str = field(default="")

    @property
    def room(self) -> str:
        return f"{CLIENT}/rooms/{q(self.room_id)}"


@dataclass
class House:
    """Everybody in one running practice."""

    practice: Practice
    bot: Person = field(init=False)
    clinician: Person = field(init=False)
    colleague: Person = field(init=False)

    def __post_init__(self) -> None:
        self.bot = Person(self.practice, BOT, "", AS_TOKEN)
        self.clinician = self.make_clinician("doktor")
        self.colleague = self.make_clinician("kollegin")

    def make_clinician(self, name: str) -> Person:
        """An ordinary account, made with the one-time secret of the tests."""
        url = f"{self.practice.url}/_synapse/admin/v1/register"
        nonce = requests.get(url, timeout=10).json()["nonce"]
        text = "\x00".join([nonce, name, PASSWORD, "notadmin"])
        answer = requests.post(
            url,
            json={
                "nonce": nonce,
                "username": name,
                "displayname": name.capitalize(),
                "password": PASSWORD,
                "admin": False,
                "mac": hmac.new(ONE_TIME_SECRET.encode(), text.encode(), hashlib.sha1).hexdigest(),
            },
            timeout=10,
        )
        answer.raise_for_status()
        made = answer.json()
        return Person(self.practice, made["user_id"], made["device_id"], made["access_token"])

    def voucher(self, localpart: str, key: bytes | None = None, **changes: Any) -> str:
        content = {
            "v": 1,
            "localpart": localpart,
            "invitation": secrets.token_hex(16),
            "expires": int(time.time()) + 120,
        } | changes
        payload = to_base64url(json.dumps(content).encode())
        tag = mac(key or self.practice.voucher_key, lp("sprechzimmer/1 voucher") + lp(payload))
        return f"{payload}.{to_base64url(tag)}"

    def ask_for_guest(self, voucher: str, key: str, **options: Any) -> requests.Response:
        body = options.pop("body", {"voucher": voucher, "key": key})
        return requests.post(f"{self.practice.url}{STEWARD}/guest", json=body, timeout=10, **options)

    def make_guest(self, localpart: str | None = None, key: str | None = None) -> tuple[Person, str]:
        """A guest that no room was named for yet, and its browser's key."""
        localpart, key = localpart or new_localpart(), key or new_key()
        answer = self.ask_for_guest(self.voucher(localpart), key)
        answer.raise_for_status()
        made = answer.json()
        return Person(self.practice, made["user_id"], made["device_id"], made["access_token"]), key

    def tell_steward(self, verb: str, body: Any, **changes: Any) -> requests.Response:
        """A signed request. `changes` replaces parts after signing: `path`, `headers`, `raw`, `key`, `date_ms`."""
        raw = json.dumps(body).encode()
        date = str(changes.get("date_ms", round(time.time() * 1000)))
        nonce = changes.get("nonce", to_base64url(secrets.token_bytes(16)))
        signed_path = f"{STEWARD}/steward/{changes.get('signed_verb', verb)}"
        key = changes.get("key", self.practice.steward_key)
        headers = {
            "Content-Type": "application/json",
            "X-Sprechzimmer-Date": date,
            "X-Sprechzimmer-Nonce": nonce,
            "X-Sprechzimmer-Signature": signature(key, "POST", signed_path, date, nonce, raw),
        } | changes.get("headers", {})
        url = f"{self.practice.url}{STEWARD}/steward/{verb}"
        return requests.post(url, data=changes.get("raw", raw), headers=headers, timeout=30)

    def make_room(self, guest: Person, clinician: Person) -> str:
        """What the bot makes for a visit, in the shape the appservice makes it."""
        answer = self.bot.post(
            f"{CLIENT}/createRoom",
            {
                "room_version": "11",
                "creation_content": {"m.federate": False},
                "preset": "private_chat",
                "invite": [clinician.user_id, guest.user_id],
                "initial_state": [
                    {"type": "m.room.encryption", "content": {"algorithm": "m.megolm.v1.aes-sha2"}},
                    {"type": "m.room.history_visibility", "content": {"history_visibility": "joined"}},
                    {"type": "m.room.guest_access", "content": {"guest_access": "forbidden"}},
                ],
                "power_level_content_override": {
                    "users": {BOT: 100, clinician.user_id: 100},
                    "events": {"m.room.encrypted": 0, "org.matrix.msc3401.call.member": 0},
                    "events_default": 0,
                    "state_default": 100,
                    "invite": 100,
                },
            },
        )
        answer.raise_for_status()
        return str(answer.json()["room_id"])

    def make_visit(self, clinician: Person | None = None) -> Visit:
        """Both joined, the bot gone."""
        clinician = clinician or self.clinician
        guest, key = self.make_guest()
        room_id = self.make_room(guest, clinician)
        confined = self.tell_steward("confine", {"user_id": guest.user_id, "room_id": room_id})
        confined.raise_for_status()
        for person in (clinician, guest):
            person.post(f"{CLIENT}/join/{q(room_id)}").raise_for_status()
        self.bot.post(f"{CLIENT}/rooms/{q(room_id)}/leave").raise_for_status()
        return Visit(room_id, guest, clinician, self.bot, key)


def new_localpart() -> str:
    return "guest-" + "".join(secrets.choice(string.ascii_lowercase + string.digits) for _ in range(20))


def new_key() -> str:
    return to_base64url(secrets.token_bytes(32))


def user_of(localpart: str) -> str:
    return f"@{localpart}:{SERVER_NAME}"


def megolm() -> dict[str, str]:
    return {
        "algorithm": "m.megolm.v1.aes-sha2",
        "ciphertext": secrets.token_hex(32),
        "session_id": secrets.token_hex(16),
        "sender_key": secrets.token_hex(16),
        "device_id": "DEVICE",
    }


def olm() -> dict[str, Any]:
    return {
        "algorithm": "m.olm.v1.curve25519-aes-sha2",
        "sender_key": secrets.token_hex(16),
        "ciphertext": {secrets.token_hex(16): {"type": 0, "body": secrets.token_hex(32)}},
    }


def call_member(device_id: str) -> dict[str, Any]:
    device = {"device_id": device_id, "session_id": "s" * 16, "expires_ts": 1795400000000, "feeds": []}
    return {"m.calls": [{"m.call_id": "c" * 8, "m.devices": [device]}]}
