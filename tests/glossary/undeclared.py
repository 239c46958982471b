"""Links of names in no glossary, as the checker makes them, built by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from align.glossary.entity import Authority, Entity, SourceName
from align.glossary.proposal import Proposal, Rendering
from align.model.alignment import (
    Alignment,
    Difference,
    FormRole,
    FormStatus,
    Link,
    Mention,
    NameForm,
    Relation,
    Verdict,
    Via,
)
from align.model.segment import Segment, Where
from align.model.span import Side, Span


def name(
    full: str,
    *,
    id: str = "?1",
    family: str = "",
    given: str = "",
    order: str = "",
    origin: str = "ja",
    type: str = "person",
    kana: Sequence[str] = (),
    certainty: float = 1.0,
    **sources: str,
) -> Entity:
    """An entity made up for a name. Source forms are given as `ja="高市 早苗"`, the space behind the family name."""
    return Entity(
        id,
        type,
        origin,
        full,
        family,
        given,
        order,
        sources=tuple(_source(lang.replace("_", "-"), form) for lang, form in sources.items()),
        kana=tuple(kana),
        authority=Authority.READ,
        certainty=certainty,
    )


def _source(lang: str, form: str) -> SourceName:
    family, _, given = form.partition(" ")
    return SourceName(lang, family + given, family if " " in form else "", given)


def sanae(**sources: str) -> Entity:
    """The entity made up for 高市早苗, in Japanese characters unless other forms are given."""
    return name(
        "Sanae Takaichi",
        id="?takaichi",
        family="Takaichi",
        given="Sanae",
        order="given-first",
        kana=("たかいち", "さなえ"),
        **(sources or {"ja": "高市 早苗"}),
    )


def link(
    entity: Entity,
    rendering: str = "",
    *,
    surface: str = "",
    relation: Relation | None = None,
    why: str = "",
    expected: Sequence[str] = (),
    role: FormRole = FormRole.FULL,
    score: float = 1.0,
) -> Link:
    """One use of the name with its rendering, nothing for none; `relation` and `why` say what is wrong with it."""
    surface = surface or entity.sources[0].full
    differences = (Difference(relation, "full", rendering, entity.full, why),) if relation else ()
    return Link(
        _mention(Side.SOURCE, surface, entity, FormRole.FULL),
        _mention(Side.TARGET, rendering, entity, role) if rendering else None,
        entity.id,
        score,
        (),
        Verdict.PAIRED if rendering else Verdict.MISSING,
        differences,
        tuple(expected) or ((entity.full,) if entity.full else ()),
    )


def _mention(side: Side, surface: str, entity: Entity, role: FormRole) -> Mention:
    form = NameForm(surface, role, FormStatus.ALLOWED)
    return Mention(side, Span(0, len(surface)), surface, (entity.id,), form, Via.DISCOVERED)


def aligned(*links: Link, path: str = "en/a.md", line: int = 1, lang: str = "") -> Alignment:
    """A segment with these links, in a line of a translation."""
    segment = Segment("1", path, "源", "target", lang, target_at=Where(Path(path), line, 1))
    return Alignment(segment, links)


def taro() -> Proposal:
    """河野太郎, proposed without doubt."""
    entity = Entity(
        "kono-taro",
        "person",
        "ja",
        "Taro Kono",
        "Kono",
        "Taro",
        "given-first",
        sources=(SourceName("zh", "河野太郎"), SourceName("ja", "河野太郎", "河野", "太郎")),
        kana=("こうの", "たろう"),
    )
    return Proposal(entity, 1, "en/a.md:1", (Rendering("Taro Kono", 1, "en/a.md:1"),), (), ())
