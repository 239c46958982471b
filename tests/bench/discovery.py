"""How fast undeclared names are found, in a process of its own so that nothing is loaded or remembered from before.

    python tests/bench/discovery.py FILE.jsonl [--check]

Prints the segments for each second of processor time of discovery alone, or with --check of the whole check without a glossary,
and the largest memory of the process in MB. Tables are loaded within the measured time, modules before it.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

from align.checker import Checker, texts
from align.formats import read_document
from align.glossary.lexicon import Lexicon
from align.glossary.whos_who import whos_who
from align.match.find import Finder
from align.match.undeclared import Discoverer
from align.rules.select import choose


def main(path: str, *options: str) -> None:
    """Measure once and print."""
    document = read_document(Path(path))
    lexicon = Lexicon.empty()
    discoverer = Discoverer(lexicon, whos_who())
    finder = Finder(lexicon)
    read = [(segments, finder.document(segments)) for segments in texts(document.segments)]
    begin = time.process_time()
    if "--check" in options:
        list(Checker(lexicon, rules=choose(), discoverer=discoverer).check([document]))
    else:
        for segments, mentions in read:
            discoverer.document(segments, mentions)
    seconds = time.process_time() - begin
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(round(len(document.segments) / seconds), memory)


if __name__ == "__main__":
    main(*sys.argv[1:])
