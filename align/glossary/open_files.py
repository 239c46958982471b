"""What do the glossaries say while they are being edited, and nothing is saved yet?

`Glossaries` is a value: a change gives another one, which shares with the first all that is the same, so that going
back costs nothing. At first the lexicon comes out of the store of compiled values, and YAML is read only of files whose
entries are shown or changed; what reads it is loaded no sooner. A file that cannot be used keeps its text and its error;
the others still count.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from align.errors import GlossaryError
from align.glossary.entity import Entity
from align.glossary.files import decode, glossary_files, read_bytes
from align.glossary.lexicon import Lexicon, content_digest, lexicon_of
from align.text.fold import fold_source, fold_target

if TYPE_CHECKING:
    from align.glossary.load import Glossary, LoadedEntry, ReadFile

_NUMBERED = re.compile(r"-[0-9]+$")
_LEXICONS_KEPT = 8


@dataclass(frozen=True, eq=False)
class _File:
    """The bytes of a file and, once somebody asks, what they say. Two are the same by path and content."""

    path: Path
    raw: bytes

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _File):
            return NotImplemented
        return self is other or (self.path == other.path and self.raw == other.raw)

    def __hash__(self) -> int:
        return hash((self.path, self.digest))

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(self.raw).hexdigest()

    @cached_property
    def said(self) -> ReadFile | GlossaryError:
        """What the file says, or why it cannot be read."""
        from align.glossary.load import read_file

        try:
            return read_file(self.path, self.raw)
        except GlossaryError as error:
            return error


@dataclass(frozen=True, eq=False, slots=True)
class _Compiled:
    """The entities of one file, in its order. With a `problem` there are none."""

    file: _File
    entities: tuple[Entity, ...]
    problem: GlossaryError | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(entity.id for entity in self.entities)


class Glossaries:
    """The glossaries of a review, in the order in which they are read."""

    def __init__(
        self,
        files: Iterable[_File],
        disk: Mapping[Path, bytes | None] = MappingProxyType({}),
        compiled: Sequence[_Compiled] | None = None,
    ) -> None:
        """Use `opened`. `disk` has what is on the disk of each file, None where nothing is."""
        self._files = tuple(files)
        self._disk = disk
        self._known = compiled

    @staticmethod
    def opened(paths: Sequence[Path], contents: Mapping[Path, bytes] = MappingProxyType({})) -> Glossaries:
        """The glossaries that `paths` mean (a folder means its YAML files).

        `contents` has bytes that count in the place of a file's, which need not be there yet. GlossaryError where a path
        does not exist or cannot be read; what is wrong inside a file is its `problem`.
        """
        there = {path.resolve(): raw for path, raw in contents.items()}
        files = glossary_files(paths, tuple(contents))
        unsaved = {path: there.get(path.resolve()) for path in files}
        disk = {
            path: None if raw is not None and not path.exists() else read_bytes(path) for path, raw in unsaved.items()
        }
        raws = ((path, disk[path] if raw is None else raw) for path, raw in unsaved.items())
        return Glossaries((_File(path, raw or b"") for path, raw in raws), disk)

    # --- the files -----------------------------------------------------------------------------------------------

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files, in the order in which they are read."""
        return tuple(file.path for file in self._files)

    @property
    def contents(self) -> Mapping[Path, bytes]:
        """The bytes of every file as they would be saved."""
        return {file.path: file.raw for file in self._files}

    @cached_property
    def digest(self) -> str:
        """What names the files and their content."""
        parts = (part for file in self._files for part in (str(file.path).encode(), file.digest.encode()))
        return content_digest(parts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Glossaries) and self._files == other._files

    def __hash__(self) -> int:
        return hash(self._files)

    def __contains__(self, path: object) -> bool:
        return any(file.path == path for file in self._files)

    def text(self, path: Path) -> str | None:
        """The text of a file, None for one that is not there; GlossaryError where its bytes are no text."""
        file = self._file(path)
        return decode(file.raw, path) if file else None

    def on_disk(self, path: Path) -> bytes | None:
        """What stands in a file on the disk, as far as we know; None where there is none."""
        return self._disk.get(path)

    def changed(self) -> tuple[tuple[Path, bytes | None, bytes], ...]:
        """The files that are not on the disk as they stand here: each with what is there, None for nothing, and what is to
        be."""
        found = ((file.path, self._disk.get(file.path), file.raw) for file in self._files)
        return tuple(each for each in found if each[1] != each[2])

    def saved(self, paths: Iterable[Path] | None = None) -> Glossaries:
        """The same glossaries after these files were written, all without `paths`."""
        written = self.paths if paths is None else paths
        raws = {file.path: file.raw for file in self._files}
        return Glossaries(self._files, {**self._disk, **{path: raws.get(path) for path in written}}, self._known)

    def with_text(self, path: Path, text: str | None) -> Glossaries:
        """The glossaries with another text in one file, in the encoding that it has; a new file comes last, and with None
        one is no longer there.

        Only this file is read, unless its new ids matter for the ids of others. GlossaryError for a lone surrogate.
        """
        from align.glossary.merging import encoded

        old = self._file(path)
        if text is None:
            files = tuple(file for file in self._files if file is not old)
            return Glossaries(files, self._disk, _compiled_anew(self._compiled, files, path, None)) if old else self
        try:
            new = _File(path, encoded(text, old.raw if old else b""))
        except UnicodeEncodeError as error:
            raise GlossaryError("half a character cannot be saved", path=path, hint="delete it") from error
        if new == old:
            return self
        files = tuple(new if file is old else file for file in self._files) if old else (*self._files, new)
        return Glossaries(files, self._disk, _compiled_anew(self._compiled, files, path, new))

    def touched(self, other: Glossaries) -> frozenset[str]:
        """The folded forms whose texts are judged otherwise by other glossaries (see `touching`)."""
        mine, theirs = ({one.file.path: one for one in each._compiled} for each in (self, other))
        changed = [path for path in {**mine, **theirs} if not _same(mine.get(path), theirs.get(path))]
        before, after = (
            {e.id: e for path in changed if path in each for e in each[path].entities} for each in (mine, theirs)
        )
        return frozenset().union(*(touching(before.get(name), after.get(name)) for name in {**before, **after}))

    def problem(self, path: Path) -> GlossaryError | None:
        """Why a file does not count; None where it does."""
        return next((one.problem for one in self._compiled if one.file.path == path), None)

    @property
    def problems(self) -> tuple[GlossaryError, ...]:
        """Every file's problem, in the order of the files."""
        return tuple(one.problem for one in self._compiled if one.problem)

    # --- what they say -------------------------------------------------------------------------------------------

    def lexicon(self) -> Lexicon:
        """The entries of all files that can be used; the same object as long as nothing changes."""
        return self._stored or _lexicon(tuple(self._compiled))

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all entries."""
        return frozenset(name for one in self._compiled for name in one.ids)

    def entry(self, entity_id: str) -> tuple[Path, int, LoadedEntry]:
        """The file of an entry, its number there (from 0) and what it says; KeyError where no entry has the id."""
        from align.glossary.load import loaded

        for one in self._compiled:
            for number, entity in enumerate(one.entities):
                if entity.id == entity_id:
                    said = one.file.said
                    assert not isinstance(said, GlossaryError), "a file with entities has been read once"
                    return one.file.path, number, loaded(said, number, entity_id)
        raise KeyError(entity_id)

    def glossary(self, path: Path) -> Glossary:
        """One file as the linter reads it; its problem where it cannot be used, KeyError where it is not there."""
        from align.glossary.load import Glossary, loaded

        one = next((one for one in self._compiled if one.file.path == path), None)
        if one is None:
            raise KeyError(path)
        said = one.file.said
        if one.problem or isinstance(said, GlossaryError):
            raise one.problem or AssertionError("a file without a problem can be read")
        entries = tuple(loaded(said, number, name) for number, name in enumerate(one.ids))
        return Glossary(path, said.digest, entries, said.sheet.blanks, said.sheet)

    def _file(self, path: Path) -> _File | None:
        return next((file for file in self._files if file.path == path), None)

    @cached_property
    def _stored(self) -> Lexicon | None:
        """The lexicon of files as they were opened, kept by content; None after a change, or where a file is wrong."""
        if self._known is not None:
            return None
        try:
            return lexicon_of(self.contents)
        except GlossaryError:
            return None

    @cached_property
    def _compiled(self) -> Sequence[_Compiled]:
        if self._known is not None:
            return self._known
        if self._stored is None:
            return _all_compiled(self._files, {})
        by_path = {path: tuple(found) for path, found in groupby(self._stored, key=lambda entity: entity.path)}
        return tuple(_Compiled(file, by_path.get(str(file.path), ())) for file in self._files)


@lru_cache(maxsize=_LEXICONS_KEPT)
def _lexicon(compiled: tuple[_Compiled, ...]) -> Lexicon:
    """The lexicon of some files; the last few are remembered, for whoever undoes and redoes."""
    return Lexicon.over(
        [entity for one in compiled for entity in one.entities], content_digest(one.file.raw for one in compiled)
    )


# --- compiling ---------------------------------------------------------------------------------------------------


def _compiled_anew(
    before: Sequence[_Compiled], files: Sequence[_File], path: Path, new: _File | None
) -> Sequence[_Compiled]:
    """What the files say after one of them has changed, or has gone: the others as before, as long as their ids stay the
    same."""
    old = next((one for one in before if one.file.path == path), None)
    others = [one for one in before if one is not old]
    taken = {name for one in others for name in one.ids}
    if not any(one.problem for one in others):
        made = [_alone(new, taken)] if new else []
        ids = {name for one in made if one for name in one.ids}
        if all(made) and not _matter(ids ^ set(old.ids if old else ()), taken):
            by_path = {one.file.path: one for one in (*others, *made) if one}
            return tuple(by_path[file.path] for file in files)
    return _all_compiled(files, {one.file.path: one for one in before})


def _same(one: _Compiled | None, other: _Compiled | None) -> bool:
    return one is other or (one is not None and other is not None and one.file == other.file and one.ids == other.ids)


def _alone(file: _File, taken: Collection[str]) -> _Compiled | None:
    """What a file says beside others with the ids `taken`; None where it gives one of those itself."""
    from align.glossary.load import ids_of

    said = file.said
    if isinstance(said, GlossaryError):
        return _Compiled(file, (), said)
    if any(entry.id in taken for entry in said.entries):
        return None
    try:
        (ids,) = ids_of([said], taken)
    except GlossaryError as error:
        return _Compiled(file, (), error)
    return _Compiled(file, _entities(said, ids))


def _matter(changed: Collection[str], others: Collection[str]) -> bool:
    """Whether ids that come or go may matter for how other ids are numbered: `wang-wei` for `wang-wei-2`."""
    stems = {_NUMBERED.sub("", name) for name in changed}
    return bool(stems) and any(name in stems or _NUMBERED.sub("", name) in stems for name in others)


def _all_compiled(files: Sequence[_File], before: Mapping[Path, _Compiled]) -> Sequence[_Compiled]:
    """What the files say, each read; of two with the same id the second one does not count."""
    from align.glossary.load import ids_of

    problems = {file: file.said for file in files if isinstance(file.said, GlossaryError)}
    while True:
        good = [
            (file, file.said) for file in files if file not in problems and not isinstance(file.said, GlossaryError)
        ]
        try:
            ids = dict(zip((file for file, _ in good), ids_of([said for _, said in good]), strict=True))
            break
        except GlossaryError as error:
            wrong = next(file for file, _ in good if file.path == error.path)
            problems[wrong] = error
    return tuple(_one(file, problems.get(file), ids.get(file, ()), before.get(file.path)) for file in files)


def _one(file: _File, problem: GlossaryError | None, ids: tuple[str, ...], before: _Compiled | None) -> _Compiled:
    said = file.said
    if problem or isinstance(said, GlossaryError):
        return _Compiled(file, (), problem)
    if before and before.file == file and before.ids == ids and not before.problem:
        return before
    return _Compiled(file, _entities(said, ids))


def _entities(said: ReadFile, ids: Sequence[str]) -> tuple[Entity, ...]:
    from align.glossary.load import loaded

    return tuple(loaded(said, number, name).entity for number, name in enumerate(ids))


# --- what a change touches ---------------------------------------------------------------------------------------


def touching(before: Entity | None, after: Entity | None) -> frozenset[str]:
    """The folded forms and parts of an entry before and after a change; None where it is not there.

    A text whose folded source or translation holds none of them is judged as before. Empty where the change matters for
    no text, such as that of a note.
    """
    if before and after and _judged(before) == _judged(after):
        return frozenset()
    return frozenset(form for entity in (before, after) if entity for form in _forms(entity) if form)


def _judged(entity: Entity) -> Entity:
    """The entity without what no rule reads."""
    return replace(entity, note="", path="", line=0)


def _forms(entity: Entity) -> Iterator[str]:
    for source in entity.sources:
        for form in (source.full, source.family, source.given, *source.accept):
            yield fold_source(form).text
    forbidden = (one.form for one in entity.forbid)
    for form in (entity.full, entity.family, entity.given, *entity.accept, *forbidden):
        yield fold_target(form).text
