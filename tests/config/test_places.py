from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from align.config.places import Route, places

BLANK = st.sampled_from(["", " ", "\t", "  "])
BREAK = st.sampled_from(["", " ", "\n", "  # a = [1, {\n", "\r\n\t"])
TEXT = st.text(st.sampled_from("ab#=[]{}.,'\"\\\n 名"), max_size=6)


def _basic(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


@st.composite
def _strings(draw: st.DrawFn) -> str:
    text = draw(TEXT)
    kind = draw(st.sampled_from(["basic", "literal", "basic lines", "literal lines"]))
    if kind == "literal" and not set("'\n") & set(text):
        return f"'{text}'"
    if kind == "literal lines" and "'" not in text:
        return f"'''{text}'''"
    if kind == "basic lines":
        # Up to two quotes may stand before the last three.
        return '"""' + text.replace("\\", "\\\\").replace('"', '\\"') + draw(st.sampled_from(["", '"', '""'])) + '"""'
    return _basic(text)


KEY = st.one_of(st.sampled_from(["a", "b-c", "1", "_"]), TEXT.map(_basic), st.sampled_from(["'d.e'", "'#'", '"="']))
DOTTED = st.lists(KEY, min_size=1, max_size=3).flatmap(
    lambda keys: BLANK.map(lambda blank: f"{blank}.{blank}".join(keys))
)
SCALAR = st.one_of(
    _strings(),
    st.sampled_from(["1", "-0.5e3", "true", "1979-05-27 07:32:00", "2027-01-31", "inf", "0x_F".replace("_", "")]),
)


def _listed(items: list[str], ends: list[str]) -> str:
    return "[" + "".join(f"{ends[0]}{item}{ends[1]}," for item in items) + ends[2] + "]"


def _inline(pairs: list[tuple[str, str]], blank: str) -> str:
    return "{" + ",".join(f"{blank}{key}{blank}={blank}{value}{blank}" for key, value in pairs) + "}"


VALUE = st.recursive(
    SCALAR,
    lambda inner: st.one_of(
        st.builds(_listed, st.lists(inner, max_size=3), st.lists(BREAK, min_size=3, max_size=3)),
        st.builds(_inline, st.lists(st.tuples(DOTTED, inner), max_size=2), BLANK),
    ),
    max_leaves=6,
)
LINE = st.one_of(
    st.builds(lambda key, value, blank: f"{key}{blank}={blank}{value}{blank}", DOTTED, VALUE, BLANK),
    DOTTED.map(lambda key: f"[{key}]"),
    DOTTED.map(lambda key: f"[[ {key} ]]"),
    st.just("# a = 1"),
    st.just(""),
)


@given(st.lists(LINE, max_size=8), st.sampled_from(["\n", "\r\n"]))
def test_each_value_that_is_read_stands_at_its_place(lines: list[str], end: str) -> None:
    kept: list[str] = []
    for line in lines:
        # A line that would make the whole no TOML, as a second value of one key, is left out.
        if _read(end.join([*kept, line])) is not None:
            kept.append(line)
    text = end.join(kept)
    table = _read(text)
    assert table is not None
    found = places(text)
    assert set(found) == {route for route, _ in _routes(table)}
    for route, value in _routes(table):
        place = found[route]
        written = text[place.value.start : place.value.end]
        if isinstance(route[-1], str):
            key = text[place.key.start : place.key.end]
            assert list(tomllib.loads(f"{key} = 0")) == [route[-1]]
        if (
            not isinstance(value, dict | list)
            or written[:1] == "{"
            or (written[:1] == "[" and place.key.end <= place.value.start)
        ):
            assert tomllib.loads(f"x = {written}") == {"x": value}


def _read(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _routes(value: Any, route: Route = ()) -> Iterator[tuple[Route, Any]]:
    """Every value within a value, with the way there."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (*route, key), item
        yield from _routes(item, (*route, key))


def test_a_table_of_several_headers_is_found_at_the_first() -> None:
    text = "[a.b]\nc = 1\n[a]\nd = 2\n[[e]]\n[e.f]\n[[e]]\n"
    lines = {route: text.count("\n", 0, place.key.start) + 1 for route, place in places(text).items()}
    assert lines == {
        ("a",): 1,
        ("a", "b"): 1,
        ("a", "b", "c"): 2,
        ("a", "d"): 4,
        ("e",): 5,
        ("e", 0): 5,
        ("e", 0, "f"): 6,
        ("e", 1): 7,
    }
