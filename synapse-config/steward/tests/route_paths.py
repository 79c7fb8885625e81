"""Concrete paths for the regular expressions Synapse registers: every alternative, with and without optional parts."""

import itertools
from collections.abc import Mapping
from typing import Any

try:
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:  # Python 3.10
    import sre_parse as parser  # type: ignore[no-redef]


def paths_of(pattern: str, samples: Mapping[str, str]) -> list[str]:
    """`samples` gives the value for a named group. Other groups give each of their alternatives, or `x`."""
    parsed = parser.parse(pattern)
    names = {number: name for name, number in parsed.state.groupdict.items()}
    return sorted(set(_texts(parsed, names, samples)))


def _texts(nodes: Any, names: Mapping[int, str], samples: Mapping[str, str]) -> list[str]:
    parts = [_node(str(operation), argument, names, samples) for operation, argument in nodes]
    return ["".join(choice) for choice in itertools.product(*parts)]


def _node(operation: str, argument: Any, names: Mapping[int, str], samples: Mapping[str, str]) -> list[str]:
    match operation:
        case "LITERAL":
            return [chr(argument)]
        case "AT":
            return [""]
        case "BRANCH":
            return [text for branch in argument[1] for text in _texts(branch, names, samples)]
        case "SUBPATTERN":
            number, _, _, nodes = argument
            name = names.get(number)
            return [samples[name]] if name in samples else _texts(nodes, names, samples)
        case "MAX_REPEAT":
            low, high, nodes = argument
            repeated = _texts(nodes, names, samples) if high == 1 else ["x"]
            return (["", *repeated]) if low == 0 and high == 1 else repeated
    return ["x"]
