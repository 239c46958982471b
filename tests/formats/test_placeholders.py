from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import FormatError
from align.formats.placeholders import placeholders, with_placeholders
from align.formats.stretch import Gathering, Stretch
from align.model.segment import Where
from tests.formats.contract import laws

CASES = (Path(__file__).parent / "cases" / "placeholders.tsv").read_text(encoding="utf-8").splitlines()[1:]
PIECES = (
    "% %% %s %( { {{ } }} {n, plural, one {a} $ $1 $t( < <b </b> > = & &amp; ; # \\N[ ] http:// a@ . , 1 a A 名".split(
        " "
    )
)


def stretch_of(text: str) -> Stretch:
    gathering = Gathering()
    gathering.verbatim(text, 0)
    return gathering.stretch()


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case).split("\t")[0])
def test_each_text_has_the_placeholders_that_are_marked_in_it(case: str) -> None:
    marked, kinds, remark = case.split("\t")
    known = {word: kind.split() for word, kind in re.findall(r"\[(sure|never) ([\w ]+)\]", remark)}
    text = re.sub("[⟦⟧]", "", marked)
    found = list(placeholders(text, sure=known.get("sure", ()), never=known.get("never", ())))
    shown = text
    for span, _ in reversed(found):
        shown = f"{shown[: span.start]}⟦{span.of(shown)}⟧{shown[span.end :]}"
    assert (shown, [kind for _, kind in found]) == (marked, kinds.split())


@laws(300)
@given(
    st.lists(st.sampled_from(PIECES), max_size=20).map("".join), st.sets(st.sampled_from(["printf", "brace", "dollar"]))
)
def test_placeholders_stand_in_order_and_apart(text: str, sure: set[str]) -> None:
    done = 0
    for span, kind in placeholders(text, sure=sure):
        assert done <= span.start < span.end <= len(text)
        assert kind in {"printf", "brace", "icu", "dollar", "tag", "entity", "code", "url"}
        done = span.end


@pytest.mark.parametrize("piece", [*PIECES, "{ ", "$t(a(", "<a b=", "{a.", "%a", "{n, plural, a {", "<!--", "}\n"])
def test_a_hostile_text_takes_no_longer_than_another(piece: str) -> None:
    begun = time.perf_counter()
    list(placeholders(piece * 5_000))
    assert time.perf_counter() - begun < 1


def test_an_edit_beside_a_placeholder_is_written_and_one_over_it_is_refused() -> None:
    stretch = with_placeholders(stretch_of("Dear %s Tanaka Hanako"))
    where = Where(Path("a.po"), 1, 1)
    assert [patch.new for patch in stretch.patches("Dear %s Hanako Tanaka", stretch.text, where)]
    with pytest.raises(FormatError, match="placeholder"):
        list(stretch.patches("Dear Hanako Tanaka", stretch.text, where))


def test_what_is_protected_already_stays_so() -> None:
    gathering = Gathering()
    gathering.tag("b")
    gathering.verbatim("%s {name}", 0)
    gathering.protect("ph", 3)
    tags = with_placeholders(gathering.stretch()).tags
    assert [(span.start, span.end, kind) for span, kind in tags] == [(0, 0, "b"), (0, 2, "printf"), (3, 9, "ph")]


def test_a_text_without_placeholders_stays_as_it_is() -> None:
    stretch = stretch_of("100% of the people")
    assert with_placeholders(stretch) is stretch
