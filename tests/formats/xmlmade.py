"""XML files of translators' tools, made by chance: every construct, quoting style and odd but legal white space."""

from __future__ import annotations

from random import Random
from xml.sax.saxutils import escape, quoteattr

WORDS = """Hanako Tanaka said Tokyo left Ōno café 田中 Xu it's Taro&amp;Co AT&#38;T &#x592A;郎 &quot;so&quot; %s {0} 😀
    R&#233;my ]] >""".split()
REMARKS = ["note to self", 'align: ignore=N101 reason="as printed"', " align: ignore=N201 ", "a &amp; b"]


class Maker:
    """Makes pieces of one file; `end` ends its lines."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.end = self.random.choice(["\n", "\r\n", "\r"])
        self.indent = self.random.choice(["", "\t", "  "])
        self.prefix = self.random.choice(["", "", "x:"])

    def some(self, share: float) -> bool:
        return self.random.random() < share

    def tag(self, name: str, *attributes: tuple[str, str], inside: str | None = None) -> str:
        """An element, its attributes in any order, between any quotation marks, with any white space."""
        said = [(name, value) for name, value in attributes if value]
        self.random.shuffle(said)
        gap = self.random.choice([" ", " ", "  ", f"{self.end} "])
        written = "".join(
            f"{gap}{key}{self.random.choice(['=', '=', ' = '])}{self.quoted(value)}" for key, value in said
        )
        written += self.random.choice(["", "", " ", self.end])
        if inside is None:
            return f"<{self.prefix}{name}{written}/>"
        return f"<{self.prefix}{name}{written}>{inside}</{self.prefix}{name}{self.random.choice(['', '', ' '])}>"

    def quoted(self, value: str) -> str:
        return "'" + escape(value, {"'": "&apos;"}) + "'" if self.some(0.3) else quoteattr(value).replace("<", "&lt;")

    def break_(self, depth: int) -> str:
        return self.random.choice([self.end + self.indent * depth] * 3 + ["", f"{self.end}{self.end}"])

    def remark(self) -> str:
        return f"<!--{self.random.choice(REMARKS)}-->"

    def cdata(self) -> str:
        words = " ".join(self.random.choice(["Hanako", "<b>Tanaka</b>", "& left", "田中"]) for _ in range(3))
        return f"<![CDATA[{words}]]>"

    def joint(self) -> str:
        """White space between two words."""
        return self.random.choice(
            [" "] * 8 + [f"{self.end}      ", self.end, "  ", self.end * 2, f" {self.remark()}", " <?p i?>"]
        )

    def text(self, codes: tuple[str, ...], depth: int = 0) -> str:
        """A text with inline elements, of which `codes` are templates with `…` where text goes."""
        pieces = []
        for _ in range(self.random.randint(1, 4)):
            kind = self.random.random()
            if kind < 0.25 and depth < 3:
                code = (
                    self.random.choice(codes)
                    .replace("<", f"<{self.prefix}")
                    .replace(f"<{self.prefix}/", f"</{self.prefix}")
                )
                pieces.append(code.replace("…", self.text(codes, depth + 1)))
            elif kind < 0.3:
                pieces.append(self.cdata())
            else:
                pieces.append(self.random.choice(WORDS))
            pieces.append(self.joint() if self.some(0.8) or len(pieces[-1]) < 20 else "")
        edge = self.random.choice(["", "", " ", f"{self.end}    "])
        return edge + "".join(pieces).rstrip() + edge

    def declaration(self) -> str:
        return self.random.choice(["", '<?xml version="1.0"?>', "<?xml version='1.0' encoding='UTF-8' ?>" + self.end])
