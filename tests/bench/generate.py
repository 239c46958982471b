"""A glossary and a translation to measure with: made up, of any size, the same bytes every time.

People are every combination of a few dozen family and given names; organisations are places with a kind. The segments
mix as newspapers do: rather more than half name nobody in the glossary, most of the others name one person rightly,
and about one in twelve is wrong in one of the ways that the rules know.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass

_SEED = 7
_DOCUMENT = 25

# Han writing, kana, English
_JA_FAMILY = """
佐藤 さとう Sato|鈴木 すずき Suzuki|高橋 たかはし Takahashi|田中 たなか Tanaka|伊藤 いとう Ito
渡辺 わたなべ Watanabe|山本 やまもと Yamamoto|中村 なかむら Nakamura|小林 こばやし Kobayashi|加藤 かとう Kato
吉田 よしだ Yoshida|山田 やまだ Yamada|佐々木 ささき Sasaki|山口 やまぐち Yamaguchi|松本 まつもと Matsumoto
井上 いのうえ Inoue|木村 きむら Kimura|林 はやし Hayashi|斎藤 さいとう Saito|清水 しみず Shimizu
山崎 やまざき Yamazaki|森 もり Mori|池田 いけだ Ikeda|橋本 はしもと Hashimoto|阿部 あべ Abe|石川 いしかわ Ishikawa
山下 やました Yamashita|中島 なかじま Nakajima|石井 いしい Ishii|小川 おがわ Ogawa|前田 まえだ Maeda
岡田 おかだ Okada|長谷川 はせがわ Hasegawa|藤田 ふじた Fujita|後藤 ごとう Goto|近藤 こんどう Kondo
村上 むらかみ Murakami|遠藤 えんどう Endo|青木 あおき Aoki|坂本 さかもと Sakamoto|福田 ふくだ Fukuda|太田 おおた Ota
西村 にしむら Nishimura|藤井 ふじい Fujii|金子 かねこ Kaneko|岡本 おかもと Okamoto|藤原 ふじわら Fujiwara
三浦 みうら Miura|中野 なかの Nakano|原田 はらだ Harada|松田 まつだ Matsuda|竹内 たけうち Takeuchi|小野 おの Ono
田村 たむら Tamura|中山 なかやま Nakayama|和田 わだ Wada|石田 いしだ Ishida|森田 もりた Morita|上田 うえだ Ueda
原 はら Hara|内田 うちだ Uchida|柴田 しばた Shibata|酒井 さかい Sakai|横山 よこやま Yokoyama|宮崎 みやざき Miyazaki
宮本 みやもと Miyamoto|高木 たかぎ Takagi|安藤 あんどう Ando|谷口 たにぐち Taniguchi|大野 おおの Ono
丸山 まるやま Maruyama|今井 いまい Imai
"""
_JA_GIVEN = """
太郎 たろう Taro|花子 はなこ Hanako|健一 けんいち Kenichi|直樹 なおき Naoki|陽子 ようこ Yoko|美咲 みさき Misaki
翔太 しょうた Shota|裕子 ゆうこ Yuko|和夫 かずお Kazuo|恵子 けいこ Keiko|正樹 まさき Masaki|大輔 だいすけ Daisuke
智子 ともこ Tomoko|浩二 こうじ Koji|真由美 まゆみ Mayumi|哲也 てつや Tetsuya|久美子 くみこ Kumiko|隆 たかし Takashi
明美 あけみ Akemi|誠 まこと Makoto|由美 ゆみ Yumi|修 おさむ Osamu|幸子 さちこ Sachiko|剛 つよし Tsuyoshi
千尋 ちひろ Chihiro|勇気 ゆうき Yuki|春香 はるか Haruka|秀樹 ひでき Hideki|加奈 かな Kana|一郎 いちろう Ichiro
光男 みつお Mitsuo|香織 かおり Kaori|達也 たつや Tatsuya|里美 さとみ Satomi|康弘 やすひろ Yasuhiro|麻衣 まい Mai
俊介 しゅんすけ Shunsuke|典子 のりこ Noriko|雄太 ゆうた Yuta|愛 あい Ai|孝 たかし Takashi|奈々 なな Nana
義雄 よしお Yoshio|理恵 りえ Rie|研二 けんじ Kenji|葵 あおい Aoi|正人 まさと Masato|純子 じゅんこ Junko
拓海 たくみ Takumi|節子 せつこ Setsuko|信吾 しんご Shingo|瞳 ひとみ Hitomi|英明 ひであき Hideaki|亜希子 あきこ Akiko
貴之 たかゆき Takayuki|佳代 かよ Kayo|涼 りょう Ryo|弘美 ひろみ Hiromi|洋平 ようへい Yohei|早紀 さき Saki
文雄 ふみお Fumio|美穂 みほ Miho|大地 だいち Daichi|静香 しずか Shizuka|良平 りょうへい Ryohei|桃子 ももこ Momoko
敏夫 としお Toshio|桜 さくら Sakura|伸一 しんいち Shinichi|薫 かおる Kaoru|昌子 まさこ Masako|悟 さとる Satoru
"""
_ZH_FAMILY = """
王 Wang|李 Li|张 Zhang|刘 Liu|陈 Chen|杨 Yang|赵 Zhao|黄 Huang|周 Zhou|吴 Wu|徐 Xu|孙 Sun|胡 Hu|朱 Zhu|高 Gao|林 Lin
何 He|郭 Guo|马 Ma|罗 Luo|梁 Liang|宋 Song|郑 Zheng|谢 Xie|韩 Han|唐 Tang|冯 Feng|于 Yu|董 Dong|萧 Xiao|程 Cheng
曹 Cao|袁 Yuan|邓 Deng|许 Xu|傅 Fu|沈 Shen|彭 Peng|吕 Lü|苏 Su|卢 Lu|蒋 Jiang|蔡 Cai|贾 Jia|丁 Ding|魏 Wei|薛 Xue
叶 Ye|阎 Yan|余 Yu
"""
_ZH_GIVEN = """
明 ming|华 hua|伟 wei|强 qiang|芳 fang|敏 min|静 jing|丽 li|勇 yong|杰 jie|娟 juan|涛 tao|超 chao|霞 xia|平 ping
刚 gang|桂 gui|文 wen|建 jian|国 guo|晓 xiao|春 chun|海 hai|志 zhi|玉 yu|永 yong|德 de|庆 qing|宏 hong|思 si|雨 yu
佳 jia
"""
_PLACES = """
青原 あおはら Aohara|白浜 しらはま Shirahama|松島 まつしま Matsushima|北見 きたみ Kitami|石垣 いしがき Ishigaki
富良 ふら Fura|桜川 さくらがわ Sakuragawa|日野 ひの Hino|三好 みよし Miyoshi|緑川 みどりかわ Midorikawa
大月 おおつき Otsuki|天野 あまの Amano|港南 こうなん Konan|東海 とうかい Tokai|西条 さいじょう Saijo
南部 なんぶ Nanbu|中津 なかつ Nakatsu|小倉 こくら Kokura|竹原 たけはら Takehara|浜田 はまだ Hamada
"""
_KINDS = """
大学 University|銀行 Bank|新聞 Shimbun|病院 Hospital|研究所 Institute|電力 Electric Power|鉄道 Railway
製薬 Pharmaceutical|美術館 Museum of Art|図書館 Library|市役所 City Hall|消防署 Fire Station
商工会議所 Chamber of Commerce|放送 Broadcasting|財団 Foundation|法律事務所 Law Office|交響楽団 Symphony Orchestra
空港 Airport|漁業組合 Fishery Association|農協 Farmers' Union
"""
_ORDINARY = [
    ("会议持续了大约三个小时。", "会議は三時間ほど続いた。", "The meeting lasted about three hours."),
    ("双方同意继续保持对话。", "双方は対話を続けることで一致した。", "The two sides agreed to keep talking."),
    ("目前还没有人员伤亡的报告。", "けが人の報告は今のところない。", "No injuries have been reported so far."),
    (
        "该项目预计将于二零二六年完工，总投资约十二亿元。",
        "この事業は二〇二六年に完成する見通しで、総額はおよそ十二億円に上る。",
        "The project, which will cost about 1.2 billion in all, is expected to be finished in 2026.",
    ),
    (
        "专家指出，气候变化正在影响当地的农业生产。",
        "専門家は、気候変動が地元の農業に影響を及ぼしていると指摘する。",
        "Experts point out that climate change is affecting farming in the region.",
    ),
    (
        "由于天气原因，当天的活动被推迟到下周举行，主办方表示已售出的门票仍然有效。",
        "天候のため当日の催しは来週に延期され、主催者は販売済みの入場券はそのまま使えるとしている。",
        "Because of the weather the event was put off until next week; the organisers said that tickets already sold "
        "would remain valid.",
    ),
    (
        "市场对此反应冷淡，股价当日下跌了百分之二。",
        "市場の反応は鈍く、株価はこの日二パーセント下落した。",
        "The markets took little notice, and the share price fell by 2 percent on the day.",
    ),
]
_NAMING = [
    (
        "{0}在记者会上说，政府将尽快公布细节。",
        "{0}氏は記者会見で、政府は速やかに詳細を公表すると述べた。",
        "{1} told a press conference that the government would soon publish the details.",
    ),
    (
        "据报道，{0}将于下周访问东京，并与当地企业代表会面。",
        "報道によると、{0}氏は来週東京を訪れ、地元企業の代表らと会う。",
        "{1} will reportedly visit Tokyo next week to meet representatives of local companies.",
    ),
    ("{0}对这一决定表示欢迎。", "{0}氏はこの決定を歓迎した。", "{1} welcomed the decision."),
    (
        "这是{0}三年来首次公开谈论此事。",
        "{0}氏がこの件を公に語るのは三年ぶりだ。",
        "It was the first time in three years that {1} had spoken about it in public.",
    ),
]


@dataclass(frozen=True)
class Name:
    """One entry: its line in the glossary, its writing in the sources, its English, and wrong English forms."""

    entry: str
    han: str
    english: str
    wrong: tuple[str, ...]
    lang: str


def glossary(size: int) -> str:
    """A glossary of `size` entries, as YAML."""
    return "\n".join(["version: 1", "entities:", *(name.entry for name in names(size))]) + "\n"


def names(size: int) -> list[Name]:
    """The entries, half of them Japanese people, four in ten Chinese, the others organisations."""
    people = _take(_japanese(), size // 2) + _take(_chinese(), size * 4 // 10)
    return people + _take(_organisations(), size - len(people))


def bitext(segments: int, known: list[Name]) -> Iterator[str]:
    """Lines of bilingual JSONL; each document of 25 is from one language."""
    chance = random.Random(_SEED)
    by_lang = {lang: [name for name in known if name.lang == lang] for lang in ("zh", "ja")}
    for number in range(segments):
        lang = ("zh", "ja")[number // _DOCUMENT % 2]
        source, target = zip(*(_sentence(chance, lang, by_lang[lang]) for _ in range(2)), strict=True)
        row = {
            "id": str(number),
            "document": f"article {number // _DOCUMENT}",
            "source": "".join(source),
            "target": " ".join(target),
            "source_lang": lang,
            "target_lang": "en",
        }
        yield json.dumps(row, ensure_ascii=False) + "\n"


def _sentence(chance: random.Random, lang: str, known: list[Name]) -> tuple[str, str]:
    column = 0 if lang == "zh" else 1
    if chance.random() < 0.75:
        ordinary = chance.choice(_ORDINARY)
        return ordinary[column], ordinary[2]
    name, template = chance.choice(known), chance.choice(_NAMING)
    english = chance.choice(name.wrong) if chance.random() < 0.16 else name.english
    return template[column].format(name.han), template[2].format(name.han, english)


def _table(text: str) -> list[list[str]]:
    """The cells, each cut into as many words as the first has; the last may hold spaces."""
    cells = text.strip().replace("\n", "|").split("|")
    return [cell.split(" ", cells[0].count(" ")) for cell in cells]


def _take(made: list[Name], number: int) -> list[Name]:
    """So many of them, spread over all; ValueError where there are not enough."""
    return sorted(random.Random(_SEED).sample(made, number), key=lambda name: name.entry)


def _japanese() -> list[Name]:
    made = []
    families = _table(_JA_FAMILY)
    for at, (family_han, family_kana, family) in enumerate(families):
        for given_han, given_kana, given in _table(_JA_GIVEN):
            han = family_han + given_han
            entry = (
                f"  - {{type: person, origin: ja, en: {{full: {given} {family}, family: {family}, given: {given}}}, "
                f"ja: {{full: {han}, family: {family_han}, given: {given_han}}}, kana: {family_kana} {given_kana}}}"
            )
            other = families[(at + 1) % len(families)][2]
            wrong = (f"{family} {given}", f"{given} {other}", f"{given}a {family}", f"{given} {family}oku")
            made.append(Name(entry, han, f"{given} {family}", wrong, "ja"))
    return made


def _chinese() -> list[Name]:
    made = []
    characters = _table(_ZH_GIVEN)
    for family_han, family in _table(_ZH_FAMILY):
        for first_han, first in characters:
            for second_han, second in characters:
                if first_han != second_han:
                    han = family_han + first_han + second_han
                    joint = "'" if second[0] in "aeo" else ""
                    given = f"{first.capitalize()}{joint}{second}"
                    source = f"{{full: {han}, family: {family_han}, given: {first_han}{second_han}}}"
                    target = f'{{full: {family} {given}, family: {family}, given: "{given}"}}'
                    entry = f"  - {{type: person, origin: zh-CN, en: {target}, zh: {source}}}"
                    wrong = (
                        f"{given} {family}",
                        f"{family} {first.capitalize()} {second.capitalize()}",
                        f"{family} {given}g",
                    )
                    made.append(Name(entry, han, f"{family} {given}", wrong, "zh"))
    return made


def _organisations() -> list[Name]:
    made = []
    for quarter in ("", "新", "北", "中央"):
        for place_han, _, place in _table(_PLACES):
            for kind_han, kind in _table(_KINDS):
                prefix = {"": "", "新": "New ", "北": "North ", "中央": "Central "}[quarter]
                han, english = f"{quarter}{place_han}{kind_han}", f"{prefix}{place} {kind}"
                entry = f'  - {{type: organisation, en: "{english}", ja: {han}}}'
                made.append(Name(entry, han, english, (f"{place} Corporation",), "ja"))
    return made
