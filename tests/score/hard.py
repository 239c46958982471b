"""A grading with everything that makes reporting hard, and another with as little as there can be."""

from __future__ import annotations

from align.score.values import (
    ClassRow,
    Comparison,
    EntityRow,
    Grading,
    Interval,
    KindRow,
    Measure,
    NameOutcome,
    Needs,
    Outcome,
    Score,
    Standing,
)

# Markup, a terminal escape, a direction override, a formula; wide characters; a name longer than its column.
SYSTEMS = (
    "基线 <b>one</b>",
    "=cmd|'/c calc'!A1",
    "\x1b[31mred\u202edesrever",
    "a system with a very long name, v2.1-final",
)

_MEASURES = (
    Measure("bleu", "BLEU", Needs.REFERENCES, "segments", "n-grams shared with the reference"),
    Measure("chrf", "chrF2", Needs.REFERENCES, "segments", "character n-grams shared with the reference"),
    Measure("ter", "TER", Needs.REFERENCES, "segments", "edits to the reference", higher_is_better=False),
    Measure("names", "Names", Needs.GLOSSARY, "mentions", "mentions that an accepted form renders"),
    Measure("names-macro", "Macro", Needs.GLOSSARY, "entities", "the same, averaged over entities"),
    Measure("order", "Order", Needs.GLOSSARY, "people", "people whose parts stand in one order"),
    Measure("style", "Style", Needs.GLOSSARY, "entities", "entities that have one form"),
    Measure("m-eta", "M-ETA", Needs.GLOSSARY, "rows", "accepted forms somewhere in the hypothesis"),
    Measure("terms", "Terms", Needs.GLOSSARY, "terms", "exact-match term accuracy"),
    Measure("1-term", "1-TERm", Needs.BOTH, "segments", "TER with terms counting twice"),
)
# One row a system, one figure a measure: value and half of the interval.
# fmt: off
_FIRST = ((27.34, 1.21), (55.1, 0.94), (61.0, 1.5), (88.2, 1.3), (80.0, 4.2), (97.0, 2.0), (100.0, 0.0), (90.0, 2.0),
          (91.5, 2.1), (44.4, 3.0))
_VALUES: tuple[tuple[tuple[float | None, float], ...], ...] = (
    _FIRST,
    ((29.05, 1.14), (56.2, 0.8), (58.9, 1.4), (91.0, 1.1), (84.4, 3.9), (99.0, 1.0), (98.0, 1.6), (92.0, 2.2),
     (93.1, 1.9), (47.0, 2.9)),
    _FIRST,
    ((3.0, 0.44), (12.1, 0.5), (113.7, 10.2), (0.0, 0.0), (0.0, 0.0), (None, 0.0), (None, 0.0), (1.5, 0.9),
     (0.0, 0.0), (-5.0, 1.0)),
)
# fmt: on
_BEST = {"bleu": 1, "chrf": 1, "ter": 1, "names": 1, "names-macro": 1, "order": 1, "m-eta": 1, "terms": 1, "1-term": 1}
_TAKAICHI = ("takaichi-sanae", "Sanae Takaichi", "person", "高市早苗")


def _scores() -> tuple[Score, ...]:
    return tuple(
        Score(
            measure=measure.name,
            system=system,
            value=value,
            n=0 if value is None else 120,
            signature=f"{measure.name}:x|nrefs:2|case:mixed|seed:12345|version:2.6.0|glossary:0123456789abcdef",
            interval=None if value is None else Interval(value - half, value + half, value + 0.01),
            best=_BEST.get(measure.name) == row or (measure.name == "style" and row in (0, 2)),
            detail="60.1/33.3/21.0/13.8 (BP = 1.000)" if measure.name == "bleu" else "",
        )
        for row, system in enumerate(SYSTEMS)
        for measure, (value, half) in zip(_MEASURES, _VALUES[row], strict=True)
    )


def _comparisons() -> tuple[Comparison, ...]:
    standings = (Standing.BETTER, Standing.SAME, Standing.WORSE)
    found = []
    for row, (system, standing) in enumerate(zip(SYSTEMS[1:], standings, strict=True), 1):
        for at, measure in enumerate(_MEASURES):
            value, first = _VALUES[row][at][0], _VALUES[0][at][0]
            delta = None if value is None or first is None else value - first
            p = 1.0 if standing is Standing.SAME else 0.0123
            spread = None if delta is None or not delta else Interval(delta - 0.5, delta + 0.5, delta)
            stands = Standing.UNDECIDED if delta is None or (measure.name == "style" and row == 1) else standing
            ar = None if delta is None else p
            found.append(Comparison(measure.name, system, SYSTEMS[0], delta, ar, ar, spread, stands))
    return tuple(found)


def _classes() -> tuple[ClassRow, ...]:
    figures = {
        "person": (60, 58, (51, 53, 51, 0)),
        "organisation": (40, 40, (36, 37, 36, 0)),
        "work": (1, 0, (0, 0, 0, 0)),
    }
    return tuple(
        ClassRow(
            system,
            type,
            mentions,
            counted,
            accepted[row],
            100 * accepted[row] / counted if counted else None,
            Interval(80.0, 95.5, 88.0) if counted and accepted[row] else None,
        )
        for row, system in enumerate(SYSTEMS)
        for type, (mentions, counted, accepted) in figures.items()
    )


def _kinds() -> tuple[KindRow, ...]:
    figures = {
        Outcome.ACCEPTED: (87, 90, 87, 0),
        Outcome.STOOD_FOR: (3, 3, 3, 0),
        Outcome.ORDER: (5, 0, 5, 0),
        Outcome.ROMANISATION: (3, 4, 3, 0),
        Outcome.READING: (1, 2, 1, 0),
        Outcome.LANGUAGE: (1, 1, 1, 0),
        Outcome.SUBSTITUTED: (1, 0, 1, 1),
        Outcome.MISSING: (0, 1, 0, 77),
        Outcome.EMPTY: (0, 0, 0, 20),
    }
    return tuple(
        KindRow(system, outcome, counts[row], 100 * counts[row] / 98)
        for row, system in enumerate(SYSTEMS)
        for outcome, counts in figures.items()
    )


def _entities() -> tuple[EntityRow, ...]:
    wrong = (
        ("Gaoshi <script>alert(1)</script> Zaomiao", Outcome.LANGUAGE, 3),
        ("Takaichi\x1b[2J Sanae", Outcome.ORDER, 1),
        ("", Outcome.MISSING, 2),
    )
    rows = [
        EntityRow(system, *_TAKAICHI, counted=12, accepted=12 if row == 1 else 6, wrong=() if row == 1 else wrong)
        for row, system in enumerate(SYSTEMS)
    ]
    for number in range(1, 13):
        company = (f"e{number}", f"Entity & Co. {number}", "organisation", "公司" * number)
        rows += (EntityRow(system, *company, 2, 1, ((f"Co {number}", Outcome.TERM, 1),)) for system in SYSTEMS)
    return tuple(rows)


HARD = Grading(
    test_set="新闻 <i>2026</i>\x07",
    segments=1200,
    documents=1,
    references=("ref<A>.txt", "ref\u202eB.txt"),
    systems=SYSTEMS,
    baseline=SYSTEMS[0],
    measures=_MEASURES,
    scores=_scores(),
    comparisons=_comparisons(),
    classes=_classes(),
    kinds=_kinds(),
    entities=_entities(),
    outcomes=(
        NameOutcome(SYSTEMS[0], 0, "1", "doc </a>", *_TAKAICHI, "Takaichi\x1b[2J", Outcome.ORDER, ("N101",)),
        NameOutcome(SYSTEMS[3], 1, "2", "doc", *_TAKAICHI, "", Outcome.EMPTY),
    ),
    remarks=(
        "20 hypotheses of a system with a very long name, v2.1-final are empty; they count as wrong.",
        "<b>\x1b[1m",
    ),
    settings=(("samples", "1000"), ("seed", "12345"), ("style", "given-first")),
    signature="align:0.5.0|test:新闻|glossary:0123456789abcdef|samples:1000|seed:12345",
)
"""Everything at once."""

PLAIN = Grading(
    test_set="news",
    segments=1,
    documents=1,
    references=("ref.txt",),
    systems=("mine",),
    baseline="",
    measures=_MEASURES[:1],
    scores=(Score("bleu", "mine", 27.25, 1, "nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0"),),
    comparisons=(),
    classes=(),
    kinds=(),
    entities=(),
    outcomes=(),
    remarks=(),
    settings=(),
    signature="align:0.5.0",
)
"""One system, one measure, nothing resampled or compared, no glossary."""
