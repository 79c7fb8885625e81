"""A mistake in the steward's settings stops Synapse with a sentence, and without the secret."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from synapse.module_api.errors import ConfigError

from sprechzimmer_steward.buckets import Rate
from sprechzimmer_steward.config import Limits, parse_config
from sprechzimmer_steward.wire import to_base64url

VOUCHER_KEY, STEWARD_KEY = to_base64url(b"v" * 32), to_base64url(b"s" * 32)
GOOD = {"voucher_key": VOUCHER_KEY, "steward_key": STEWARD_KEY, "bot_user_id": "@sprechzimmer:practice.test"}


def test_keys_may_stand_in_files(tmp_path: Path) -> None:
    path = tmp_path / "voucher.key"
    path.write_text(f"{VOUCHER_KEY}\n")
    config = parse_config(GOOD | {"voucher_key_path": str(path), "voucher_key": None})
    assert config == parse_config(GOOD)
    assert config.voucher_key == b"v" * 32


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"voucher_key": None}, "either `voucher_key` or `voucher_key_path`"),
        ({"voucher_key_path": "/x"}, "either `voucher_key` or `voucher_key_path`"),
        ({"voucher_key": None, "voucher_key_path": "/nowhere/x"}, "`voucher_key_path` cannot be read"),
        ({"steward_key": "c2hvcnQ"}, "`steward_key` must be 32 random bytes"),
        ({"steward_key": "not base64!"}, "`steward_key` must be 32 random bytes"),
        ({"steward_key": 12}, "`steward_key` must be 32 random bytes"),
        ({"steward_key": VOUCHER_KEY}, "two different keys"),
        ({"bot_user_id": "sprechzimmer"}, "full Matrix name"),
        ({"bot_user_id": "@guest-bot:practice.test"}, "must not begin with @guest-"),
        ({"limits": {"event": 1}}, "`limits.event` is not a setting; known are requests, "),
        ({"limits": {"events": 5}}, "`limits.events` must be a map of `per_second` and `burst`"),
        ({"limits": {"events": {"per_second": 0, "burst": 1}}}, "numbers above zero"),
        ({"limits": {"upload_bytes": 0.5}}, "`limits.upload_bytes` must be a whole number"),
        ({"voucherkey": "x"}, "`voucherkey` is not a setting"),
    ],
    ids=str,
)
def test_a_mistake_is_named_with_its_remedy(change: dict[str, Any], said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_config(GOOD | change)
    assert said in str(caught.value.args[0])
    assert VOUCHER_KEY not in str(caught.value)
    assert STEWARD_KEY not in str(caught.value)


def test_limits_may_be_changed_one_by_one() -> None:
    limits = parse_config(GOOD | {"limits": {"upload_bytes": 9, "events": {"per_second": 1, "burst": 2}}}).limits
    assert limits == replace(Limits(), upload_bytes=9, events=Rate(1, 2))


def test_the_keys_are_not_printed() -> None:
    shown = repr(parse_config(GOOD))
    assert "vvvv" not in shown
    assert "ssss" not in shown
    assert VOUCHER_KEY not in shown
