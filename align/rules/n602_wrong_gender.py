"""N602 wrong-gender: Mr., Ms., he, she, brother or sister against the entry's gender.

Chinese and Japanese rarely say, so a translation guesses. Judged are a title or calling right before the name (`Mr.
Takaichi`, `his brother Kim Yo Jong`), one right after it (`Kim Yo Jong, the younger brother of …`), and a pronoun that
can mean nobody else: no other person is near, and the source has no pronoun of the other gender. Nothing is said of a
name that means another person, nor of a husband or wife who shares the name: 安倍夫人 may be "Mrs. Abe".

Chinese: 蔡英文 → "Mr. Tsai", expected "Ms.".
Japanese: 高市氏は → "Takaichi said he would", expected "she".

There is no fix: a sentence may need more than one change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.model.alignment import FormRole, Link, Relation
from align.model.finding import Finding, Severity
from align.model.span import Span
from align.names.honorifics import ENGLISH_GENDER
from align.rules.base import Context, Rule
from align.rules.pronouns import pronouns_of
from align.rules.stand_ins import GENDERED_PRONOUNS
from align.text.words import Word, words

_LETTERS = re.compile("[a-z]+")
_COURTESIES = frozenset({"mr", "mister", "mrs", "ms", "miss", "madam", "madame", "mme"})
_ALONE = frozenset({"man", "woman", "boy", "girl", "male", "female", "gentleman"})
"""Words that are seldom a calling before a name: `the woman Kono met`."""
_ARTICLES = frozenset({"the", "a", "an"})
_GO_ON = frozenset({"of", "who", "whose", "from", "to"})
_SOMEBODY_ELSE = frozenset({Relation.IDENTITY, Relation.READING, Relation.SPELLING})
"""What a whole name is reported as that stands in the place of the right one."""
_MOST_ADJECTIVES = 2
_SPOUSE = ("夫", "妻", "太太", "丈夫", "老婆", "老公")
_INSTEAD = {
    "mr": ("Ms",), "mister": ("Ms",), "ms": ("Mr",), "mrs": ("Mr",), "miss": ("Mr",),
    "sir": ("Dame",), "dame": ("Sir",),
    "he": ("she",), "him": ("her",), "his": ("her", "hers"), "himself": ("herself",),
    "she": ("he",), "her": ("his", "him"), "hers": ("his",), "herself": ("himself",),
    "brother": ("sister",), "sister": ("brother",), "son": ("daughter",), "daughter": ("son",),
    "father": ("mother",), "mother": ("father",), "husband": ("wife",), "wife": ("husband",),
    "uncle": ("aunt",), "aunt": ("uncle",), "nephew": ("niece",), "niece": ("nephew",),
    "king": ("queen",), "queen": ("king",), "prince": ("princess",), "princess": ("prince",),
    "emperor": ("empress",), "empress": ("emperor",), "man": ("woman",), "woman": ("man",),
    "chairwoman": ("chairman", "chair"), "spokeswoman": ("spokesman", "spokesperson"), "actress": ("actor",),
    "businesswoman": ("businessman",), "businessman": ("businesswoman",),
    "congresswoman": ("congressman",), "congressman": ("congresswoman",),
}  # fmt: skip


def check(context: Context) -> Iterator[Finding]:
    """One finding for each word of the wrong gender in the segment."""
    text = context.segment.target or ""
    people = [link for link in context.alignment.links if _is_judged(context, link)]
    if not people or ENGLISH_GENDER.keys().isdisjoint(_LETTERS.findall(text.lower())):
        return
    found = words(text)
    for link in people:
        at = next((i for i, word in enumerate(found) if link.target and word.start == link.target.span.start), None)
        for word in (_before(found, link, at), _after(found, link, at)) if at is not None else ():
            if word and not _is_spouse(context, link):
                yield from _judge(context, link, word)
    for link, word in pronouns_of(context, found):
        if _is_judged(context, link):
            yield from _judge(context, link, word)


def _is_judged(context: Context, link: Link) -> bool:
    """Whether it is a person whose gender is known, and not somebody else's name in the place of it."""
    entity = context.entity(link)
    if entity is None or not entity.is_person or not entity.gender:
        return False
    return not any(d.relation in _SOMEBODY_ELSE and d.part == "full" for d in link.differences)


def _is_spouse(context: Context, link: Link) -> bool:
    """Whether a family name alone may mean the husband or wife: 安倍夫人."""
    if link.source is None or link.source.form.role is FormRole.FULL:
        return False
    after = (context.segment.source or "")[link.source.span.end :].lstrip("的の")
    return after.startswith(_SPOUSE)


def _before(found: Sequence[Word], link: Link, at: int) -> Word | None:
    """The title or calling right before a name; None for pronouns and where the words may part there."""
    if at == 0:
        return None
    word, gap = found[at - 1], found[at].gap
    lower = word.text.lower()
    if lower in _COURTESIES:
        in_pair = at >= 2 and found[at - 2].text.lower() in ("and", "or")  # Mr. and Mrs. Abe
        return word if gap.strip(". \u00a0") == "" and not in_pair and "&" not in word.gap else None
    if gap not in (" ", "\u00a0") or lower in GENDERED_PRONOUNS or lower in _ALONE:
        return None
    determined = any(earlier.text.lower() in _ARTICLES for earlier in found[max(0, at - 3) : at - 1])
    bare = link.target is not None and link.target.form.role is not FormRole.FULL
    return None if determined and bare and not word.capitalised else word


def _after(found: Sequence[Word], link: Link, at: int) -> Word | None:
    """The calling in an apposition that follows a name: `, the younger brother of`; None where there is none."""
    assert link.target is not None
    rest = [word for word in found[at:] if word.start >= link.target.span.end][: _MOST_ADJECTIVES + 4]
    if not rest or rest[0].gap.strip() != ",":
        return None
    article = rest[0].text.lower() in _ARTICLES
    for index in range(int(article), min(len(rest), _MOST_ADJECTIVES + 1 + article)):
        word = rest[index]
        if word.text.lower() in ENGLISH_GENDER:
            return word if word.text.lower() not in GENDERED_PRONOUNS and _ends(rest, index, article=article) else None
        if index and rest[index].gap != " ":
            return None
    return None


def _ends(rest: Sequence[Word], index: int, *, article: bool) -> bool:
    """Whether an apposition may end with a word, so that it is one and no next part of a list."""
    if index + 1 == len(rest):
        return article
    after = rest[index + 1]
    if after.gap == " ":
        return after.text.lower() in _GO_ON and (article or after.text.lower() == "of")
    return article and after.gap[:1] in (",", ".", ";", ")") and after.text.lower() not in ("and", "or")


def _judge(context: Context, link: Link, word: Word) -> Iterator[Finding]:
    lower = word.text.lower()
    entity = context.lexicon.entity(link.entity)
    seen = ENGLISH_GENDER.get(lower)
    if seen is None or seen == entity.gender or not entity.gender:
        return
    instead = tuple(_cased(form, word.text) for form in _INSTEAD.get(lower, ()))
    wanted = " or ".join(f'"{form}"' for form in instead)
    yield RULE.finding(
        context,
        f'"{word.text}" is used of {entity.full}, who is {entity.gender}' + (f"; expected {wanted}" if wanted else ""),
        source=link.source,
        target_span=Span(word.start, word.end),
        link=link,
        expected=instead,
    )


def _cased(form: str, like: str) -> str:
    """A word in capitals, with a capital or in small letters, as another is."""
    if like.isupper() and len(like) > 1:
        return form.upper()
    return form[:1].upper() + form[1:] if like[:1].isupper() else form.lower()


RULE = Rule(
    code="N602",
    name="wrong-gender",
    severity=Severity.WARNING,
    summary="Mr./Ms., he/she, brother/sister against the entry's gender",
    mqm="accuracy/mistranslation",
    check=check,
    documentation=__doc__,
)
