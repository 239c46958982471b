"""Links: what became of every mention of a segment.

The steps, each taking what the one before left over:

1. a form of the entity stands in the translation: paired;
2. words that are close to the entity's name, in whole or in part: paired, with what differs;
3. somebody else's name, or an unexplained one, where the entity should stand: paired, as another identity;
4. nothing: missing; and what remains of the translation's mentions: added.

A document is linked from its first segment to its last, because what an entity was called once is how it may be called
again (`Memory`). What reviewers have decided comes before all of it. Where only the place would decide between two of the
same worth, words that mean the same may decide instead (`tie_break`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

from align.alignment.assign import assign
from align.alignment.decided import NO_PINS, Constraints, Pins
from align.alignment.differences import (
    NOT_THE_NAME,
    another,
    differences_of,
    forbidden,
    forms_for,
    is_wrong,
    partial,
    unknown,
)
from align.alignment.evidence import LONGEST_WINDOW, Proposal, incomplete, proposals, windows
from align.alignment.expected import Expectations, Expected
from align.alignment.explain import explained_by
from align.alignment.gap import expected_place
from align.alignment.memory import Memory
from align.alignment.possession import possessed_title
from align.alignment.surroundings import before_brackets, beside_same, between_neighbours, is_person_like
from align.alignment.tie_break import Asked, Attending, TieBreak
from align.alignment.told import LINKED, NOT_RENDERED, RENDERS_NOTHING, REVIEWER, Told, account
from align.glossary.entity import Authority
from align.glossary.lexicon import Lexicon
from align.match.discover import Run, runs
from align.match.find import Finder, Mentions
from align.match.known import KnownNames
from align.model.alignment import (
    Alignment,
    Difference,
    Evidence,
    FormRole,
    FormStatus,
    Link,
    Mention,
    NameForm,
    Refused,
    Relation,
    Verdict,
    Via,
)
from align.model.segment import Segment
from align.model.span import Side, Span
from align.names.compare import likeness, sounds_east_asian
from align.names.english_words import is_western_given_name
from align.names.honorifics import PRONOUNS
from align.names.style import Style
from align.text.words import Word, plain_letters, words

if TYPE_CHECKING:
    from align.alignment.neural import WordAligner
    from align.match.undeclared import Discoverer

_AGAIN = 0.75
_CLEARLY = 0.1
_ALIAS_SCORE = 0.8
_KNOWN_OTHER = 0.55
_UNKNOWN_OTHER = 0.45
_FARTHEST = 0.25
_WITHIN = 30
_BESIDE = 0.2
_TITLED = 0.1
_REMOTELY_ALIKE = 0.4
_LIKE_TRANSCRIPTION = 0.15
_SURELY_A_NAME = 0.7
_AHEAD = 32
"""Segments that are looked over together for what an encoder is to be asked."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """A document's segments aligned, with what it was read by: the glossaries and what the document itself adds."""

    alignments: tuple[Alignment, ...]
    lexicon: Lexicon
    expectations: Expectations


class Aligner:
    """Links the mentions of documents under one lexicon and one house style.

    With a `discoverer`, names that the lexicon does not declare are found and linked as well. With `words`, ties are
    broken by which words attend to which.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        style: Style,
        discoverer: Discoverer | None = None,
        words: WordAligner | None = None,
    ) -> None:
        self._words = words
        self._finder = Finder(lexicon)
        self._discoverer = discoverer
        self._lexicon = lexicon
        self._expectations = Expectations(lexicon, style)

    def document(self, segments: Sequence[Segment], constraints: Constraints | None = None) -> Aligned:
        """The alignment of each segment of one document, in order, under what reviewers have decided on it."""
        if self._words:
            self._words.load()
        found: Sequence[Mentions] = self._finder.document(segments)
        lexicon, expectations = self._lexicon, self._expectations
        told = Told(self._known, segments, constraints) if constraints else None
        names: Sequence[str] = ()
        if told:
            found, names = told.declared(found)
        if self._discoverer:
            undeclared = self._discoverer.document(segments, found, names)
            lexicon, found = undeclared.lexicon, undeclared.mentions
            expectations = expectations.layered(lexicon, undeclared.readers)
        if told:
            found = told.all(found, names)
        linking = _Linking(segments, found, lexicon, expectations, constraints.pins if constraints else {})
        return Aligned(tuple(linking.alignments(self._words)), lexicon, expectations)

    def unread(self, segments: Sequence[Segment]) -> Aligned:
        """The segments of a document in whose languages no names are looked for."""
        return Aligned(tuple(Alignment(segment, ()) for segment in segments), self._lexicon, self._expectations)

    @cached_property
    def _known(self) -> KnownNames:
        return KnownNames(self._lexicon)


class _Linking:
    """The linking of one document's segments, from the first to the last."""

    def __init__(
        self,
        segments: Sequence[Segment],
        found: Sequence[Mentions],
        lexicon: Lexicon,
        expectations: Expectations,
        pins: Mapping[int, Pins],
    ) -> None:
        self._segments = segments
        self._found = found
        self._lexicon = lexicon
        self._expectations = expectations
        self._pins = pins
        self._elsewhere = frozenset(
            entity for mentions in found for mention in mentions.source for entity in mention.entities
        )

    def alignments(self, words: WordAligner | None) -> Iterator[Alignment]:
        """The alignment of each segment; ties are broken by which words attend to which, where somebody says so."""
        memory = Memory()
        attention: Sequence[Attending | None] = ()
        for at, (segment, mentions) in enumerate(zip(self._segments, self._found, strict=True)):
            if words and at % _AHEAD == 0:
                attention = self._attention(range(at, min(at + _AHEAD, len(self._segments))), memory.copy(), words)
            links = self._links(at, memory, attention[at % _AHEAD] if words else None)
            kept = tuple(link for link in links if not _is_no_name(link, self._lexicon))
            doubtful = tuple(
                Refused(link.source, "it may be no name: nothing renders it")
                for link in links
                if link.source and _is_no_name(link, self._lexicon)
            )
            yield Alignment(segment, kept, (*mentions.refused, *doubtful))

    def _links(self, at: int, memory: Memory, attending: Attending | None) -> tuple[Link, ...]:
        """The links of one segment, of which the memory learns."""
        mentions = self._found[at]
        if not (mentions.source or mentions.target):
            return ()
        tie_break = TieBreak(attending, [mention.span for mention in mentions.source]) if attending else None
        pins = self._pins.get(at, NO_PINS)
        links = _Work(
            self._segments[at], mentions, self._expectations, self._lexicon, memory, self._elsewhere, pins, tie_break
        ).links()
        for link in links:
            if link.source and link.entity:
                memory.learn(link, self._expectations.of(link.entity))
        return links

    def _attention(self, places: range, memory: Memory, words: WordAligner) -> list[Attending]:
        """The attention in some segments, worked out together where linking them without it shows that it will be asked."""
        attention = [words.attention(self._segments[at]) for at in places]
        asked = [Asked() for _ in places]
        for at, each in zip(places, asked, strict=True):
            self._links(at, memory, each)
        words.attend([one for one, each in zip(attention, asked, strict=True) if each.asked])
        return [*attention]


def _is_no_name(link: Link, lexicon: Lexicon) -> bool:
    """Whether nothing but a guess says that a source mention is a name, and nothing in the translation bears it out."""
    if link.source is None or link.target or len(link.source.entities) == 0 or link.why[0].kind == REVIEWER:
        return False
    return all(lexicon.entity(entity).certainty < _SURELY_A_NAME for entity in link.source.entities)


@dataclass(frozen=True, slots=True)
class _Form:
    """A form that may render a mention: which of the translation's mentions it is (`number`), and where it stands."""

    mention: int
    span: Span
    number: int


class _Work:
    """The linking of one segment: which mentions are still open, and the links made so far."""

    def __init__(
        self,
        segment: Segment,
        mentions: Mentions,
        expectations: Expectations,
        lexicon: Lexicon,
        memory: Memory,
        elsewhere: frozenset[str],
        pins: Pins,
        tie_break: TieBreak | None = None,
    ) -> None:
        self._tie_break = tie_break
        self._segment = segment
        self._text = segment.target or ""
        self._sources = mentions.source
        self._targets = mentions.target
        self._expectations = expectations
        self._lexicon = lexicon
        self._memory = memory
        self._elsewhere = elsewhere
        self._made: dict[int, Link] = {}
        self._used: set[int] = set()
        self._pins = pins
        self._not_rendered: set[int] = set()
        self._alone: set[int] = set()
        # What `_unaccounted` counted, and when so many links were made.
        self._counted = (-1, 0)

    @cached_property
    def _words(self) -> tuple[Word, ...]:
        return words(self._text)

    def links(self) -> tuple[Link, ...]:
        """Every mention in exactly one link, the source's in order, then what was added."""
        if self._pins is not NO_PINS:
            self._pair_decided()
        if self._sources and self._text:
            # What the glossaries declare is linked as if nothing else were known, but for names that are surely read.
            self._pair_forms(declared=True)
            self._pair_close(declared=True)
            self._pair_forms(declared=False)
            self._pair_others(declared=True)
            self._pair_close(declared=False)
            self._pair_others(declared=False)
        made = [
            self._unpossessed(self._made.get(index) or self._missing(mention, decided=index in self._not_rendered))
            for index, mention in enumerate(self._sources)
        ]
        added = [
            self._added(mention, alone=index in self._alone)
            for index, mention in enumerate(self._targets)
            if index not in self._used or index in self._alone
        ]
        return (*made, *added)

    def _unpossessed(self, link: Link) -> Link:
        """The link, with a difference where the translation makes a possession of the person's title."""
        if not (link.source and link.target and self._segment.source) or is_wrong(link):
            return link
        title = possessed_title(self._segment.source, link.source.span, self._text, link.target.span)
        if not title:
            return link
        form = link.target.surface
        why = f"{link.source.surface} is the {title}, and has none"
        return replace(link, differences=(*link.differences, Difference(Relation.FORMAT, "title", form, form, why)))

    # 0. what reviewers have decided

    def _pair_decided(self) -> None:
        places = {mention.span: index for index, mention in enumerate(self._sources)}
        self._alone.update(index for index, mention in enumerate(self._targets) if mention.span in self._pins.alone)
        self._used |= self._alone
        for source, target in self._pins.together:
            index = places[source]
            if target is None:
                self._not_rendered.add(index)
            elif self._sources[index].entity:
                self._pair(self._as_decided(index, target), self._sources[index])
            else:
                found, _ = self._claim(target, "")
                found = found or self._discovered(target, (), FormRole.FULL)
                self._made[index] = Link(self._sources[index], found, "", 1.0, (LINKED,), Verdict.PAIRED)

    def _as_decided(self, index: int, span: Span) -> Proposal:
        """Words that a reviewer linked with a mention, and in what they differ from its name."""
        mention, surface = self._sources[index], span.of(self._text)
        expected = self._expectations.of(mention.entity)
        standing = next((target for target in self._targets if target.span == span), None)
        if standing and mention.entity in standing.entities:
            differences = differences_of(expected, mention, standing)
            role = standing.form.role if differences else FormRole.FULL
        else:
            other = (self._somebody(mention, surface),)
            differences, role = account(mention, expected, surface) or (other, FormRole.FULL)
        return Proposal(index, span, 1.0, 1.0, 1.0, role, differences, (LINKED,))

    def _are_apart(self, index: int, span: Span) -> bool:
        """Whether a reviewer keeps a mention and words of the translation apart."""
        source = self._sources[index].span
        return any(source.overlaps(one) and span.overlaps(other) for one, other in self._pins.apart)

    def _allowed(self, found: list[Proposal]) -> list[Proposal]:
        if not self._pins.apart:
            return found
        return [proposal for proposal in found if not self._are_apart(proposal.mention, proposal.span)]

    # 1. forms of the entity

    def _open(self, *, declared: bool) -> list[int]:
        """The source mentions without a link that a glossary declares, or does not."""
        return [
            index
            for index, mention in enumerate(self._sources)
            if index not in self._made and index not in self._not_rendered and self._is_declared(mention) is declared
        ]

    def _is_declared(self, mention: Mention) -> bool:
        return all(entity in self._lexicon.declared for entity in mention.entities)

    def _pair_forms(self, *, declared: bool) -> None:
        standing: dict[str, list[int]] = defaultdict(list)
        for index, mention in enumerate(self._targets):
            for entity in mention.entities:
                standing[entity].append(index)
        for index in self._open(declared=declared):
            mention = self._sources[index]
            entity = self._resolve(mention, standing)
            choices = [
                number
                for number in standing.get(entity, ())
                if number not in self._used
                and not (self._pins.apart and self._are_apart(index, self._targets[number].span))
            ]
            chosen = next((number for number in choices if self._complete(mention, self._targets[number])), None)
            why: tuple[Evidence, ...] = ()
            if self._tie_break and (preferred := self._preferred(self._tie_break, index, entity, choices)):
                chosen, evidence = preferred
                entity, why = self._common(mention, self._targets[chosen]), (evidence,)
            if chosen is not None:
                self._used.add(chosen)
                self._made[index] = self._paired(mention, entity, self._targets[chosen], why)

    def _preferred(
        self, tie_break: TieBreak, index: int, entity: str, choices: Sequence[int]
    ) -> tuple[int, Evidence] | None:
        """Of several forms for one mention the place of that which the encoder prefers, and how that is told.

        Of a mention that may be one of several entities, forms that tell whose they are come into question. None where the
        encoder prefers none that is free, and where there is nothing to decide: as many mentions of one entity as there are
        forms, all alike, go in their order.
        """
        mention = self._sources[index]
        if not entity:
            choices = [number for number, target in enumerate(self._targets) if self._common(mention, target)]
        choices = [number for number in choices if self._complete(mention, self._targets[number])]
        if entity:
            waiting = sum(other.entity == entity for at, other in enumerate(self._sources) if at not in self._made)
            alike = len({self._targets[number].surface for number in choices}) == 1
            decided = len(choices) < 2 or (alike and len(choices) == waiting)
        else:
            decided = len({self._common(mention, self._targets[number]) for number in choices}) < 2
        if decided:
            return None
        preferred = tie_break.preferred([_Form(index, self._targets[number].span, number) for number in choices])
        if preferred is None or preferred[0].number in self._used:
            return None
        if self._pins.apart and self._are_apart(index, preferred[0].span):
            return None
        return preferred[0].number, preferred[1]

    @staticmethod
    def _common(source: Mention, target: Mention) -> str:
        """The one entity that both may name; empty where there is none or more than one."""
        common = [entity for entity in target.entities if entity in source.entities]
        return common[0] if len(common) == 1 else ""

    def _resolve(self, mention: Mention, standing: dict[str, list[int]]) -> str:
        """The entity meant: where several fit, the one that the translation names; empty where nothing decides."""
        if len(mention.entities) == 1:
            return mention.entities[0]
        named = [entity for entity in mention.entities if standing.get(entity)]
        return named[0] if len(named) == 1 else ""

    def _complete(self, source: Mention, target: Mention) -> bool:
        """Whether a form found in the translation is all of the name that stands there.

        A family name alone may be half of a wrong name: where the source gives the whole, its neighbours are looked at
        first (step 2).
        """
        if target.form.role is not FormRole.FAMILY:
            person = self._expectations.of(target.entities[0]).entity.is_person
            return " " in target.surface or not person or not incomplete(self._words, target.span)
        return source.form.role is not FormRole.FULL and not incomplete(self._words, target.span)

    def _paired(self, source: Mention, entity: str, target: Mention, also: tuple[Evidence, ...] = ()) -> Link:
        expected = self._expectations.of(entity)
        why = (Evidence("form", f"{target.surface} is a form of {expected.name.forms[0]}", 1.0), *also)
        return Link(
            source,
            target,
            entity,
            1.0,
            why,
            Verdict.PAIRED,
            differences_of(expected, source, target),
            forms_for(expected, target),
        )

    # 2. words close to the name

    def _pair_close(self, *, declared: bool) -> None:
        found = self._close(declared=declared)
        if declared and found:
            found = self._without_rivals(found)
        for proposal in self._assigned(found):
            self._pair(proposal, self._sources[proposal.mention])

    def _assigned(self, found: list[Proposal]) -> list[Proposal]:
        """The proposals that stand."""
        return assign(self._allowed(found), self._settled if self._tie_break else None)

    def _settled(self, equal: Sequence[Proposal]) -> Proposal:
        """Of several that only their place tells apart, the one that the encoder prefers, or the first."""
        preferred = self._tie_break and self._tie_break.preferred(equal)
        if not preferred:
            return equal[0]
        proposal, evidence = preferred
        return replace(proposal, why=(*proposal.why, evidence))

    def _close(self, *, declared: bool) -> list[Proposal]:
        """Words that are close to the names of the mentions that are open."""
        found: list[Proposal] = []
        for index in self._open(declared=declared):
            mention = self._sources[index]
            if not mention.entity:
                continue
            expected = self._expectations.of(mention.entity)
            close = proposals(
                index, mention, expected, self._text, self._words, self._taken(), self._place_of(mention.span)
            )
            found += [proposal for proposal in close if self._may_stand(proposal, mention.entity)]
            found += self._called_before(index, mention.entity)
        return found

    def _without_rivals(self, found: Sequence[Proposal]) -> list[Proposal]:
        """Those whose words are not clearly closer to somebody whom only the who's who knows: "Takashi Kanai" is 金井正彰,
        and not 高市早苗."""
        rivals = [rival for rival in self._close(declared=False) if self._is_known(rival)]
        return [
            proposal
            for proposal in found
            if not any(
                rival.score > proposal.score + _CLEARLY and rival.span.overlaps(proposal.span) for rival in rivals
            )
        ]

    def _is_known(self, proposal: Proposal) -> bool:
        """Whether a proposal is for somebody of the who's who."""
        entity = self._expectations.of(self._sources[proposal.mention].entity).entity
        return entity.authority is Authority.KNOWN

    def _may_stand(self, proposal: Proposal, entity: str) -> bool:
        """Whether a proposal is close enough: closer where the entity is rendered already as often as it is named."""
        if proposal.role is not FormRole.FULL or proposal.closeness >= _AGAIN or not self._is_rendered(entity):
            return True
        span = proposal.span
        if self._named(entity) <= self._rendered(entity):
            return False
        first = bisect_left(self._words, span.start, key=lambda word: word.start)
        beyond = takewhile(lambda word: word.end <= span.end, self._words[first : first + LONGEST_WINDOW])
        return not self._explained([word.letters for word in beyond])

    def _named(self, entity: str) -> int:
        return self._times_named[entity]

    @cached_property
    def _times_named(self) -> Counter[str]:
        return Counter(entity for mention in self._sources for entity in set(mention.entities))

    def _rendered(self, entity: str) -> int:
        return sum(link.entity == entity for link in self._made.values())

    def _explained(self, letters: Sequence[str]) -> bool:
        """Whether other characters of the source read as these words."""
        return explained_by(letters, self._segment.source or "", [mention.span for mention in self._sources])

    def _is_rendered(self, entity: str) -> bool:
        return self._rendered(entity) > 0

    def _taken(self) -> list[Span]:
        taken = [link.target.span for link in self._made.values() if link.target]
        return [*taken, *self._pins.alone] if self._pins.alone else taken

    def _place_of(self, span: Span) -> float:
        """Where in the translation (0 to 1) the place of a source span should be."""
        length = max(1, len(self._text))
        return expected_place(span.start, self._links(), len(self._segment.source or ""), length) / length

    def _called_before(self, index: int, entity: str) -> Iterator[Proposal]:
        """Words by which the document has wrongly called the entity before."""
        called = self._memory.aliases.get(entity)
        if not called:
            return
        taken = self._taken()
        for window in windows(self._words, taken):
            words_there = self._words[window.first : window.last + 1]
            letters = "".join(word.letters for word in words_there)
            if words_there[0].capitalised and letters in called and not incomplete(self._words, window.span):
                surface = window.span.of(self._text)
                score = _ALIAS_SCORE + 0.01 * len(words_there)
                why = (Evidence("again", f"{surface} was used for this name before", score),)
                role = FormRole.FULL if len(words_there) > 1 else FormRole.FAMILY
                yield Proposal(index, window.span, score, 1.0, score, role, called[letters], why)

    def _pair(self, proposal: Proposal, source: Mention) -> None:
        expected = self._expectations.of(source.entity)
        span = proposal.span
        target, other = self._claim(span, source.entity)
        differences = proposal.differences
        if target is None:
            target = self._discovered(span, (source.entity,), proposal.role)
        if other and any(d.relation in NOT_THE_NAME for d in differences):
            differences = (another(expected, target.surface, self._lexicon.entity(other)),)
        elif not differences and proposal.role is not FormRole.FULL and source.form.role is FormRole.FULL:
            differences = (partial(expected, target.surface),)
        elif plain_letters(target.surface) in expected.forbidden:
            differences = (forbidden(expected, target.surface),)
        self._made[proposal.mention] = Link(
            source,
            target,
            source.entity,
            proposal.score,
            proposal.why,
            Verdict.PAIRED,
            differences,
            self._forms_for(expected, source, target),
        )

    def _discovered(self, span: Span, entities: tuple[str, ...], role: FormRole) -> Mention:
        """A mention of words that no glossary knew."""
        form = NameForm(span.of(self._text), role, FormStatus.ALLOWED)
        return Mention(Side.TARGET, span, form.text, entities, form, Via.DISCOVERED)

    def _forms_for(self, expected: Expected, source: Mention, target: Mention) -> tuple[str, ...]:
        """What would be right: where nobody declares the name, all of it for all of it, whatever stands there."""
        whole = source.form.role is FormRole.FULL and not expected.entity.is_declared
        return expected.name.forms if whole else forms_for(expected, target)

    def _claim(self, span: Span, entity: str) -> tuple[Mention | None, str]:
        """The open target mention that stands exactly there, with the other entity it names (empty where none does).

        Mentions that overlap the span without filling it are used up: they were parts of this name.
        """
        exact, other = None, ""
        for number, mention in enumerate(self._targets):
            if number in self._used or not mention.span.overlaps(span):
                continue
            self._used.add(number)
            if mention.span == span:
                exact = mention
                if mention.entities and entity not in mention.entities and mention.form.role is not FormRole.FAMILY:
                    other = mention.entities[0]
        return exact, other

    # 3. another identity

    def _pair_others(self, *, declared: bool) -> None:
        open_mentions = [
            index
            for index in self._open(declared=declared)
            if (entity := self._sources[index].entity)
            and self._expectations.of(entity).entity.is_person
            and self._named(entity) > self._rendered(entity)
        ]
        if open_mentions:
            found = [*self._known_others(open_mentions), *self._unknown_others(open_mentions)]
            for proposal in self._assigned(found):
                self._pair(proposal, self._sources[proposal.mention])

    def _known_others(self, open_mentions: Sequence[int]) -> Iterator[Proposal]:
        """People of the glossary whom the source does not name."""
        for number, target in enumerate(self._targets):
            if number in self._used or not target.entities:
                continue
            if any(entity in self._elsewhere for entity in target.entities) and not self._stands_alone(open_mentions):
                continue
            other = self._lexicon.entity(target.entities[0])
            if not other.is_person:
                continue
            for index in open_mentions:
                mention = self._sources[index]
                if mention.entity not in target.entities:
                    difference = another(self._expectations.of(mention.entity), target.surface, other)
                    yield self._other(index, target.span, _KNOWN_OTHER, difference)

    def _stands_alone(self, open_mentions: Sequence[int]) -> bool:
        """Whether one mention is open, one person of the translation is not accounted for, and no pronoun confuses them."""
        left = [target for number, target in enumerate(self._targets) if number not in self._used]
        pronouns = any(word.text.lower() in PRONOUNS for word in self._words)
        return len(open_mentions) == 1 and len(left) == 1 and not pronouns

    def _unknown_others(self, open_mentions: Sequence[int]) -> Iterator[Proposal]:
        """Names in no glossary that nothing else in the source accounts for."""
        # A name that a reviewer told, and nobody knows, is as unknown as any other.
        taken = [*self._taken(), *(mention.span for mention in self._targets if mention.entities)]
        for run in runs(self._words, taken):
            if self._explained([word.letters for word in run.words]):
                continue
            for index in open_mentions:
                mention = self._sources[index]
                if self._is_rendered(mention.entity):
                    continue
                if mention.form.role is not FormRole.FULL and not self._is_of_another(mention, run):
                    continue
                if self._may_be_called(mention, run) and self._may_keep_place(mention, run):
                    beside = beside_same(mention.span, run.span, self._segment, self._links())
                    base = _UNKNOWN_OTHER + _BESIDE * beside + _TITLED * run.titled
                    yield self._other(index, run.span, base, self._somebody(mention, run.span.of(self._text)))

    def _somebody(self, mention: Mention, surface: str) -> Difference:
        """What an unknown name is in the place of somebody nobody declares: a known person, or who knows."""
        expected = self._expectations.of(mention.entity)
        if not expected.entity.is_declared:
            for other in self._lexicon.called(surface):
                if other.is_person and other.id != expected.entity.id:
                    return another(expected, surface, other)
        return unknown(expected, surface)

    def _may_be_called(self, mention: Mention, run: Run) -> bool:
        """Whether an unknown name can stand for somebody nobody declares: it is Asian, nothing like a transcription, or that
        of somebody else who is known.

        Robert Lighthizer may well be 赖海哲, by a sound that no rule gives.
        """
        entity = self._expectations.of(mention.entity).entity
        if entity.is_declared:
            return True
        if len(run.words) == 1:
            return False
        if self._is_of_another(mention, run):
            return True
        if not any(source.family and source.given for source in entity.sources):
            return False
        if all(is_western_given_name(word.text) for word in run.words):
            return False
        if all(sounds_east_asian(word.letters) for word in run.words):
            return True
        # Read only where names are discovered.
        from align.names.readings.foreign import is_transcription
        from align.names.readings.foreign import likeness as likeness_in_sound

        surface = " ".join(word.text for word in run.words)
        return is_transcription(mention.surface) < _LIKE_TRANSCRIPTION and not any(
            likeness_in_sound(mention.surface, form) >= _LIKE_TRANSCRIPTION
            for form in (surface, run.words[0].text, run.words[-1].text)
        )

    def _is_of_another(self, mention: Mention, run: Run) -> bool:
        """Whether the who's who knows both whom the source names and, by the whole name in the translation, only others."""
        entity = self._expectations.of(mention.entity).entity
        if entity.authority is not Authority.KNOWN or len(run.words) == 1:
            return False
        people = [other for other in self._lexicon.called(run.span.of(self._text)) if other.is_person]
        return bool(people) and entity.id not in {other.id for other in people}

    def _may_keep_place(self, mention: Mention, run: Run) -> bool:
        """Whether an unknown name stands where the mention's should: beside the same neighbour, or near and alike."""
        source, target = mention.span, run.span
        links = self._links()
        if beside_same(source, target, self._segment, links):
            return True
        distance = abs(self._place_of(source) - target.start / max(1, len(self._text)))
        farthest = _FARTHEST * (1 + (run.titled or between_neighbours(source, target, links)))
        if distance > farthest and distance * len(self._text) > _WITHIN:
            return False
        if self._is_left_alone(mention):
            return is_person_like(run, self._words)
        marked = (source.start == 0 and run.first == 0) or before_brackets(source, target, self._segment)
        if not marked and not is_person_like(run, self._words):
            return False
        return marked or run.titled or self._sounds_alike(mention.entity, run)

    def _is_left_alone(self, mention: Mention) -> bool:
        """Whether a name that nobody declares is the only one open, and only one name of the translation unaccounted for."""
        if self._expectations.of(mention.entity).entity.is_declared:
            return False
        settled = len(self._made) + len(self._not_rendered)
        return settled == len(self._sources) - 1 and self._unaccounted() == 1

    def _unaccounted(self) -> int:
        """How many names of several words in the translation nothing accounts for."""
        made = len(self._made)
        if self._counted[0] != made:
            taken = [*self._taken(), *(target.span for target in self._targets)]
            left = (run for run in runs(self._words, taken) if len(run.words) > 1)
            self._counted = made, sum(not self._explained([word.letters for word in run.words]) for run in left)
        return self._counted[1]

    def _links(self) -> tuple[Link, ...]:
        return tuple(self._made.values())

    def _sounds_alike(self, entity: str, run: Run) -> bool:
        """Whether an unknown name has enough of the letters of the name for which it would stand."""
        surface = run.span.of(self._text)
        return max(likeness(surface, form) for form in self._expectations.of(entity).name.forms) >= _REMOTELY_ALIKE

    def _other(self, index: int, span: Span, base: float, difference: Difference) -> Proposal:
        mention = self._sources[index]
        distance = abs(self._place_of(mention.span) - span.start / max(1, len(self._text)))
        text = f"{difference.observed} stands where {difference.expected} should"
        role = FormRole.FULL if " " in difference.observed else FormRole.FAMILY
        why = (Evidence("place", text, round(base - distance, 2)),)
        return Proposal(index, span, base - 0.2 * distance, 0.0, base, role, (difference,), why)

    # 4. what is left

    def _missing(self, mention: Mention, *, decided: bool) -> Link:
        expected = forms_for(self._expectations.of(mention.entity), None) if mention.entity else ()
        if decided:
            why = NOT_RENDERED
        elif not mention.entities:
            why = Evidence("nothing", f"nothing in the translation is linked to {mention.surface}")
        elif mention.entity and self._is_rendered(mention.entity):
            why = Evidence("again", f"{expected[0]} stands elsewhere in this segment")
        elif not mention.entity:
            why = Evidence("ambiguous", f"{mention.surface} may be {' or '.join(mention.entities)}")
        else:
            why = Evidence("nothing", f"nothing in the translation reads as {expected[0]}")
        return Link(mention, None, mention.entity, 0.0, (why,), Verdict.MISSING, (), expected)

    def _added(self, mention: Mention, *, alone: bool) -> Link:
        entity = mention.entity
        nothing = Evidence("alone", f"nothing in the source is linked to {mention.surface}")
        why = (RENDERS_NOTHING if alone else nothing,)
        if not entity:
            return Link(None, mention, "", 0.0, why, Verdict.ADDED)
        expected = self._expectations.of(entity)
        differences = () if self._segment.source else differences_of(expected, None, mention)
        return Link(None, mention, entity, 0.0, why, Verdict.ADDED, differences, forms_for(expected, mention))
