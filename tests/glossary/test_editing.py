"""Edits of one entry: what they change, and that nothing else in the file does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from align.errors import GlossaryError
from align.glossary.editing import added, allowed, forbidden, with_fields
from align.glossary.entries import entry_fields
from align.glossary.form import form_of
from align.glossary.load import load_glossaries
from align.glossary.schema import Entry
from align.glossary.strict_yaml import parse
from tests.glossary.undeclared import taro

PATH = Path("names.yaml")
CASES = yaml.safe_load(Path(__file__).with_name("editing.yaml").read_text("utf-8"))
STARTERS = sorted((Path(__file__).parents[2] / "glossaries").glob("*.yaml"))
FILE = """# People\t(with a tab)
version: 1
x-owner: desk   # ours
entities:
  # --- Ministers
  - en: Sanae Takaichi  # now prime minister
    ja: 高市早苗
    x-source: {a: [1, 2]}
    note: "an \\"iron\\" lady"

  - {id: kono, en: {full: 'Taro Kono', accept: [Kono Taro]}, ja: 河野太郎}
  -
    # the dash stands alone
    en:
      full: Masaaki Kanai
      accept:
        - M. Kanai
    zh: 金井正彰
    # end of Kanai
# --- The end
x-more: [a]
"""
LINES = ((5, 9), (10, 11), (11, 19))
"""Which lines of the file each entry has, from 0."""


def _what(case: dict[str, Any]) -> str:
    what: str = case["what"]
    return what


def _entries(text: str) -> list[Any]:
    value: Any = parse(text, PATH, list_key="entities").value["entities"]
    return list(value)


# --- forms -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=_what)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_an_entry_gets_a_form_in_its_own_style(case: dict[str, Any], newline: str) -> None:
    top, rest = "version: 1\nentities:\n# first\n", "# last\n- {en: Hanako Tanaka, ja: 田中花子}\n"
    before, after = ((top + case[key] + rest).replace("\n", newline) for key in ("before", "after"))
    if "accept" in case:
        assert allowed(before, PATH, 0, case["accept"]) == after
    else:
        assert forbidden(before, PATH, 0, case["forbid"], case.get("why", "")) == after


@pytest.mark.parametrize("file", STARTERS, ids=lambda file: file.stem)
def test_starter_entries_can_be_given_a_form_and_keep_all_else(file: Path) -> None:
    text = file.read_text("utf-8")
    sheet = parse(text, file, list_key="entities")
    lines = text.split("\n")
    for number in range(0, len(sheet.items), 23):
        first = sheet.items[number].place.line - 1
        last = sheet.items[number + 1].place.line - 1 if number + 1 < len(sheet.items) else len(lines)
        new = allowed(text, file, number, "Another: Form")
        entry = _entries(new)[number]
        assert "Another: Form" in entry["en"]["accept"]
        changed = new.split("\n")
        assert changed[:first] == lines[:first]
        assert changed[len(changed) - (len(lines) - last) :] == lines[last:]


def test_the_preferred_form_is_never_forbidden() -> None:
    with pytest.raises(GlossaryError, match="preferred form") as refused:
        forbidden(FILE, PATH, 0, "Sanae  Takaichi")
    assert refused.value.line == 6


def test_an_empty_form_and_a_missing_entry_are_refused() -> None:
    with pytest.raises(GlossaryError, match="no form"):
        allowed(FILE, PATH, 0, " ")
    with pytest.raises(GlossaryError, match="no entry 4"):
        allowed(FILE, PATH, 3, "X")
    with pytest.raises(GlossaryError, match="cannot be changed"):
        allowed(FILE, PATH, 0, "\ud800")


def test_what_is_said_already_changes_nothing() -> None:
    assert allowed(FILE, PATH, 0, "Sanae Takaichi") is FILE
    assert allowed(FILE, PATH, 1, "Kono Taro") is FILE


FORMS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")) | st.sampled_from("[]{}:#'\"&*!|>%@`,-? \\ō"),
    min_size=1,
    max_size=12,
).filter(lambda text: bool(text.split()) and "\ufeff" not in text)


@settings(max_examples=60, deadline=None)
@given(FORMS, st.integers(0, 2), st.sampled_from(["\n", "\r\n"]))
def test_a_form_is_added_once_and_other_lines_stay(form: str, number: int, newline: str) -> None:
    text = FILE.replace("\n", newline)
    form = " ".join(form.split())
    new = allowed(text, PATH, number, form)
    assert form in _accepted(new, number)
    assert allowed(new, PATH, number, form) == new
    turned = allowed(
        forbidden(new, PATH, number, form, "wrong") if form != _full(new, number) else new, PATH, number, form
    )
    assert form in _accepted(turned, number)
    assert "forbid" not in (_entries(turned)[number]["en"] if isinstance(_entries(turned)[number]["en"], dict) else {})
    lines, left = text.split(newline), turned.split(newline)
    first, last = LINES[number]
    assert left[:first] == lines[:first]
    assert left[-len(lines[last:]) :] == lines[last:]
    for comment in ("# now prime minister", "# the dash stands alone", "# end of Kanai", "# --- The end"):
        assert turned.count(comment) == 1


def _full(text: str, number: int) -> str:
    english = _entries(text)[number]["en"]
    return str(english["full"] if isinstance(english, dict) else english)


def _accepted(text: str, number: int) -> list[str]:
    english = _entries(text)[number]["en"]
    english = english if isinstance(english, dict) else {"full": english}
    return [english["full"], *english.get("accept", [])]


ENGLISH = (
    "en: X # 1",
    "en: 'X' # 1",
    "'en': X",
    "en: X\n    Y # 1",
    "en: >- # 1\n    X\n    Y",
    "en: {full: X, accept: , forbid} # 1",
    "en: {full: X, forbid: [P,]} # 1",
    "en: {full: X, accept: [P, # 1\n    Q # 2\n    ], forbid: []}",
    "en:\n    full: X # 1\n    accept: # 2\n      - P # 3\n      # 4\n      - Q",
    "en: # 1\n    full: X\n    forbid:\n    # 2\n    - form: P # 3\n      why: w # 4\n    - form: Q",
    "en:\n    forbid: [P] # 1\n    # 2\n    full: X",
)


@pytest.mark.parametrize("english", ENGLISH)
@pytest.mark.parametrize("after", ["ja: 甲", "ja: 甲 # 5\n  note: |\n    a\n\n# 6\n", "zh: 甲\n# 6\nx-more: [a]\n"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_no_edit_loses_a_comment(english: str, after: str, newline: str) -> None:
    text = f"entities:\n- {english}\n  {after}".replace("\n", newline)
    comments = [mark for mark in "123456" if f"# {mark}" in text]
    for form in ("P", "Q", "R: #"):
        for new in (allowed(text, PATH, 0, form), forbidden(text, PATH, 0, form, "be: c")):
            assert [mark for mark in "123456" if new.count(f"# {mark}") == 1] == comments
            assert new.replace("\r\n", "").count("\n") == (0 if newline == "\r\n" else new.count("\n"))
        assert form in _accepted(allowed(forbidden(text, PATH, 0, form), PATH, 0, form), 0)


# --- fields ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", STARTERS, ids=lambda file: file.stem)
def test_the_same_form_changes_nothing(file: Path) -> None:
    text = file.read_text("utf-8")
    (glossary,) = load_glossaries([file])
    for entry in glossary.entries[::9]:
        assert with_fields(text, file, entry.number, form_of(entry.said)) is text


def test_only_the_fields_that_differ_are_written() -> None:
    entry = Entry.model_validate(_entries(FILE)[0])
    form = replace(
        form_of(entry), type="person", note="x", zh="高市 早苗", kana="たかいち さなえ", forbid="Gaoshi; T\\;K"
    )
    assert with_fields(FILE, PATH, 0, form).split("\n")[5:12] == [
        "  - type: person",
        "    en: {full: Sanae Takaichi, forbid: [Gaoshi, 'T;K']}  # now prime minister",
        "    ja: 高市早苗",
        "    kana: たかいち さなえ",
        "    zh: {full: 高市早苗, family: 高市, given: 早苗}",
        "    x-source: {a: [1, 2]}",
        '    note: "x"',
    ]


def test_a_field_left_empty_takes_its_key_away() -> None:
    entry = Entry.model_validate(_entries(FILE)[2])
    text = with_fields(FILE, PATH, 2, replace(form_of(entry), accept="", english="Kanai"))
    assert "      full: Kanai\n    zh" in text
    text = with_fields(FILE, PATH, 1, replace(form_of(Entry.model_validate(_entries(FILE)[1])), id=""))
    assert "  - {en: {full: 'Taro Kono', accept: [Kono Taro]}, ja: 河野太郎}\n" in text


def test_a_reason_stays_with_its_form() -> None:
    text = "entities:\n- en: {full: A, forbid: [{form: B, why: w}, C]}\n  ja: 甲\n"
    form = form_of(Entry.model_validate(_entries(text)[0]))
    assert with_fields(text, PATH, 0, replace(form, forbid="B; D")) == text.replace("C]", "D]")


def test_an_entry_without_english_is_refused() -> None:
    entry = Entry.model_validate(_entries(FILE)[0])
    with pytest.raises(GlossaryError, match="English form is missing"):
        with_fields(FILE, PATH, 0, replace(form_of(entry), english=""))


# --- new entries -------------------------------------------------------------------------------------------------


def test_a_new_entry_stands_behind_the_others_without_comments() -> None:
    text = added(FILE, PATH, [taro().entity])
    assert "# once" not in text
    assert _entries(text) == [*_entries(FILE), entry_fields(taro().entity)]
    assert text.endswith("# --- The end\nx-more: [a]\n")
    assert added(FILE, PATH, []) is FILE


def test_an_empty_text_becomes_a_glossary() -> None:
    assert added("", PATH, [taro().entity]).startswith("version: 1\nentities:\n  - id: kono-taro\n")


@pytest.mark.parametrize(("between", "gap"), [("", ""), ("\n", "\n")])
def test_entries_are_parted_as_the_others_are(between: str, gap: str) -> None:
    text = f"entities:\n- {{en: A, ja: 甲}}\n{between}- {{en: B, ja: 乙}}\n"
    assert added(text, PATH, [taro().entity]).startswith(f"{text}{gap}- id: kono-taro\n")
