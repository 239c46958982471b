"""A review driven without a terminal: documents and glossaries from literals, and each act followed by its re-check."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from align.checker import Checker
from align.formats import for_path
from align.glossary.lexicon import Lexicon
from align.glossary.open_files import Glossaries
from align.model.decision import Decision, Ruling, Scope
from align.model.finding import Finding, Severity
from align.model.segment import Segment
from align.model.span import Span
from align.review import log, steps
from align.review.edits import FileEdit, splice
from align.review.engine import Engine
from align.review.items import Item, ItemId, Status
from align.review.journal import Journal
from align.review.recovery import go_on
from align.review.state import Changed, Review, Setting
from align.review.steps import Step
from align.rules.select import choose
from align.rules.suppress import decision_for

NAMES = """version: 1
entities:
  # the prime minister
  - id: takaichi
    type: person
    origin: ja
    en: {full: Sanae Takaichi, family: Takaichi, given: Sanae}
    ja: {full: 高市早苗, family: 高市, given: 早苗}
    zh: 高市早苗
    kana: たかいち さなえ
  - id: kono
    type: person
    origin: ja
    en: {full: Taro Kono, family: Kono, given: Taro}
    ja: {full: 河野太郎, family: 河野, given: 太郎}
    zh: 河野太郎
    kana: こうの たろう
"""

ARTICLE = (
    ("高市早苗首相发表讲话。", "Prime Minister Taro Kono gave a speech."),
    ("会议持续了三个小时。", "The meeting lasted three hours."),
    ("高市早苗欢迎这一决定。", "Sanae Takaiti welcomed the decision."),
    ("河野太郎没有出席。", "Kono Taro did not attend."),
    ("高市早苗和河野太郎会面。", "Sanae Takaiti met Tarou Kono."),
)
"""Five findings: N301 in segment 1, N201 in 3, N101 in 4, and two of N201 in 5."""

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)

Rows = Sequence[tuple[str | None, str | None]]


def jsonl(rows: Rows, document: str = "a") -> bytes:
    """Segments of one text; their keys count from 1."""
    lines = []
    for number, (source, target) in enumerate(rows, 1):
        fields = {"id": str(number), "document": document, "source": source, "target": target}
        fields |= {"source_lang": "zh", "target_lang": "en"}
        lines.append(json.dumps(fields, ensure_ascii=False) + "\n")
    return "".join(lines).encode()


@dataclass
class Driven:
    """A review, and the checker that answers it."""

    folder: Path
    review: Review
    engine: Engine
    files: list[Path] = field(default_factory=list)

    def read(self, path: Path) -> None:
        """Open one more file and take in its first check."""
        raw = path.read_bytes()
        form = for_path(path, raw)
        sheet = self.review.open(form.read(raw, path), form)
        self.check([sheet.number])

    def check(self, numbers: Iterable[int]) -> None:
        """Check these documents as they stand, and hand in what was found."""
        for number in sorted(numbers):
            sheet = self.review.sheets[number]
            self.review.receive(self.engine.check(number, sheet.version, sheet.current, self.review.decisions))

    def follow(self, changed: Changed | None) -> Changed:
        """Check again what an act has changed."""
        assert changed is not None
        if changed.glossaries:
            self.engine.know(self.review.glossaries.lexicon())
        self.check(changed.sheets)
        return changed

    def do(self, step: Step) -> Changed:
        """Perform a step and follow it."""
        return self.follow(self.review.perform(step))

    def undo(self) -> Changed:
        """Take the last step back and follow that."""
        return self.follow(self.review.undo())

    def redo(self) -> Changed:
        """Do the last step again that was taken back, and follow that."""
        return self.follow(self.review.redo())

    def go_on(self) -> list[str]:
        """Go on with what an earlier review has left; what is lost of it."""
        changed, lost = go_on(self.review)
        self.follow(changed)
        return lost

    # --- the steps that tests perform

    def item(self, segment: str, sheet: int = 0, nth: int = 0) -> Item:
        """The finding number `nth` of a segment."""
        return [item for item in self.review.queue.of_sheet(sheet) if item.id.segment == segment][nth]

    def put(self, segment: str, text: str = "", nth: int = 0) -> Step:
        """Let `text`, or the first candidate, stand where the finding points."""
        item = self.item(segment, nth=nth)
        return steps.put(self.review, item, text or steps.fix_of(item), self.review.beside(item))

    def rule(self, segment: str, ruling: Ruling = Ruling.IGNORE, scope: Scope = Scope.HERE, **said: str) -> Step:
        """A decision on the finding of a segment."""
        item = self.item(segment)
        file = self.review.file_of(self.review.sheets[item.id.sheet])
        return steps.ruling(item, decision_for(item.finding, file, ruling, scope, **said))

    def glossary(self, old: str, new: str) -> Step:
        """Other words in the first glossary."""
        path = self.review.glossaries.paths[0]
        before = self.review.glossaries.text(path) or ""
        assert old in before
        edit = splice(str(path.absolute()), before, before.replace(old, new))
        return Step(f"{old} → {new}", files=(edit,), focus=self.review.focus)

    def new_glossary(self, name: str, text: str) -> Step:
        """A glossary that was not there."""
        return Step(f"new {name}", files=(FileEdit(str((self.folder / name).absolute()), 0, None, text),))

    # --- what can be seen

    def targets(self, sheet: int = 0) -> list[str | None]:
        """The translations as they stand."""
        return [segment.target for segment in self.review.sheets[sheet].segments]

    def statuses(self) -> dict[ItemId, Status]:
        """Every finding with what became of it."""
        return {item.id: item.status for item in self.review.queue.all()}

    def waiting(self) -> list[tuple[str, str]]:
        """The findings that wait: segment and code."""
        return [(item.id.segment, item.id.code) for item in self.review.queue.all() if item.is_open]

    def ruled(self) -> list[tuple[Ruling, Scope, str]]:
        """The decisions that stand."""
        return sorted((each.ruling, each.scope, each.rule) for each in self.review.decisions)

    def seen(self) -> dict[str, object]:
        """All that an act can change, to be compared."""
        return {
            "texts": [self.targets(sheet.number) for sheet in self.review.sheets],
            "bytes": [sheet.bytes() for sheet in self.review.sheets],
            "glossaries": dict(self.review.glossaries.contents),
            "decisions": self.ruled(),
            "statuses": self.statuses(),
            "counts": dict(self.review.queue.status),
            "unsaved": self.review.unsaved,
        }

    def logged(self) -> tuple[Decision, ...]:
        """What stands in the log on the disk."""
        return log.read(self.review.setting.log).decisions

    def crash(self) -> None:
        """End without writing anything."""
        self.review.journal.close()


def driven(
    folder: Path,
    files: Mapping[str, bytes | Rows] | None = None,
    names: str = NAMES,
    clock: Sequence[datetime] = (NOW,),
) -> Driven:
    """Open a review of the files in a folder; those that are given are written first, without them those that are there."""
    glossary = folder / "names.yaml"
    if not glossary.exists():
        glossary.write_text(names, "utf-8")
    for name, content in (files or {}).items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else jsonl(content, Path(name).stem))
    times = list(clock)
    setting = Setting(
        log=folder / "align-review.jsonl",
        by="anna",
        today="2026-11-22",
        clock=lambda: times.pop(0) if len(times) > 1 else times[0],
    )
    glossaries = Glossaries.opened([folder])
    review = Review(setting, Journal.open(folder / "state" / "journal.jsonl"), glossaries)
    engine = Engine(_checker, glossaries.lexicon())
    opened = Driven(folder, review, engine)
    for path in sorted(each for each in folder.iterdir() if each.suffix in (".jsonl", ".tsv", ".txt")):
        if path != setting.log:
            opened.read(path)
            opened.files.append(path)
    return opened


def _checker(lexicon: Lexicon) -> Checker:
    return Checker(lexicon, rules=choose())


# --- items that nobody checked for -------------------------------------------------------------------------------


def finding(
    segment: str = "1",
    source: str = "高市早苗",
    target: str = "Taro Kono",
    *,
    code: str = "N301",
    rule: str = "substituted-name",
    severity: Severity = Severity.ERROR,
    entity: str = "",
    document: str = "a",
    expected: tuple[str, ...] = (),
    start: int = 0,
) -> Finding:
    """A finding about these words, which are the whole source and stand at `start` in the translation."""
    text = " " * start + target
    here = Segment(segment, document, source or None, text or None, "zh")
    return Finding(
        code,
        rule,
        severity,
        f"{target} is not {source}",
        here,
        source=Span(0, len(source)) if source else None,
        target=Span(start, start + len(target)) if target else None,
        entity=entity,
        entity_name=entity.title(),
        expected=expected,
    )


def item(sheet: int = 0, nth: int = 0, status: Status = Status.OPEN, **said: object) -> Item:
    """An item of the queue made of such a finding."""
    found = finding(**said)  # type: ignore[arg-type]
    identity = ItemId(sheet, found.segment.key, found.code, found.source_text, found.target_text, nth)
    return Item(identity, found, status, (int(found.segment.key), nth))
