"""What holds together in Chinese official text: terms, the tokens they are made of, and characters.

Text is cut at four levels. A *term* should not break (a date) and is broken between its tokens only where
the line would else be torn open. A *token* is a character with the marks that cling to it, a number with its
unit, a Latin word, a sum in words with 人民币, a document's number with its organ. The last one alone is
broken between its *parts*, where that fills a first line: behind the year (韶府办发函〔2021〕 and 188号); its
organ is a part. Only a part longer than a whole line is cut into characters, which keep their marks; 人民币
keeps how its sum begins.
"""

from __future__ import annotations

import re
from functools import cache

from ipdesk.documents.text.punctuation import CLOSING, CONNECTING, HAN, LATIN, NO_END, OPENING

_NUMERAL = "〇○零一二三四五六七八九十百千两"
_WORD = f"{LATIN}０-９Ａ-Ｚａ-ｚ"

# Behind a figure: thousands, then what is counted.
_MEASURE = "|".join(
    (
        "个(?:半月|月|工作日|自然日|日历日|交易日|小时|百分点|季度|学期|星期|年度)?",
        "年(?:度|级|半)?",
        "月(?:份|底)?",
        "日(?:元|内)?",
        "周(?:年|岁)?",
        "平方(?:千米|公里|厘米|毫米|米)|立方(?:厘米|米)",
        "千(?:米|克|瓦时|瓦|字)|公(?:里|斤|顷|分)|厘米|毫米|微米|纳米|海里|小时|分钟|世纪|季度|学时|课时|人次|件次",
        "号(?:楼|令|文)?",
        "(?:美|欧|港|日|澳|加|韩|新台)元|港币|英镑|法郎|卢布|元|圆|角|分|厘",
        "时(?=[\\d整许前后起止至])|人(?!民币)",
        "[件项次条款章节页份名家户岁天米届批台套辆位张本篇种类级等期步楼层室栋幢秒倍成折亩吨克升度册卷部所起例组对双座"
        "间片块支枚只头棵株场门路笔宗盒箱瓶袋桶包股票课]",
    )
)
_UNIT = f"(?:[余多来]?[十百千万亿]{{0,3}}[余多]?(?:{_MEASURE})|[十百千万亿]{{1,3}}[余多]?)"
_BEFORE_FIGURE = "人民币 ?[￥¥]? ?|第|[A-Z][A-Z0-9/.]{0,9} (?=\\d)"  # GB/T 29490, ISO 9001
_FIGURE = f"(?:{_BEFORE_FIGURE})?[{_WORD}]+(?:(?<=[０-９])[．，：][０-９]+)*(?:(?<=[0-9０-９]) ?{_UNIT})?"
_LATIN_UNIT = (
    "(?:[kcmµμn]?m[²³]?|[mµμ]?g|kg|t|[kM]?W|kWh|[kM]?Pa|[kMG]?Hz|k?V|A|[kM]?Ω|m?[Ll]|ms|s|min|h|dB|[A-Z]{3})"
)
_FIGURE += f"(?:(?<=[0-9]) {_LATIN_UNIT}(?![{_WORD}]))?"
_PERIOD = "个(?:半月|月|工作日|自然日|小时|百分点|季度)|[年日倍]|周[年岁]|万?元"
_SPELT = f"百分之[{_NUMERAL}]+|[{_NUMERAL}]{{1,6}}(?:{_PERIOD})"
_CAPITAL = "(?:人民币)?(?:(?:零?[壹贰叁肆伍陆柒捌玖][拾佰仟]?|拾|零)[万亿]*[元圆角分]?[整正]?)+"
_ORDINAL = f"第(?:（[{_NUMERAL}\\d]+）|[{_NUMERAL}]+)[条款章节项目批届次号期年页级等名种类位季]?"
_SPELT_DATE = (f"[{_NUMERAL}]{{4}}年", f"[{_NUMERAL}]{{1,3}}月", f"[{_NUMERAL}]{{1,3}}日")
_YEAR = "(?:〔\\d{4}〕|［\\d{4}］|\\[\\d{4}\\]|（\\d{4}）|\\(\\d{4}\\))"
_SERIAL = f"{_YEAR} ?(?:第 ?)?\\d+ ?号?"
_CLOSE = f"[{re.escape(CLOSING)}]"
_OPEN = f"[{re.escape(OPENING)}]"

_PART_CORES = (
    "—{2,}|…+|⋯+",
    _CAPITAL,
    f"(?!至)(?:[{HAN}]作登|软著登|[{HAN}]?)字(?=第|[-—－\\d])",
    _ORDINAL,
    *_SPELT_DATE,
    _SPELT,
    _FIGURE,
)
_TELEPHONE = "电话：(?:\\d{3,4}-)?\\d{7,11}"  # never parted from what it is
_TOLD_IN_WORDS = f"大写：(?=人民币|[壹贰叁肆伍陆柒捌玖拾零]){_CAPITAL}"  # nor a sum in words from 大写
_BEGUN_IN_WORDS = "人民币(?:[壹贰叁肆伍陆柒捌玖][拾佰仟万亿]?)?"  # a longer sum than a line is not cut there
_NUMBERED = (
    f"(?<![{HAN}])[{HAN}]{{1,10}}{_SERIAL}",
    f"(?:纪要|通知|公告|通报|决定|意见|[{HAN}]字?){_SERIAL}",
)
_OF_YEAR = f"(?<![{HAN}])[{HAN}]{{3,10}}{_YEAR}"  # a shorter organ stays with its number
_TOKEN_CORES = (_TELEPHONE, _TOLD_IN_WORDS, *_NUMBERED, *_PART_CORES)
_TERM_CORES = (
    "\\d{4}年\\d{1,2}月(?:\\d{1,2}日)?|\\d{1,2}月\\d{1,2}日",
    "{0}(?:{1}(?:{2})?)?|{1}{2}".format(*_SPELT_DATE),
    "\\d{1,2}时\\d{1,2}分",
    f"(?<=人：)[{HAN}]{{2,4}}(?=[；，。、])",  # whom to ask for: a name
    "\\d+(?: \\d+)+",
    *_TOKEN_CORES,
)
_ADDRESS = re.compile(f"{_OPEN}*(?:https?:|ftp:|www\\.)", re.IGNORECASE)
_ADDRESS_PART = re.compile("[^/?&=]*[/?&=]+|[^/?&=]+")
_LEVELS = (
    (_TERM_CORES, CONNECTING),
    (_TOKEN_CORES, CONNECTING),
    ((_OF_YEAR, _NUMBERED[1], *_PART_CORES), CONNECTING),
    ((_BEGUN_IN_WORDS,), CONNECTING),
    ((), ""),
)
FINEST = len(_LEVELS)


@cache
def _cutter(level: int) -> re.Pattern[str]:
    """Return the pattern of a level's pieces: a core, or a character, with all that clings to it."""
    if level == FINEST:  # nothing but marks, longer than a line
        return re.compile("\\s+|\\S")
    cores, connecting = _LEVELS[level]
    plain = f"[^\\s{re.escape(CLOSING + OPENING + connecting)}]"
    unit = f"(?:{_OPEN}\\s*)*(?:{'|'.join((*cores, plain))})?(?:\\s*{_CLOSE})*"
    if not connecting:
        return re.compile(f"\\s+|{unit}")
    sign = f"\\s?(?:[{re.escape(connecting)}]|(?<!—)—(?!—))(?:\\s(?=\\S))?"
    link = f"(?:{sign}|(?<=[{re.escape(NO_END)}])(?=\\S)|(?<=字)(?=第\\d))"
    return re.compile(f"\\s+|{unit}(?:{link}{unit})*")


def terms(text: str) -> list[str]:
    """Cut a text into the pieces that should not break; joined they are the text."""
    return [piece for piece in _cutter(0).findall(text) if piece]


def finer(piece: str, level: int) -> list[str]:
    """Cut a piece of ``level`` (0 a term, 1 a token, 2 a part, 3 characters) into pieces of the next."""
    if level == 0 and _ADDRESS.match(piece):
        return _ADDRESS_PART.findall(piece)
    return [part for part in _cutter(level + 1).findall(piece) if part]
