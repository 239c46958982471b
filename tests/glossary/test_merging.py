"""New entries in an existing glossary: where they go, what stays as it is, and how the file is replaced."""

from __future__ import annotations

import codecs
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from align.errors import GlossaryError
from align.glossary.entity import Entity, SourceName
from align.glossary.load import compile_entry, read_glossary
from align.glossary.merging import merged, sort_out
from align.glossary.proposal import Proposal, propose
from align.glossary.save import save
from align.glossary.schema import GlossaryFile
from align.glossary.strict_yaml import parse
from align.glossary.use import uses
from tests.glossary.undeclared import aligned, link, name, taro

CASES = yaml.safe_load(Path(__file__).with_name("merging.yaml").read_text("utf-8"))
PATH = Path("names.yaml")
MERGED = [case for case in CASES if "after" in case]
REFUSED = [case for case in CASES if "refused" in case]


def _what(case: dict[str, Any]) -> str:
    what: str = case["what"]
    return what


# --- where entries go --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", MERGED, ids=_what)
def test_new_entries_have_their_place(case: dict[str, Any]) -> None:
    assert merged(case["before"].encode(), PATH, [taro()]).decode() == case["after"]


@pytest.mark.parametrize("case", REFUSED, ids=_what)
def test_what_cannot_be_added_to_is_refused(case: dict[str, Any]) -> None:
    with pytest.raises(GlossaryError) as refused:
        merged(case["before"].encode(), PATH, [taro()])
    assert case["refused"] in str(refused.value)


@pytest.mark.parametrize("case", MERGED, ids=_what)
@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_ends_are_the_files_own(case: dict[str, Any], newline: str) -> None:
    before, after = (case[key].replace("\n", newline).encode() for key in ("before", "after"))
    assert merged(before, PATH, [taro()]) == after


@pytest.mark.parametrize("case", MERGED, ids=_what)
def test_a_file_that_does_not_end_its_last_line_gets_it_ended(case: dict[str, Any]) -> None:
    before = case["before"].rstrip("\n")
    read = parse(merged(before.encode(), PATH, [taro()]).decode(), PATH, list_key="entities")
    assert read.value == parse(case["after"], PATH, list_key="entities").value


@pytest.mark.parametrize("case", MERGED, ids=_what)
@pytest.mark.parametrize(
    ("mark", "codec"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_the_encoding_is_the_files_own(case: dict[str, Any], mark: bytes, codec: str) -> None:
    before, after = (mark + case[key].encode(codec) for key in ("before", "after"))
    assert merged(before, PATH, [taro()]) == after


@pytest.mark.parametrize("before", [b"", b"\n", b"# ours\n", b"# ours", codecs.BOM_UTF8])
def test_a_file_without_anything_becomes_a_glossary(before: bytes) -> None:
    after = merged(before, PATH, [taro()])
    assert after.startswith(before)
    assert b"\nversion: 1\nentities:\n  # once: Taro Kono" in after


def test_nothing_to_add_changes_nothing() -> None:
    assert merged(b"entities: []", PATH, []) == b"entities: []"


_COMMENT = st.sampled_from(["", "  # deep\n", "# top\n", "\n", "      # deeper\n\n"])
_ENTRY = st.sampled_from(
    [
        "{en: Hanako Tanaka, ja: 田中花子}\n",
        "en: Hanako Tanaka\n    ja: 田中花子 # hers\n",
        "en: 'Hanako\n      Tanaka'\n    ja: 田中花子\n    note: >-\n      a\n\n      b\n",
        "en: Hanako Tanaka\n    ja: 田中花子\n    note: |+\n      a\n\n",
        "ja: 田中花子\n    en:\n      full: Hanako Tanaka\n      accept:\n      - H. Tanaka\n",
        "en: Hanako Tanaka\n    ja: 田中花子\n    note:\n",
    ]
)
_TAIL = st.sampled_from(["", "version: 1\n", "x-ours: {a: b}\n# end\n", "...\n"])


@given(st.lists(st.tuples(_ENTRY, _COMMENT), min_size=1, max_size=3), _TAIL, st.integers(1, 2), st.booleans())
@settings(max_examples=80)
def test_every_byte_that_was_there_stays(entries: list[tuple[str, str]], tail: str, number: int, ended: bool) -> None:
    text = "entities:\n" + "".join(f"  - {entry}{comment}" for entry, comment in entries) + tail
    before = text.encode() if ended else text.rstrip("\n").encode()
    proposals = [replace(taro(), entity=replace(taro().entity, id=f"kono-{at}")) for at in range(number)]
    after = merged(before, PATH, proposals)
    shared = next((at for at, (old, new) in enumerate(zip(before, after, strict=False)) if old != new), len(before))
    assert after.endswith(before[shared:])
    value = parse(after.decode(), PATH, list_key="entities").value["entities"]
    assert isinstance(value, list)
    assert len(value) == len(entries) + number


# --- what is there already ---------------------------------------------------------------------------------------


def _entity(entity_id: str, full: str, **forms: str) -> Entity:
    sources = tuple(SourceName(lang, form) for lang, form in forms.items())
    return Entity(entity_id, "person", "other", full, sources=sources)


def _proposal(full: str, **forms: str) -> Proposal:
    return replace(taro(), entity=_entity("new", full, **forms))


def test_a_name_that_is_there_in_any_script_is_left_out() -> None:
    present = [_entity("kono-taro", "Taro Kono", ja="河野太郎"), _entity("x", "Y", zh="廣田弘毅")]
    sorted_out = sort_out([_proposal("Koki Hirota", ja="広田弘毅"), taro(), _proposal("Ann", zh="安")], present)
    assert [proposal.entity.full for proposal in sorted_out.known] == ["Koki Hirota", "Taro Kono"]
    assert [proposal.entity.full for proposal in sorted_out.new] == ["Ann"]


def test_a_form_that_an_entry_accepts_counts_as_there() -> None:
    present = [Entity("x", "other", "other", "Y", sources=(SourceName("zh", "联合国", accept=("聯大",)),))]
    assert sort_out([_proposal("UNGA", zh="联大")], present).new == ()


def test_one_id_in_two_writings_is_one_name_and_left_out_with_its_entry() -> None:
    present = [_entity("donald-trump", "Donald Trump", zh="特朗普")]
    sorted_out = sort_out([_proposal("Donald Trump", ja="ドナルド・トランプ")], present)
    assert sorted_out.new == ()
    assert [other.id for _, other in sorted_out.same_id] == ["donald-trump"]


def test_one_id_for_other_characters_is_a_namesake() -> None:
    present = [_entity("wang-wei", "Wang Wei", zh="王伟")]
    assert len(sort_out([_proposal("Wang Wei", zh="王炜")], present).new) == 1


_FORMS = st.text(st.sampled_from("高髙市早苗橋桥廣広ア・"), min_size=1, max_size=3)
_FOUND = st.builds(
    lambda lang, form, full, rendering, origin: (name(full, origin=origin, **{lang: form}), rendering),
    st.sampled_from(["zh_Hans", "zh_Hant", "zh", "ja"]),
    _FORMS,
    st.sampled_from(["Sanae Takaichi", "Wang Wei", "A", ""]),
    st.sampled_from(["Sanae Takaichi", "Wang Wei", "Wei Wang", "B", ""]),
    st.sampled_from(["ja", "zh-CN", "western", "other"]),
)


@given(st.lists(_FOUND, max_size=6))
@settings(max_examples=60, deadline=None)
def test_what_has_been_added_is_not_added_again(found: list[tuple[Entity, str]]) -> None:
    entities = [replace(entity, id=f"?{number}") for number, (entity, _) in enumerate(found)]
    links = [link(entity, rendering) for entity, (_, rendering) in zip(entities, found, strict=True)]
    by_id = {entity.id: entity for entity in entities}
    proposals = [proposal for proposal in propose(uses([aligned(*links)], by_id.get)) if proposal.entity.full]
    text = merged(b"", PATH, proposals).decode()
    entries = GlossaryFile.model_validate(parse(text, PATH, list_key="entities").value).entities if proposals else ()
    present = [compile_entry(entry, entry.id or "") for entry in entries]
    assert [entity.id for entity in present] == [proposal.entity.id for proposal in proposals]
    again = propose(uses([aligned(*links)], by_id.get), taken=[entity.id for entity in present])
    assert sort_out([proposal for proposal in again if proposal.entity.full], present).new == ()


# --- replacing the file ------------------------------------------------------------------------------------------


def test_the_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "names.yaml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    save(path, b"new", old=b"old")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_is_followed(tmp_path: Path) -> None:
    path, shown = tmp_path / "names.yaml", tmp_path / "link.yaml"
    path.write_bytes(b"old")
    shown.symlink_to(path)
    save(shown, b"new", old=b"old")
    assert shown.is_symlink()
    assert path.read_bytes() == b"new"


def test_a_file_that_was_not_there_is_made(tmp_path: Path) -> None:
    save(tmp_path / "names.yaml", b"new", old=None)
    assert (tmp_path / "names.yaml").read_bytes() == b"new"


@pytest.mark.parametrize("old", [b"as it was read", None])
def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path, old: bytes | None) -> None:
    path = tmp_path / "names.yaml"
    path.write_bytes(b"another's work")
    with pytest.raises(GlossaryError, match="somebody else has changed"):
        save(path, b"new", old=old)
    assert path.read_bytes() == b"another's work"
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "names.yaml"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(GlossaryError, match="No space left on device"):
        save(path, b"new", old=b"old")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_merged_is_a_glossary(tmp_path: Path) -> None:
    path = tmp_path / "names.yaml"
    save(path, merged(b"", path, [taro()]), old=None)
    assert [entry.entity.full for entry in read_glossary(path).entries] == ["Taro Kono"]
