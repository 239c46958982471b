"""What a system made of each name that the glossary knows.

The Checker reads source and hypothesis as it does in `align check`: it finds the names on both sides, links them, and its
rules object to what is wrong. A mention of the source is rendered where something in the hypothesis is linked to *it*,
so that the right name in the wrong place helps nobody; and it is accepted where no rule of names objects, however sure
or unsure that rule is. Where nothing is linked to it and no rule misses it, something stands for it: a pronoun, an office,
an earlier mention in the same segment. Neither an accepted form nor an error, it does not count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Final

from align.alignment.expected import Expected
from align.checker import Checker, Examined
from align.glossary.lexicon import Lexicon
from align.match.automaton import automaton
from align.model.alignment import FormRole, Link, Mention, Relation
from align.model.finding import Finding
from align.model.segment import Document, Segment
from align.model.span import Side, Span
from align.names.order import FAMILY_FIRST, GIVEN_FIRST, other_order
from align.names.style import DEFAULT, Style
from align.rules.base import Rule
from align.rules.left_writing import is_untranslated, left_writing, stands_in
from align.rules.select import choose
from align.rules.terms import standing
from align.score.values import NameOutcome, Outcome, System, TestSet
from align.text.fold import fold_source
from align.text.scripts import has_cjk
from align.text.words import plain_letters, words

_OUTCOMES: Final = {
    # The first that objects decides.
    "N502": Outcome.FORBIDDEN,
    "N301": Outcome.SUBSTITUTED,
    "N304": Outcome.UNTRANSLATED,
    "N203": Outcome.LANGUAGE,
    "N202": Outcome.READING,
    "N204": Outcome.SPELLING,
    "N101": Outcome.ORDER,
    "N201": Outcome.ROMANISATION,
    "N102": Outcome.FORMAT,
    "N103": Outcome.PARTIAL,
    "N501": Outcome.TERM,
    "N302": Outcome.MISSING,
}
_TELLS_WORDS: Final = frozenset({"N301", "N304", "N501"})
_NO_FORM_OF_IT: Final = frozenset({Outcome.SUBSTITUTED, Outcome.TERM, Outcome.UNTRANSLATED})
_ARTICLES: Final = frozenset({"the", "a", "an"})
_ABBREVIATION: Final = 6
"""Letters of an abbreviation at most: MOFA after the Ministry of Foreign Affairs is no second form of it."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What names are judged by: glossary, house style, date of the texts (empty where not known), and rules.

    `discover` looks for names in no glossary as well; those that the built-in who's who knows then count like the
    glossary's.
    """

    lexicon: Lexicon
    rules: tuple[Rule, ...]
    style: Style = DEFAULT
    date: str = ""
    discover: bool = False


# The parts of a test set are read one after the other by the same checker.
@lru_cache(maxsize=1)
def _checker(knowledge: Knowledge) -> Checker:
    """A checker that knows this."""
    discoverer = None
    if knowledge.discover:
        # Readings, analyser and who's who are loaded where names are looked for, and nowhere else.
        from align.glossary.whos_who import whos_who
        from align.match.undeclared import Discoverer

        discoverer = Discoverer(knowledge.lexicon, whos_who())
    return Checker(
        knowledge.lexicon, rules=knowledge.rules, style=knowledge.style, date=knowledge.date, discoverer=discoverer
    )


def name_rules(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """Those of the rules chosen that say what became of a name; ConfigError for a rule that does not exist."""
    return tuple(rule for rule in choose(select, ignore) if rule.code in _OUTCOMES)


@dataclass(frozen=True, slots=True)
class Rendering:
    """What became of one mention, and what other measures ask of it.

    `span` is where the mention stands in the source. `forms` are the accepted forms, best first. `order` is that in which
    a person's parts stand, empty where not both do; `form` the words of a rendering that names the entity by itself,
    alike for all orders of them, empty for any other.
    """

    outcome: NameOutcome
    span: Span
    forms: tuple[str, ...]
    order: str = ""
    form: str = ""


def named_at_all(test_set: TestSet, lexicon: Lexicon) -> bool:
    """Whether any source has any form of any entry of the glossary."""
    known = automaton(lexicon, Side.SOURCE)
    return any(next(iter(known.hits(fold_source(item.source).text)), None) for item in test_set.items)


def renderings(
    test_set: TestSet, system: System, knowledge: Knowledge, first: int = 0, end: int | None = None
) -> list[Rendering]:
    """What one system made of every mention that was found, by item and place in the source; between two items, where these
    are given, at which documents have to begin.
    """
    return list(_Reading(test_set, system, knowledge, first, end).all())


def completed(
    found: Sequence[Sequence[Rendering]], test_set: TestSet, systems: Sequence[System]
) -> list[list[Rendering]]:
    """The same, each system with the mentions of all: one that is found for some systems alone is an error of the others.

    Of a name in no glossary the hypothesis helps to tell that it is one, so that who does not render it must not gain by that.
    """
    every: dict[tuple[int, Span], Rendering] = {}
    for one in found:
        for each in one:
            every.setdefault((each.outcome.item, each.span), each)
    order = sorted(every)
    done = []
    for one, system in zip(found, systems, strict=True):
        own = {(each.outcome.item, each.span): each for each in one}
        done.append([own.get(key) or _without(every[key], system, test_set) for key in order])
    return done


def _without(other: Rendering, system: System, test_set: TestSet) -> Rendering:
    item = other.outcome.item
    outcome = _of_whole(system.hypotheses[item], test_set.items[item].source) or Outcome.MISSING
    said = replace(other.outcome, system=system.name, rendering="", outcome=outcome, codes=())
    return replace(other, outcome=said, order="", form="")


def _of_whole(hypothesis: str, source: str) -> Outcome | None:
    """What is wrong with all names of a hypothesis at once: it is empty, or left in Chinese or Japanese."""
    if not hypothesis or hypothesis.isspace():
        return Outcome.EMPTY
    if has_cjk(hypothesis) and is_untranslated(hypothesis, left_writing(hypothesis), source):
        return Outcome.UNTRANSLATED
    return None


class _Reading:
    """One system's hypotheses, read by the checker."""

    def __init__(self, test_set: TestSet, system: System, knowledge: Knowledge, first: int, end: int | None) -> None:
        self._part = slice(first, end)
        self._system = system
        self._test_set = test_set
        self._knowledge = knowledge
        self._examined: Examined
        self._forms: dict[tuple[str, FormRole], tuple[str, ...]] = {}

    def all(self) -> Iterator[Rendering]:
        """Every mention, text by text."""
        items = count(self._part.start)
        for examined in _checker(self._knowledge).examine(self._document()):
            self._examined = examined
            findings: dict[int, list[Finding]] = defaultdict(list)
            for finding in examined.findings:
                findings[id(finding.segment)].append(finding)
            for alignment in examined.alignments:
                item = next(items)
                links = [link for link in alignment.links if link.source and self._counts(link)]
                if links:
                    yield from self._of_segment(item, alignment.segment, links, findings[id(alignment.segment)])

    def _document(self) -> Document:
        lang = self._test_set.source_lang
        segments = tuple(
            Segment(item.key, item.document, item.source, hypothesis, lang)
            for item, hypothesis in zip(
                self._test_set.items[self._part], self._system.hypotheses[self._part], strict=True
            )
        )
        return Document(Path(self._test_set.name), "score", b"", segments)

    def _counts(self, link: Link) -> bool:
        """Whether somebody knows whom the mention names."""
        assert link.source is not None
        lexicon = self._examined.lexicon
        return bool(link.source.entities) and all(lexicon.entity(one).is_identified for one in link.source.entities)

    def _of_segment(
        self, item: int, segment: Segment, links: Sequence[Link], findings: Sequence[Finding]
    ) -> Iterator[Rendering]:
        source, target = segment.source or "", segment.target or ""
        whole = _of_whole(target, source)
        taken = [link.target.span for link in links if link.target]
        found = [self._of_link(item, segment, link, findings, whole, taken) for link in links]
        # A name that is missing is told of once for a segment, however often the source has it.
        accepted = {each.outcome.entity for each in found if each.outcome.outcome is Outcome.ACCEPTED}
        wrong = {each.outcome.entity: each.outcome for each in found if each.outcome.outcome.is_error}
        for each in found:
            said = each.outcome
            told = wrong.get(said.entity)
            if said.outcome is Outcome.STOOD_FOR and told and said.entity not in accepted:
                each = replace(each, outcome=replace(said, outcome=told.outcome, codes=told.codes))
            yield each

    def _of_link(
        self,
        item: int,
        segment: Segment,
        link: Link,
        findings: Sequence[Finding],
        whole: Outcome | None,
        taken: Sequence[Span],
    ) -> Rendering:
        mention = link.source
        assert mention is not None
        entity = self._examined.lexicon.entity(link.entity or mention.entities[0])
        expected = self._examined.expectations.of(entity.id)
        forms = self._accepted(mention, expected)
        about = [finding for finding in findings if _is_about(finding, link)]
        codes = tuple(dict.fromkeys(finding.code for finding in about))
        outcome = next((outcome for code, outcome in _OUTCOMES.items() if code in codes), None)
        rendering = link.target.surface if link.target else _instead(about)
        if outcome is Outcome.TERM and not rendering:
            outcome = Outcome.MISSING
        if link.target is None and outcome in (None, Outcome.MISSING):
            outcome = whole or self._unlinked(segment, mention, forms, taken) or outcome
        if outcome is None:
            outcome = Outcome.ACCEPTED if link.target else Outcome.STOOD_FOR
        if outcome is Outcome.ACCEPTED and not rendering:
            rendering = forms[0]
        said = NameOutcome(
            self._system.name,
            item,
            segment.key,
            segment.document,
            entity.id,
            entity.full,
            entity.type,
            mention.surface,
            rendering,
            outcome,
            codes,
        )
        if link.target is None or outcome in _NO_FORM_OF_IT:
            return Rendering(said, mention.span, forms)
        return Rendering(said, mention.span, forms, _order(link, expected), _form(link, expected))

    def _unlinked(
        self, segment: Segment, mention: Mention, forms: Sequence[str], taken: Sequence[Span]
    ) -> Outcome | None:
        """What became of a mention that nothing is linked to and that no rule misses, as far as the texts tell.

        A term may be spelt with other capitals or hyphens than its form, but not where another name is (`taken`).
        """
        text = segment.target or ""
        if has_cjk(text) and stands_in(fold_source(mention.surface).text, fold_source(text).text):
            return Outcome.UNTRANSLATED
        entity = self._examined.lexicon.entity(mention.entities[0])
        if entity.is_person:
            return None
        there = (span for form in forms for span in standing(form, text, place=entity.type == "place"))
        return Outcome.ACCEPTED if any(not any(span.overlaps(one) for one in taken) for span in there) else None

    def _accepted(self, mention: Mention, expected: Expected) -> tuple[str, ...]:
        """The forms that are right for a mention: of a part of a name the part too."""
        key = expected.entity.id, mention.form.role
        if key not in self._forms:
            part = {FormRole.FAMILY: expected.name.family, FormRole.GIVEN: expected.name.given}.get(key[1])
            parts = (part.spelling, *part.also) if part else ()
            self._forms[key] = tuple(dict.fromkeys((*expected.name.forms, *parts)))
        return self._forms[key]


def _instead(findings: Sequence[Finding]) -> str:
    """The words that stand in the place of a term, as a rule has found them; empty where none do."""
    return next((finding.target_text for finding in findings if finding.code in _TELLS_WORDS and finding.target), "")


def _is_about(finding: Finding, link: Link) -> bool:
    """Whether a finding is about this mention or its rendering."""
    assert link.source is not None
    if finding.source is not None:
        return finding.source == link.source.span
    return link.target is not None and finding.target == link.target.span


def _order(link: Link, expected: Expected) -> str:
    """In which order a person's parts stand in a rendering; empty where not both do."""
    family, given = expected.name.family, expected.name.given
    assert link.target is not None
    letters = [word.letters for word in words(link.target.surface)]
    if not (family and given) or len(letters) < 2:
        return ""
    for part, order in ((family, FAMILY_FIRST), (given, GIVEN_FIRST)):
        spelling = plain_letters(part.spelling)
        if "".join(letters).startswith(spelling) != "".join(letters).endswith(spelling):
            return order if "".join(letters).startswith(spelling) else other_order(order)
    turned = any(difference.relation is Relation.ORDER for difference in link.differences)
    orders = expected.name.orders
    if len(orders) != 1:
        return ""
    return other_order(next(iter(orders))) if turned else next(iter(orders))


def _form(link: Link, expected: Expected) -> str:
    """The words of a rendering that names the entity by itself, in the order of the alphabet; empty for any other."""
    assert link.target is not None
    surface = link.target.surface
    if not expected.entity.is_person:
        if surface.isupper() and len(surface) <= _ABBREVIATION:
            return ""
    elif link.target.form.role in (FormRole.FAMILY, FormRole.GIVEN) or len(words(surface)) < 2:
        return ""
    written = [word.text.casefold() for word in words(surface)]
    return " ".join(sorted(word for word in written if word not in _ARTICLES))
