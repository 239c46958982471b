"""Tests the name reader on the names that were held out, beside SudachiPy and beside the tables alone.

    python scripts/measure_name_reader.py [--dev] [--reader FOLDER]

The tables are made anew without the names that are held out, so that they know no more than the network. A reading is
right if ENAMDICT lists it for that writing, cut anywhere, however its long vowels are spelt. Of foreign names a spelling
is right if a dictionary has it. `pairs` asks for each right pair which of it and nineteen other words of like length fits
better.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import islice, product
from pathlib import Path
from typing import Final

from name_reader_corpora import (
    BREAK,
    KATAKANA,
    MANDARIN,
    TRANSCRIBED,
    held_out,
    held_out_tables,
    not_japanese,
    original_forms,
    with_listed_parts,
)
from sudachipy import Dictionary, SplitMode, Tokenizer

from align.names.readings import characters, japanese, neural
from align.names.readings.sounds import score, symbols
from align.names.romanise import hepburn
from align.text.scripts import hiragana

DEEP: Final = (1, 5, 10)
_DISTRACTORS: Final = 19

Answers = Sequence[str]
"""What something answers for a name, best first, each in letters that can be compared."""


def kana_letters(kana: str) -> str:
    """Kana, with a break or without, in letters without long vowels."""
    return (
        hepburn.canonical(hepburn.romaji(kana.replace(BREAK, "")))
        if hepburn.is_kana_reading(kana.replace(BREAK, ""))
        else ""
    )


def _japanese(network: neural.Network, gold: Mapping[str, Sequence[str]]) -> None:
    right = {form: {kana_letters(kana) for kana in kanas} for form, kanas in gold.items()}
    written = original_forms()
    neural.consult(None)
    answers = {
        "SudachiPy": [_sudachi(written[form]) for form in gold],
        "tables": [_by_tables(form) for form in gold],
    }
    begun = time.monotonic()
    proposed = network.proposals("japanese", list(gold), max(DEEP))
    took = time.monotonic() - begun
    answers["network"] = [[kana_letters(each.text) for each in answer] for answer in proposed]
    neural.consult(network)
    answers["tables and network"] = [_by_tables(form) for form in gold]
    neural.consult(None)
    plain = with_listed_parts(gold)
    for title, chosen in (
        ("", set(gold)),
        (", of which lists have both parts so read, cut in one way", plain),
        (", the others", set(gold) - plain),
    ):
        _head(f"{len(chosen):,} full Japanese names{title}")
        for name, all_answers in answers.items():
            kept = [(answer, right[form]) for form, answer in zip(gold, all_answers, strict=True) if form in chosen]
            _told(name, *zip(*kept, strict=True))
    print(f"the network reads {len(gold) / took:,.0f} names a second on one core")


def _head(title: str) -> None:
    print(f"\n{title}", f"{'':32}{'first':>8}{'in five':>9}{'in ten':>9}", sep="\n")


def _by_tables(form: str) -> Answers:
    found = (
        "".join(hepburn.canonical(part.spelling) for part in (each.family, each.given) if part)
        for each in japanese.name_readings(form)
    )
    return list(dict.fromkeys(found))


def _sudachi(name: str) -> Answers:
    words = _tokenizer().tokenize(name)
    return [kana_letters(hiragana("".join(word.reading_form() for word in words)))]


@cache
def _tokenizer() -> Tokenizer:
    return Dictionary().tokenizer(SplitMode.C)


def _told(name: str, answers: Iterable[Answers], right: Iterable[set[str]]) -> None:
    counts = [0] * len(DEEP)
    total = 0
    for answer, wanted in zip(answers, right, strict=True):
        total += 1
        for at, deep in enumerate(DEEP):
            counts[at] += bool(wanted.intersection(answer[:deep]))
    print(f"{name:32}" + "".join(f"{count / total:8.3f} " for count in counts))


def _other(network: neural.Network, gold: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
    names = gold[MANDARIN]
    _head(f"{len(names):,} names in Mandarin")
    right = [set(readings) for readings in names.values()]
    _told("tables", [_mandarin(name) for name in names], right)
    _told("network", _proposed(network, "mandarin", list(names)), right)
    for task in (TRANSCRIBED, KATAKANA):
        names = gold[task]
        right = [set(spellings) for spellings in names.values()]
        _head(f"{len(names):,} foreign names, {task}")
        _told("network", _proposed(network, task, list(names)), right)
        _pairs(network, task, names)


def _proposed(network: neural.Network, task: neural.Task, names: Sequence[str]) -> list[Answers]:
    return [[each.text for each in answer] for answer in network.proposals(task, names, max(DEEP))]


def _mandarin(name: str) -> Answers:
    """What the tables read, character by character."""
    parts = [[syllable for syllable, _ in characters.mandarin(char)] or [""] for char in name]
    return [BREAK.join(each) for each in islice(product(*parts), max(DEEP))]


def _pairs(network: neural.Network, task: neural.Task, names: Mapping[str, Sequence[str]]) -> None:
    """Which of twenty words fits a name best: its own should."""
    chance = random.Random(1)
    words = sorted({word for spellings in names.values() for word in spellings})
    asked = [(name, spellings[0], _others(spellings, words, chance)) for name, spellings in names.items()]
    triples = [(task, name, word) for name, right, others in asked for word in (right, *others)]
    begun = time.monotonic()
    scores = iter(network.scores(triples))
    took = time.monotonic() - begun
    rows = [[next(scores) for _ in (right, *others)] for _, right, others in asked]
    by_sound = [
        [score(symbols(name.replace("·", "")), word.replace(BREAK, "")) for word in (right, *others)]
        for name, right, others in asked
    ]
    print(f"best of {_DISTRACTORS + 1}: by sound {_best(by_sound):.3f}, by the network {_best(rows):.3f}")
    print(f"{len(triples) / took:,.0f} pairs a second on one core")


def _others(own: Sequence[str], words: Sequence[str], chance: random.Random) -> list[str]:
    like = [word for word in words if word not in own and abs(len(word) - len(own[0])) < 2]
    return chance.sample(like, min(_DISTRACTORS, len(like)))


def _best(rows: Sequence[Sequence[float]]) -> float:
    return sum(row[0] > max(row[1:], default=float("-inf")) for row in rows) / len(rows)


def main() -> None:
    """Prints a table for each kind of name."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dev", action="store_true", help="on the names set aside for development")
    parser.add_argument("--reader", type=Path, help="the folder of another network than the one that comes with align")
    options = parser.parse_args()
    network = neural.Network(options.reader) if options.reader else neural.shipped()
    others, (test, dev) = not_japanese(), held_out()
    with tempfile.TemporaryDirectory() as folder:
        held_out_tables(Path(folder))
        _japanese(network, dev if options.dev else test)
    _other(network, others.dev if options.dev else others.test)


if __name__ == "__main__":
    main()
