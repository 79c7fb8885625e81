"""A real Synapse with the steward, from the project's own templates, on a free port and in a folder of its own."""

import base64
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests
import yaml

HERE = Path(__file__).parent
PROJECT_CONFIG = HERE.parent.parent
SERVER_NAME = "practice.test"
BOT = f"@sprechzimmer:{SERVER_NAME}"
AS_TOKEN = "as-" + secrets.token_hex(16)
ONE_TIME_SECRET = secrets.token_hex(16)


@dataclass(frozen=True)
class Practice:
    url: str
    folder: Path
    voucher_key: bytes
    steward_key: bytes

    @property
    def database(self) -> Path:
        return self.folder / "homeserver.db"

    @property
    def log(self) -> Path:
        return self.folder / "homeserver.log"


@contextmanager
def open_practice(folder: Path, steward: dict[str, Any] | None = None, **overrides: Any) -> Iterator[Practice]:
    """Starts Synapse, waits until it answers, stops it afterwards. Dies with this process, however that dies.

    `steward` may change the module's `module` and `limits`; `overrides` are settings of the homeserver.
    """
    port = free_port()
    practice = Practice(f"http://127.0.0.1:{port}", folder, secrets.token_bytes(32), secrets.token_bytes(32))
    _write_config(practice, port, steward or {}, overrides)
    environment = {**os.environ, "PYTHONPATH": f"{HERE.parent}:{HERE}"}
    with (folder / "out.txt").open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, str(HERE / "launch.py"), "-c", str(folder / "homeserver.yaml")],
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=environment,
        )
        try:
            _wait_until_ready(practice, process)
            yield practice
        finally:
            if process.stdin:
                process.stdin.close()
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _write_config(practice: Practice, port: int, changes: dict[str, Any], overrides: dict[str, Any]) -> None:
    folder = practice.folder
    config = yaml.safe_load((PROJECT_CONFIG / "homeserver.template.yaml").read_text())
    (folder / "voucher.key").write_text(_base64url(practice.voucher_key))
    (folder / "steward.key").write_text(_base64url(practice.steward_key))
    config["listeners"][0]["port"] = port
    steward = config["modules"][0]
    steward["module"] = changes.get("module", steward["module"])
    steward["config"] |= {
        "voucher_key_path": str(folder / "voucher.key"),
        "steward_key_path": str(folder / "steward.key"),
        "bot_user_id": BOT,
        "limits": changes.get("limits", {}),
    }
    config["modules"].append({"module": "route_dump.RouteDump", "config": {}})
    config |= {
        "server_name": SERVER_NAME,
        "public_baseurl": practice.url,
        "database": {"name": "sqlite3", "args": {"database": str(practice.database)}},
        "pid_file": str(folder / "pid"),
        "media_store_path": str(folder / "media"),
        "log_config": str(folder / "log.yaml"),
        "signing_key_path": str(folder / "signing.key"),
        "macaroon_secret_key": secrets.token_hex(16),
        "form_secret": secrets.token_hex(16),
        "app_service_config_files": [str(folder / "registration.yaml")],
        "turn_uris": ["turn:127.0.0.1:3478"],
        "turn_shared_secret": secrets.token_hex(16),
        # Only here, to make the clinicians of the tests; a practice never has it while it runs.
        "registration_shared_secret": ONE_TIME_SECRET,
    } | overrides
    (folder / "homeserver.yaml").write_text(yaml.safe_dump(config))
    log = (PROJECT_CONFIG / "log.template.yaml").read_text().replace("<log_file>", str(practice.log))
    (folder / "log.yaml").write_text(log)
    registration = {
        "id": "sprechzimmer",
        "url": None,
        "as_token": AS_TOKEN,
        "hs_token": "hs-" + secrets.token_hex(16),
        "sender_localpart": "sprechzimmer",
        "rate_limited": False,
        "namespaces": {"users": [{"exclusive": True, "regex": f"@sprechzimmer:{SERVER_NAME}"}]},
    }
    (folder / "registration.yaml").write_text(yaml.safe_dump(registration))
    signing_key = folder / "signing.key"
    if not signing_key.exists():
        command = [sys.executable, "-m", "synapse._scripts.generate_signing_key", "-o", str(signing_key)]
        subprocess.run(command, check=True)


def _wait_until_ready(practice: Practice, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError("Synapse did not start:\n" + (practice.folder / "out.txt").read_text()[-4000:])
        try:
            if requests.get(f"{practice.url}/health", timeout=1).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.1)
    raise RuntimeError("Synapse did not answer within a minute")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
