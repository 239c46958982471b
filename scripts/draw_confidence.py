"""Draws docs/confidence.svg: how precision and recall depend on the least confidence that a finding must have.

    pip install matplotlib
    python scripts/draw_confidence.py GOLD.jsonl[.gz]... [--ignore RULES] --out docs/confidence.svg

The checker runs with no glossary. A line of GOLD is a segment: `set`, `system`, `doc`, `src_lang`, `src`, `hyp`, and its
names that are wrong (`errors`) and right (`ok`), each with `start` and `end` in `hyp`, `src_start` and `src_end` in `src`,
`src_name` and `text`. A case is one name of the source in one document (`set` and `doc`, whoever translated it): of each
the share of its names is taken that a finding touches, in the translation or where there is no place in it in the source.

- recall: the mean share over cases of wrong names;
- precision: the sum over cases of wrong names, divided by that sum and the one over cases of right names.

Findings of every severity count, since confidence decides severity. Each folder of GOLD files becomes a panel, each
language a colour. Same files, same checker, same version of matplotlib: same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("svg")
import matplotlib.pyplot as plt

from align.checker import Checker
from align.glossary.lexicon import Lexicon
from align.glossary.whos_who import whos_who
from align.match.undeclared import Discoverer
from align.model.finding import Finding
from align.model.segment import Document, Segment
from align.model.span import Span
from align.rules.base import THRESHOLD
from align.rules.select import choose

Row = dict[str, Any]
STEPS = [step / 100 for step in range(101)]
FEW = 0.05  # the recall under which precision is not drawn
# Middle tones, which stand out from white and from black.
INK = "#7b818a"
COLOURS = {"zh": "#d1495b", "ja": "#3a86c8"}
LANGUAGES = {"zh": "Chinese", "ja": "Japanese"}


@dataclass(frozen=True, slots=True)
class Name:
    """A labelled name: its case, whether it is wrong, and the most confidence with which a finding touches it (0 for none)."""

    case: tuple[str, str, str]
    wrong: bool
    confidence: float


def names(gold: Sequence[Row], checker: Checker) -> Iterator[Name]:
    """Every labelled name of a gold file, checked."""
    segments = tuple(
        Segment(str(index), f"{row['set']}|{row['system']}|{row['doc']}", row["src"], row["hyp"], row["src_lang"])
        for index, row in enumerate(gold)
    )
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in checker.check([Document(Path("gold.jsonl"), "jsonl", b"", segments)]):
        found[finding.segment.key].append(finding)
    for index, row in enumerate(gold):
        for kind in ("errors", "ok"):
            for name in row.get(kind) or []:
                hits = [finding.confidence for finding in found[str(index)] if touches(finding, name)]
                case = (row["set"], row["doc"], name.get("src_name") or name["text"])
                yield Name(case, kind == "errors", max(hits, default=0.0))


def touches(finding: Finding, name: Row) -> bool:
    """Whether a finding is about a labelled name."""
    if name.get("text") and finding.target:
        return finding.target.overlaps(Span(name["start"], name["end"]))
    return (
        bool(finding.source)
        and name.get("src_start") is not None
        and finding.source.overlaps(Span(name["src_start"], name["src_end"]))
    )


def touched(labelled: Iterable[Name], least: float) -> list[float]:
    """For each case the share of its names that a finding with at least this confidence touches."""
    cases: defaultdict[tuple[str, str, str], list[bool]] = defaultdict(list)
    for name in labelled:
        cases[name.case].append(name.confidence > 0 and name.confidence >= least)
    return [sum(hits) / len(hits) for hits in cases.values()]


def curves(labelled: Sequence[Name]) -> tuple[list[float], list[float]]:
    """Precision and recall at each threshold; precision is not a number where too little is found to speak of."""
    wrong, right = ([name for name in labelled if name.wrong is which] for which in (True, False))
    precision, recall = [], []
    for least in STEPS:
        hits, alarms = touched(wrong, least), sum(touched(right, least))
        precision.append(sum(hits) / (sum(hits) + alarms) if sum(hits) > FEW * len(hits) else float("nan"))
        recall.append(sum(hits) / len(hits) if hits else float("nan"))
    return precision, recall


def read(path: Path) -> list[Row]:
    """The rows of a gold file."""
    text = (gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()).decode("utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def draw(panels: dict[str, dict[str, list[Name]]], out: Path) -> None:
    """One panel for each kind of data, in it two lines for each language."""
    ink = dict.fromkeys(("text.color", "axes.labelcolor", "axes.edgecolor", "xtick.color", "ytick.color"), INK)
    settings = {"svg.hashsalt": "align", "svg.fonttype": "none", "font.family": "sans-serif", "font.size": 11, **ink}
    with mpl.rc_context(settings):
        figure, places = plt.subplots(1, len(panels), figsize=(4.6 * len(panels), 3.7), sharey=True, squeeze=False)
        for place, (title, by_language) in zip(places[0], panels.items(), strict=True):
            for lang, labelled in by_language.items():
                precision, recall = curves(labelled)
                place.plot(STEPS, precision, color=COLOURS[lang], label=f"{LANGUAGES[lang]}: precision")
                place.plot(STEPS, recall, color=COLOURS[lang], linestyle="--", label=f"{LANGUAGES[lang]}: recall")
            place.axvline(THRESHOLD, color=INK, linewidth=0.8, linestyle=":")
            place.set(title=title, xlabel="least confidence", xlim=(0, 1), ylim=(0, 1.02))
            place.grid(color=INK, alpha=0.25, linewidth=0.6)
            place.spines[["top", "right"]].set_visible(False)
        places[0][0].set_ylabel("per case")
        figure.legend(
            *places[0][0].get_legend_handles_labels(), loc="lower center", ncols=4, frameon=False, fontsize=10
        )
        figure.tight_layout(rect=(0, 0.08, 1, 1))
        figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})


def main() -> None:
    """Check every file and draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--ignore", default="", help="rules that take no part, as `align check --ignore` has them")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    rules = choose(ignore=[rule for rule in options.ignore.split(",") if rule])
    lexicon = Lexicon.empty()
    panels: dict[str, dict[str, list[Name]]] = {}
    for path in options.gold:
        gold = read(path)
        checker = Checker(lexicon, rules=rules, discoverer=Discoverer(lexicon, whos_who()))
        title = path.resolve().parent.name.replace("-", " ")
        panels.setdefault(title, {}).setdefault(gold[0]["src_lang"][:2], []).extend(names(gold, checker))
    draw(panels, options.out)


if __name__ == "__main__":
    main()
