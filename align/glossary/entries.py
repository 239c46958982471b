"""An entity as the entry of a glossary that describes it: the way back from what `load` compiles."""

from __future__ import annotations

from align.glossary.entity import Entity, Forbidden, Role, SourceName
from align.glossary.load import compile_entry
from align.glossary.schema import FORM_KEYS, Entry
from align.glossary.strict_yaml import Value

Fields = dict[str, Value]


def entry_fields(entity: Entity) -> Fields:
    """The entry as keys and texts, in the order in which people write them; what is not known is left out."""
    forms: Fields = {name.lang: _source(name) for name in entity.sources}
    order = ("ja", *FORM_KEYS) if entity.origin == "ja" else FORM_KEYS
    kana = " ".join(entity.kana)
    fields: Fields = {"id": entity.id, "type": entity.type, "origin": entity.origin, "gender": entity.gender}
    fields["en"] = _english(entity)
    for lang in dict.fromkeys(order):
        fields[lang] = forms.get(lang, "")
        if lang == "ja":
            fields["kana"] = kana
    fields["roles"] = [_role(role) for role in entity.roles]
    fields["note"] = entity.note
    return _filled(fields)


def compiled(entity: Entity) -> Entity:
    """The entity that a reader of its entry sees; pydantic's ValidationError where it makes no entry."""
    return compile_entry(Entry.model_validate(entry_fields(entity)), entity.id)


def _english(entity: Entity) -> Value:
    return _short(
        {
            "full": entity.full,
            "family": entity.family,
            "given": entity.given,
            "order": entity.order if entity.family and entity.given else "",
            "accept": list(entity.accept),
            "forbid": [_forbidden(forbidden) for forbidden in entity.forbid],
        }
    )


def _source(name: SourceName) -> Value:
    return _short(
        {"full": name.full, "family": name.family, "given": name.given, "accept": list(name.accept)},
    )


def _forbidden(forbidden: Forbidden) -> Value:
    return _filled({"form": forbidden.form, "why": forbidden.why})


def _role(role: Role) -> Value:
    return _filled({"en": role.en, "zh": role.zh, "ja": role.ja, "from": role.start, "to": role.end})


def _short(forms: Fields) -> Value:
    """The plain text where there is nothing but the whole name."""
    filled = _filled(forms)
    return filled["full"] if list(filled) == ["full"] else filled


def _filled(fields: Fields) -> Fields:
    return {key: value for key, value in fields.items() if value}
