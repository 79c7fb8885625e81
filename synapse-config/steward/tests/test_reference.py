"""The reference page shows the allow-list as it is."""

import re
from pathlib import Path

from sprechzimmer_steward.allow_list import RULES

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "steward.md").read_text("utf-8")


def test_the_reference_page_lists_what_a_guest_may_do() -> None:
    shown = re.search(r"<!-- allow-list:.*?-->\n(.*?)<!-- end of allow-list -->", PAGE, re.S)
    assert shown is not None
    rows = [f"| `{rule.method} {rule.path}` | {rule.why} |" for rule in RULES]
    assert shown.group(1).splitlines() == ["| request | reason |", "|---|---|", *rows]


def test_every_line_has_a_reason_and_stands_there_once() -> None:
    assert all(rule.why.endswith((".", "?")) for rule in RULES)
    assert len({(rule.method, rule.path) for rule in RULES}) == len(RULES)
