"""Writes align/text/han_folding.txt: which Han characters count as one when names are compared.

    python scripts/build_han_folding.py [OUTPUT]

Simplified, traditional and Japanese forms come from OpenCC (Apache-2.0), asked for one character at a time; VARIANTS
adds what it misses. Every set of characters that are linked by any of these becomes one line, its key first. The file
serves comparison only: it is no conversion between writing systems, because one simplified character often stands for
several.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

OUTPUT = Path(__file__).resolve().parents[1] / "align" / "text" / "han_folding.txt"

CONVERSIONS = ("t2s", "jp2t", "hk2t", "tw2t")

# Compatibility ideographs are left out: Unicode itself says which character each of them is.
RANGES = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x2F7FF), (0x30000, 0x323AF))
COMMON = range(0x4E00, 0xA000)

# Forms of one character found in names and in older or careless typesetting that OpenCC leaves apart. Each group is
# one character; different surnames that only look alike (阪 and 坂, 斉 and 斎, 渡部 and 渡辺) stay apart.
VARIANTS = """
髙高 﨑嵜崎 邉邊辺 濵濱浜 嶋嶌島 冨富 桒桑 栁柳 槗橋 曻昇 兎兔 姫姬 薗園 圀囯国 栢柏 𠮷吉 𠮟叱 凜凛 檜桧 栃杤枥
亰京 俱倶 僞偽 勛勲勳 叙敍敘 喩喻 噓嘘 塡填 墻牆 壻婿 奧奥 姊姉 姸妍 嫺嫻 峯峰 巗巌巖嵓岩 幷并 恒恆 亙亘 拔抜 拜拝
挿插 搜捜 敎教 晚晩 晉晋 晣晢 晳皙 曆暦 枡桝 楳梅 槇槙 步歩 每毎 毘毗 沒没 淸清 渕渊淵 濬浚 瀧滝 焰焔 煕熈熙 煇輝
暎映 牀床 狀状 瑠璢琉 甯寧 畧略 畵画 皋皐 皷鼓 砺礪 硏研 祕秘 祿禄 穎頴颖 穂穗 竒奇 竝並 竪豎 筝箏 綠緑 緖緒 繡繍
繫繋 翆翠 翺翱 耻恥 聰聡 肅粛 脫脱 舍舎 艷艶 莵菟 萠萌 葊庵菴 葢蓋 藪薮 蘓蘇 蘂蕊 虛虚 衆眾 裵裴 覇霸 諌諫 讃讚賛贊
躯軀 逎遒 邨村 郞郎 鄕鄉郷 醬醤 釡釜 釼劍剣劒劔 鈎鉤 銕鐡鉄鐵 銳鋭 鎌鐮 鎭鎮 闊濶 鄰隣 隸隷 賴頼 頰頬 飮飲 驅駆駈
驒騨 鬪闘鬬鬭鬥 鰺鯵 鳧鳬 雞鶏鷄 鶴靏靍 麵麪麺 黃黄 黑黒 默黙 龢和 呂吕 吳呉 絕絶 產産 說説 兌兑 稅税 閱閲 悅悦
顏顔 愼慎 眞真 德徳惪 增増 靑青 靜静 淨浄 爭争 錄録 剝剥 溫温 巢巣 瑤瑶 謠謡 搖揺 尙尚 朶朵 曾曽 戾戻 淚涙泪 類类
狹狭 峽峡 壺壷 寃冤 寳寶宝 爾尓尔 疊畳叠 卯夘 厦廈 廏廐厩 喆哲 帋紙 廼迺 弌一 弍二 弎三 往徃 恠怪 憇憩 斈學 旣既
晄晃 桺柳 梹檳 棋棊 榘矩 欎鬱欝 冰氷 莅涖蒞 湏須 滙匯 澁渋澀 煑煮 牕窗窻 猨猿 獘斃 珎珍 琹琴 瑯琅 甎磚 皃貌 盃杯
礮炮砲 磵澗 稾稿 笋筍 穀糓 緜綿 罇樽 羣群 胷胸 脅脇 艸草 荔茘 萬万 虵蛇 蝯猿 裡裏 豐豊 豔艶 跡蹟迹 疏疎踈 輩軰
辭辞辤 遁遯 鉢缽 鏽銹 鋪舖 鑑鑒鍳 鎖鎻鏁 隄堤 雋隽 靈霊霛 韭韮 頋顧 飆飇飈 鬚须 鱷鰐 鵝鵞 鶯鴬鸎 鼠鼡 秋龝 戸戶户
內内 卻却 咒呪 彥彦 衞衛 遙遥 嶽岳 緼縕 強强
"""


def links() -> Iterator[tuple[str, str]]:
    """Pairs of characters that count as one."""
    for name in CONVERSIONS:
        yield from converted(name)
    for group in VARIANTS.split():
        yield from ((group[0], other) for other in group[1:])


def converted(name: str) -> Iterator[tuple[str, str]]:
    """Each character that a conversion of OpenCC changes, and what it becomes."""
    from opencc import OpenCC

    convert = OpenCC(name).convert
    for first, last in RANGES:
        for code in range(first, last + 1):
            character = chr(code)
            other = convert(character)
            if other != character and len(other) == 1:
                yield character, other


def components(pairs: Iterator[tuple[str, str]]) -> list[set[str]]:
    """The sets of characters that are linked, directly or not."""
    parent: dict[str, str] = {}

    def root(character: str) -> str:
        while parent.setdefault(character, character) != character:
            parent[character] = parent[parent[character]]
            character = parent[character]
        return character

    for one, other in pairs:
        parent[root(one)] = root(other)
    sets: defaultdict[str, set[str]] = defaultdict(set)
    for character in parent:
        sets[root(character)].add(character)
    return list(sets.values())


def rank(character: str) -> tuple[int, bool, int]:
    """What makes a good key: what most traditional forms are simplified to, then a character of GB 2312."""
    in_gb = bool(character.encode("gb2312", "ignore"))
    return -len(simplified_to()[character]), not in_gb, ord(character)


@cache
def simplified_to() -> dict[str, list[str]]:
    """For each character, those that OpenCC simplifies to it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for character, other in converted("t2s"):
        found[other].append(character)
    return found


def table() -> str:
    """The whole file."""
    groups = (sorted(members, key=rank) for members in components(links()))
    lines = sorted("".join(group) for group in groups if any(ord(character) in COMMON for character in group))
    header = (
        f"# Made by scripts/build_han_folding.py with OpenCC {version('opencc')}; do not edit by hand.\n"
        "# A line is one character in its several forms; the first is the key that all of them fold to.\n"
    )
    return header + "\n".join(lines) + "\n"


def main() -> None:
    output = Path(sys.argv[1]) if len(sys.argv) > 1 else OUTPUT
    output.write_text(table(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
