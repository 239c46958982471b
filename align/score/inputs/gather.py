"""One test set and its systems out of the files that a command line names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from align.errors import AlignError, FormatError
from align.formats.base import STDIN
from align.score.inputs import files, local_sets
from align.score.inputs.sheet import Place, Role, Sheet
from align.score.values import Item, System, TestSet


class Output(NamedTuple):
    """What a system made: its file, and its name where one was typed, empty elsewhere."""

    path: Path
    name: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """The files that a command line names. `test_set` is one of sacrebleu's, empty where there is none, with its
    `language_pair`; `source_lang` is empty where it was not typed. `compares` says whether references are asked for at
    all: without, nobody minds their gaps."""

    outputs: tuple[Output, ...]
    source: Path | None = None
    references: tuple[Path, ...] = ()
    documents: Path | None = None
    test_set: str = ""
    language_pair: str = ""
    source_lang: str = ""
    compares: bool = True


class Inputs(NamedTuple):
    """What is to be graded. `has_source` says whether there is a source, `has_documents` whether anything tells which
    document a segment belongs to; without, all are taken for one. `remarks` are for whoever started the run."""

    test_set: TestSet
    systems: tuple[System, ...]
    has_source: bool
    has_documents: bool
    remarks: tuple[str, ...] = ()


def gathered(asked: Asked) -> Inputs:
    """All files, put together segment by segment; FormatError or AlignError where they do not fit together.

    Files whose segments have ids are matched by them, others by their order. A file is taken for all that it holds:
    sources and references of a system's file count where no other file was named for them.
    """
    sources = [local_sets.read(asked.test_set, asked.language_pair)] if asked.test_set else []
    sources += [files.read(asked.source, Role.SOURCE)] if asked.source else []
    references = [files.read(path, Role.REFERENCE) for path in asked.references]
    outputs = [files.read(output.path, Role.HYPOTHESIS) for output in asked.outputs]
    _refuse_without(sources, Role.SOURCE)
    _refuse_without(references, Role.REFERENCE)
    _refuse_without(outputs, Role.HYPOTHESIS)
    sheets = [*sources, *references, *outputs]
    frame = next((sheet for sheet in sheets if sheet.of(Role.SOURCE)), sheets[0])
    matched = [_Matched(sheet, frame) for sheet in sheets]
    source = _source(matched, frame)
    given = range(len(sources), len(sources) + len(references))
    found = _references(matched, given) if asked.compares else _References((), [()] * len(frame.places))
    documents = _documents(asked.documents, matched, frame)
    keys = [place.key or str(number) for number, place in enumerate(frame.places, 1)]
    if len(set(zip(documents, keys, strict=True))) < len(keys):
        keys = [str(number) for number in range(1, len(keys) + 1)]
    test_set = TestSet(
        _stem(frame.path),
        tuple(map(Item, keys, documents, source or [""] * len(keys), found.texts)),
        asked.source_lang or next((sheet.source_lang for sheet in sheets if sheet.source_lang), ""),
        found.names,
    )
    systems = _systems(asked.outputs, matched[len(sources) + len(references) :], frame)
    has_documents = asked.documents is not None or any(sheet.has_documents for sheet in sheets)
    return Inputs(test_set, systems, source is not None, has_documents, found.remarks)


class _References(NamedTuple):
    """What the references are called, those of each segment, and what is to be told of any left out."""

    names: tuple[str, ...]
    texts: list[tuple[str, ...]]
    remarks: tuple[str, ...] = ()


class _Matched:
    """A sheet whose texts are in the order of the frame."""

    def __init__(self, sheet: Sheet, frame: Sheet) -> None:
        self.sheet = sheet
        self.order = range(len(sheet.places)) if sheet is frame else _order(sheet, frame)

    def texts(self, texts: Sequence[str | None]) -> list[str | None]:
        """A column of the sheet in the order of the frame."""
        return [texts[at] for at in self.order]

    def of(self, role: Role) -> dict[str, list[str | None]]:
        """The columns of one kind, in the order of the frame."""
        return {name: self.texts(texts) for name, texts in self.sheet.of(role).items()}

    def line(self, at: int) -> int:
        """The line of the sheet on which the segment stands that is `at` in the frame."""
        return self.sheet.places[self.order[at]].line


def _order(sheet: Sheet, frame: Sheet) -> Sequence[int]:
    """Which place of a sheet each of the frame is; FormatError where not each has exactly one."""
    if not (sheet.keyed and frame.keyed):
        if len(sheet.places) != len(frame.places):
            raise _uneven(sheet, frame)
        return range(len(sheet.places))
    with_documents = sheet.has_documents and frame.has_documents
    at = {_key(place, with_documents=with_documents): number for number, place in enumerate(sheet.places)}
    for each, places in ((sheet, at), (frame, {_key(place, with_documents=with_documents) for place in frame.places})):
        if len(places) < len(each.places):
            message = "segments of several documents have the same id, and another file does not tell the documents"
            raise FormatError(message, path=each.path, hint="give segments ids of their own, or name the documents")
    order = []
    for place in frame.places:
        number = at.pop(_key(place, with_documents=with_documents), None)
        if number is None:
            message = f"{place.words} is missing, which stands in {frame.path} on line {place.line}"
            raise FormatError(message, path=sheet.path, hint="every segment must be there, in whatever order")
        order.append(number)
    if at:
        place = sheet.places[min(at.values())]
        message = f"{place.words} does not stand in {frame.path}"
        raise FormatError(message, path=sheet.path, line=place.line, hint="take it out, or give the whole source")
    return order


def _key(place: Place, *, with_documents: bool) -> tuple[str, str]:
    return (place.document if with_documents else "", place.key)


def _uneven(sheet: Sheet, frame: Sheet) -> FormatError:
    here, there = len(sheet.places), len(frame.places)
    message = f"the file has {here:,} segment{'' if here == 1 else 's'}, where {frame.path} has {there:,}"
    more = sheet if here > there else frame
    extra = [texts[min(here, there) :] for texts in more.columns.values()]
    if not any(text for texts in extra for text in texts):
        hint = f"the last lines of {more.path} are empty: take them out"
    else:
        hint = "each line of one must be that of the other; `align segments` shows which lines belong together"
    return FormatError(message, path=sheet.path, hint=hint)


def _source(matched: Sequence[_Matched], frame: Sheet) -> list[str] | None:
    """The source of each segment, None where no file has it; FormatError where files contradict each other."""
    own = frame.of(Role.SOURCE)
    if not own:
        return None
    texts = _whole(next(iter(own.values())), "source", frame)
    first = next(each for each in matched if each.sheet is frame)
    for other in matched:
        if other is not first:
            for said in other.of(Role.SOURCE).values():
                _refuse_other(said, texts, "source", other, first)
    return texts


def _references(matched: Sequence[_Matched], asked: range) -> _References:
    """Those of the files `asked` for, each of which gives its own; where there is none, those of the first file that holds
    any, which no other may contradict.

    FormatError where no reference has every segment.
    """
    told = [matched[at] for at in asked]
    if not told:
        told = [each for each in matched if each.of(Role.REFERENCE)]
        for other in told[1:]:
            for name, texts in other.of(Role.REFERENCE).items():
                first = told[0].of(Role.REFERENCE).get(name)
                if first is not None:
                    _refuse_other(texts, first, "reference", other, told[0])
        told = told[:1]
    found: dict[str, tuple[list[str | None], _Matched]] = {}
    for each in told:
        for name, texts in each.of(Role.REFERENCE).items():
            called = name or each.sheet.path.name
            found[called if called not in found else f"{called} ({len(found) + 1})"] = texts, each
    whole = {name: texts for name, (texts, _) in found.items() if None not in texts}
    if found and not whole:
        texts, each = next(iter(found.values()))
        at = texts.index(None)
        place = each.sheet.places[each.order[at]]
        raise FormatError(f"{place.words} has no reference", path=each.sheet.path, line=place.line, hint=_REFERENCE)
    left = [name for name in found if name not in whole]
    remarks = [f"the reference {name} is left out: it does not have every segment" for name in left]
    columns = [[text or "" for text in texts] for texts in whole.values()]
    items: list[tuple[str, ...]] = list(zip(*columns, strict=True)) if columns else [()] * len(matched[0].order)
    return _References(tuple(whole), items, tuple(remarks))


def _documents(path: Path | None, matched: Sequence[_Matched], frame: Sheet) -> list[str]:
    """The document of each segment: what was asked for, else what the frame says, else another file."""
    if path is not None:
        sheet = files.read_lines(path, Role.SOURCE)
        if len(sheet.places) != len(frame.places):
            raise _uneven(sheet, frame)
        return [text or "" for text in next(iter(sheet.columns.values()))]
    told = next((each for each in matched if each.sheet.has_documents), None)
    if told is None:
        return [_stem(frame.path)] * len(frame.places)
    return [told.sheet.places[at].document for at in told.order]


def _systems(outputs: Sequence[Output], matched: Sequence[_Matched], frame: Sheet) -> tuple[System, ...]:
    found: dict[str, tuple[Path, System]] = {}
    for output, each in zip(outputs, matched, strict=True):
        hypotheses = each.of(Role.HYPOTHESIS)
        if output.name and len(hypotheses) > 1:
            message = f"{len(hypotheses)} systems stand here, by names of their own: {', '.join(hypotheses)}"
            raise FormatError(message, path=output.path, hint=f"leave {output.name}= out")
        for own, texts in hypotheses.items():
            name = output.name or own or _stem(output.path)
            if name in found:
                other = found[name][0]
                hint = f"name them yourself: {name}-1={other} {name}-2={output.path}"
                raise AlignError(f"two systems are called {name}: {other} and {output.path}", hint=hint)
            if None in texts:
                place = frame.places[texts.index(None)]
                message = f"the system {name} has no hypothesis for {place.words}"
                hint = "every system must have every segment; an empty one counts as wrong"
                raise FormatError(message, path=output.path, hint=hint)
            found[name] = output.path, System(name, tuple(text or "" for text in texts))
    return tuple(system for _, system in found.values())


def _refuse_without(sheets: Sequence[Sheet], role: Role) -> None:
    for sheet in sheets:
        if not sheet.of(role):
            held = dict.fromkeys(column.role.value for column in sheet.columns)
            message = f"the file holds no {role.value}, but {' and '.join(held)}"
            raise FormatError(message, path=sheet.path, hint=f"name a file with the {role.value} of each segment")


def _whole(texts: Sequence[str | None], what: str, sheet: Sheet) -> list[str]:
    found = []
    for text, place in zip(texts, sheet.places, strict=True):
        if text is None:
            raise FormatError(f"{place.words} has no {what}", path=sheet.path, line=place.line, hint=_EVERY)
        found.append(text)
    return found


def _refuse_other(
    said: Sequence[str | None], texts: Sequence[str | None], what: str, other: _Matched, first: _Matched
) -> None:
    """FormatError where two files contradict each other."""
    for at, (one, two) in enumerate(zip(said, texts, strict=True)):
        if one is not None and two is not None and one.split() != two.split():
            message = f"this {what} is not that of {first.sheet.path} on line {first.line(at)}"
            hint = "the files are of different test sets, or their segments stand in another order"
            raise FormatError(message, path=other.sheet.path, line=other.line(at), hint=hint)


def _stem(path: Path) -> str:
    return "stdin" if path == STDIN else path.stem


_REFERENCE: Final = "give every segment one, or ask for measures that need none: --metrics names"
_EVERY: Final = "give every segment one"
