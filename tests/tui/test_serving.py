"""The review in a browser: served to this machine's own page, and to no other."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import pytest

pytest.importorskip("textual_serve")

from aiohttp.test_utils import TestClient, TestServer

from tui.serving import LocalServer

_PORT = 8765


def _answer(path: str, headers: Mapping[str, str]) -> tuple[int, str]:
    async def ask() -> tuple[int, str]:
        app = await LocalServer("true", _PORT)._make_app()
        async with TestClient(TestServer(app)) as client:
            response = await client.get(path, headers=headers)
            return response.status, await response.text()

    return asyncio.run(ask())


def test_the_page_is_served_and_fetches_nothing_from_elsewhere() -> None:
    status, page = _answer("/", {"Host": f"localhost:{_PORT}"})
    assert status == 200
    assert "/static/js/textual.js" in page
    assert "https://" not in page


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": f"localhost:{_PORT}", "Origin": "http://elsewhere.example"},
        {"Host": f"localhost:{_PORT}", "Origin": "null"},
        {"Host": "elsewhere.example"},
    ],
)
@pytest.mark.parametrize("path", ["/", "/ws"])
def test_a_page_of_another_address_is_refused(path: str, headers: Mapping[str, str]) -> None:
    assert _answer(path, headers)[0] == 403
