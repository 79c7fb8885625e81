"""One Synapse for all tests of a run; each test makes its own visit in it."""

import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from people import House, Visit  # noqa: E402
from practice import Practice, open_practice  # noqa: E402

Query = Callable[..., list[Any]]


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    with open_practice(tmp_path_factory.mktemp("practice")) as opened:
        yield opened


@pytest.fixture(scope="session")
def house(practice: Practice) -> House:
    return House(practice)


@pytest.fixture
def visit(house: House) -> Visit:
    return house.make_visit()


@pytest.fixture
def query(practice: Practice) -> Query:
    """Reads Synapse's database."""

    def run(sql: str, *values: Any) -> list[Any]:
        with sqlite3.connect(f"file:{practice.database}?mode=ro", uri=True) as database:
            return database.execute(sql, values).fetchall()

    return run


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-routes", action="store_true", help="write reviewed_routes.txt as the walk finds it")
