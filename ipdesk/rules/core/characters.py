"""Characters that stand for another one: radicals for ideographs, private codes of old fonts, variants.

Radicals come out of PDF files; they look like the ideograph and are none. Private codes come from data of
GBK times: 80 ideographs that Unicode had not yet, among them 䶮, were then kept at U+E815 to U+E864.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache

from ipdesk.paths import resource

# Equivalent_Unified_Ideograph of Unicode 14; compatibility normalisation knows the Kangxi radicals only.
_RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺"
    "⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳"
    "㇆㇏㇐㇑㇒㇓㇔㇕㇖㇗㇘㇙㇚㇛㇜㇝㇞㇟㇠㇡"
)
_IDEOGRAPHS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小尐兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爬丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀"
    "聿肉𦥑艹艺艻虎衤覀西见角𧢲讠贝𧾷车辶辷辸邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
    "𠃌乀一丨丿乀丶𠃍乛𠃊𠃎𠄌亅𡿨𠃋乀𠃑乚乙𠄎"
)
_KANGXI = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_UNIFIED = {**_KANGXI, **dict(zip(map(ord, _RADICALS), _IDEOGRAPHS, strict=True))}

# What GBK kept at U+E815 to U+E864 (bytes FE50 to FEA0), in order, by GB 18030-2022.
_OF_GBK = (
    "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱"
    "䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻"
)
_FIRST_OF_GBK = 0xE815
_PRIVATE = {
    **{_FIRST_OF_GBK + place: char.translate(_UNIFIED) for place, char in enumerate(_OF_GBK)},
    0xE7C7: "ḿ",
    0xE7C8: "ǹ",
}

# Every sign that stands for the dot between the parts of a name, which is U+00B7.
MIDDLE_DOTS = "·•‧⋅∙・･᛫⦁⸱⸳ꞏㆍᐧ"


def unified(text: str) -> str:
    """Return ``text`` with radicals and lone strokes as the ideographs they look like."""
    return text.translate(_UNIFIED)


def without_private_codes(text: str) -> str:
    """Return ``text`` with the private codes of GBK as the characters meant; other private codes stay."""
    return text.translate(_PRIVATE)


# Letters of other alphabets that look like Latin ones, and the sign of multiplication for an X.
_LATIN = str.maketrans("АВСЕНКМОРТУХЅІЈΑΒΕΖΗΙΚΜΝΟΡΤΥΧ×", "ABCEHKMOPTYXSIJABEZHIKMNOPTYXX")

# Traditional characters that numbers and their labels hold: provinces, kinds of papers, issuers, courts.
_TRADITIONAL = (
    "粵國廣東滬蘇遼雲貴陝贛閩瓊寧龍關慶遠連陽門頭興號證書軟標專權備編辦發記註冊會經財縣區廳總終"
    "執審訴級條類項報創產業術識學種農質監檢馬協單險處據網電視錄畫樣際許認務"
    "臺灣設計實請韓歐聯蘭亞羅獎圖導與為華萬億準碼團強託"
)
_SIMPLIFIED = (
    "粤国广东沪苏辽云贵陕赣闽琼宁龙关庆远连阳门头兴号证书软标专权备编办发记注册会经财县区厅总终"
    "执审诉级条类项报创产业术识学种农质监检马协单险处据网电视录画样际许认务"
    "台湾设计实请韩欧联兰亚罗奖图导与为华万亿准码团强托"
)
_SIMPLER = str.maketrans(_TRADITIONAL, _SIMPLIFIED)


def latin(text: str) -> str:
    """Return ``text``, which is in capitals, with letters that only look Latin as Latin ones."""
    return text.translate(_LATIN)


def simplified(text: str) -> str:
    """Return ``text`` with the traditional characters of numbers as simplified ones: 粵 as 粤."""
    return text.translate(_SIMPLER)


def one_writing(text: str) -> str:
    """Return ``text`` with each character in its simplified writing, in which it is looked for, not kept."""
    return text.translate(_variants())


@cache
def _variants() -> Mapping[int, str]:
    """Return the bundled table: the simplified character by the code of each other writing of it."""
    lines = resource("characters", "variants.txt").read_text(encoding="utf-8").splitlines()
    entries = (line.split() for line in lines if line and not line.startswith("#"))
    return {ord(variant): char for char, variants in entries for variant in variants}
