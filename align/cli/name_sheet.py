"""A name explained on a few lines, for people: what `align names` prints unless JSON is asked for.

    高市早苗 · Japanese
      entry       Sanae Takaichi  person  takaichi-sanae  japan-people.yaml:411
      reading     たかいち さなえ  Takaichi Sanae  高市 + 早苗  glossary
      order       given-first    Sanae Takaichi
                  family-first   Takaichi Sanae
      right       Sanae Takaichi  preferred  the glossary prefers it
      wrong       N101 name-order
                    Takaichi Sanae, TAKAICHI Sanae  family name first, where Sanae Takaichi is wanted

Columns are aligned by terminal cells, and whatever comes from outside is made printable.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import PurePath

from align.alignment.dossier import Dossier, Entry
from align.match.automaton import Kind
from align.model.alignment import Relation
from align.names.characters import Scripts, Written
from align.names.explain import Explanation, Reading, Spelling, tidy
from align.names.transcribed import Transcribed
from align.names.variants import WRONG, EnglishForm
from align.rules.by_relation import RULE_OF
from align.text.place import cell_width, printable

_LABEL = 12
_LONGEST_NAME = 40
_WIDEST_FORMS = 44
_MOST_ENTRIES = 12
_MOST_NAMES = 3
_MOST_FORMS = 8
_MOST_READINGS = 6
_LEAST_SHOWN = 0.01
_MOST_SHOWN = 0.99
_LANGUAGES = {"zh": "Chinese", "ja": "Japanese"}
_CULTURES = {
    "zh-HK": "Hong Kong",
    "zh-TW": "Taiwan",
    "zh-MO": "Macau",
    "zh-SG": "Singapore",
    "zh-MY": "Malaysia",
    "ko": "Korea",
    "vi": "Viet Nam",
}
_OTHER_LANGUAGE = {"zh": "ja", "ja": "zh"}
_LABELS = {
    "entry": frozenset(kind for kind in Kind if kind.whole),
    "family name": frozenset({Kind.FAMILY}),
    "given name": frozenset({Kind.GIVEN}),
}
_KINDS = {
    Kind.TURNED: "in the other order",
    Kind.ACCEPTED: "an accepted form",
    Kind.FORBIDDEN: "a forbidden form",
}
_SEPARATOR = " · "

Rows = Iterable[Sequence[str]]


def sheet(dossier: Dossier) -> Iterator[str]:
    """The lines for one name."""
    yield _heading(dossier)
    for lines in _sections(dossier):
        yield from (f"  {line}".rstrip() for line in lines)


def _heading(dossier: Dossier) -> str:
    name = printable(_short(dossier.name)) or "(empty)"
    if not dossier.lang:
        return name
    guess = f" (guessed; --lang {_OTHER_LANGUAGE[dossier.lang]} if it is not)" if dossier.guessed else ""
    return f"{name}{_SEPARATOR}{_LANGUAGES[dossier.lang]}{guess}"


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"


def _sections(dossier: Dossier) -> Iterator[Iterable[str]]:
    declared = [entry for entry in dossier.entries if entry.entity.is_declared]
    for label, kinds in _LABELS.items():
        yield _labelled(label, _columns(_entries([entry for entry in declared if entry.kind in kinds])))
    known = [entry for entry in dossier.entries if not entry.entity.is_declared]
    yield _labelled("who's who", _columns(_bearers(known)))
    yield _labelled("reading", [*_columns(_readings(dossier)), *_rarer_readings(dossier)])
    yield _labelled("characters", _characters(dossier.scripts))
    if dossier.explanation is not None:
        yield from _explanation(dossier, dossier.explanation)
    groups = _told_apart(declared)
    for group in groups:
        entry = group[0]
        yield _labelled("as in", [_names_of(group)] if len(groups) > 1 else [])
        yield _labelled("order", _columns(_orders(entry.orders)))
        yield _labelled("right", _columns(_right(entry.forms)))
        yield _labelled("wrong", _wrong(entry.forms))


def _labelled(label: str, lines: Iterable[str]) -> Iterator[str]:
    """Lines with the label before the first; nothing where there are no lines."""
    for number, line in enumerate(lines):
        yield f"{'' if number else label:{_LABEL}}{line}"


def _columns(rows: Rows) -> Iterator[str]:
    """Rows of cells, all of one length, each column as wide as its widest cell; an empty column is left out."""
    cells = [[printable(cell) for cell in row] for row in rows]
    widths = [max(map(cell_width, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        filled = (cell + " " * (width - cell_width(cell)) for cell, width in zip(row, widths, strict=True) if width)
        yield "  ".join(filled).rstrip()


def _joined(*parts: str) -> str:
    return _SEPARATOR.join(printable(part) for part in parts if part)


# --- what it is --------------------------------------------------------------------------------------------------


def _entries(entries: Sequence[Entry]) -> Rows:
    for entry in entries[:_MOST_ENTRIES]:
        entity = entry.entity
        whole = "" if entry.kind.whole else next((source.full for source in entity.sources), "")
        place = f"{PurePath(entity.path).name}:{entity.line}" if entity.path else ""
        yield whole, entity.full, entity.type, entity.id, place, _KINDS.get(entry.kind, "")
    if len(entries) > _MOST_ENTRIES:
        yield "", f"and {len(entries) - _MOST_ENTRIES} more", "", "", "", ""


def _bearers(entries: Sequence[Entry]) -> Rows:
    """Whom the who's who knows by the name."""
    for entry in entries[:_MOST_ENTRIES]:
        entity = entry.entity
        written = dict.fromkeys(source.full for source in entity.sources)
        yield entity.full, entity.type, " / ".join(written), entity.note
    if len(entries) > _MOST_ENTRIES:
        yield f"and {len(entries) - _MOST_ENTRIES} more", "", "", ""


def _readings(dossier: Dossier) -> Rows:
    for reading in dossier.readings[: _shown(dossier)]:
        cut = _cut(reading.family, reading.given)
        yield reading.kana, reading.romaji, cut, _likelihood(reading), ", ".join(reading.sources)
    if not dossier.readings and dossier.lang == "ja" and dossier.explanation and dossier.family:
        yield "not known", _cut(dossier.family, dossier.given)


def _shown(dossier: Dossier) -> int:
    """How many readings have a line of their own: all of an entry's, and those that a likelihood tells apart."""
    if not dossier.explanation:
        return len(dossier.readings)
    if dossier.lang == "ja":
        return _MOST_READINGS
    likely = [one for one in dossier.readings if one.likelihood is None or one.likelihood >= _LEAST_SHOWN]
    return min(max(1, len(likely)), _MOST_READINGS)


def _rarer_readings(dossier: Dossier) -> Iterator[str]:
    """What the characters of a name in no glossary may be read as too, which is less than what an entry says."""
    rarer = dossier.readings[_shown(dossier) :]
    if rarer:
        named = ", ".join(printable(reading.romaji) for reading in rarer[:_MOST_READINGS])
        more = f" and {len(rarer) - _MOST_READINGS} more" if len(rarer) > _MOST_READINGS else ""
        yield f"rarely {named}{more}"


def _cut(family: str, given: str) -> str:
    return f"{family} + {given}" if family and given else ""


def _likelihood(reading: Reading) -> str:
    if reading.likelihood in (None, 1.0):
        return ""
    if reading.likelihood > _MOST_SHOWN:
        return f">{_MOST_SHOWN:.0%}"
    return f"{reading.likelihood:.0%}" if reading.likelihood >= _LEAST_SHOWN else f"<{_LEAST_SHOWN:.0%}"


def _characters(scripts: Scripts) -> Iterator[str]:
    forms = (("zh-Hans", scripts.hans), ("zh-Hant", scripts.hant), ("ja", scripts.ja))
    known = [(label, form) for label, form in forms if form is not None]
    if known:
        yield _joined(*(f"{label} {form.text}{' (converted)' * form.converted}" for label, form in known))
    for _, form in known:
        yield from map(printable, _doubts(form))


def _doubts(form: Written) -> Iterator[str]:
    for doubt in form.doubts:
        yield f"in {form.text}, {doubt.character} may also be {' or '.join(doubt.others)}"


# --- in no glossary ----------------------------------------------------------------------------------------------


def _explanation(dossier: Dossier, explanation: Explanation) -> Iterator[Iterable[str]]:
    yield _labelled("order", _columns(_orders(dossier.orders)))
    yield _labelled("romanised", _columns((spelling.text, spelling.system) for spelling in explanation.spellings))
    yield _labelled("family", _columns(_by_system(explanation.family_spellings)))
    yield _labelled("by rules of", _elsewhere(explanation.cultures))
    yield _labelled("spelt", _columns(_transcribed(explanation.transcribed, dossier.readings)))
    if dossier.mandarin:
        rule = RULE_OF[Relation.LANGUAGE]
        yield _labelled("wrong", (f"{rule.code} {rule.name}", *_columns([(f"  {dossier.mandarin}", _why(dossier))])))
    where = "in no glossary" if tidy(dossier.name) else ""
    yield _labelled("note", ["; ".join(filter(None, (where, explanation.remark)))])


def _by_system(spellings: Iterable[Spelling]) -> Iterator[tuple[str, str]]:
    for system, same in groupby(spellings, key=lambda spelling: spelling.system):
        yield ", ".join(spelling.text for spelling in same), system


def _elsewhere(cultures: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """What each culture makes of the characters; those that make the same of them share a line."""
    alike: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for culture, spellings in cultures.items():
        alike[spellings].append(_CULTURES[culture])
    yield from _columns((", ".join(names), ", ".join(spellings)) for spellings, names in alike.items())
    if cultures:
        yield "(what the rules give, not what this person uses)"


def _transcribed(parts: Iterable[Transcribed], readings: Sequence[Reading]) -> Rows:
    """The listed spellings of the parts of a foreign name, but of those that its readings have already."""
    read = {(word, source) for reading in readings for word in reading.romaji.split() for source in reading.sources}
    for each in parts:
        if any((one.spelling, source) not in read for one in each.spellings for source in one.sources):
            for one in each.spellings:
                yield each.part, one.spelling, f"{one.likelihood:.0%}", ", ".join(one.sources)


def _why(dossier: Dossier) -> str:
    if any(entry.entity.is_person for entry in dossier.entries):
        return f"it is the Mandarin reading of {printable(dossier.family + dossier.given or _short(dossier.name))}"
    return f"the reading of the wrong language, if the name is {'Japanese' if dossier.lang == 'ja' else 'foreign'}"


# --- in English --------------------------------------------------------------------------------------------------


def _told_apart(entries: Sequence[Entry]) -> list[list[Entry]]:
    """The entries that are named in full, each alone, or else those that share a part, by how they write it."""
    whole = [[entry] for entry in entries if entry.kind.whole]
    if whole:
        return whole
    alike: defaultdict[tuple[EnglishForm, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        alike[entry.forms].append(entry)
    return list(alike.values())


def _names_of(entries: Sequence[Entry]) -> str:
    names = ", ".join(printable(entry.entity.full) for entry in entries[:_MOST_NAMES])
    return f"{names} and {len(entries) - _MOST_NAMES} more" if len(entries) > _MOST_NAMES else names


def _orders(orders: Mapping[str, tuple[str, ...]]) -> Rows:
    if len(set(orders.values())) == 1:
        return [("every house", ", ".join(next(iter(orders.values()))))]
    return ((house, ", ".join(forms)) for house, forms in orders.items())


def _right(forms: Iterable[EnglishForm]) -> Rows:
    return ((form.text, form.status, form.why) for form in forms if form.status != WRONG)


def _wrong(forms: Iterable[EnglishForm]) -> Iterator[str]:
    """The wrong forms under the rule that reports them, those that are wrong for one reason side by side."""
    by_rule: defaultdict[Relation, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for form in forms:
        if form.relation is not None and form.status == WRONG:
            by_rule[form.relation][form.why].append(form.text)
    for relation in sorted(by_rule, key=lambda relation: RULE_OF[relation].code):
        rule = RULE_OF[relation]
        yield f"{rule.code} {rule.name}"
        yield from _columns(row for why, texts in by_rule[relation].items() for row in _beside(texts, why))


def _beside(texts: Sequence[str], why: str) -> Iterator[tuple[str, str]]:
    """Forms, as many on a line as are easily read, with the reason beside the first line."""
    line = ""
    more = [f"and {len(texts) - _MOST_FORMS} more"] if len(texts) > _MOST_FORMS else []
    for text in [*texts[:_MOST_FORMS], *more]:
        longer = f"{line}, {text}" if line else text
        if line and cell_width(longer) > _WIDEST_FORMS:
            yield f"  {line},", why
            why, longer = "", text
        line = longer
    yield f"  {line}", why
