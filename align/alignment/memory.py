"""What a document has called its entities wrongly so far."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from align.alignment.differences import NOT_THE_NAME
from align.alignment.expected import Expected
from align.model.alignment import Difference, FormRole, Link
from align.text.words import plain_letters


@dataclass
class Memory:
    """Wrong names by entity id and by their letters, each with how it differed: whole ones and the parts they are made of."""

    aliases: dict[str, dict[str, tuple[Difference, ...]]] = field(default_factory=lambda: defaultdict(dict))

    def copy(self) -> Memory:
        """The same, to go on with apart."""
        return Memory(defaultdict(dict, {entity: dict(called) for entity, called in self.aliases.items()}))

    def learn(self, link: Link, expected: Expected) -> None:
        """Remember a wrong name, so that the wrong parts of it are known when they come again alone."""
        if link.target is None or link.target.form.role is not FormRole.FULL:
            return
        wrong = tuple(difference for difference in link.differences if difference.relation in NOT_THE_NAME)
        if wrong:
            right = {plain_letters(part.spelling) for part in (expected.name.family, expected.name.given) if part}
            for piece in (link.target.surface, *link.target.surface.split()):
                if plain_letters(piece) not in right:
                    self.aliases[link.entity].setdefault(plain_letters(piece), wrong)
