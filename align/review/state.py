"""The review itself: documents, queue, cursor, undo and decisions, without a widget.

The app draws what stands here and calls what is here; a worker checks (`engine`) and hands in what it found. Every act is in
the journal or in the log before it counts as done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from align.formats.base import Format
from align.glossary.entity import Entity
from align.glossary.files import decode
from align.glossary.open_files import Glossaries
from align.glossary.use import Use
from align.model.decision import Decision, Decisions, Scope, Subject, taken_back
from align.model.finding import Finding
from align.model.segment import Document
from align.names.style import DEFAULT, Style
from align.review import log
from align.review.candidates import Candidate, candidates
from align.review.dates import written
from align.review.edits import Digest, FileEdit, Kind, Record, TextEdit, digest
from align.review.engine import Checked
from align.review.filters import Filter
from align.review.items import Item, ItemId, Status, items_of
from align.review.journal import Journal
from align.review.queue import Grouping, Queue
from align.review.replay import replayed
from align.review.sheet import Sheet
from align.review.steps import Refusal, Step
from align.review.uses import NameRow, Names, NameUse
from align.review.writing import Change, Disk, Plan, Planned, Written
from align.rules.suppress import decided, suppressed

_TICK = timedelta(microseconds=1)
_LATEST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Changed:
    """What an act has changed: documents to be checked again, by number, and whether the glossaries are others now."""

    sheets: frozenset[int] = frozenset()
    glossaries: bool = False
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """How a review is set: where decisions go, who makes them, and how the house writes.

    `clock` gives the time; `new_entries` is the glossary that takes new entries, None where that is to be found out."""

    log: Path
    by: str
    today: str
    clock: Callable[[], datetime]
    style: Style = DEFAULT
    new_entries: Path | None = None


class Review:
    """All that a reviewer has before them.

    `unanswered` says that an earlier review has left something and nobody has yet said what is to become of it (see
    `recovery`): no text is changed until then.
    """

    def __init__(self, setting: Setting, journal: Journal, glossaries: Glossaries) -> None:
        self.setting = setting
        self.journal = journal
        self.glossaries = glossaries
        self.sheets: list[Sheet] = []
        self.queue = Queue()
        self.focus: ItemId | None = None
        self.done: list[Step] = []
        self.undone: list[Step] = []
        read = log.read(setting.log)
        self.problems = tuple(f"{setting.log}:{problem.line}: {problem.message}" for problem in read.problems)
        self._log: list[Decision] = list(read.decisions)
        self.decisions = self._standing()
        self._entities: dict[int, dict[str, Entity]] = {}
        self._settled: dict[int, dict[ItemId, Item]] = {}
        self._numbers: dict[str, int] = {}
        self._files: dict[str, int] = {}
        self._made: dict[int, tuple[Use, ...]] = {}
        self._names = Names()
        self._last = datetime.min.replace(tzinfo=UTC)
        self._near: tuple[int, int] = (0, 0)
        self.unanswered = not replayed(journal.records()).is_empty
        if journal.records() and not self.unanswered:
            # What files were then says nothing about what they are now.
            journal.restart()

    # --- documents

    def open(self, document: Document, form: Format) -> Sheet:
        """One more document."""
        sheet = Sheet.opened(len(self.sheets), document, form)
        self.sheets.append(sheet)
        self._numbers[str(document.path.absolute())] = sheet.number
        self._files[self.file_of(sheet)] = sheet.number
        return sheet

    def sheet_of(self, path: str) -> Sheet | None:
        """The open document of an absolute path, None where it is not open."""
        number = self._numbers.get(path)
        return None if number is None else self.sheets[number]

    def file_of(self, sheet: Sheet) -> str:
        """What the log calls a document's file."""
        return self.decisions.file(sheet.path)

    def receive(self, checked: Checked) -> bool:
        """Take in what a check found; False where the document has changed since it began."""
        sheet = self.sheets[checked.sheet]
        if checked.version != sheet.version:
            return False
        sheet.checked, sheet.findings = checked.version, checked.findings
        sheet.uses, sheet.marks, sheet.said = checked.uses, checked.marks, checked.said
        self._names.put(sheet.number, checked.uses)
        self._entities[sheet.number] = dict(checked.entities)
        self._made[sheet.number] = checked.made
        self._settled_by_now(sheet)
        self._queue(sheet)
        return True

    def _settled_by_now(self, sheet: Sheet) -> None:
        """What was dealt with and is found all the same waits again; what waited for this check is known by it."""
        settled = self._settled.get(sheet.number)
        if settled:
            found = {item.id for item in self._items(sheet)}
            done = {item.id: item for item in settled.values() if item.status is Status.DONE and item.id not in found}
            self._settled[sheet.number] = done

    def _items(self, sheet: Sheet) -> Iterator[Item]:
        rulings = decided(sheet.findings, self.decisions, sheet.path).rulings
        return items_of(sheet.number, sheet.findings, rulings, sheet.index.__getitem__)

    def _queue(self, *sheets: Sheet) -> None:
        """Put the findings of documents into the queue, with those that have been dealt with in their old places."""
        for sheet in sheets:
            settled = self._settled.get(sheet.number, {})
            items = [item for item in self._items(sheet) if item.id not in settled]
            items += settled.values()
            items.sort(key=lambda item: item.position)
            self.queue.put(sheet.number, str(sheet.path), items)
        self._keep_focus()

    def _keep_focus(self) -> None:
        if self.focus is not None and self.queue.place(self.focus) is not None:
            self._near = self.queue.place(self.focus) or self._near
            return
        found = self._same_words() or self.queue.near(*self._near) or self.queue.first(waiting=False)
        self.focus = found.id if found else None
        self.queue.attend(self.focus)

    def _same_words(self) -> Item | None:
        """The finding that waits about the same words as the one under the cursor, which is told otherwise now."""
        if self.focus is None:
            return None
        words = (self.focus.segment, self.focus.source, self.focus.target)
        same = (
            item
            for item in self.queue.of_sheet(self.focus.sheet)
            if item.is_open and (item.id.segment, item.id.source, item.id.target) == words
        )
        return next((item for item in same if self.queue.place(item.id) is not None), None)

    # --- looking

    @property
    def item(self) -> Item | None:
        """The finding that the cursor is on."""
        return self.queue.item(self.focus) if self.focus else None

    def look_at(self, identity: ItemId | None) -> None:
        """Move the cursor."""
        self.focus = identity
        self.queue.attend(identity)
        if identity is not None:
            self._near = self.queue.place(identity) or self._near

    def entity_of(self, item: Item) -> Entity | None:
        """Whom a finding is about, as far as a glossary, the who's who or the characters say; None where nothing does."""
        finding = item.finding
        if finding.entity:
            return self.entity(finding.entity, item.id.sheet)
        use = next((use for use in self.sheets[item.id.sheet].uses if self._is_of(use, finding)), None)
        return self.entity(use.entity, item.id.sheet) if use and use.entity else None

    @staticmethod
    def _is_of(use: NameUse, finding: Finding) -> bool:
        if use.segment != finding.segment.key:
            return False
        return (finding.source is not None and use.span == finding.source) or (
            finding.target is not None and use.target == finding.target
        )

    def entity(self, entity: str, sheet: int) -> Entity | None:
        """An entity by its id, as a document knows it."""
        found = self._entities.get(sheet, {}).get(entity)
        if found is None and entity in (lexicon := self.glossaries.lexicon()):
            found = lexicon.entity(entity)
        return found

    def ruling_on(self, item: Item) -> Decision | None:
        """The decision that counts for a finding, None where there is none."""
        sheet = self.sheets[item.id.sheet]
        rulings = decided(sheet.findings, self.decisions, sheet.path).rulings
        return next((one for one, found in zip(rulings, sheet.findings, strict=True) if found is item.finding), None)

    def candidates(self, item: Item) -> tuple[Candidate, ...]:
        """What can be put in the place of the words of a finding."""
        return candidates(item.finding, self.entity_of(item), self.setting.style)

    def like(self, item: Item, *, everywhere: bool) -> list[Item]:
        """The findings that wait and are of the same kind about the same name, this one among them."""
        sheet = self.sheets[item.id.sheet]
        text = sheet.segment(item.id.segment).document
        numbers = range(len(self.sheets)) if everywhere else (item.id.sheet,)
        code, subject = item.finding.code, item.subject
        return [
            other
            for number in numbers
            for other in self.queue.of_sheet(number)
            if other.id.code == code
            and other.subject == subject
            and other.is_open
            and (everywhere or other.finding.segment.document == text)
        ]

    def beside(self, item: Item) -> list[Item]:
        """The other findings that wait about the same words of the translation."""
        return [
            other
            for other in self.queue.of_sheet(item.id.sheet)
            if other.is_open
            and other.id != item.id
            and other.id.segment == item.id.segment
            and other.finding.target == item.finding.target
        ]

    def names(self) -> list[NameRow]:
        """All names of the open documents."""
        return self._names.rows()

    def made(self, entity: str) -> list[Use]:
        """The places of a name that no glossary has, as proposals of entries are made from."""
        return [use for number in sorted(self._made) for use in self._made[number] if use.entity.id == entity]

    # --- acting

    def perform(self, step: Step) -> Changed:
        """Do a step: into the journal and the log first, then here. Refusal where a text is no longer what it was."""
        if self.unanswered and (step.texts or step.files):
            hint = "wait until all documents have been read"
            raise Refusal("what an earlier review has left comes first", hint=hint)
        restores = tuple(self._restoring(decision) for decision in step.decisions)
        step = replace(step, restores=restores)
        changed = self._do("do", step)
        self.done.append(step)
        self.undone.clear()
        return changed

    def undo(self) -> Changed | None:
        """Take the last step back; None where there is none."""
        if not self.done:
            return None
        step = self.done[-1]
        changed = self._do("undo", _reversed(step), settle=False)
        self.done.pop()
        self.undone.append(step)
        self.look_at(step.focus or self.focus)
        return replace(changed, step=step)

    def redo(self) -> Changed | None:
        """Do again what was taken back last; None where there is nothing."""
        if not self.undone:
            return None
        step = self.undone[-1]
        changed = self._do("redo", step)
        self.undone.pop()
        self.done.append(step)
        return replace(changed, step=step)

    def _do(self, kind: Kind, step: Step, *, settle: bool = True) -> Changed:
        sheets = [self.writable(edit) for edit in step.texts]
        texts = {path: self._spliced(path, step.files) for path in dict.fromkeys(edit.path for edit in step.files)}
        after = self.glossaries
        for path, text in texts.items():
            after = after.with_text(self.glossary_at(path), text)
        if step.texts or step.files:
            record = Record(kind, step.title, step.texts, step.files, _said(step.focus))
            self.journal.append(*self._bases(sheets, texts), record)
        if step.decisions:
            stamped = [log.stamped(decision, self.setting.by, self._moment(decision)) for decision in step.decisions]
            log.append(self.setting.log, stamped)
            self._log += stamped
            self.decisions = self._standing()
        for sheet, edit in zip(sheets, step.texts, strict=True):
            sheet.put(edit.key, edit.after)
        return self._after(step, sheets, after, settle=settle)

    def _after(self, step: Step, sheets: Sequence[Sheet], glossaries: Glossaries, *, settle: bool) -> Changed:
        """What there is to be checked again; findings that the step deals with are done at once."""
        again = {sheet.number for sheet in sheets}
        decided_on = [self.sheets[number] for number in self._sheets_of(step.decisions)]
        for sheet in decided_on:
            if any(decision.subject is not Subject.FINDING for decision in step.decisions):
                sheet.version += 1
                again.add(sheet.number)
            sheet.findings = self._suppressed(sheet)
        if decided_on:
            self._queue(*decided_on)
        if glossaries is not self.glossaries:
            touched = self.glossaries.touched(glossaries)
            self.glossaries = glossaries
            again |= {sheet.number for sheet in self.sheets if sheet.says(touched)}
            for number in again:
                self.sheets[number].version += 1
        self._settle(step, settle=settle)
        return Changed(frozenset(again), bool(step.files), step)

    def _settle(self, step: Step, *, settle: bool) -> None:
        """What edits deal with is done, and what they are taken back of waits at once, as the check will find it."""
        if not (step.texts or step.files):
            return
        for identity in step.settles:
            item = self.queue.item(identity)
            if item is not None:
                mine = self._settled.setdefault(identity.sheet, {})
                mine[identity] = replace(item, status=Status.DONE if settle else Status.OPEN)
        self._queue(*(self.sheets[number] for number in {identity.sheet for identity in step.settles}))

    def filter(self, chosen: Filter) -> None:
        """Show a part of the findings."""
        self.begin(chosen=chosen)
        self.sift()

    def group(self, grouping: Grouping) -> None:
        """Group the findings otherwise; the cursor stays on its finding."""
        self.begin(grouping)
        self.sift()

    def begin(self, grouping: Grouping | None = None, chosen: Filter | None = None) -> None:
        """Begin to group or to filter otherwise; `sift` goes on with it, so that keys can come in between."""
        self.queue.begin(grouping, chosen, self.focus.sheet if self.focus else -1)

    def sift(self, most: int = 1 << 60) -> bool:
        """Look at so many more findings; whether some are left."""
        left = self.queue.sift(most)
        if not left or self.queue.count():
            self._keep_focus()
        return left

    def next_open(self) -> None:
        """Put the cursor on the next finding that waits."""
        found = self.queue.after(self.focus) if self.focus else self.queue.first()
        if found is not None:
            self.look_at(found.id)

    def writable(self, edit: TextEdit) -> Sheet:
        """The document of an edit; Refusal where it is not open, or a segment no longer what it was."""
        sheet = self.sheet_of(edit.path)
        if sheet is None or edit.key not in sheet.index:
            raise Refusal("this text is no longer open", path=edit.path)
        if (sheet.segment(edit.key).target or "") != edit.before:
            raise Refusal(f"segment {edit.key} has changed since", path=edit.path, hint="nothing was done")
        return sheet

    def glossary_at(self, path: str) -> Path:
        """The glossary of an absolute path, as it is called here."""
        known = (each for each in self.glossaries.paths if str(each.absolute()) == path)
        return next(known, Path(path))

    def _spliced(self, path: str, edits: Iterable[FileEdit]) -> str | None:
        text = self.glossaries.text(self.glossary_at(path))
        for edit in edits:
            if edit.path == path:
                text = edit.applied(text)
        return text

    def _bases(self, sheets: Iterable[Sheet], glossaries: Iterable[str]) -> list[Record]:
        """What the files are on the disk that the journal does not know yet: one record, so that the disk is waited for once."""
        paths = dict.fromkeys([*(str(sheet.path.absolute()) for sheet in sheets), *glossaries])
        new = tuple(digest(path, self.on_disk(path)) for path in paths if not self.journal.knows(path))
        return [Record("base", digests=new)] if new else []

    # --- decisions

    def _standing(self) -> Decisions:
        return Decisions(self._log, self.setting.log.parent, self.setting.today)

    def _moment(self, decision: Decision) -> datetime:
        """The time, later than that of every decision here and of all on the same matter: it decides which one counts.

        The clock of another reviewer may be ahead of ours.
        """
        now = self.setting.clock().astimezone(UTC)
        ahead = [log.moment(each) for each in self._log if each.at > written(now) and each.matter == decision.matter]
        self._last = max(now, *(each + min(_TICK, _LATEST - each) for each in (self._last, *ahead)))
        return self._last

    def _restoring(self, decision: Decision) -> Decision:
        """What brings back what counted before a decision."""
        return self.decisions.of_matter(decision.matter) or taken_back(decision)

    def _suppressed(self, sheet: Sheet) -> tuple[Finding, ...]:
        plain = (
            replace(finding, suppressed=None) if finding.suppressed and finding.suppressed.by == "review" else finding
            for finding in sheet.findings
        )
        return tuple(suppressed(tuple(plain), self.decisions, sheet.path)[0])

    def _sheets_of(self, decisions: Iterable[Decision]) -> list[int]:
        """The documents that decisions are about: those of their file, or all that have such a finding."""
        files = {decision.file for decision in decisions}
        if not files:
            return []
        if "" in files:
            wide = tuple(decisions)
            return [s.number for s in self.sheets if any(_may_concern(one, f) for one in wide for f in s.findings)]
        return sorted(self._files[file] for file in files if file in self._files)

    # --- writing

    def changes(self) -> list[Change]:
        """What is not on the disk yet: documents and glossaries. FormatError where a translation cannot stand in its file."""
        texts = [Change(sheet.path, sheet.disk, sheet.bytes()) for sheet in self.sheets if sheet.dirty]
        return texts + [Change(path, old, new) for path, old, new in self.glossaries.changed()]

    def check(self, path: Path, raw: bytes) -> None:
        """Whether bytes can stand in a file of the review; AlignError where they cannot."""
        sheet = self.sheet_of(str(path.absolute()))
        if sheet is not None:
            sheet.format.read(raw, path)
        else:
            from align.glossary.load import read_file

            read_file(path, raw)

    def announce(self, plan: Plan) -> None:
        """Keep in the journal what files are about to become, so that a crash in between can be told from others' changes."""
        self.journal.append(Record("writing", digests=tuple(_digest(file) for file in plan.to_write)))

    def written(self, written: Written) -> list[int]:
        """Take note of what is on the disk now. The numbers of documents that others have changed too: to be read again."""
        again: list[int] = []
        for file in written.files:
            sheet = self.sheet_of(str(file.path.absolute()))
            if sheet is None:
                if file.disk is Disk.MERGED:
                    text = decode(file.new, file.path)
                    self.glossaries = self.glossaries.with_text(file.path, text)
                    self._forget_steps(file.path)
                self.glossaries = self.glossaries.saved([file.path])
            elif file.disk is Disk.MERGED:
                again.append(sheet.number)
            else:
                sheet.written(file.new)
        if self.unsaved or again or written.left:
            self.journal.append(Record("written", digests=tuple(map(_digest, written.files))))
        else:
            self.journal.restart()
        return again

    def _forget_steps(self, path: Path) -> None:
        """Others have changed a file: what was done in it before cannot be taken back any more."""
        name = str(path.absolute())
        self.done = [step for step in self.done if name not in step.paths]
        self.undone = [step for step in self.undone if name not in step.paths]

    def reopened(self, number: int, document: Document) -> None:
        """A document was read again: what stands in it now is what is on the disk."""
        old = self.sheets[number]
        self._forget_steps(document.path)
        sheet = Sheet.opened(number, document, old.format)
        sheet.version = old.version + 1
        self.sheets[number] = sheet
        if not self.unsaved:
            self.journal.restart()

    def on_disk(self, path: str) -> bytes | None:
        """What a file of an absolute path is known to hold, None where there is none."""
        sheet = self.sheet_of(path)
        return sheet.disk if sheet else self.glossaries.on_disk(self.glossary_at(path))

    @property
    def unsaved(self) -> int:
        """How many files are not on the disk as they stand here."""
        return sum(sheet.dirty for sheet in self.sheets) + sum(1 for _ in self.glossaries.changed())


def _reversed(step: Step) -> Step:
    """The step that takes another back."""
    return replace(
        step,
        title=f"undone: {step.title}",
        texts=tuple(replace(edit, before=edit.after, after=edit.before) for edit in reversed(step.texts)),
        files=tuple(edit.reversed() for edit in reversed(step.files)),
        decisions=step.restores,
        restores=step.decisions,
    )


def _may_concern(decision: Decision, finding: Finding) -> bool:
    """Whether a decision on more than one file can be about a finding: quick, and never wrong where it says no."""
    if finding.code != decision.rule:
        return False
    if decision.scope is Scope.ENTITY and decision.entity:
        return finding.entity == decision.entity
    source, target, segment = decision.source, decision.target, finding.segment
    return not (
        (source and source.exact not in (segment.source or ""))
        or (target and target.exact not in (segment.target or ""))
    )


def _said(identity: ItemId | None) -> str:
    return "\x1f".join(map(str, identity)) if identity else ""


def _digest(file: Planned) -> Digest:
    return digest(str(file.path.absolute()), file.new)
