"""All forms of one side of a lexicon, searched at once and kept as bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.glossary.entity import Entity, Forbidden, SourceName
from align.glossary.lexicon import Lexicon, load_lexicon
from align.match.automaton import ANY, JA, ZH, Automaton, Kind, anywhere, as_word, automaton, build, langs_of
from align.model.span import Side
from align.text.fold import fold_source, fold_target

KANAI = Entity(
    "kanai",
    "person",
    "ja",
    "Masaaki Kanai",
    "Kanai",
    "Masaaki",
    "given-first",
    accept=("M. Kanai", "Kanaisan"),
    forbid=(Forbidden("Takashi Kanai"),),
    sources=(SourceName("ja", "金井正彰", "金井", "正彰", ("金井局長",)),),
)
LIN = Entity(
    "lin", "person", "zh-CN", "Lin Min", "Lin", "Min", "family-first", sources=(SourceName("zh", "林敏", "林", "敏"),)
)
JORDAN = Entity(
    "jordan",
    "place",
    "western",
    "Jordan",
    sources=(SourceName("zh-Hans", "约旦"), SourceName("zh-Hant", "約旦"), SourceName("ja", "ヨルダン")),
)
KYOTO = Entity("kyoto", "place", "ja", "Kyoto", sources=(SourceName("zh", "京都"),))


def forms(lexicon: Lexicon, side: Side, text: str, langs: int = ANY) -> dict[str, dict[str, str]]:
    """Each form found in `text`, with what it is to whom."""
    fold = fold_source if side is Side.SOURCE else fold_target
    folded = fold(text).text
    return {
        folded[hit.start : hit.end]: {
            lexicon.at(number).id: kind.name.lower() for number, kind in sorted(hit.owners.items())
        }
        for hit in automaton(lexicon, side).hits(folded, anywhere, langs)
    }


def whole_forms(entity: Entity) -> Iterator[tuple[str, Kind, int]]:
    """The words of an English name alone, for automata built by hand."""
    yield from ((word, Kind.FULL, ANY) for word in entity.full.split("/"))


# --- forms -------------------------------------------------------------------------------------------------------


def test_every_english_form_of_a_person_is_known_for_what_it_is() -> None:
    text = "Masaaki Kanai, Kanai Masaaki, M. Kanai, Kanaisan, Takashi Kanai"
    assert forms(Lexicon.of([KANAI]), Side.TARGET, text) == {
        "masaaki kanai": {"kanai": "full"},
        "kanai masaaki": {"kanai": "turned"},
        "m. kanai": {"kanai": "accepted"},
        "kanaisan": {"kanai": "family"},
        "takashi kanai": {"kanai": "forbidden"},
        "kanai": {"kanai": "family"},
    }


def test_every_source_form_of_a_person_is_known_for_what_it_is() -> None:
    assert forms(Lexicon.of([KANAI]), Side.SOURCE, "金井正彰、金井局長、金井　正彰") == {
        "金井正彰": {"kanai": "full"},
        "金井 正彰": {"kanai": "full"},
        "金井局长": {"kanai": "accepted"},
        "金井": {"kanai": "family"},
        "正彰": {"kanai": "given"},
    }


def test_names_of_one_character_are_not_looked_for() -> None:
    assert forms(Lexicon.of([LIN]), Side.SOURCE, "林敏和林、敏") == {"林敏": {"lin": "full"}}


def test_a_place_has_no_parts() -> None:
    found = forms(Lexicon.of([JORDAN, KYOTO]), Side.TARGET, "Jordan, Kyoto")
    assert found == {"jordan": {"jordan": "full"}, "kyoto": {"kyoto": "full"}}


def test_a_form_of_several_belongs_to_all_of_them() -> None:
    other = Entity("other", "person", "ja", "Ken Kanai", "Kanai", "Ken", "given-first")
    found = forms(Lexicon.of([KANAI, other]), Side.TARGET, "Kanai")
    assert found == {"kanai": {"kanai": "family", "other": "family"}}


def test_a_form_that_is_two_things_to_one_entity_is_the_weightier() -> None:
    madonna = Entity("madonna", "person", "western", "Madonna", "Madonna", "", accept=("Madonna",))
    assert forms(Lexicon.of([madonna]), Side.TARGET, "Madonna") == {"madonna": {"madonna": "full"}}


def test_whole_forms_and_parts_are_kept_apart() -> None:
    lexicon = Lexicon.of([KANAI, Entity("firm", "organisation", "ja", "Kanai")])
    (hit,) = automaton(lexicon, Side.TARGET).hits("kanai")
    assert (dict(hit.owners.whole), dict(hit.owners.parts)) == ({1: Kind.FULL}, {0: Kind.FAMILY})


@pytest.mark.parametrize("kind", Kind)
def test_all_but_a_family_or_given_name_names_somebody_by_itself(kind: Kind) -> None:
    assert kind.whole is (kind not in (Kind.FAMILY, Kind.GIVEN))


# --- languages ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "langs"),
    [("zh", ZH), ("zh-Hans", ZH), ("zh-Hant", ZH), ("ja", JA), ("", ANY), ("en", ANY)],
)
def test_a_text_may_hold_the_forms_of_its_language(lang: str, langs: int) -> None:
    assert langs_of(lang) == langs


def test_a_form_counts_in_its_own_language_where_the_entry_has_both() -> None:
    lexicon, text = Lexicon.of([JORDAN]), "约旦、ヨルダン"
    assert set(forms(lexicon, Side.SOURCE, text, ZH)) == {"约旦"}
    assert set(forms(lexicon, Side.SOURCE, text, JA)) == {"ヨルダン"}
    assert set(forms(lexicon, Side.SOURCE, text, ANY)) == {"约旦", "ヨルダン"}


def test_the_only_form_of_an_entry_counts_in_every_language() -> None:
    for langs in (ZH, JA, ANY):
        assert set(forms(Lexicon.of([KYOTO, KANAI]), Side.SOURCE, "京都の金井正彰", langs)) >= {"京都", "金井正彰"}


def test_a_form_that_is_the_same_in_both_languages_counts_in_both() -> None:
    both = Entity("tokyo", "place", "ja", "Tokyo", sources=(SourceName("zh", "东京"), SourceName("ja", "東京")))
    for langs in (ZH, JA):
        assert set(forms(Lexicon.of([both]), Side.SOURCE, "東京", langs)) == {"东京"}


# --- where a form stands -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("ana", True),
        ("(ana)", True),
        ("ana's", True),
        ("ana-led", True),
        ("savana", False),
        ("anas", False),
        ("ana2", False),
    ],
)
def test_a_word_stands_where_no_letter_or_digit_goes_on(text: str, stands: bool) -> None:
    at = text.index("ana")
    assert as_word(text, at, at + 3) is stands


def test_a_form_that_ends_in_a_full_stop_stands_before_a_letter() -> None:
    assert as_word("inc.and", 0, 4)


def test_every_occurrence_is_found_overlapping_ones_too() -> None:
    built = build([Entity("x", "other", "other", "aa/aaa")], whole_forms)
    assert sorted((hit.start, hit.end) for hit in built.hits("aaaa")) == [(0, 2), (0, 3), (1, 3), (1, 4), (2, 4)]


def test_offsets_are_code_points_beyond_the_first_plane_too() -> None:
    built = build([Entity("x", "other", "other", "𠮷野/b")], whole_forms)
    assert [(hit.start, hit.end) for hit in built.hits("😀𠮷野a😀b")] == [(1, 3), (5, 6)]


# --- bytes -------------------------------------------------------------------------------------------------------

WORDS = st.text(alphabet="ab林é𠮷 ", min_size=1, max_size=4)
NAMES = st.lists(st.lists(WORDS, min_size=1, max_size=3).map("/".join), max_size=5)


def all_hits(found: Automaton, text: str, langs: int) -> list[tuple[int, int, dict[int, Kind], dict[int, Kind]]]:
    return [
        (hit.start, hit.end, dict(hit.owners.whole), dict(hit.owners.parts))
        for hit in found.hits(text, anywhere, langs)
    ]


@given(NAMES, st.text(alphabet="ab林é𠮷 ", max_size=20), st.sampled_from([ZH, JA, ANY]))
def test_what_is_written_to_bytes_is_read_back(names: list[str], text: str, langs: int) -> None:
    built = build([Entity(str(at), "other", "other", name) for at, name in enumerate(names)], whole_forms)
    opened = Automaton.from_bytes(built.to_bytes())
    assert all_hits(opened, text, langs) == all_hits(built, text, langs)
    assert opened.to_bytes() == built.to_bytes()


@given(NAMES, st.text(alphabet="ab林é𠮷 ", max_size=20))
def test_what_is_found_stands_there_and_nothing_is_passed_over(names: list[str], text: str) -> None:
    built = build([Entity(str(at), "other", "other", name) for at, name in enumerate(names)], whole_forms)
    found = {(hit.start, hit.end, number) for hit in built.hits(text) for number, _ in hit.owners.items()}
    assert found == {
        (start, start + len(word), number)
        for number, name in enumerate(names)
        for word in name.split("/")
        for start in range(len(text))
        if word and text.startswith(word, start)
    }


@pytest.mark.parametrize("side", Side)
def test_an_automaton_of_no_entities_finds_nothing_and_is_kept_too(side: Side) -> None:
    empty = automaton(Lexicon.empty(), side)
    assert empty.hits("金井 Kanai") == []
    assert Automaton.from_bytes(empty.to_bytes()).hits("金井 Kanai") == []


def test_entities_without_any_form_on_one_side_are_no_trouble() -> None:
    nameless = Entity("nameless", "place", "other", "Nowhere")
    assert automaton(Lexicon.of([nameless]), Side.SOURCE).hits("金井") == []


@pytest.mark.parametrize("damaged", [bytes(24), b"another file", b"\xff" * 64])
def test_bytes_of_something_else_are_refused(damaged: bytes) -> None:
    with pytest.raises(ValueError):
        Automaton.from_bytes(damaged)


@pytest.fixture
def glossary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A glossary of one entry, whose compiled values are kept in `cache` beside it."""
    monkeypatch.setenv("ALIGN_CACHE_DIR", str(tmp_path / "cache"))
    path = tmp_path / "glossary.yaml"
    path.write_text("version: 1\nentities:\n  - {en: Sanae Takaichi, ja: 高市早苗}\n", encoding="utf-8")
    return path


def test_an_automaton_is_built_once_and_then_opened(glossary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = forms(load_lexicon([glossary]), Side.SOURCE, "高市早苗")
    assert set(expected) == {"高市早苗", "高市", "早苗"}
    monkeypatch.setattr("align.match.automaton.build", lambda *_: pytest.fail("it was built again"))
    assert forms(load_lexicon([glossary]), Side.SOURCE, "高市早苗") == expected


def test_a_damaged_automaton_is_built_again(glossary: Path) -> None:
    expected = forms(load_lexicon([glossary]), Side.SOURCE, "高市早苗")
    for kept in (glossary.parent / "cache").iterdir():
        kept.write_bytes(b"damaged")
    assert forms(load_lexicon([glossary]), Side.SOURCE, "高市早苗") == expected
