"""The tour of the first start goes on by doing and is put away for good when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tui.seen import seen
from tui.tour import STATIONS

if TYPE_CHECKING:
    from tests.tui.conftest import Opened

BY_DOING = (("j",), ("enter",), ("u",), ("f3",), ("w", "escape"))
"""What ends each station."""


async def test_the_tour_goes_on_by_doing_what_it_tells(opened: Opened) -> None:
    async with opened(tour=True) as reviewer:
        for number, keys in enumerate(BY_DOING, 1):
            assert f"{number} of {len(STATIONS)}" in reviewer.look()
            if number == len(BY_DOING):
                await reviewer.press("i")
            await reviewer.press(*keys)
        assert not reviewer.app.tour.shown
        assert seen()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_tour_takes_no_key_and_hides_no_cursor(size: tuple[int, int], opened: Opened) -> None:
    async with opened(tour=True, size=size) as reviewer:
        assert "1 of 5" in reviewer.look()
        assert "N202 Naomi Ayase" in reviewer.look()
        await reviewer.press("A", "enter")
        assert reviewer.translation().count("Naoki Ayase") == 4


async def test_esc_puts_the_tour_away_for_good(opened: Opened) -> None:
    async with opened(tour=True) as reviewer:
        await reviewer.press("escape")
        assert "the tour is put away for good" in reviewer.message
        assert "of 5 ·" not in reviewer.look()
    assert seen()


async def test_f1_goes_on_and_brings_it_back(opened: Opened) -> None:
    async with opened(tour=True) as reviewer:
        await reviewer.press(*["f1"] * len(STATIONS))
        assert seen()
        assert not reviewer.app.tour.shown
        await reviewer.press("f1")
        assert "1 of 5" in reviewer.look()


async def test_the_tour_names_keys_as_they_are_bound(opened: Opened, folder: object) -> None:
    folder.write("align.toml", '[review.keys]\nnext = "ctrl+n"\n')  # type: ignore[attr-defined]
    async with opened(tour=True) as reviewer:
        assert "^n and k go to the next and the previous" in reviewer.look()
