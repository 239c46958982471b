"""One report with everything that makes reporting hard, shown in every format and compared byte by byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.model.alignment import Evidence
from align.model.finding import Edit, Finding, Fix, Safety, Severity, Suppression
from align.model.report import Counts, Report, RuleInfo
from align.model.segment import OBJECT, Segment, Turn, Where
from align.model.span import Span

_SOURCE = Path("case/source.zh.txt")
_TARGET = Path("case/target.en.txt")

# Emoji and Han text before the name, a terminal escape after it, several lines, a direction override, a tab.
_LINES = Segment(
    key="1",
    document="case",
    source="昨天🙂，记者王小明\x1b[31m报道\n第二行：李大海也在场",
    target='Yesterday 🙂 the reporter "Wong Xiaoming" \x1b[31mreported\n\u202eLi\tDahai was there too',
    source_lang="zh-Hans",
    source_at=Where(_SOURCE, 3, 1),
    target_at=Where(_TARGET, 5, 1),
)
# The name stands far out in a long line, and begins in the middle of the file's line.
_LONG = Segment(
    key="2",
    document="case",
    source="这一行很长，" * 20 + "田中花子" + "，后面也很长" * 20,
    target="This line is long, " * 10 + "Tanaka Hanako" + ", and goes on behind the name" * 10,
    source_lang="ja",
    source_at=Where(_SOURCE, 7, 11),
    target_at=Where(_TARGET, 9, 21),
)
# The texts do not stand verbatim in the file: a JSON string with escapes.
_ESCAPED = Segment(
    key="row-3",
    document="other",
    source="山田\t太郎です",
    target='He said "hello" \ud800 and left\x9b2J',
    source_lang="",
    source_at=Where(Path("case/pairs.jsonl"), 3, 12, exact=False),
    target_at=Where(Path("case/pairs.jsonl"), 3, 44, exact=False),
)
_NO_SOURCE = Segment(
    key="4",
    document="",
    source=None,
    target="Premier Zhang San arrived.",
    target_at=Where(Path("-"), 1, 1),
)
# The file's name has spaces and Han; the texts go on elsewhere: a wrapped string, an escape, an entity, a placeholder.
_TURNED = Segment(
    key="5",
    document="news",
    source="外务大臣岩屋毅\n与王毅会谈",
    target=f"{OBJECT}Iwaya “Takeshi” met\nWang Yi & others.",
    source_lang="zh",
    source_at=Where(Path("case/新 闻 %.po"), 11, 8, turns=(Turn(4, 12, 2), Turn(8, 13, 2))),
    target_at=Where(Path("case/新 闻 %.po"), 14, 9, turns=(Turn(1, 14, 14), Turn(21, 15, 2), Turn(30, 15, 15))),
)


def _span(text: str | None, part: str) -> Span:
    assert text is not None
    return Span(text.index(part), text.index(part) + len(part))


@pytest.fixture(scope="session")
def hard() -> Report:
    """The report, its findings in the order in which they are shown."""
    findings = (
        Finding(
            code="N204",
            rule="misspelt-name",
            severity=Severity.ERROR,
            message='王小明 is rendered as "Wong Xiaoming", which no reading gives; expected "Wang Xiaoming"',
            segment=_LINES,
            source=_span(_LINES.source, "王小明"),
            target=_span(_LINES.target, "Wong Xiaoming"),
            entity="wang-xiaoming",
            entity_name="Wang Xiaoming",
            expected=("Wang Xiaoming", "Wang"),
            fix=Fix(
                'Replace with "Wang Xiaoming"',
                (Edit("1", _span(_LINES.target, "Wong"), "Wong", "Wang"),),
                Safety.UNSAFE,
            ),
            evidence=(
                Evidence("spelling", '"Wong" is one letter away from "Wang"', 0.4),
                Evidence("position", "it stands where 王小明 would", 0.2),
            ),
            confidence=0.93333,
        ),
        Finding(
            code="N102",
            rule="name-format",
            severity=Severity.WARNING,
            message="李大海 is split over\ttwo words by a tab; \x1b]0;nasty\x07 expected Li Dahai",
            segment=_LINES,
            source=_span(_LINES.source, "李大海"),
            target=_span(_LINES.target, "Li\tDahai"),
            expected=("Li Dahai",),
        ),
        Finding(
            code="N401",
            rule="inconsistent-name",
            severity=Severity.WARNING,
            message="王小明 is named on two lines",
            segment=_LINES,
            source=_span(_LINES.source, "王小明\x1b[31m报道\n第二行"),
            target=_span(_LINES.target, "reported\n\u202eLi"),
        ),
        Finding(
            code="N101",
            rule="name-order",
            severity=Severity.ERROR,
            message="田中花子 is written family first; expected Hanako Tanaka",
            segment=_LONG,
            source=_span(_LONG.source, "田中花子"),
            target=_span(_LONG.target, "Tanaka Hanako"),
            entity="tanaka-hanako",
            entity_name="Hanako Tanaka",
            expected=("Hanako Tanaka",),
            fix=Fix("Turn the parts", (Edit("2", Span(190, 203), "Tanaka Hanako", "Hanako Tanaka"),), Safety.SAFE),
        ),
        Finding(
            code="N302",
            rule="missing-name",
            severity=Severity.WARNING,
            message="nothing renders 山田\t太郎",
            segment=_ESCAPED,
            source=_span(_ESCAPED.source, "山田\t太郎"),
        ),
        Finding(
            code="N201",
            rule="romanisation-variant",
            severity=Severity.WARNING,
            message="not counted",
            segment=_ESCAPED,
            target=_span(_ESCAPED.target, "hello"),
            suppressed=Suppression("config", "per-file-ignores: case/**"),
        ),
        Finding(
            code="N101",
            rule="name-order",
            severity=Severity.ERROR,
            message='岩屋毅 is "Iwaya Takeshi", 100 % [family](first), {0}::error ::and nothing else; expected "Takeshi Iwaya"',
            segment=_TURNED,
            source=_span(_TURNED.source, "岩屋毅"),
            target=_span(_TURNED.target, "Iwaya “Takeshi”"),
            expected=("Takeshi Iwaya",),
            fix=Fix(
                "Turn the parts",
                (
                    Edit("5", _span(_TURNED.target, "Iwaya"), "Iwaya", "Takeshi"),
                    Edit("5", _span(_TURNED.target, "Takeshi"), "Takeshi", "Iwaya"),
                ),
                Safety.SAFE,
            ),
        ),
        *(
            Finding(
                code="N201",
                rule="romanisation-variant",
                severity=Severity.WARNING,
                message="王毅 is spelt otherwise",
                segment=_TURNED,
                source=_span(_TURNED.source, "王毅"),
                target=_span(_TURNED.target, "Wang Yi"),
                suppressed=suppressed,
            )
            for suppressed in (
                None,
                Suppression("inline", "quoted speech"),
                Suppression("baseline", ""),
                Suppression("review", "decided on 2026-11-02"),
            )
        ),
        Finding(
            code="N601",
            rule="role-mismatch",
            severity=Severity.INFO,
            message="Zhang San was not premier",
            segment=_NO_SOURCE,
            target=_span(_NO_SOURCE.target, "Premier Zhang San"),
            confidence=0.4,
        ),
    )
    return Report(
        findings=findings,
        counts=Counts(documents=4, segments=5, errors=3, warnings=4, infos=1, suppressed=4),
        rules=(
            RuleInfo("N101", "name-order", Severity.ERROR, "the forbidden order", "style", "N101 name-order: `order`."),
            RuleInfo("N204", "misspelt-name", Severity.ERROR, "close to the right form", "accuracy"),
        ),
        signature="align:0.1.0|glossary:none|rules:N101,N204",
        documents=("case/target.en.txt", "case/clean.en.txt", "case/pairs.jsonl"),
    )
