"""What every rule is made of: its description, what it is shown, and how a finding is put together.

A rule is a module: its docstring is its documentation (what it finds, why that matters to a reader, an example in
Chinese and one in Japanese, when its fix is safe), `RULE` its description, `check` a short function that yields findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from align.alignment.expected import Expectations
from align.glossary.entity import Entity
from align.glossary.lexicon import Lexicon
from align.model.alignment import Alignment, Difference, FormRole, Link, Mention, Relation
from align.model.finding import Edit, Finding, Fix, Safety, Severity
from align.model.report import RuleInfo
from align.model.segment import Segment
from align.model.span import Span
from align.names.style import Style
from align.rules.trust import is_left_to_writer, trust
from align.rules.wording import Manner, fitted

THRESHOLD = 0.5
"""Below this confidence a finding is told as `info`, whatever its rule's severity."""

CERTAIN = 0.6
"""Below this confidence an error is told as a warning."""

_SURFACE = frozenset({Relation.ORDER, Relation.FORMAT, Relation.VARIANT, Relation.FORBIDDEN, Relation.PARTIAL})


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule is shown: one document's alignments, and which of them is being looked at.

    A rule of scope `document` is called once, with `index` 0. `manner` is how the document writes names. `date` is the
    document's, empty where not known.
    """

    alignments: Sequence[Alignment]
    index: int
    lexicon: Lexicon
    expectations: Expectations
    style: Style
    manner: Manner
    date: str = ""

    @property
    def alignment(self) -> Alignment:
        """The segment being looked at, with its links."""
        return self.alignments[self.index]

    @property
    def segment(self) -> Segment:
        """The segment being looked at."""
        return self.alignment.segment

    def at(self, index: int) -> Context:
        """The same document, looked at elsewhere."""
        return Context(self.alignments, index, self.lexicon, self.expectations, self.style, self.manner, self.date)

    def entity(self, link: Link) -> Entity | None:
        """The entity of a link, None where several fit and nothing decides."""
        return self.lexicon.entity(link.entity) if link.entity else None


@dataclass(frozen=True, slots=True)
class Rule:
    """The description of a rule. `mqm` is the issue type of MQM that it falls under; `scope` is `segment` or `document`."""

    code: str
    name: str
    severity: Severity
    summary: str
    mqm: str
    check: Callable[[Context], Iterable[Finding]] = field(repr=False)
    scope: str = "segment"
    default_on: bool = True
    documentation: str = field(default="", repr=False)

    @property
    def info(self) -> RuleInfo:
        """What a reporter may say about it."""
        return RuleInfo(self.code, self.name, self.severity, self.summary, self.mqm, self.documentation)

    def finding(
        self,
        context: Context,
        message: str,
        *,
        source: Mention | None = None,
        target: Mention | None = None,
        source_span: Span | None = None,
        target_span: Span | None = None,
        link: Link | None = None,
        expected: Sequence[str] = (),
        fix: Fix | None = None,
        severity: Severity | None = None,
        confidence: float = 1.0,
    ) -> Finding:
        """A finding of this rule in the segment that `context` looks at; it names the entity where somebody knows it."""
        entity = context.entity(link) if link else None
        if entity and not entity.is_identified:
            entity = None
        severity = self.severity if severity is None else severity
        if confidence < THRESHOLD:
            severity = Severity.INFO
        if severity is Severity.INFO and fix and fix.safety is Safety.SAFE:
            # A guess, or a manner that is left to the writer.
            fix = replace(fix, safety=Safety.UNSAFE)
        return Finding(
            code=self.code,
            rule=self.name,
            severity=severity,
            message=message,
            segment=context.segment,
            source=source.span if source else source_span,
            target=target.span if target else target_span,
            entity=entity.id if entity else "",
            entity_name=entity.full if entity else "",
            expected=tuple(expected),
            fix=fix,
            evidence=link.why if link else (),
            confidence=round(confidence, 2),
        )


def differing(context: Context, relation: Relation) -> Iterator[tuple[Link, Difference]]:
    """Links whose rendering differs in this way, each once, with the first such difference; the form that fits best is
    the first that they expect.

    Another identity and a forbidden form speak for the whole rendering: nothing else is said of such a link.
    """
    for link in context.alignment.links:
        if not link.differences or link.target is None or (link.source is None and context.segment.source):
            continue
        relations = {difference.relation for difference in link.differences}
        overruled = relations & {Relation.IDENTITY, Relation.FORBIDDEN}
        if relation in relations and (not overruled or relation in overruled):
            fitting = fitted(link, context.manner, context.lexicon)
            yield fitting, next(d for d in link.differences if d.relation is relation)


def replacement(link: Link, key: str, *, shouting: bool = False) -> Fix | None:
    """The fix that puts the first expected form in place of the rendering in segment `key`; None where there is none.

    `shouting` says that the text around it stands in capitals. It is safe only where every difference is one of the
    surface: order, format, variant, a forbidden form; or where the family name beside the right given name is spelt as its
    characters are read elsewhere (Lau Wenhao for Liu Wenhao), so that nobody else can be meant.
    """
    if link.target is None or not link.expected or link.expected[0] == link.target.surface:
        return None
    differences = [difference for difference in link.differences if difference.relation not in _SURFACE]
    whole = len(link.target.surface.split()) > 1
    surface_only = not differences or (
        whole and all(d.relation is Relation.LANGUAGE and d.part == FormRole.FAMILY for d in differences)
    )
    form = link.expected[0]
    if link.target.surface.isupper():
        # JUN KANNO may be how he is announced; SATO alone, where everybody else is not in capitals, is a slip.
        surface_only = surface_only and not (whole and form.casefold() == link.target.surface.casefold())
        form = form.upper() if shouting else form
    edit = Edit(key, link.target.span, link.target.surface, form)
    return Fix(f'Replace with "{form}"', (edit,), Safety.SAFE if surface_only else Safety.UNSAFE)


def is_shouted(text: str) -> bool:
    """Whether most of the text stands in capitals, as a headline may."""
    letters = [ch for ch in text if ch.isalpha()]
    return sum(ch.isupper() for ch in letters) > 0.7 * len(letters)


def rendered(link: Link) -> str:
    """The beginning of a message about a wrong rendering."""
    assert link.target is not None
    if link.source:
        return f'{link.source.surface} is rendered as "{link.target.surface}"'
    return f'"{link.target.surface}"'


def expecting(link: Link) -> str:
    """The end of such a message."""
    return f'; expected "{link.expected[0]}"' if link.expected else ""


def reasons(link: Link, relation: Relation) -> str:
    """Why, in the words of each difference of this kind."""
    return "; ".join(dict.fromkeys(d.why for d in link.differences if d.relation is relation and d.why))


def is_whole(mention: Mention) -> bool:
    """Whether a mention gives the whole name."""
    return mention.form.role in (FormRole.FULL, FormRole.SHORT)


def wrong_renderings(rule: Rule, context: Context, relation: Relation, what: str = "") -> Iterator[Finding]:
    """A finding of `rule` for each rendering that differs in this way; `what` replaces the reasons in the message."""
    for link, _ in differing(context, relation):
        entity = context.lexicon.entity(link.entity)
        if is_left_to_writer(entity, link, relation):
            continue
        said = what or reasons(link, relation)
        confidence = min(confidence_in(link), trust(entity, link, relation))
        yield rule.finding(
            context,
            f"{rendered(link)}{': ' if said else ''}{said}{expecting(link)}",
            source=link.source,
            target=link.target,
            link=link,
            expected=link.expected,
            fix=replacement(link, context.segment.key, shouting=is_shouted(context.segment.target or "")),
            severity=Severity.WARNING if rule.severity is Severity.ERROR and confidence < CERTAIN else None,
            confidence=confidence,
        )


def confidence_in(link: Link) -> float:
    """How sure we are that a wrong rendering is one: the closer it is to the name, the surer that it is meant for it."""
    if link.source is None:
        return 1.0
    if " " in link.source.surface and not link.source.surface.isascii():
        # 村上 誠: in a table the two words may stand in two columns.
        return 0.4
    if link.target is None:
        return 0.8
    return 0.6 + 0.4 * min(1.0, max(0.0, link.score))
