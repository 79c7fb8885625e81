"""Types, lint and format of the steward, as strictly as the tools can ask."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("tool", ["mypy --config-file pyproject.toml", "ruff check .", "ruff format --check ."])
def test_the_code_is_in_order(tool: str) -> None:
    command = [sys.executable, "-m", *tool.split()]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
