"""Test sets and systems out of files of every format, and what is said of files that do not fit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import AlignError
from align.score.inputs import Asked, Inputs, Output, gathered
from align.score.inputs.plain import lines_of

SETS = Path(__file__).parent / "testsets"
SOURCE = "王小明来了。\n港口关了。\n他走了。\n"
REFERENCE = "Wang Xiaoming came.\nThe harbour closed.\nHe went away.\n"
NORTH = "Wang Xiaoming came.\nThe port is shut.\nHe left.\n"

Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a file in the working folder, where there are a source, a reference and a system already."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SACREBLEU", str(tmp_path / "kept"))

    def file(name: str, content: str | bytes) -> Path:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    file("zh.txt", SOURCE)
    file("ref.txt", REFERENCE)
    file("north.txt", NORTH)
    return file


def _read(*outputs: Path | str, **asked: object) -> Inputs:
    return gathered(Asked(tuple(Output(Path(path)) for path in outputs), **asked))  # type: ignore[arg-type]


def _said(*outputs: Path | str, **asked: object) -> str:
    """The message that reading must fail with, and its hint."""
    with pytest.raises(AlignError) as failed:
        _read(*outputs, **asked)
    return f"{failed.value} | {failed.value.hint}"


def _hypotheses(inputs: Inputs) -> dict[str, tuple[str, ...]]:
    return {system.name: system.hypotheses for system in inputs.systems}


def test_plain_texts_have_a_segment_a_line(write: Write) -> None:
    write("south.en.txt", b"\xef\xbb\xbfXiaoming Wang came.  \r\n\r\nHe left")
    found = _read("north.txt", "south.en.txt", source=Path("zh.txt"), references=(Path("ref.txt"),))
    assert [item.source for item in found.test_set.items] == SOURCE.splitlines()
    assert [item.references for item in found.test_set.items] == [(line,) for line in REFERENCE.splitlines()]
    assert [item.key for item in found.test_set.items] == ["1", "2", "3"]
    assert {item.document for item in found.test_set.items} == {"zh"}
    assert _hypotheses(found) == {
        "north": tuple(NORTH.splitlines()),
        "south.en": ("Xiaoming Wang came.", "", "He left"),
    }


def test_documents_may_stand_in_a_file_of_their_own(write: Write) -> None:
    write("docs.txt", "a\na\nb\n")
    found = _read("north.txt", source=Path("zh.txt"), documents=Path("docs.txt"))
    assert [item.document for item in found.test_set.items] == ["a", "a", "b"]
    write("docs.txt", "a\na\n")
    said = _said("north.txt", source=Path("zh.txt"), documents=Path("docs.txt"))
    assert said.startswith("docs.txt: the file has 2 segments, where zh.txt has 3")


def test_several_references_are_those_of_a_segment_in_the_order_given(write: Write) -> None:
    write("b.txt", "One.\nTwo.\nThree.\n")
    found = _read("north.txt", source=Path("zh.txt"), references=(Path("ref.txt"), Path("b.txt")))
    assert found.test_set.references == ("ref.txt", "b.txt")
    assert found.test_set.items[2].references == ("He went away.", "Three.")


def test_without_a_source_or_a_reference_there_are_none(write: Write) -> None:
    found = _read("north.txt", references=(Path("ref.txt"),))
    assert not found.has_source
    assert [item.source for item in found.test_set.items] == ["", "", ""]
    found = _read("north.txt", source=Path("zh.txt"))
    assert found.has_source
    assert found.test_set.references == ()


def test_the_xml_of_wmt_holds_everything() -> None:
    found = _read(SETS / "newstest.xml")
    assert [(item.document, item.key) for item in found.test_set.items] == [
        ("harbour.1", "1"),
        ("harbour.1", "2"),
        ("harbour.2", "2"),
    ]
    assert found.test_set.items[0].source == "王小明昨天到了 港口。"
    assert found.test_set.items[1].references == ("Li Dahai & Co. did not.",)
    assert found.test_set.source_lang == "zh"
    assert _hypotheses(found) == {
        "north": ("Wang Xiaoming arrived at the port yesterday.", "Li Dahai & Co. were absent.", "The port is shut."),
        "south": ("Wang Xiao Ming came to port.", "Li Dahai did not come.", "Harbour closed."),
    }


def test_a_reference_that_lacks_a_segment_is_left_out_and_told() -> None:
    found = _read(SETS / "newstest.xml")
    assert found.test_set.references == ("A",)
    assert found.remarks == ("the reference B is left out: it does not have every segment",)


def test_gaps_in_references_matter_only_where_they_are_compared_with(write: Write) -> None:
    rows = '{"id": 1, "source": "王", "reference": "Wang", "mt": "Wang"}\n{"id": 2, "source": "李", "mt": "Li"}\n'
    path = write("gaps.jsonl", rows)
    assert _said(path).startswith("gaps.jsonl:2: segment 2 has no reference | give every segment one, or ask")
    assert [item.references for item in _read(path, compares=False).test_set.items] == [(), ()]


def test_a_system_of_ones_own_is_graded_on_the_test_set_of_a_file(write: Write) -> None:
    found = _read("north.txt", source=SETS / "newstest.xml")
    assert _hypotheses(found) == {"north": tuple(NORTH.splitlines())}
    assert found.test_set.references == ("A",)


def test_sgml_stands_in_files_of_its_own_in_any_order_of_documents() -> None:
    found = _read(SETS / "north.sgm", source=SETS / "src.sgm", references=(SETS / "ref.sgm",))
    assert [(item.document, item.key, item.source) for item in found.test_set.items] == [
        ("a", "1", "王小明 & 李大海"),
        ("a", "2", "5 < 6，他说。"),
        ("b", "1", "港口关了。"),
    ]
    assert [item.references for item in found.test_set.items] == [
        ("Wang Xiaoming & Li Dahai",),
        ("5 < 6, he said.",),
        ("The harbour closed.",),
    ]
    assert _hypotheses(found) == {"north": ("Wang Xiaoming and Li Dahai", '"5 < 6", he said.', "The port is shut.")}
    assert found.test_set.source_lang == "zh"


def test_sgml_stands_together_in_one_file() -> None:
    found = _read(SETS / "together.sgm")
    assert found.test_set.references == ("one", "two")
    assert found.test_set.source_lang == "ja"
    assert _hypotheses(found) == {"north": ("The port is shut.",), "south": ("",)}


def test_jsonl_has_a_line_for_what_each_system_made_of_each_segment() -> None:
    found = _read(SETS / "rows.jsonl")
    assert [(item.key, item.source) for item in found.test_set.items] == [("1", "王小明来了。"), ("2", "港口关了。")]
    assert found.test_set.items[0].references == ("Wang Xiaoming came.", "In came Wang Xiaoming.")
    assert _hypotheses(found) == {
        "north": ("Wang Xiaoming came.", "The port is shut."),
        "south": ("Xiaoming Wang came.", ""),
    }


def test_the_columns_of_a_table_are_found_by_name_and_its_cells_are_verbatim() -> None:
    found = _read(SETS / "columns.tsv")
    assert [(item.document, item.source) for item in found.test_set.items] == [
        ("a", "王小明来了。"),
        ("b", "港口关了。"),
    ]
    assert found.test_set.items[1].references == ("The harbour closed.", "It closed.")
    assert _hypotheses(found) == {
        "north": ('"Wang Xiaoming" came.', "The port is shut."),
        "south": ("", "Port closed."),
    }


def test_the_cells_of_csv_may_stand_in_quotation_marks() -> None:
    found = _read(SETS / "cells.csv")
    assert found.test_set.items[0].source == '王小明说："来；来"'
    assert found.test_set.items[0].references == ('Wang Xiaoming said "come; come"',)
    assert _hypotheses(found) == {"cells": (" Come",)}


def test_segments_with_ids_are_matched_whatever_their_order(write: Write) -> None:
    write("south.jsonl", '{"id": "2", "hypothesis": "Port closed."}\n{"id": 1, "hypothesis": "Wang came."}\n')
    found = _read("south.jsonl", source=SETS / "rows.jsonl")
    assert _hypotheses(found) == {"south": ("Wang came.", "Port closed.")}


def test_a_name_that_is_typed_wins_over_that_of_the_file(write: Write) -> None:
    found = gathered(Asked((Output(Path("north.txt"), "a b"), Output(Path("north.txt"))), source=Path("zh.txt")))
    assert list(_hypotheses(found)) == ["a b", "north"]


def test_a_test_set_that_sacrebleu_has_fetched_is_read_where_it_lies(write: Write) -> None:
    for field, text in (("src", SOURCE), ("ref-A", REFERENCE), ("ref-B", "x\ny\nz\n"), ("docid", "a\na\nb\n")):
        write(f"kept/wmt21/wmt21.zh-en.{field}", text)
    for pair in ("zh-en", ""):
        found = _read("north.txt", test_set="wmt21", language_pair=pair)
        assert [item.references for item in found.test_set.items] == [(line,) for line in REFERENCE.splitlines()]
        assert [item.document for item in found.test_set.items] == ["a", "a", "b"]
        assert (found.test_set.name, found.test_set.source_lang) == ("wmt21.zh-en", "zh")


def test_a_test_set_of_which_a_file_is_cut_off_is_told(write: Write) -> None:
    write("kept/wmt21/wmt21.zh-en.src", SOURCE)
    write("kept/wmt21/wmt21.zh-en.ref-A", "One.\n")
    said = _said("north.txt", test_set="wmt21", language_pair="zh-en")
    assert said.startswith(f"{Path.cwd()}/kept/wmt21: the test set wmt21 is damaged: 3 lines of source and 1 in .ref-A")


def test_a_test_set_in_several_pairs_asks_which(write: Write) -> None:
    for pair in ("zh-en", "ja-en", "en-zh"):
        write(f"kept/wmt21/wmt21.{pair}.src", SOURCE)
    said = _said("north.txt", test_set="wmt21")
    assert said == "the test set wmt21 is here in ja-en, zh-en | say which: --language-pair zh-en"


def test_a_subset_has_the_references_that_sacrebleu_takes(write: Write) -> None:
    for field, text in (("src", SOURCE), ("ref-A", REFERENCE), ("ref-B", "x\ny\nz\n")):
        write(f"kept/wmt21/AB/wmt21_AB.zh-en.{field}", text)
        write(f"kept/wmt20/wmt20.ja-en.{field.partition('-')[0]}", text)
    assert _read("north.txt", test_set="wmt20", language_pair="ja-en").test_set.items[0].references == ("x",)
    said = _said("north.txt", test_set="wmt21/AB", language_pair="zh-en")
    assert said.startswith("the test set wmt21/AB has no language pair zh-en | its pairs with English: cs-en")


@pytest.mark.parametrize(
    ("test_set", "pair", "message", "hint"),
    [
        ("wmt21", "zh-en", "the test set wmt21 is not here", "sacrebleu -t wmt21 -l zh-en --echo src"),
        ("wmt21", "", "the test set wmt21 is not here", "sacrebleu -t wmt21 -l zh-en --echo src"),
        ("wmt21/system", "zh-en", "there is no test set 'wmt21/system'", "did you mean wmt21/systems?"),
        ("../../etc", "zh-en", "there is no test set '../../etc'", "sacrebleu --list"),
        ("wmt21", "en-zh", "en-zh is no pair with English as its second language", "zh-en"),
        ("wmt21", "../x-en", "the test set wmt21 has no language pair ../x-en", "zh-en"),
    ],
)
def test_a_test_set_that_is_not_here_is_never_fetched(
    test_set: str, pair: str, message: str, hint: str, write: Write
) -> None:
    said = _said("north.txt", test_set=test_set, language_pair=pair)
    assert said.startswith(message)
    assert hint in said
    assert not Path("kept").exists()


def test_unequal_numbers_of_lines_are_told_with_both_files(write: Write) -> None:
    write("south.txt", "One.\nTwo.\n")
    said = _said("north.txt", "south.txt", source=Path("zh.txt"))
    assert said.startswith("south.txt: the file has 2 segments, where zh.txt has 3 | each line of one must be")
    write("south.txt", NORTH + "\n\n")
    said = _said("south.txt", source=Path("zh.txt"))
    assert (
        said
        == "south.txt: the file has 5 segments, where zh.txt has 3 | the last lines of south.txt are empty: take them out"
    )


BROKEN = {
    "half.sgm": ('<tstset sysid="x">\n<doc docid="a">\n<seg id="1">Wang', "half.sgm:3:13: this <seg> is never closed"),
    "cut.sgm": ('<tstset sysid="x">\n<doc docid="a">\n<seg id="1">Wang</seg>\n', "cut.sgm:2:1: this <doc> is never closed"),
    "open.sgm": ('<tstset>\n<doc docid="a">\n<seg id="1">Wang\n<seg id="2">Li</seg>', "open.sgm:3:13: this <seg> is not closed"),
    "twice.sgm": (
        '<tstset><doc docid="a"></doc>\n<doc docid="a"></doc></tstset>', "twice.sgm:2:1: the document a stands on line 1"
    ),
    "again.sgm": (
        '<tstset><doc docid="a"><seg id="1">x</seg>\n<seg id="1">x</seg></doc></tstset>',
        "again.sgm:2:1: segment 1 of document a",
    ),
    "nameless.sgm": ("<tstset><doc><seg>x</seg></doc></tstset>", "nameless.sgm:1:9: this document has no docid"),
    "numberless.sgm": ('<tstset><doc docid="a"><seg>x</seg></doc></tstset>', "numberless.sgm:1:24: this segment has no id"),
    "alone.sgm": ('<doc docid="a"></doc>', "alone.sgm:1:1: <doc> stands outside of srcset"),
    "closed.sgm": ("<tstset></doc></tstset>", "closed.sgm:1:9: </doc> stands where <tstset> is open"),
    "text.sgm": ("Wang came.\n", "text.sgm: the file holds no segment"),
    "declared.sgm": ('<!DOCTYPE a [<!ENTITY b "c">]><tstset></tstset>', "declared.sgm:1:1: the DOCTYPE has declarations"),
    "entities.xml": (
        '<!DOCTYPE d [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><dataset>&c;</dataset>', "entities.xml: the file has a DOCTYPE"
    ),
    "outside.xml": ('<!DOCTYPE d SYSTEM "file:///etc/hostname"><dataset/>', "outside.xml: the file has a DOCTYPE"),
    "half.xml": ('<dataset><doc id="a"><src lang="zh"><seg id="1">王', "half.xml:1:"),
    "other.xml": ("<html><doc/></html>", "other.xml:1: the file begins with <html>, not with <dataset>"),
    "empty.xml": ("<dataset/>", "empty.xml: the file holds no <doc>"),
    "twice.xml": ('<dataset><doc id="a"/>\n<doc id="a"/></dataset>', "twice.xml:2: the document a stands on line 1 already"),
    "nameless.xml": ("<dataset><doc/></dataset>", "nameless.xml:1: this document has no id"),
    "again.xml": (
        '<dataset><doc id="a"><hyp><seg id="1"/>\n<seg id="1"/></hyp></doc></dataset>', "again.xml:2: segment 1 of document a"
    ),
    "doubled.xml": (
        '<dataset><doc id="a"><hyp system="x"/>\n<hyp system="x"/></doc></dataset>', "doubled.xml:2: a second <hyp> of x"
    ),
    "tongues.xml": ('<dataset><doc id="a"><src lang="zh"/>\n<src lang="ja"/></doc></dataset>', "tongues.xml:2: a second <src>"),
    "wrong.jsonl": ('{"source": "王"}\n{"source": "王', "wrong.jsonl:2:12: this line is not valid JSON"),
    "list.jsonl": ("[]\n", "list.jsonl:1: this line holds no JSON object"),
    "number.jsonl": ('{"hypothesis": 7}\n', "number.jsonl:1: `hypothesis` is not a string"),
    "half.jsonl": ('{"hypothesis": "\\ud800"}\n', "half.jsonl:1: `hypothesis` holds half of a surrogate pair"),
    "unnamed.jsonl": ('{"text": "Wang"}\n', "unnamed.jsonl: nothing here is called source, hypothesis or reference"),
    "ids.jsonl": ('{"id": 1, "mt": "a"}\n{"mt": "b"}\n', "ids.jsonl:2: some segments have an id and others none"),
    "same.jsonl": ('{"id": 1, "mt": "a"}\n{"id": 1, "mt": "b"}\n', "same.jsonl:2: a second hypothesis for segment 1"),
    "sources.jsonl": ('{"id": 1, "src": "a"}\n{"id": 1, "src": "b"}\n', "sources.jsonl:2: another source for segment 1"),
    "names.tsv": ("a\tb\nc\td\n", "names.tsv:1: the first row does not say which column holds what; its names are 'a', 'b'"),
    "short.tsv": ("source\tmt\n王\n", "short.tsv:2: this row has 1 cells where there are 2 columns"),
    "two.tsv": ("mt\tmt\na\tb\n", "two.tsv:1: two columns are called mt"),
    "open.csv": ('source,mt\n"王,Wang\n', "open.csv:2:1: a quotation mark is opened here and never closed"),
    "binary.txt": (b"\x7fELF\x00\x01", "binary.txt: this is no text but a program"),
    "latin.txt": ("Beyoncé\n".encode("latin-1"), "latin.txt:1:7: the file is not UTF-8"),
    "latin.xml": ("<dataset>é</dataset>".encode("latin-1"), "latin.xml:1:10: the file is not UTF-8"),
    "empty.txt": (b"\n \n", "empty.txt: the file is empty, so there is nothing to grade"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_read_is_told_with_place_and_remedy(name: str, write: Write) -> None:
    content, place = BROKEN[name]
    said, _, hint = _said(write(name, content)).partition(" | ")
    assert said.startswith(place)
    assert hint


def test_no_file_outside_is_opened_for_an_entity(write: Write) -> None:
    write("secret.txt", "do not read")
    path = write("leak.xml", '<!DOCTYPE d [<!ENTITY s SYSTEM "secret.txt">]><dataset><doc id="a">&s;</doc></dataset>')
    assert "do not read" not in _said(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"id": 1, "mt": "a"}', "segment 2 of document a is missing, which stands in"),
        ('{"id": 1, "mt": "a"}\n{"id": 2, "mt": "a"}\n{"id": 3, "mt": "a"}', "segment 3 does not stand in"),
        ('{"id": 1, "mt": "a"}\n{"id": 2, "src": "港口关了。"}', "the system south has no hypothesis for segment 2"),
        ('{"id": 1, "mt": "a"}\n{"id": 2, "mt": "a", "src": "别的"}', "this source is not that of"),
        ('{"id": 1, "src": "a"}\n{"id": 2, "src": "a"}', "the file holds no hypothesis, but source"),
    ],
)
def test_a_system_that_does_not_fit_the_test_set_is_told(content: str, message: str, write: Write) -> None:
    said = _said(write("south.jsonl", content), source=SETS / "rows.jsonl")
    assert said.startswith("south.jsonl")
    assert message in said


def test_two_systems_of_one_name_are_told_with_what_to_type(write: Write) -> None:
    write("b/north.txt", NORTH)
    said = _said("north.txt", "b/north.txt", source=Path("zh.txt"))
    assert said == (
        "two systems are called north: north.txt and b/north.txt | "
        "name them yourself: north-1=north.txt north-2=b/north.txt"
    )


def test_a_name_for_a_file_of_several_systems_is_refused(write: Write) -> None:
    with pytest.raises(AlignError, match="2 systems stand here, by names of their own: north, south"):
        gathered(Asked((Output(SETS / "newstest.xml", "mine"),)))


@given(st.lists(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]))))
def test_every_line_of_a_plain_text_is_one_segment(lines: list[str]) -> None:
    assert lines_of("".join(f"{line}\n" for line in lines)) == [line.rstrip() for line in lines]
