"""The same steward on PostgreSQL: made, confined, disposed of, and nothing of it left."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import psycopg2
import pytest

from people import CLIENT, House, Visit
from practice import free_port, open_practice
from test_disposal import GUEST_MAY_STAY, ROOM_MAY_STAY, dispose_all, late_file_goes, live

# Which caches other processes of Synapse shall drop; Synapse empties it by itself after a week.
CACHE_NEWS = "cache_invalidation_stream_by_instance.keys"

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def database() -> Iterator[dict[str, Any]]:
    port = free_port()
    # Not below pytest's own folder, which only its owner may enter: PostgreSQL runs as somebody else.
    folder = Path(tempfile.mkdtemp(prefix="steward-postgres-"))
    command = [sys.executable, str(HERE / "launch_postgres.py"), str(folder), str(port)]
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=out)
        try:
            arguments = {"host": "127.0.0.1", "port": port, "user": "synapse", "dbname": "postgres"}
            _wait(arguments, process, out)
            yield arguments
        finally:
            if process.stdin:
                process.stdin.close()
            process.wait(30)


@pytest.fixture(scope="module")
def postgres_house(tmp_path_factory: pytest.TempPathFactory, database: dict[str, Any]) -> Iterator[House]:
    settings = {"name": "psycopg2", "args": database | {"cp_min": 1, "cp_max": 5}}
    with open_practice(tmp_path_factory.mktemp("postgres"), database=settings) as practice:
        yield House(practice)


@pytest.fixture
def postgres_visit(postgres_house: House) -> Visit:
    return postgres_house.make_visit()


def test_the_same_browser_gets_the_same_guest(postgres_house: House) -> None:
    first, key = postgres_house.make_guest()
    again, _ = postgres_house.make_guest(first.user_id[1:].split(":")[0], key)
    assert (first.user_id, first.device_id) == (again.user_id, again.device_id)


def test_nothing_is_left_of_a_visit(postgres_visit: Visit, postgres_house: House, database: dict[str, Any]) -> None:
    live(postgres_visit)
    for _ in range(2):
        dispose_all(postgres_house, postgres_visit)
    assert postgres_visit.guest.get(f"{CLIENT}/account/whoami").status_code == 401
    deadline = time.monotonic() + 10
    while left := _left(database, postgres_visit):
        assert time.monotonic() < deadline, left
        time.sleep(0.1)


def test_a_file_that_comes_after_the_end_goes_too(postgres_visit: Visit, postgres_house: House) -> None:
    dispose_all(postgres_house, postgres_visit)
    late_file_goes(postgres_visit)


def _left(database: dict[str, Any], visit: Visit) -> set[str]:
    guest, room = (_where(database, needle) for needle in (visit.guest.user_id, visit.room_id))
    return (guest - GUEST_MAY_STAY | room - ROOM_MAY_STAY) - {CACHE_NEWS}


def _where(database: dict[str, Any], needle: str) -> set[str]:
    found = set()
    connection = psycopg2.connect(**database)
    # Each look on its own: a fresh Synapse is still changing its tables, and makes some for the time being.
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'")
        for table, column in cursor.fetchall():
            if not table.startswith("_temp_"):
                cursor.execute(f'SELECT 1 FROM "{table}" WHERE STRPOS("{column}"::text, %s) > 0 LIMIT 1', (needle,))
                found |= {f"{table}.{column}" for _ in cursor.fetchall()}
    connection.close()
    return found


def _wait(arguments: dict[str, Any], process: "subprocess.Popen[bytes]", out: IO[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            out.seek(0)
            raise RuntimeError(f"PostgreSQL did not start:\n{out.read().decode()[-2000:]}")
        try:
            psycopg2.connect(**arguments).close()
            return
        except psycopg2.OperationalError:
            time.sleep(0.1)
    raise RuntimeError("PostgreSQL did not answer within a minute")
