"""Writes align/names/readings/foreign_sounds.tsv: which letters each Chinese character or katakana mora stands for in names.

    python scripts/build_foreign_sounds.py [path of enamdict]

The pairs to learn from are those of `build_foreign_sources.py` (see `FOREIGN-NOTICE.txt` beside the table). Each symbol of
a transcription stands for up to five letters; which ones is learned by expectation maximisation, starting from how like
the symbol's romanisation the letters are. Rare symbols lean on what is more general: a name's last symbol on the same
symbol inside a name, a character on its syllable, a long mora on the short one, and all on the likeness of letters.

Pairs whose checksum falls in one tenth are kept apart: a first table is learned without them, the scores are calibrated
on them against wrong pairs, and what that table accepts is printed. The table that is written is learned from all pairs.
"""

from __future__ import annotations

import importlib
import math
import random
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from build_foreign_sources import ENAMDICT, Gloss, glosses, katakana_names, ratio, text_characters

from align.names.readings import sounds
from align.names.readings.sounds import END, LONGEST, SILENT, letters, symbols
from align.names.romanise import hepburn, pinyin
from align.text.fold import fold_source

TABLE = Path(__file__).parents[1] / "align" / "names" / "readings" / "foreign_sounds.tsv"
ALPHABET = "abcdefghijklmnopqrstuvwxyz"
ROUNDS = 4  # of expectation and maximisation
KEPT_APART = 10  # one pair in so many
FOLDS = 2  # into which the Chinese pairs are cut, so that none judges itself
SIEVINGS = 2
# How much likelier than chance the letters of a pair must be, in natural logarithms: for each symbol, and for the pair.
LIKELY_EACH, LIKELY = 1.1, 1.0
MOST_LETTERS = 3  # for each symbol, and one more
JOINED = 5.0  # and how much more for two words
FLOOR = 0.002  # letters less likely than this are left out of a row
LEAST_SEEN = 3  # a character, a long mora or the end of a name met less often has no row of its own
ORDINARY = -0.8  # the least mean ratio of the characters of a transcription to running text, in natural logarithms
RAREST = 0.018  # of a letter after another in any name: a rarer one would make every pair that has it look likely
DISCOUNT = 0.5  # taken from each count: what was met once was as likely met by chance
MOST_KATAKANA = 24000  # pairs that the first rounds look at; the last one sees all
NEAR = "bp dt gk kc kq fv vw wu sz sx jg iy jy cs cq hg bv"
NOT_FAR = "jz xh hk ct qj mn zj kx gx hf fp zt zd cz tj td wv wo hj"
ALIKE = {
    **{frozenset((left, right)): 0.4 for left in "aeiouyv" for right in "aeiouy" if left < right},
    frozenset("lr"): 0.2,
    **{frozenset(pair): 0.3 for pair in NEAR.split()},
    **{frozenset(pair): 0.5 for pair in NOT_FAR.split()},
}
"""What it costs to take one letter for another that sounds like it."""
WEAK = frozenset("aeiouhnrgy")
LIKENESS = 2.2

Pair = tuple[tuple[str, ...], str]


def romanised(symbol: str) -> str:
    """How a symbol is read, in letters."""
    if "ァ" <= symbol[0] <= "ー":
        return letters(hepburn.romaji(symbol.rstrip("ッー") or symbol)) or "x"
    return (pinyin.readings(symbol) or ("x",))[0]


@lru_cache(maxsize=1 << 20)
def likeness(sound: str, text: str) -> float:
    """How like two rows of letters are, 1 where they are the same: an edit distance that knows vowels and near sounds."""
    row = [0.0]
    for letter in text:
        row.append(row[-1] + _extra(letter))
    for letter in sound:
        ahead = [row[0] + _extra(letter)]
        for other_at, other in enumerate(text):
            price = 0.0 if letter == other else ALIKE.get(frozenset((letter, other)), 1.3)
            doubled = other_at > 0 and text[other_at - 1] == other
            ahead.append(
                min(
                    row[other_at] + price,
                    row[other_at + 1] + _extra(letter),
                    ahead[-1] + (0.1 if doubled else _extra(other)),
                )
            )
        row = ahead
    return math.exp(-LIKENESS * row[-1])


def _extra(letter: str) -> float:
    return 0.5 if letter in WEAK else 1.0


class Model:
    """How likely each symbol is to stand for which letters."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[str, float]] = {}
        self.seen: dict[str, float] = {}

    def probability(self, symbol: str, last: bool, text: str) -> float:
        row = self.rows.get(symbol + END if last else symbol) or self.rows.get(symbol)
        known = row.get(text) if row else None
        return known if known else 0.02 * likeness(romanised(symbol), text) + 1e-7

    def expected(self, pairs: Iterable[Pair]) -> dict[str, Counter[str]]:
        """How often each symbol stands for which letters in these pairs, by the model as it is."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for source, word in pairs:
            self._count(source, word, counts)
        return counts

    def _count(self, source: Sequence[str], word: str, counts: dict[str, Counter[str]]) -> None:
        size, length = len(word), len(source)
        arcs: list[list[tuple[int, int, float]]] = []
        forward: list[dict[int, float]] = [{0: 1.0}]
        for at, symbol in enumerate(source):
            ahead: dict[int, float] = defaultdict(float)
            steps = []
            least = size - LONGEST * (length - at - 1)
            for start, so_far in forward[-1].items():
                for end in range(max(start, least), min(start + LONGEST, size) + 1):
                    share = self.probability(symbol, at == length - 1, word[start:end])
                    steps.append((start, end, share))
                    ahead[end] += so_far * share
            arcs.append(steps)
            forward.append(ahead)
        whole = forward[-1].get(size, 0.0)
        if not whole:
            return
        backward = {size: 1.0}
        for at in range(length - 1, -1, -1):
            behind: dict[int, float] = defaultdict(float)
            key = source[at] + (END if at == length - 1 else "")
            for start, end, share in arcs[at]:
                rest = backward.get(end)
                if rest:
                    behind[start] += share * rest
                    weight = forward[at][start] * share * rest / whole
                    if weight > 0.01:
                        counts[key][word[start:end]] += weight
            backward = behind

    def learn(self, counts: dict[str, Counter[str]]) -> None:
        """Makes the rows anew from counts, the general ones first."""
        general: dict[str, Counter[str]] = defaultdict(Counter)
        for key, row in counts.items():
            bare = key.removesuffix(END)
            parent = parent_of(bare)
            for each in {bare, parent} if parent else {bare}:
                general[each].update(row)
                if key != bare:
                    general[each + END].update(row)
        self.rows = {}
        self.seen = {key: sum(row.values()) for key, row in general.items()}
        for key in sorted(general, key=lambda key: (parent_of(key.removesuffix(END)) is not None, key)):
            self.rows[key] = self._row(key, general[key])

    def parts(self) -> Iterator[tuple[str, dict[str, float]]]:
        """What the initials and the finals of Mandarin stand for, by the rows of the syllables."""
        counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for key, row in self.rows.items():
            if key.isascii() and not key.endswith(END):
                initial, final = sounds.initial_and_final(key)
                for text, share in row.items():
                    onset, rime = sounds.onset_and_rime(text)
                    if share > FLOOR:
                        counts[initial + sounds.PART][onset] += share * self.seen[key]
                        counts[sounds.PART + final][rime] += share * self.seen[key]
        for key, found in sorted(counts.items()):
            total = sum(found.values())
            yield key, {text: count / total for text, count in found.items()}

    def _row(self, key: str, counts: Counter[str]) -> dict[str, float]:
        bare = key.removesuffix(END)
        parent = parent_of(bare)
        leans: list[dict[str, float]] = []
        if key != bare:
            leans.append(self.rows[bare])
        if parent is not None:
            leans.append(self.rows[parent + END if key != bare and parent + END in self.rows else parent])
        if not leans:
            sound = romanised(bare) if not bare.isascii() else bare
            alike = {text: likeness(sound, text) for text in counts}
            whole = sum(alike.values())
            leans.append({text: share / whole for text, share in alike.items()})
        weight = 2.0 if parent is None and key == bare else 4.0
        total = sum(counts.values())
        kept = {text: count - DISCOUNT for text, count in counts.items() if count > DISCOUNT}
        weight += total - sum(kept.values())
        texts = dict.fromkeys((*kept, *(text for lean in leans for text in lean)))
        return {
            text: (kept.get(text, 0.0) + weight * sum(lean.get(text, 0.0) for lean in leans) / len(leans))
            / (sum(kept.values()) + weight)
            for text in texts
        }


def parent_of(symbol: str) -> str | None:
    """What a symbol leans on: the syllable of a character, the short mora of a long one."""
    if symbol.isascii():
        return None
    if "ァ" <= symbol[0] <= "ー":
        short = symbol.rstrip("ッー")
        return short if short and short != symbol else None
    return (pinyin.readings(symbol) or (None,))[0]


class Background:
    """How likely each letter is after the one before it in the names."""

    def __init__(self, words: Iterable[str]) -> None:
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)
        for word in words:
            for before, after in zip("^" + word, word + END, strict=True):
                self.counts[before][after] += 1

    def probability(self, before: str, after: str) -> float:
        row = self.counts[before]
        return (row[after] + 0.5) / (row.total() + 0.5 * len(ALPHABET + END))

    def log_likelihood(self, word: str) -> float:
        return sum(math.log(self.probability(*pair)) for pair in zip("^" + word, word + END, strict=True))

    def rows(self) -> Iterator[tuple[str, dict[str, float]]]:
        for before in "^" + ALPHABET:
            yield before.upper(), {after: max(RAREST, self.probability(before, after)) for after in ALPHABET + END}


def kept_apart(pair: Pair) -> bool:
    return zlib.crc32("".join(pair[0]).encode()) % KEPT_APART == 0


def sure_pairs(entries: Sequence[Gloss]) -> list[Pair]:
    """The pairs of one part and one word, right or not."""
    sure = (gloss for gloss in entries if gloss.sure and len(gloss.words) == 1 and len(gloss.parts[0]) > 1)
    return list(dict.fromkeys((symbols(fold_source(gloss.parts[0]).text), gloss.words[0]) for gloss in sure))


def likely_pairs(entries: Iterable[Gloss], model: Model, background: Background) -> Iterator[Pair]:
    """For each part the word that the model holds for its spelling, or two words joined; none where no word sounds like it."""
    for gloss in entries:
        joined = [before + after for before, after in zip(gloss.words, gloss.words[1:], strict=False)]
        for part in gloss.parts:
            if len(part) == 1 and not gloss.sure:
                continue
            source = symbols(fold_source(part).text)
            ratio, best = max((model_ratio(model, background, source, word), word) for word in gloss.words)
            for word in joined:
                wider = model_ratio(model, background, source, word)
                if wider > ratio + JOINED:
                    ratio, best = wider, word
            if ratio > LIKELY_EACH * len(source) + LIKELY:
                yield source, best


def model_ratio(model: Model, background: Background, source: Sequence[str], word: str) -> float:
    """The log-likelihood of the best alignment against that of the letters as any name."""
    size, length = len(word), len(source)
    if size > MOST_LETTERS * length + 1:
        return -99.0
    reached = {0: 0.0}
    for at, symbol in enumerate(source):
        ahead: dict[int, float] = {}
        least = size - LONGEST * (length - at - 1)
        for start, so_far in reached.items():
            for end in range(max(start, least), min(start + LONGEST, size) + 1):
                total = so_far + math.log(model.probability(symbol, at == length - 1, word[start:end]))
                if total > ahead.get(end, -1e9):
                    ahead[end] = total
        reached = ahead
    return reached.get(size, -1e9) - background.log_likelihood(word)


def katakana_pairs(path: Path) -> list[Pair]:
    found: dict[Pair, None] = {}
    for name in katakana_names(path):
        word = letters(name.spelling)
        kana = fold_source(name.kana).text
        if (
            name.kinds & set("sgfmup")
            and " " not in name.spelling
            and "・" not in kana
            and len(word) > 1
            and kana[0] not in "ーッン"
        ):
            found[symbols(kana), word] = None
    return [pair for pair in found if "".join(pair[0]) and len(pair[1]) <= LONGEST * len(pair[0])]


def trained(pairs: Sequence[Pair], model: Model | None = None) -> Model:
    model = model or Model()
    for at in range(ROUNDS):
        shown = pairs if len(pairs) <= MOST_KATAKANA or at == ROUNDS - 1 else pairs[:: len(pairs) // MOST_KATAKANA]
        model.learn(model.expected(shown))
    return model


def fold_of(part: str) -> int:
    return zlib.crc32(fold_source(part).text.encode()) // KEPT_APART % FOLDS


def chinese_pairs(entries: Sequence[Gloss]) -> list[Pair]:
    """The pairs of Chinese that sound alike, each judged by a model that has not learned from it."""
    pairs = sure_pairs(entries)
    background = Background(word for _, word in pairs)
    for _ in range(SIEVINGS):
        chosen: dict[Pair, None] = {}
        for fold in range(FOLDS):
            model = trained([pair for pair in pairs if fold_of("".join(pair[0])) != fold])
            shown = (gloss for gloss in entries if any(fold_of(part) == fold for part in gloss.parts))
            chosen |= dict.fromkeys(
                pair for pair in likely_pairs(shown, model, background) if fold_of("".join(pair[0])) == fold
            )
        pairs = list(chosen)
    return transcribed(pairs)


def transcribed(pairs: Sequence[Pair]) -> list[Pair]:
    """Those pairs whose characters are not on the whole those of ordinary words (联合国, 教育部)."""
    used = Counter(char for source in dict.fromkeys(source for source, _ in pairs) for char in source)
    text = text_characters()
    return [pair for pair in pairs if sum(ratio(used, text, char) for char in pair[0]) > ORDINARY * len(pair[0])]


def table(models: Iterable[Model], background: Background, calibrations: dict[str, Sequence[float]]) -> str:
    """The file: a row of letters with their costs for each symbol, the letters of any name, and the calibration."""
    rows: dict[str, str] = {}
    for model in models:
        for key, row in model.rows.items():
            # A name's end and a character say little of their own where they were hardly seen; the general row stands.
            general = parent_of(key.removesuffix(END)) is None and not key.endswith(END)
            if general or model.seen[key] >= LEAST_SEEN:
                rows[key] = _costs(row)
        rows |= {key: _costs(row) for key, row in model.parts()}
    rows |= {key: _costs(row, 0.0) for key, row in background.rows()}
    rows |= {key: " ".join(f"{value:.4f}" for value in values) for key, values in calibrations.items()}
    lines = [HEADER, *(f"{key}\t{rows[key]}\n" for key in sorted(rows, key=str.encode))]
    return "".join(lines)


def _costs(row: dict[str, float], floor: float = FLOOR) -> str:
    kept = sorted((round(-100 * math.log(share)), text or SILENT) for text, share in row.items() if share > floor)
    return " ".join(f"{text} {price}" for price, text in kept)


HEADER = (
    "# Made by scripts/build_foreign_sounds.py from CC-CEDICT and ENAMDICT (CC BY-SA 4.0) and GeoNames (CC BY 4.0; "
    "see FOREIGN-NOTICE.txt); do not edit by hand.\n"
)


def measured(pairs: Sequence[Pair], key: str) -> tuple[float, ...]:
    """Calibrates the scores on right pairs against wrong ones, prints what is accepted, and gives the coefficients."""
    rng = random.Random(7)
    words = sorted({word for _, word in pairs})
    by_letter = defaultdict(list)
    for word in words:
        by_letter[word[0]].append(word)
    wrong = []
    for source, word in pairs:
        for pool, number in ((words, 5), (by_letter[word[0]], 5)):
            like = [other for other in pool if abs(len(other) - len(word)) <= 1 and other != word]
            wrong += [(source, other) for other in rng.sample(like, min(number, len(like)))]
    sample = [(sounds.features(*pair), 1.0) for pair in pairs] + [(sounds.features(*pair), 0.0) for pair in wrong]
    coefficients = logistic(sample, len(pairs) / len(wrong))
    chances = [sum(map(math.prod, zip(coefficients, each, strict=True))) for each, _ in sample]
    good, bad = sorted(chances[: len(pairs)]), sorted(chances[len(pairs) :], reverse=True)
    print(f"{key}: {len(pairs)} right pairs, {len(wrong)} wrong ones")
    for share in (0.01, 0.001):
        least = bad[int(share * len(bad))]
        accepted = sum(each > least for each in good) / len(good)
        print(f"  score {1 / (1 + math.exp(-least)):.4f}: wrong {share:.1%}, right {accepted:.1%}")
    return coefficients


def logistic(sample: Sequence[tuple[tuple[float, ...], float]], weight: float) -> tuple[float, ...]:
    """Logistic regression by Newton's method; wrong examples count `weight` each."""
    size = len(sample[0][0])
    coefficients = [0.0] * size
    for _ in range(25):
        gradient = [-1e-3 * value for value in coefficients]
        curvature = [[1e-3 if at == other else 0.0 for other in range(size)] for at in range(size)]
        for each, truth in sample:
            chance = 1 / (
                1 + math.exp(-max(-30.0, min(30.0, sum(map(math.prod, zip(coefficients, each, strict=True))))))
            )
            importance = 1.0 if truth else weight
            for at in range(size):
                gradient[at] += importance * (truth - chance) * each[at]
                for other in range(size):
                    curvature[at][other] += importance * chance * (1 - chance) * each[at] * each[other]
        step = solved(curvature, gradient)
        coefficients = [value + change for value, change in zip(coefficients, step, strict=True)]
        if max(map(abs, step)) < 1e-6:
            break
    return tuple(coefficients)


def solved(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """The solution of a small system of linear equations, by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for at in range(size):
        pivot = max(range(at, size), key=lambda row: abs(rows[row][at]))
        rows[at], rows[pivot] = rows[pivot], rows[at]
        for other in range(size):
            if other != at:
                share = rows[other][at] / rows[at][at]
                rows[other] = [value - share * top for value, top in zip(rows[other], rows[at], strict=True)]
    return [row[-1] / row[at] for at, row in enumerate(rows)]


def main() -> None:
    enamdict = Path(sys.argv[1]) if len(sys.argv) > 1 else ENAMDICT
    entries = glosses()
    chinese = chinese_pairs(entries)
    sure = set(sure_pairs(entries))
    katakana = katakana_pairs(enamdict)
    print(f"{len(chinese)} pairs in Chinese, {len(katakana)} in katakana")
    background = Background(sorted({word for _, word in (*chinese, *katakana)}))
    calibrations: dict[str, Sequence[float]] = {}
    shown = [[pair for pair in pairs if not kept_apart(pair)] for pairs in (chinese, katakana)]
    write(
        table([trained(pairs) for pairs in shown], background, dict.fromkeys(sounds.CALIBRATION, (1.0, 0.0, 0.0, 0.0)))
    )
    for key, pairs in zip(sounds.CALIBRATION, (chinese, katakana), strict=True):
        held = [pair for pair in pairs if kept_apart(pair) and (pairs is katakana or pair in sure)]
        calibrations[key] = measured(held, key)
    write(table([trained(pairs) for pairs in (chinese, katakana)], background, calibrations))


def write(text: str) -> None:
    """Writes the table and lets the next question open it anew."""
    TABLE.write_text(text, encoding="utf-8", newline="\n")
    importlib.reload(sounds)


if __name__ == "__main__":
    main()
