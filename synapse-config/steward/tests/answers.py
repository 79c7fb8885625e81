"""What the tests of confinement ask about an answer, and files."""

import requests

from people import REASON, Person


def refused(answer: requests.Response, reason: str | None = None) -> None:
    """By the steward, with this reason."""
    assert answer.status_code == 403, answer.text
    body = answer.json()
    assert body["errcode"] == "M_FORBIDDEN"
    if reason is not None:
        assert body.get(REASON) == reason, body


def allowed(answer: requests.Response) -> None:
    assert answer.ok, answer.text


def upload(
    person: Person, content: bytes, query: str = "", kind: str = "application/octet-stream"
) -> requests.Response:
    return requests.post(
        f"{person.practice.url}/_matrix/media/v3/upload{query}",
        data=content,
        headers={"Authorization": f"Bearer {person.token}", "Content-Type": kind},
        timeout=30,
    )


def download_path(uploaded: requests.Response) -> str:
    return "/_matrix/client/v1/media/download/" + uploaded.json()["content_uri"].removeprefix("mxc://")
