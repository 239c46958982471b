"""An entity as the checker works with it: compiled from a YAML entry, frozen, free of pydantic."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


@dataclass(frozen=True, slots=True)
class SourceName:
    """A name in Chinese or Japanese writing.

    `lang` is `zh`, `zh-Hans`, `zh-Hant` or `ja`. `family` and `given` are empty where the parts are not known or the
    entity is no person. `accept` lists other forms that mean the same entity.
    """

    lang: str
    full: str
    family: str = ""
    given: str = ""
    accept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Forbidden:
    """An English form that must not stand for the entity; `why` is shown to the user and may be empty."""

    form: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """An office held. `start` and `end` are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, empty where open or not known; `end` is
    inclusive to the precision it is given in."""

    en: str
    zh: str = ""
    ja: str = ""
    start: str = ""
    end: str = ""


class Authority(StrEnum):
    """Who says so: a glossary, the who's who, or nobody but the characters themselves."""

    DECLARED = "declared"
    KNOWN = "known"
    READ = "read"


@dataclass(frozen=True)
class Entity:
    """One entry of a glossary.

    `full` is the preferred English form as written, `family` and `given` its parts (empty where not known), `order` how
    `full` is written (`given-first`, `family-first`, empty where there are no parts). `kana` is (family, given) for a
    person whose kana has two parts, one string otherwise, empty where not given. `gender` is `male`, `female` or empty.
    `authority` says where the entry is from and `certainty` (0 to 1) how sure it is, 1 for what a glossary declares.
    """

    id: str
    type: str
    origin: str
    full: str
    family: str = ""
    given: str = ""
    order: str = ""
    accept: tuple[str, ...] = ()
    forbid: tuple[Forbidden, ...] = ()
    sources: tuple[SourceName, ...] = ()
    kana: tuple[str, ...] = ()
    gender: str = ""
    roles: tuple[Role, ...] = ()
    note: str = ""
    path: str = ""
    line: int = 0
    authority: Authority = Authority.DECLARED
    certainty: float = 1.0

    @cached_property
    def is_person(self) -> bool:
        """Whether orders, readings and titles apply."""
        return self.type == "person"

    @property
    def is_declared(self) -> bool:
        """Whether a glossary says so."""
        return self.authority == Authority.DECLARED

    @property
    def is_identified(self) -> bool:
        """Whether it is somebody whom a glossary or the who's who knows; of others there is no more than the name."""
        return self.authority != Authority.READ
