"""What the columns of a table hold, told from the names in its first row.

Known are the names that this project, spreadsheets and the tools of translators and programmers give: see `_NAMED`. A
language may name a column too: as a code (`zh`, `zh_CN`, `ja-JP`, `en-US`), in English (`Chinese (Simplified)`), in Chinese
or Japanese (`简体中文`), alone or behind `Source` or `Target` (`Target [en-GB]`, `Source: Japanese`). Letters count the same in
either case, and spaces, hyphens and underlines are one thing.

Of two names for the same the one counts that stands first in `_NAMED`; `source` and `target` count before languages. Of
several source languages the first column counts. Several English columns are each a translation of its own. All notes of a
row are its note.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from align.formats.languages import source_of


@dataclass(frozen=True, slots=True)
class Target:
    """A column of translations: where it is among the columns, and its language."""

    at: int
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each thing stands in a row, None where the table has no such column. `count` is how many columns there are.

    `source_lang` is empty where the header does not say it.
    """

    count: int
    source: int | None
    targets: tuple[Target, ...]
    identifier: int | None = None
    document: int | None = None
    source_lang_at: int | None = None
    target_lang_at: int | None = None
    state: int | None = None
    notes: tuple[int, ...] = ()
    source_lang: str = ""


class DoubledColumn(Exception):
    """Two columns have one name; `at` is the first of them."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


def columns_of(header: Sequence[str]) -> Columns | None:
    """What the columns with these names hold; None where they hold no translations, or nothing that these belong to.

    DoubledColumn where it cannot be told which of two columns is meant.
    """
    names = [_folded(name) for name in header]
    at = {role: _first(names, known) for role, known in _NAMES.items()}
    languages = [_language(name) for name in names]
    source, source_lang = at["source"], ""
    if source is None:
        source, source_lang = next(
            ((n, lang) for n, (side, lang) in enumerate(languages) if side == "source"), (None, "")
        )
    targets = tuple(Target(n, lang) for n, (side, lang) in enumerate(languages) if side == "target")
    if at["target"] is not None:
        targets = (Target(at["target"]),)
    told = [source, *(at[role] for role in ("id", "document", "source_lang", "target_lang"))]
    if not targets or all(each is None for each in told):
        return None
    for each in (*told, at["state"], *(target.at for target in targets)):
        if each is not None and names.count(names[each]) > 1:
            raise DoubledColumn(each)
    return Columns(
        count=len(names),
        source=source,
        targets=targets,
        identifier=at["id"],
        document=at["document"],
        source_lang_at=at["source_lang"],
        target_lang_at=at["target_lang"],
        state=at["state"],
        notes=tuple(n for n, name in enumerate(names) if name in _NAMES["note"]),
        source_lang=source_lang,
    )


WITHOUT_HEADER: Mapping[int, Columns] = MappingProxyType(
    {
        2: Columns(2, 0, (Target(1),)),
        3: Columns(3, 1, (Target(2),), identifier=0),
        4: Columns(4, 2, (Target(3),), identifier=0, document=1),
    }
)
"""What so many columns without names hold."""


# The names of each kind of column, folded; the one that is surest first.
_NAMED = {
    "id": """id;key;string id;string key;segment id;unit id;identifier;resource id;msgctxt;编号;編號;番号""",
    "document": """document;file;file name;filename;path;document name;文件;文档;檔案;文書;ファイル""",
    "source": """source;source text;source string;source segment;original;original text;msgid;原文;源文;ソース""",
    "target": """target;target text;target string;target segment;translation;translated text;translated;msgstr;译文;譯文;翻译;翻譯
        ;訳文;翻訳;ターゲット""",
    "source_lang": "source lang;source language;source locale",
    "target_lang": "target lang;target language;target locale",
    "state": "state;status;状态;狀態;状態;ステータス",
    "note": """note;notes;comment;comments;translator note;translator notes;translator comment;translator comments;developer note
        ;developer notes;developer comment;developer comments;description;context;remark;remarks;备注;備註;備考;コメント""",
}
_NAMES = {role: tuple(name.strip() for name in names.split(";")) for role, names in _NAMED.items()}

_ENGLISH_REGIONS = {
    "us": "US", "usa": "US", "united states": "US", "uk": "GB", "gb": "GB", "united kingdom": "GB", "great britain": "GB",
    "australia": "AU", "canada": "CA", "india": "IN", "ireland": "IE", "new zealand": "NZ", "singapore": "SG",
    "hong kong": "HK",
}  # fmt: skip
_LANGUAGE_NAMES = {
    "chinese": "zh", "中文": "zh", "汉语": "zh", "漢語": "zh", "中国語": "zh", "mandarin": "zh",
    "chinese simplified": "zh-Hans", "simplified chinese": "zh-Hans", "chinese china": "zh-Hans",
    "chinese prc": "zh-Hans", "chinese simplified china": "zh-Hans", "chinese singapore": "zh-Hans",
    "简体中文": "zh-Hans", "中文 简体": "zh-Hans", "简中": "zh-Hans", "簡体字": "zh-Hans",
    "chinese traditional": "zh-Hant", "traditional chinese": "zh-Hant", "chinese taiwan": "zh-Hant",
    "chinese traditional taiwan": "zh-Hant", "chinese hong kong": "zh-Hant", "chinese traditional hong kong": "zh-Hant",
    "繁體中文": "zh-Hant", "繁体中文": "zh-Hant", "中文 繁體": "zh-Hant", "繁中": "zh-Hant", "繁体字": "zh-Hant",
    "japanese": "ja", "japanese japan": "ja", "日本語": "ja", "日语": "ja", "日語": "ja", "日文": "ja",
    "english": "en", "英文": "en", "英语": "en", "英語": "en",
} | {f"english {name}": f"en-{region}" for name, region in _ENGLISH_REGIONS.items()}  # fmt: skip
_CODE = re.compile(r"(?:en|zh|ja|jp|jpn|zho|chi|cmn)(?: (?:hans|hant|[a-z]{2}|chs|cht)){0,2}")
_SIDE = re.compile(r"(?P<side>source|target)(?: (?:text|language|segment))? (?P<lang>.+)")


@lru_cache(maxsize=256)
def _folded(name: str) -> str:
    """A name without brackets, with one space for whatever parts its words."""
    return " ".join(re.sub(r"[\s_\-–:()（）\[\],.]+", " ", name).lower().split())


def _language(name: str) -> tuple[str, str]:
    """The side that the language in a folded name is of, and the language; empty where there is none."""
    said = _SIDE.fullmatch(name)
    name = said["lang"] if said else name
    if _CODE.fullmatch(name):
        first, *rest = name.split()
        if first == "en":
            lang = "-".join((first, *(part.upper() if len(part) == 2 else part.title() for part in rest)))
        else:
            lang = source_of("-".join((first, *rest)))
    else:
        lang = _LANGUAGE_NAMES.get(name, "")
    side = "" if not lang else "target" if lang.startswith("en") else "source"
    return ("", "") if said and said["side"] != side else (side, lang)


def _first(names: list[str], known: Sequence[str]) -> int | None:
    """The column that has the first of the known names that a column has."""
    return next((names.index(name) for name in known if name in names), None)
