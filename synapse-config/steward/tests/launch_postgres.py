"""Runs PostgreSQL in a folder until whoever started it lets go of standard input, and removes the folder.

    launch_postgres.py FOLDER PORT

PostgreSQL refuses to run as root; started by root it runs as `postgres`, or as `nobody` where there is no such account.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
from glob import glob
from pathlib import Path


def find(program: str) -> str:
    known = sorted(glob(f"/usr/lib/postgresql/*/bin/{program}"), reverse=True)
    found = shutil.which(program) or (known[0] if known else None)
    if found is None:
        sys.exit(f"`{program}` is missing. Install PostgreSQL, for instance: apt install postgresql")
    return found


def account() -> dict[str, int]:
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid}


def main(folder: Path, port: str) -> None:
    who = account()
    if who:
        os.chown(folder, who["user"], who["group"])
    options = {"cwd": folder, "stdout": sys.stderr, "check": True, **who}
    subprocess.run(
        [find("initdb"), "-D", folder / "data", "-U", "synapse", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"],
        **options,
    )
    settings = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": "", "fsync": "off"}
    arguments = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    server = subprocess.Popen(
        [find("postgres"), "-D", folder / "data", *arguments], cwd=folder, stdout=sys.stderr, **who
    )
    try:
        # Not through `sys.stdin`: Python aborts when a thread still holds it at its end.
        while os.read(0, 4096):
            pass
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


main(Path(sys.argv[1]), sys.argv[2])
