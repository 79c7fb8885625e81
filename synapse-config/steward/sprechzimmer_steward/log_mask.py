"""Masks what names a person in a log line, whoever wrote it: the second net under the levels in `log.template.yaml`."""

import logging
import re

_SERVER = r"[A-Za-z0-9.\-\[\]:]+"
_MASKS = (
    (re.compile(rf"(?:@|%40)[A-Za-z0-9._=/+\-]+(?::|%3A){_SERVER}", re.I), "@…"),
    (re.compile(rf"(?:!|%21)[A-Za-z0-9_\-]{{8,}}(?:(?::|%3A){_SERVER})?", re.I), "!…"),
    (re.compile(r"(?:\$|%24)[A-Za-z0-9_\-+/]{30,}", re.I), "$…"),
    (re.compile(rf"mxc://{_SERVER}/[A-Za-z0-9_\-]+"), "mxc://…"),
    (re.compile(r"\b(?:syt|syr|syl|mat|mct|openid)_[A-Za-z0-9_\-]+"), "token…"),
    (re.compile(r"(access_token=|Bearer )[^\s&'\",)]+", re.I), r"\1token…"),
    (re.compile(r"\bguest-[a-z0-9]{20}\b"), "guest-…"),
    (re.compile(r"\b(?:\d{1,3}\.){3}\d{1,3}\b"), "address…"),
    (re.compile(r"(?<![0-9A-Fa-f:.])(?:[0-9A-Fa-f]{1,4}:){3,7}[0-9A-Fa-f]{1,4}\b"), "address…"),
    (re.compile(r"(?<![0-9A-Fa-f:.])(?:[0-9A-Fa-f]{1,4}:)*:(?::?[0-9A-Fa-f]{1,4}){1,6}(?::address…|\b)"), "address…"),
)


def mask(line: str) -> str:
    """The line without user, room, event and media ids, tokens and addresses."""
    for pattern, replacement in _MASKS:
        line = pattern.sub(replacement, line)
    return line


class MaskingFormatter(logging.Formatter):
    """Formats as usual, tracebacks included, and masks the result."""

    def format(self, record: logging.LogRecord) -> str:
        return mask(super().format(record))
