"""`align glossary extract`: entries proposed from documents, as YAML for an editor to review."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from align.cli.inputs import Batch
from align.cli.output import counted, note, results
from align.cli.progress import Progress
from align.cli.runs import checker_of, documents_of, lexicon_of, showing_progress
from align.glossary.entity import Entity
from align.glossary.files import read_bytes
from align.glossary.lexicon import Lexicon
from align.glossary.load import read_glossary
from align.glossary.merging import merged, sort_out
from align.glossary.proposal import Proposal, propose
from align.glossary.save import save
from align.glossary.use import Use, uses
from align.glossary.writing import document
from align.model.alignment import Alignment
from align.text.place import printable


@dataclass(frozen=True, slots=True)
class _Target:
    """The glossary that takes the proposals. `raw` is None where the file is not there yet."""

    path: Path
    raw: bytes | None
    entities: tuple[Entity, ...]


def extract(
    asked: Sequence[Batch], *, into: Path | None, min_count: int, doubtful: bool, output: Path | None, quiet: bool
) -> None:
    """Propose entries for the undeclared names of these documents: on standard output, in `output`, or added to `into`.

    `min_count` leaves out names that stand there more seldom, `doubtful` those about which nothing is.
    """
    target = _read_target(into) if into else None
    found: list[Use] = []
    declared: set[str] = set()
    ids: set[str] = {entity.id for entity in target.entities} if target else set()
    with showing_progress(quiet=quiet) as progress:
        for batch in asked:
            found += _uses(_knowing(batch, target), progress, declared, ids)
    proposals = [
        proposal
        for proposal in propose(found, style=asked[0].settings.style, taken=ids)
        if proposal.count >= min_count and (proposal.doubts or not doubtful)
    ]
    written = [proposal for proposal in proposals if proposal.entity.full]
    present = len(declared)
    notes: list[str] = []
    if target is None:
        with results(output) as out:
            out.write(document(written))
    else:
        sorted_out = sort_out(written, target.entities)
        written = list(sorted_out.new)
        present += len(sorted_out.known)
        notes = [
            f"{_name(proposal)} is left out: {target.path} has `{other.id}` ({_forms(other)})"
            for proposal, other in sorted_out.same_id
        ]
        _save(target, written)
    if not all(batch.settings.discover for batch in asked):
        notes.append("names that are in no glossary were not looked for (--discovery turns that on)")
    silent = [_name(proposal) for proposal in proposals if not proposal.entity.full]
    if silent:
        notes.append(f"nothing says how these are in English: {', '.join(silent)}")
    if not quiet:
        for line in (_summary(written, present), *notes):
            note(printable(line))


def _read_target(path: Path) -> _Target:
    if not path.exists():
        return _Target(path, None, ())
    raw = read_bytes(path)
    # A file with nothing but comments is no glossary yet, and may become one.
    empty = all(line.lstrip("\ufeff").strip()[:1] in ("", "#") for line in raw.decode(errors="replace").splitlines())
    if empty:
        return _Target(path, raw, ())
    return _Target(path, raw, tuple(entry.entity for entry in read_glossary(path).entries))


def _knowing(batch: Batch, target: _Target | None) -> Batch:
    """The batch, which also knows the entries of the glossary that is added to."""
    if target is None or not target.entities:
        return batch
    settings = batch.settings
    return replace(batch, settings=replace(settings, glossaries=(*settings.glossaries, target.path)))


def _uses(batch: Batch, progress: Progress, declared: set[str], ids: set[str]) -> Iterator[Use]:
    """The undeclared names of a batch; what its glossaries know of them goes into `declared` and `ids`."""
    lexicon = lexicon_of(batch)
    ids.update(entity.id for entity in lexicon)
    for aligned in checker_of(batch, lexicon).aligned(documents_of(batch, lexicon, progress)):
        undeclared = _undeclared(aligned.lexicon)
        yield from uses(_noting(aligned.alignments, undeclared, declared), undeclared)


def _undeclared(lexicon: Lexicon) -> Callable[[str], Entity | None]:
    """What was made up for a name, by its id; None for an entry of a glossary."""

    def entity_of(entity_id: str) -> Entity | None:
        entity = lexicon.entity(entity_id)
        return None if entity.is_declared else entity

    return entity_of


def _noting(
    alignments: Iterable[Alignment], undeclared: Callable[[str], Entity | None], declared: set[str]
) -> Iterator[Alignment]:
    """The alignments as they are; the entries of glossaries that the sources name go into `declared`."""
    for alignment in alignments:
        declared.update(
            link.entity for link in alignment.links if link.source and link.entity and not undeclared(link.entity)
        )
        yield alignment


def _save(target: _Target, proposals: Sequence[Proposal]) -> None:
    if proposals:
        new = merged(target.raw or b"", target.path, proposals)
        save(target.path, new, old=target.raw)


def _summary(proposals: Sequence[Proposal], present: int) -> str:
    number = len(proposals)
    names = counted(number, "name") if number else "no names"
    doubtful = sum(bool(proposal.doubts) for proposal in proposals)
    are = "is" if present == 1 else "are"
    proposed = f"{names} proposed" + (f", {doubtful:,} doubtful" if doubtful else "")
    return proposed + (f"; {present:,} {are} in the glossary already" if present else "")


def _name(proposal: Proposal) -> str:
    return proposal.entity.sources[0].full


def _forms(entity: Entity) -> str:
    return " / ".join(dict.fromkeys(name.full for name in entity.sources))
