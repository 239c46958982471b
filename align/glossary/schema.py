"""The glossary format: what a YAML file may hold, field by field.

The descriptions are shown by editors (`align glossary schema` prints the JSON Schema), so each is a sentence for the
person who writes the file. What can be said of one value alone is checked here; whether values agree with each other
is the business of `lint`.
"""

from __future__ import annotations

import unicodedata
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

from align.names.romanise.hepburn import is_kana_reading
from align.text.scripts import is_kana, kana_repeated

Type = Literal["person", "organisation", "place", "work", "event", "title", "other"]
Origin = Literal["ja", "zh-CN", "zh-TW", "zh-HK", "zh-MO", "zh-SG", "zh-MY", "ko", "vi", "western", "other"]
Gender = Literal["male", "female"]
Order = Literal["given-first", "family-first"]

FORM_KEYS = ("zh", "zh-Hans", "zh-Hant", "ja")
"""The keys of an entry that hold source forms."""

_DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"


def _kana(text: str) -> str:
    """Full-width kana, its parts separated by one space."""
    plain = kana_repeated(unicodedata.normalize("NFKC", text))
    strange = next((ch for ch in plain if ch.isalnum() and not is_kana(ch)), "")
    kana = " ".join("".join(ch if is_kana(ch) else " " for ch in plain).split())
    if strange or not is_kana_reading(kana):
        where = f": {strange!r} is no kana" if strange else ""
        raise ValueError(f"not a reading in hiragana or katakana{where}")
    return kana


def _short_form(value: object) -> object:
    """A form written as plain text is a mapping with nothing but `full`."""
    return {"full": value} if isinstance(value, str) else value


Text = Annotated[str, StringConstraints(min_length=1)]
Kana = Annotated[str, AfterValidator(_kana)]
# An editor's YAML reader takes 2025 for a number; ours keeps it as text.
Date = Annotated[
    str,
    StringConstraints(pattern=_DATE),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": _DATE}, {"type": "integer"}]}),
]


def _allow_free_keys(schema: dict[str, Any]) -> None:
    schema["patternProperties"] = {"^x-": {}}


class _Model(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, json_schema_extra=_allow_free_keys
    )


class Forbid(_Model):
    """An English form that must not be used for the entity."""

    form: Text = Field(description="The wrong English form, exactly as it turns up in translations.")
    why: str = Field("", description="What to tell the translator, for example that this is another person.")


class English(_Model):
    """The English forms of an entity."""

    full: Text = Field(description="The preferred English form, exactly as it should stand in a translation.")
    family: str = Field("", description="The family name as it stands in `full`.")
    given: str = Field("", description="The given name as it stands in `full`, with middle names if there are any.")
    order: Order | None = Field(None, description="Which part stands first in `full`; seen from the parts if left out.")
    accept: tuple[Text, ...] = Field(
        (), description="Other English forms that are right, such as initials or a short form."
    )
    forbid: tuple[
        Annotated[
            Forbid,
            BeforeValidator(lambda v: {"form": v} if isinstance(v, str) else v, json_schema_input_type=Text | Forbid),
        ],
        ...,
    ] = Field((), description="English forms that are wrong for this entity, each with an explanation.")


class SourceForms(_Model):
    """The forms of an entity in one source language."""

    full: Text = Field(description="The whole name as the source language writes it, without spaces or titles.")
    family: str = Field("", description="The family name in this writing, for later mentions by family name alone.")
    given: str = Field("", description="The given name in this writing.")
    accept: tuple[Text, ...] = Field(
        (), description="Other forms that mean the same entity: short, older or with an office."
    )


EnglishForms = Annotated[English, BeforeValidator(_short_form, json_schema_input_type=Text | English)]
Forms = Annotated[SourceForms, BeforeValidator(_short_form, json_schema_input_type=Text | SourceForms)]


class Role(_Model):
    """An office that a person holds or held."""

    en: Text = Field(description="The office in English, as it stands before or after the name.")
    zh: str = Field("", description="The office in Chinese, in either script.")
    ja: str = Field("", description="The office in Japanese.")
    start: Date | None = Field(
        None, alias="from", description="First day in office as YYYY, YYYY-MM or YYYY-MM-DD; left out if not known."
    )
    end: Date | None = Field(
        None, alias="to", description="Last day in office as YYYY, YYYY-MM or YYYY-MM-DD; left out while it lasts."
    )


class Example(_Model):
    """A sentence with its translation, and what the checker should find in it."""

    zh: str = Field("", description="The source sentence, if it is Chinese.")
    ja: str = Field("", description="The source sentence, if it is Japanese.")
    en: Text = Field(description="The English translation, right or wrong.")
    date: Date | None = Field(None, description="The date of the text, for examples about offices.")
    finds: tuple[Text, ...] = Field((), description="Names of the rules that must report something, or [] for none.")

    @model_validator(mode="after")
    def _has_one_source(self) -> Self:
        if self.zh and self.ja:
            raise ValueError("an example has one source, `zh` or `ja`; make two examples of it")
        return self


class Entry(_Model):
    """One person, place, organisation or term."""

    id: Annotated[str, StringConstraints(pattern=r"^\S+$")] | None = Field(
        None, description="A name for the entry that never changes; made from the English form if left out."
    )
    type: Type | None = Field(None, description="What kind of thing it is; guessed from the forms if left out.")
    origin: Origin | None = Field(
        None, description="Whose customs of name order and reading apply; guessed from the forms if left out."
    )
    gender: Gender | None = Field(None, description="For Mr. and Ms., he and she; not checked if left out.")
    en: EnglishForms = Field(description="The preferred English form, or a mapping with its parts and other forms.")
    zh: Forms | None = Field(None, description="The Chinese form, in simplified or traditional characters.")
    zh_hans: Forms | None = Field(
        None, alias="zh-Hans", description="The simplified form, only where it truly differs from the traditional one."
    )
    zh_hant: Forms | None = Field(
        None, alias="zh-Hant", description="The traditional form, only where it truly differs from the simplified one."
    )
    ja: Forms | None = Field(None, description="The Japanese form, in the characters that Japanese texts use.")
    kana: Kana | None = Field(
        None, description="The Japanese reading in hiragana or katakana, with a space between family and given name."
    )
    roles: tuple[Role, ...] = Field(
        (), description="Offices held, with dates, to check titles against the date of a text."
    )
    examples: tuple[Example, ...] = Field(
        (), description="Sentences by which the entry proves itself in `align glossary lint`."
    )
    allow: tuple[Text, ...] = Field(
        (), description="Names of lint rules that an editor has found not to apply to this entry."
    )
    note: str = Field("", description="Free text for editors; the checker does not read it.")

    @model_validator(mode="after")
    def _has_a_source_form(self) -> Self:
        if self.zh is None and self.ja is None and self.zh_hans is None and self.zh_hant is None:
            raise ValueError("no source form: add `zh` or `ja`")
        return self

    def forms(self) -> tuple[tuple[str, SourceForms], ...]:
        """The source forms that are there, each with its language."""
        found = zip(FORM_KEYS, (self.zh, self.zh_hans, self.zh_hant, self.ja), strict=True)
        return tuple((lang, forms) for lang, forms in found if forms is not None)


class GlossaryFile(_Model):
    """A glossary: names and terms with their renderings in English."""

    version: Annotated[Literal["1"], WithJsonSchema({"anyOf": [{"const": 1}, {"const": "1"}]})] = Field(
        "1", description="The version of this format; 1 is the only one."
    )
    entities: tuple[Entry, ...] = Field((), description="The entries, in any order.")


CHOICES: dict[str, tuple[str, ...]] = {
    "type": get_args(Type),
    "origin": get_args(Origin),
    "gender": get_args(Gender),
    "order": get_args(Order),
    "version": ("1",),
}
"""Fields whose value is one of a few words."""


def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys of a mapping as users write them."""
    return tuple(info.alias or name for name, info in model.model_fields.items())


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a glossary file, for editors and other programs."""
    schema: dict[str, Any] = _plain(GlossaryFile.model_json_schema(by_alias=True))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _plain(schema: Any) -> Any:
    """The schema without what only Python needs: null for a key left out, titles made from field names."""
    if isinstance(schema, list):
        return [_plain(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _plain(value) for key, value in schema.items() if key != "title" or not isinstance(value, str)}
    if found.get("default", "") is None:
        del found["default"]
    choices = [choice for choice in found.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == 1:
        del found["anyOf"]
        found = choices[0] | found
    elif choices:
        found["anyOf"] = choices
    return found
