"""What the appservice writes, the steward reads: both test suites hold to the same file."""

import json
from pathlib import Path
from typing import Any

import pytest

from sprechzimmer_steward.signatures import TOLERANCE_MS, SignatureGate, signature
from sprechzimmer_steward.vouchers import Voucher, read_voucher
from sprechzimmer_steward.wire import from_base64, lp, to_base64url

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parents[3] / "protocol" / "vectors" / "steward.json").read_text("utf-8")
)
VOUCHER_KEY = bytes.fromhex(VECTORS["voucher_key"])
STEWARD_KEY = bytes.fromhex(VECTORS["steward_key"])


def named(vectors: list[dict[str, Any]]) -> Any:
    return pytest.mark.parametrize("vector", vectors, ids=lambda vector: vector["name"])


def test_a_patient_gets_in_with_a_voucher_of_the_appservice() -> None:
    content = VECTORS["voucher"]["content"]
    expected = Voucher(content["localpart"], content["invitation"], content["expires"])
    assert read_voucher(VOUCHER_KEY, VECTORS["voucher"]["text"]) == expected


@named(VECTORS["vouchers_refused"])
def test_nobody_gets_in_with_a_bad_voucher(vector: dict[str, Any]) -> None:
    assert read_voucher(VOUCHER_KEY, vector["text"]) is None


@named(VECTORS["signed"])
def test_the_steward_understands_what_the_appservice_signs(vector: dict[str, Any]) -> None:
    assert sign(vector) == vector["signature"]
    assert admit(gate(), vector)


@named(VECTORS["signed_refused"])
def test_nobody_commands_the_steward_without_the_signature(vector: dict[str, Any]) -> None:
    assert not admit(gate(), vector)


def test_a_signed_request_is_good_once() -> None:
    once = gate()
    assert admit(once, VECTORS["signed"][0])
    assert not admit(once, VECTORS["signed"][0])


@pytest.mark.parametrize("off_ms", [-TOLERANCE_MS - 1, TOLERANCE_MS + 1])
def test_a_signed_request_is_good_for_a_minute(off_ms: int) -> None:
    vector = VECTORS["signed"][0]
    assert admit(gate(int(vector["date"]) + TOLERANCE_MS), vector)
    assert not admit(gate(int(vector["date"]) + off_ms), vector)


def test_a_signed_request_is_not_good_again_after_a_restart() -> None:
    vector = VECTORS["signed"][0]
    started_ms = int(vector["date"]) + 1
    assert not admit(SignatureGate(STEWARD_KEY, lambda: started_ms), vector)


def test_refused_requests_use_up_no_memory_and_no_nonce() -> None:
    patient = gate()
    assert not admit(patient, VECTORS["signed_refused"][0])
    assert admit(patient, VECTORS["signed"][0])


def test_fields_cannot_be_shifted_into_each_other() -> None:
    assert lp("ab") + lp("c") != lp("a") + lp("bc")
    with pytest.raises(ValueError):
        lp(b"x" * 65536)


@pytest.mark.parametrize("text", ["A", "AA==A", "A B", "AB", "é", "AAA\n"])
def test_only_canonical_base64_is_read(text: str) -> None:
    with pytest.raises(ValueError):
        from_base64(text)


def test_both_alphabets_of_base64_are_read() -> None:
    assert from_base64("-_-_") == from_base64("+/+/") == b"\xfb\xff\xbf"
    assert to_base64url(b"\xfb\xff\xbf\x00") == "-_-_AA"


def gate(now_ms: int | None = None) -> SignatureGate:
    """One that was started long before."""
    times = iter([0])
    return SignatureGate(STEWARD_KEY, lambda: next(times, now_ms or int(VECTORS["signed"][0]["date"])))


def sign(vector: dict[str, Any]) -> str:
    return signature(
        STEWARD_KEY, vector["method"], vector["path"], vector["date"], vector["nonce"], vector["body"].encode()
    )


def admit(through: SignatureGate, vector: dict[str, Any]) -> bool:
    return through.admits(
        vector["method"],
        vector["path"],
        vector["date"],
        vector["nonce"],
        vector["body"].encode(),
        vector["signature"],
    )
