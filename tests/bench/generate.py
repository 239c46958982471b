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

# news for names in no glossary: what the sources write and the translations call it

_CITIES = """
青原 青原 Qingyuan|临海 臨海 Linhai|石门 石門 Shimen|东宁 東寧 Dongning|南平 南平 Nanping|新津 新津 Niitsu|安城 安城 Anjo
小山 小山 Oyama|松江 松江 Matsue|高冈 高岡 Takaoka|白河 白河 Shirakawa|长野 長野 Nagano|大连 大連 Dalian|沈阳 瀋陽 Shenyang
首尔 ソウル Seoul|河内 ハノイ Hanoi|伦敦 ロンドン London|柏林 ベルリン Berlin|悉尼 シドニー Sydney|渥太华 オタワ Ottawa
"""
_FOREIGN = """
安德森 アンダーソン Anderson|威廉姆斯 ウィリアムズ Williams|罗伯茨 ロバーツ Roberts
米勒 ミラー Miller|彼得森 ピーターソン Peterson|施密特 シュミット Schmidt|费尔南德斯 フェルナンデス Fernandez
罗西 ロッシ Rossi|汤普森 トンプソン Thompson
哈里森 ハリソン Harrison|科瓦连科 コワレンコ Kovalenko|拉米雷斯 ラミレス Ramirez|奥康纳 オコナー O'Connor
贝克尔 ベッカー Becker|桑托斯 サントス Santos|麦克唐纳 マクドナルド MacDonald|拉尔森 ラーション Larsson|卡特 カーター Carter
"""
_TITLES = """
市长 市長 Mayor|教授 教授 Professor|外交部长 外相 Foreign Minister|主席 会長 Chairman|局长 局長 Director
校长 校長 Principal|议员 議員 Councillor|记者 記者 Reporter|总经理 社長 President|研究员 研究員 Researcher
教练 監督 Coach|秘书长 事務局長 Secretary-General
"""
_SUBJECTS = """
粮食价格 食料価格 food prices|住房政策 住宅政策 housing policy|铁路改造 鉄道改修 the new railway
青年就业 若者の雇用 youth employment|海洋污染 海洋汚染 marine pollution|医疗保险 医療保険 health insurance
旅游业 観光業 tourism|半导体供应 半導体の供給 chip supplies|防灾演习 防災訓練 disaster drills
电力市场 電力市場 the electricity market|教育经费 教育予算 school budgets|渔业配额 漁業枠 fishing quotas
"""
_NEWS = """
{city}{title}{person}{day}日在{place}举行的记者会上表示，{subject}问题需要各方共同努力，相关部门将在月底前拿出方案。
{city}の{person}{title}は{day}日、{place}で開かれた記者会見で、{subject}には各方面の努力が必要だとし、月末までに案をまとめると述べた。
{Title} {Person} of {City} told a press conference in {Place} on {day} May that {Subject} called for efforts by all sides.

据{place}当地媒体报道，这场大雨造成{count}户居民停电，{person}等{day}人被送往医院，没有生命危险。
{place}の地元メディアによると、この大雨で{count}戸が停電し、{person}さんら{day}人が病院に運ばれたが、命に別条はない。
Local media in {Place} reported that the heavy rain cut off power to {count} homes and put {Person} and others in hospital.

“我们没有预料到会有这么多人来，”{person}说，“{subject}一直是大家最关心的事。”
「これほど多くの人が来るとは思わなかった」と{person}氏は話す。「{subject}はみんなの一番の関心事だ」
“We had not expected so many people to come,” {Person} said. “Everybody here worries about {Subject}.”

{city}马拉松比赛{day}日鸣枪起跑，来自{place}的选手{person}以两小时{day}分的成绩获得冠军。
{city}マラソンが{day}日に行われ、{place}から参加した{person}選手が二時間{day}分で優勝した。
The {City} Marathon was run on {day} May; {Person}, a runner from {Place}, won in two hours and {day} minutes.

会谈结束后，{place}方面的代表{foreign}和{person}签署了关于{subject}的合作备忘录，有效期为{day}年。
会談の後、{place}側の代表{foreign}氏と{person}氏が{subject}に関する覚書に署名した。期間は{day}年。
After the talks {Foreign}, who spoke for {Place}, and {Person} signed a memorandum on {Subject} that will run for {day} years.

{place}总统{foreign}{day}日抵达{city}，开始为期{day}天的访问，双方将讨论{subject}等议题。
{place}の{foreign}大統領は{day}日、{city}に到着し、{day}日間の訪問を始めた。{subject}などを議題に協議する。
President {Foreign} arrived in {City} from {Place} on {day} May; {Subject} is among the topics of the visit.

该公司第一季度营业额为{count}亿元，同比增长{day}个百分点，主要得益于{subject}的复苏。
同社の第一四半期の売上高は{count}億円で、{subject}の回復を追い風に前年同期を{day}ポイント上回った。
The company's sales rose {day} points to {count} million in the first quarter, helped by a recovery in {Subject}.

研究人员在{city}附近采集了{count}份样本，结果显示{subject}与气温变化之间存在明显的联系。
研究チームは{city}の近くで{count}点の試料を集め、{subject}と気温の変化に明らかな関係があるとの結果を得た。
The researchers took {count} samples near {City} and found a clear link between {Subject} and changes in temperature.

{city}市政府{day}日公布的数据显示，{subject}方面的支出比去年增加了{count}万元，创下{day}年来的新高。
{city}市が{day}日に公表したところでは、{subject}への支出は昨年より{count}万円増え、この{day}年で最も多かった。
Figures published by the city of {City} on {day} May show that spending on {Subject} rose by {count} thousand.

与会的还有{title}{person}、{city}大学教授{other}等{day}人。
会合には{person}{title}、{city}大学の{other}教授ら{day}人も出席した。
{Title} {Person}, Professor {Other} of {City} University and others, {day} people in all, also took part.
"""


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


def systems(targets: list[str], number: int) -> list[list[str]]:
    """What so many systems might have made of the same sources: one word in twenty is another or is gone in the first, and one
    more in twenty in each that follows; some phrases stand elsewhere. A made-up system garbles names as it garbles words."""
    chance = random.Random(_SEED)
    words = sorted({word for target in targets for word in target.split()})
    return [[_garbled(chance, target.split(), words, rate / 20) for target in targets] for rate in range(1, number + 1)]


def _garbled(chance: random.Random, words: list[str], others: list[str], rate: float) -> str:
    made = []
    for word in words:
        fate = chance.random()
        if fate >= rate / 2:
            made.append(chance.choice(others) if fate < rate else word)
    if len(made) > 8 and chance.random() < 0.5:
        start = chance.randrange(len(made) - 4)
        phrase = made[start : start + 3]
        del made[start : start + 3]
        to = chance.randrange(len(made))
        made[to:to] = phrase
    return " ".join(made)


def news(segments: int, lang: str) -> Iterator[str]:
    """Lines of bilingual JSONL from one language, whose people are in no glossary: about one in eight is named wrongly."""
    chance = random.Random(_SEED)
    people = [name for name in names(10_000) if name.lang == lang and name.entry.lstrip().startswith("- {type: person")]
    cast: list[Name] = []
    for number in range(segments):
        if number % _DOCUMENT == 0:
            cast = chance.sample(people, 5)
        source, target = _report(chance, lang, cast)
        row = {
            "id": str(number),
            "document": f"report {number // _DOCUMENT}",
            "source": source,
            "target": target,
            "source_lang": lang,
            "target_lang": "en",
        }
        yield json.dumps(row, ensure_ascii=False) + "\n"


def _report(chance: random.Random, lang: str, cast: list[Name]) -> tuple[str, str]:
    """A sentence of a report on some of these people, and its translation."""
    column = 0 if lang == "zh" else 1
    filled = {"day": str(chance.randint(2, 28)), "count": str(chance.randint(100, 9_000))}
    tables = {"city": _CITIES, "place": _CITIES, "foreign": _FOREIGN, "title": _TITLES, "subject": _SUBJECTS}
    for slot, table in tables.items():
        row = chance.choice([cell.split(" ", 2) for cell in table.strip().replace("\n", "|").split("|")])
        filled[slot], filled[slot.capitalize()] = row[column], row[2]
    for slot, name in zip(("person", "other"), chance.sample(cast, 2), strict=True):
        wrong = chance.random() < 0.12
        filled[slot], filled[slot.capitalize()] = name.han, chance.choice(name.wrong) if wrong else name.english
    template = chance.choice([block.split("\n") for block in _NEWS.strip().split("\n\n")])
    return template[column].format_map(filled), template[2].format_map(filled)


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
