"""How forms are written: G105, G107, G110, G111, G112, G113."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from align.glossary.checks.remark import Remark
from align.glossary.load import LoadedEntry
from align.model.finding import Severity
from align.text.fold import fold_source
from align.text.scripts import has_cjk, is_han, is_kana

At = tuple[str | int, ...]

_EAST_ASIAN = ("ja", "zh-", "ko", "vi")
_GAP = re.compile(r"(?<=\S)[ \u3000](?=\S)")
_LAST = re.compile(r"[,;:、。，；：]$")
_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-", "\u00a0": " "})


def english_forms(entry: LoadedEntry) -> Iterator[tuple[At, str]]:
    """The English forms that are right, with their places."""
    said = entry.said.en
    yield ("en",), said.full
    for part, text in (("family", said.family), ("given", said.given)):
        if text:
            yield ("en", part), text
    for number, text in enumerate(said.accept):
        yield ("en", "accept", number), text


def source_forms(entry: LoadedEntry) -> Iterator[tuple[str, At, str]]:
    """The source forms with their languages and places."""
    for lang, forms in entry.said.forms():
        yield lang, (lang,), forms.full
        for part, text in (("family", forms.family), ("given", forms.given)):
            if text:
                yield lang, (lang, part), text
        for number, text in enumerate(forms.accept):
            yield lang, (lang, "accept", number), text


def forbidden_and_accepted(entry: LoadedEntry) -> Iterator[Remark]:
    """G107: one form both forbidden and right. Capitals, hyphens and diacritics count: they may be the reason."""
    said = entry.said.en
    right = {_typed(form) for form in (said.full, *said.accept)}
    for number, forbid in enumerate(said.forbid):
        if _typed(forbid.form) in right:
            message = f'"{forbid.form}" is both forbidden and accepted'
            yield Remark("G107", entry, message, ("en", "forbid", number))


def _typed(form: str) -> str:
    return " ".join(form.translate(_TYPOGRAPHY).split())


def redundant_forms(entry: LoadedEntry) -> Iterator[Remark]:
    """G110: a form that says again what another one says already."""
    said = entry.said
    seen = {_typed(said.en.full)}
    for number, form in enumerate(said.en.accept):
        if _typed(form) in seen:
            yield Remark("G110", entry, f'"{form}" is accepted already', ("en", "accept", number))
        seen.add(_typed(form))
    forbidden: set[str] = set()
    for number, forbid in enumerate(said.en.forbid):
        if _typed(forbid.form) in forbidden:
            yield Remark("G110", entry, f'"{forbid.form}" is forbidden twice', ("en", "forbid", number))
        forbidden.add(_typed(forbid.form))
    for lang, forms in said.forms():
        known = {fold_source(forms.full).text}
        for number, form in enumerate(forms.accept):
            key = fold_source(form).text
            if key in known:
                message = f"{form} is found by another form already: scripts and variants are one"
                yield Remark("G110", entry, message, (lang, "accept", number))
            known.add(key)
    yield from _two_scripts(entry)


def _two_scripts(entry: LoadedEntry) -> Iterator[Remark]:
    hans, hant = entry.said.zh_hans, entry.said.zh_hant
    if hans and hant and fold_source(hans.full).text == fold_source(hant.full).text:
        message = f"{hans.full} and {hant.full} are one form in two scripts: a single `zh` is enough"
        yield Remark("G110", entry, message, ("zh-Hant",))


def short_source_forms(entry: LoadedEntry) -> Iterator[Remark]:
    """G111: a source form of one character, which stands inside very many words."""
    for _, at, text in source_forms(entry):
        if len(text) == 1 and at[-1] not in ("family", "given"):
            message = f"{text} is a single character and will be found inside other words; write a longer form"
            yield Remark("G111", entry, message, at)


def character_forms(entry: LoadedEntry) -> Iterator[Remark]:
    """G105: a person's name in other characters from one script or language to the next.

    Places, terms and western names truly differ (釣魚台 and 尖閣, 特朗普 and 川普). The names of East Asian people are
    the same characters everywhere, once simplified, traditional and Japanese forms are folded.
    """
    entity = entry.entity
    if not entity.is_person or not entity.origin.startswith(_EAST_ASIAN):
        return
    written = [(lang, forms.full) for lang, forms in entry.said.forms() if all(map(is_han, forms.full))]
    for lang, form in written[1:]:
        first_lang, first = written[0]
        one, two = fold_source(first).text, fold_source(form).text
        if one == two:
            continue
        differing = [
            f"{form[at]} for {first[at]}" for at in range(len(one)) if len(one) == len(two) and one[at] != two[at]
        ]
        detail = f" ({', '.join(differing)})" if 0 < len(differing) < len(one) else ""
        yield Remark("G105", entry, f"{lang} has {form}, but {first_lang} has {first}{detail}", (lang,))


def wrong_script(entry: LoadedEntry) -> Iterator[Remark]:
    """G112: characters that the language of a form is not written in."""
    for at, text in english_forms(entry):
        if has_cjk(text):
            yield Remark("G112", entry, f'the English form "{text}" has Chinese or Japanese characters', at)
    for lang, at, text in source_forms(entry):
        message = _foreign_character(lang, text)
        if message:
            yield Remark("G112", entry, message, at, Severity.WARNING)


def _foreign_character(lang: str, text: str) -> str:
    if lang == "ja":
        strange = "".join(ch for ch in text if is_han(ch) and not _in_japanese(ch))
        return (
            f"{strange} in {text} is not used in Japanese; write the Japanese form of the character" if strange else ""
        )
    kana = "".join(filter(is_kana, text))
    if kana:
        return f"{kana} in {text} is kana, and {lang} is Chinese"
    strange = "".join(ch for ch in text if is_han(ch) and _in_other_script(lang, ch))
    script = {"zh-Hans": "traditional", "zh-Hant": "simplified"}.get(lang)
    return f"{strange} in {text} is {script}, and this is {lang}" if strange else ""


def _in_other_script(lang: str, ch: str) -> bool:
    """Whether only the other Chinese script writes the character; rare characters belong to both."""
    simplified, traditional = _has("gb2312", ch), _has("big5", ch)
    if lang == "zh-Hans":
        folded = fold_source(ch).text
        return traditional and not simplified and _has("gb2312", folded) and not _has("big5", folded)
    return lang == "zh-Hant" and simplified and not traditional


def _in_japanese(ch: str) -> bool:
    """Whether Japanese texts may have it: all but what simplified Chinese alone writes.

    Japanese has its own sets (JIS X 0213, and the vendors' one that knows 髙), and what they lack of Chinese names it
    writes in the traditional form.
    """
    return any(_has(encoding, ch) for encoding in ("euc_jis_2004", "cp932", "big5"))


def _has(encoding: str, ch: str) -> bool:
    """Whether the character set has the character."""
    return bool(ch.encode(encoding, "ignore"))


def untidy_forms(entry: LoadedEntry) -> Iterator[Remark]:
    """G113: spaces, widths and signs that no text has in that place, so that the form is never found."""
    for at, text in english_forms(entry):
        message = _invisible(text) or _wide(text) or _trailing(text)
        if not message and entry.entity.is_person and "," in text and at == ("en",):
            message = f'"{text}" has a comma; write the name as it stands in a sentence'
        if message:
            yield Remark("G113", entry, message, at)
    for _, at, text in source_forms(entry):
        message = _invisible(text) or _wide(text) or _trailing(text) or _spaced(text)
        if message:
            yield Remark("G113", entry, message, at)


def _invisible(text: str) -> str:
    strange = next((ch for ch in text if unicodedata.category(ch) in ("Cf", "Cc", "Co", "Cn")), "")
    return f'"{text.replace(strange, "")}" has an invisible character (U+{ord(strange):04X})' if strange else ""


def _wide(text: str) -> str:
    wide = "".join(ch for ch in text if "！" <= ch <= "～" and ch.isalnum())
    return f'"{text}" has full-width letters or digits ({wide}); write plain ones' if wide else ""


def _trailing(text: str) -> str:
    return f'"{text}" ends in a punctuation mark' if _LAST.search(text) else ""


def _spaced(text: str) -> str:
    for gap in _GAP.finditer(text):
        before, after = text[gap.start() - 1], text[gap.end()]
        if has_cjk(before) and has_cjk(after):
            return f"{text} has a space, which texts do not have; use `family` and `given` for the parts"
    return ""
