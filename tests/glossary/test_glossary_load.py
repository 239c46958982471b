"""Reading glossary files: what is kept as written, what is refused and how, ids, folders, encodings."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from align.errors import GlossaryError
from align.glossary.entity import Entity, Forbidden, Role, SourceName
from align.glossary.load import Example, load_glossaries, read_glossary, slug

BAD = yaml.safe_load(Path(__file__).with_name("bad_input.yaml").read_text(encoding="utf-8"))
GUESSES = yaml.safe_load(Path(__file__).with_name("guesses.yaml").read_text(encoding="utf-8"))

CONTRACT = """\
version: 1
entities:
  - en: Sanae Takaichi
    ja: 高市早苗
    zh: 高市早苗
  - id: kanai-masaaki             # the long form
    type: person
    origin: ja
    gender: male
    en: {full: Masaaki Kanai, family: Kanai, given: Masaaki, order: given-first, accept: [M. Kanai],
         forbid: [{form: Takashi Kanai, why: another person}, Kanai Takashi]}
    ja: {full: 金井正彰, family: 金井, given: 正彰, accept: [金井アジア大洋州局長]}
    kana: かない まさあき
    zh: 金井正彰
    roles:
      - {en: Director-General, zh: 局长, ja: 局長, from: 2025-01}
    examples:
      - {zh: 金井将于17日访华, en: Kanai will visit China on the 17th, finds: []}
      - {zh: 金井正彰启程, en: Takashi Kanai departs, finds: [forbidden-form]}
    note: free text for editors
"""


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def written(text: str | bytes, name: str = "names.yaml") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return written


def only(path: Path) -> Entity:
    (entry,) = read_glossary(path).entries
    return entry.entity


def test_the_example_of_the_contract_is_read_whole(write: Any) -> None:
    path = write(CONTRACT)
    short, long = read_glossary(path).entries
    assert short.entity == Entity(
        id="sanae-takaichi",
        type="person",
        origin="ja",
        full="Sanae Takaichi",
        family="Takaichi",
        given="Sanae",
        order="given-first",
        sources=(SourceName("zh", "高市早苗", "高市", "早苗"), SourceName("ja", "高市早苗", "高市", "早苗")),
        path=str(path),
        line=3,
    )
    assert long.entity == Entity(
        id="kanai-masaaki",
        type="person",
        origin="ja",
        full="Masaaki Kanai",
        family="Kanai",
        given="Masaaki",
        order="given-first",
        accept=("M. Kanai",),
        forbid=(Forbidden("Takashi Kanai", "another person"), Forbidden("Kanai Takashi")),
        sources=(
            SourceName("zh", "金井正彰", "金井", "正彰"),
            SourceName("ja", "金井正彰", "金井", "正彰", ("金井アジア大洋州局長",)),
        ),
        kana=("かない", "まさあき"),
        gender="male",
        roles=(Role("Director-General", "局长", "局長", "2025-01"),),
        note="free text for editors",
        path=str(path),
        line=6,
    )
    assert long.examples == (
        Example("zh", "金井将于17日访华", "Kanai will visit China on the 17th", ()),
        Example("zh", "金井正彰启程", "Takashi Kanai departs", ("forbidden-form",)),
    )


def test_the_example_of_the_documentation_is_read(write: Any) -> None:
    page = (Path(__file__).parents[2] / "docs" / "glossary.md").read_text(encoding="utf-8")
    example = page.split("```yaml\n")[1].split("```")[0]
    assert [entry.entity.id for entry in read_glossary(write(example)).entries] == ["sanae-takaichi", "kanai-masaaki"]


def test_a_place_is_that_of_the_key_in_the_users_own_line(write: Any) -> None:
    glossary = read_glossary(write(CONTRACT))
    entry = glossary.entries[1]
    assert (entry.line, entry.column) == (6, 5)
    assert glossary.place(entry, "zh") == (14, 5)
    assert glossary.place(entry, "en", "forbid", 1) == (11, 63)
    assert glossary.place(entry, "roles", 0, "from") == (16, 48)
    assert glossary.place(entry, "roles", 0, "to") == (16, 9)
    assert glossary.lines()[13] == "    zh: 金井正彰"


@pytest.mark.parametrize(
    "text", ["NO", "yes", "0123", "1e3", "2025-01-21", "12:30:45", "0x1F", "1_000", ".inf", "Null"]
)
def test_a_scalar_stays_the_text_that_was_written(write: Any, text: str) -> None:
    assert only(write(f"entities: [{{en: {text}, ja: 潮汐局}}]")).full == text


def test_json_is_read_as_yaml(write: Any) -> None:
    path = write(
        'entities:\n  - id: e0\n    en: {"full": "Caf\\u00e9 \\"Tide\\"", "accept": ["T\\tO"]}\n    ja: "潮汐局"\n'
    )
    entity = only(path)
    assert (entity.full, entity.accept) == ('Café "Tide"', ("T O",))


def test_a_form_over_several_lines_has_single_spaces(write: Any) -> None:
    assert only(write("entities:\n  - en: Office of\n      Tides\n    ja: 潮汐局\n")).full == "Office of Tides"


@pytest.mark.parametrize("nothing", ["", " ~", " null"])
def test_a_key_with_nothing_after_it_is_as_if_left_out(write: Any, nothing: str) -> None:
    glossary = read_glossary(write(f"entities:\n  - en: Tide Office\n    zh:{nothing}\n    ja: 潮汐局\n"))
    assert [source.lang for source in glossary.entries[0].entity.sources] == ["ja"]
    assert glossary.blanks == (("zh", (3, 5)),)


def test_keys_of_other_programs_are_passed_over(write: Any) -> None:
    path = write("x-owner: {a: [1]}\nentities:\n  - {en: {full: Tide Office, x-tm: 3}, ja: 潮汐局, x-y: [{z: 1}]}\n")
    assert only(path).full == "Tide Office"


def test_a_glossary_without_entries_is_none_the_worse(write: Any) -> None:
    assert read_glossary(write("version: 1\nentities: []\n")).entries == ()
    assert read_glossary(write("version: 1\nentities:\n")).entries == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_encodings_and_line_ends_make_no_difference(write: Any, encoding: str, line_end: str) -> None:
    text = "entities:\n  - en: Tide Office\n    ja: 潮汐局\n    zh: 潮汐局\n".replace("\n", line_end)
    glossary = read_glossary(write(text.encode(encoding)))
    assert glossary.entries[0].entity.sources[0].full == "潮汐局"
    assert glossary.place(glossary.entries[0], "zh") == (4, 5)


@pytest.mark.parametrize("case", BAD, ids=lambda case: case["name"])
def test_bad_input_is_refused_with_place_and_remedy(write: Any, case: dict[str, str]) -> None:
    path = write(case["text"])
    with pytest.raises(GlossaryError) as caught:
        load_glossaries([path])
    error = caught.value
    assert case["says"] in error.message
    assert case.get("hint", "") in error.hint
    assert error.place == (f"{path}:{case['place']}" if "place" in case else error.place)
    assert "\n" not in error.message


@pytest.mark.parametrize(
    ("raw", "says", "hint"),
    [
        (b"entities: [{en: Caf\xe9, ja: x}]", "not UTF-8: byte 0xE9", "UTF-8"),
        ("entities: [{en: A, ja: 潮汐局}]".encode("cp932"), "not UTF-8", "iconv -f cp932"),
        (b"PK\x03\x04\x00\x00", "no text file", ".yaml"),
        (b"\xff\xfea", "damaged UTF-16", "UTF-8"),
    ],
)
def test_another_encoding_is_named_and_not_guessed_at(write: Any, raw: bytes, says: str, hint: str) -> None:
    with pytest.raises(GlossaryError) as caught:
        read_glossary(write(raw))
    assert says in caught.value.message
    assert hint in caught.value.hint


MEGABYTES = 10_000_000
NESTED = {
    "brackets": "entities: " + "[" * MEGABYTES,
    "braces": "entities: " + "{a: " * (MEGABYTES // 4),
    "dashes": "entities: \n" + "- " * (MEGABYTES // 2),
    "question marks": "? " * (MEGABYTES // 2),
    "an entry": "entities:\n  - en: " + "[" * MEGABYTES,
    "indentation": "".join(" " * depth + "a:\n" for depth in range(4400)),
    "a list of text": "entities:\n" + "- a\n" * (MEGABYTES // 4),
}


@pytest.mark.parametrize("text", NESTED.values(), ids=NESTED.keys())
def test_megabytes_of_nesting_are_refused_at_once(write: Any, text: str) -> None:
    path = write(text)
    started = time.perf_counter()
    with pytest.raises(GlossaryError) as caught:
        read_glossary(path)
    assert time.perf_counter() - started < 2
    assert len(caught.value.message) < 200


def test_a_file_that_is_far_too_large_is_not_even_read(write: Any) -> None:
    path = write("entities: []\n")
    os.truncate(path, 70_000_000)
    with pytest.raises(GlossaryError, match="70 MB"):
        read_glossary(path)


def test_ids_are_made_from_the_english_form_and_numbered(write: Any) -> None:
    path = write(
        "entities:\n"
        "  - {en: Tide Office, ja: 潮汐局}\n"
        "  - {en: Tide office!, ja: 潮汐庁}\n"
        "  - {en: Bureau, ja: 局舎, id: tide-office-2}\n"
        "  - {en: Ōsaka's Café, ja: 大阪茶屋}\n"
        "  - {en: 潮, ja: 潮汐}\n"
    )
    ids = [entry.entity.id for entry in read_glossary(path).entries]
    assert ids == ["tide-office", "tide-office-3", "tide-office-2", "osakas-cafe", "entry"]


def test_ids_are_one_space_over_all_files(write: Any, tmp_path: Path) -> None:
    write("entities: [{en: Tide Office, ja: 潮汐局}]", "a.yaml")
    write("entities: [{en: Tide Office, ja: 潮汐庁}]", "b.yaml")
    ids = [glossary.entries[0].entity.id for glossary in load_glossaries([tmp_path])]
    assert ids == ["tide-office", "tide-office-2"]
    write("entities: [{id: x, en: Tide Office, ja: 潮汐局}]", "a.yaml")
    write("entities: [{id: x, en: Tide Office, ja: 潮汐庁}]", "b.yaml")
    with pytest.raises(GlossaryError, match=r"b\.yaml:1:13: the id `x` is taken by the entry in .*a\.yaml:1"):
        load_glossaries([tmp_path])


def test_slug_of_what_has_no_letters_is_a_word_all_the_same() -> None:
    assert slug("…") == "entry"


def test_a_folder_means_its_yaml_files_at_any_depth_each_once(write: Any, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b.yaml", "sub/a.yml", ".git/c.yaml", ".hidden.yaml", "d.txt"):
        write(f"entities: [{{en: {name[0:4]}, ja: 潮汐局}}]", name)
    found = load_glossaries([tmp_path / "b.yaml", tmp_path])
    assert [glossary.path.name for glossary in found] == ["b.yaml", "a.yml"]


def test_the_digest_is_that_of_the_bytes(write: Any) -> None:
    one, two = write("entities: []\n", "a.yaml"), write("entities: [] \n", "b.yaml")
    assert read_glossary(one).digest != read_glossary(two).digest


def test_what_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match="no such file or folder"):
        load_glossaries([tmp_path / "nowhere.yaml"])
    with pytest.raises(GlossaryError, match="no glossary in this folder"):
        load_glossaries([tmp_path])
    with pytest.raises(GlossaryError, match="this is a folder"):
        read_glossary(tmp_path)


def test_a_folder_without_permission_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(GlossaryError, match="no permission") as caught:
        load_glossaries([tmp_path])
    assert str(caught.value.path) == str(tmp_path)


@pytest.mark.parametrize("case", GUESSES, ids=lambda case: f"{case['en']} {case.get('zh', case.get('ja'))}")
def test_what_an_entry_leaves_unsaid_is_read_off_its_forms(write: Any, case: dict[str, str]) -> None:
    keys = [f"{key}: {case[key]}" for key in ("en", "zh", "ja", "kana") if key in case]
    entity = only(write(f"entities: [{{{', '.join(keys)}}}]"))
    parts = f"{entity.family} / {entity.given}, {entity.order}" if entity.family else ""
    han = f"{entity.sources[0].family} {entity.sources[0].given}".strip()
    assert (entity.type, entity.origin, parts, han) == (case["type"], case["origin"], case["parts"], case["han"])


@pytest.mark.parametrize(
    ("english", "parts"),
    [
        ("{full: Hanako Sato, family: Sato}", ("Sato", "Hanako", "given-first")),
        ("{full: Sato Hanako, given: Hanako}", ("Sato", "Hanako", "family-first")),
        ("{full: Masaaki Kanai, family: KANAI, given: Masaaki}", ("KANAI", "Masaaki", "given-first")),
        ("{full: Peter Chan Tai-ming, family: Chan, given: Tai-ming}", ("Chan", "Tai-ming", "family-first")),
        ("{full: John Q. Smith, family: Smith, given: John}", ("Smith", "John", "given-first")),
        ("{full: Hanako, given: Hanako}", ("", "Hanako", "")),
        ("{full: Sato Hanako, family: Hanako, given: Sato, order: family-first}", ("Hanako", "Sato", "family-first")),
    ],
)
def test_parts_that_are_given_decide_the_rest(write: Any, english: str, parts: tuple[str, ...]) -> None:
    entity = only(write(f"entities: [{{en: {english}, ja: 佐藤花子, type: person}}]"))
    assert (entity.family, entity.given, entity.order) == parts


def test_kana_of_a_thing_are_one_string_and_widths_are_mended(write: Any) -> None:
    assert only(write("entities: [{en: Tide Office, ja: 潮汐局, kana: ﾁｮｳｾｷ　きょく, type: place}]")).kana == (
        "チョウセキ きょく",
    )
    assert only(write("entities: [{en: Misuzu Sato, ja: 佐藤みすゞ, kana: さとう みすゞ}]")).kana == (
        "さとう",
        "みすず",
    )


def test_the_compiled_entity_needs_neither_pydantic_nor_yaml() -> None:
    code = (
        "import sys; import align.glossary.entity, align.glossary.lexicon; "
        "sys.exit(any(name in sys.modules for name in ('pydantic', 'yaml')))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False).returncode == 0
