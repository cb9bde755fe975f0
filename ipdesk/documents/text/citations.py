"""How a letter cites what it rests on: a policy by its short name, a meeting by its kind and day."""

from __future__ import annotations

import datetime
import re

from ipdesk.documents.text.numerals import day_text

_FORMS = (
    "若干措施 若干政策措施 若干意见 若干规定 若干政策 管理办法 实施办法 实施细则 实施方案 暂行办法 奖励办法 "
    "资助办法 扶持办法 激励办法 补助办法 办法 细则 规定 方案 意见 措施 政策"
)
_FORM = re.compile(rf"({'|'.join(_FORMS.split())})$")
_YOURS = {
    "局": "贵局",
    "委": "贵委",
    "委员会": "贵委",
    "院": "贵院",
    "厅": "贵厅",
    "部": "贵部",
    "办公室": "贵办",
}
"""How a letter speaks to an organ, by how its name ends."""
_GOVERNMENT = re.compile("[省市区县旗镇乡]人民政府$")
_CITED = re.compile("《([^《》]+)》(（[^（）]*号）|)")
_WORD = re.compile("(?:办法|细则|规定|方案|意见|措施|政策|条例|通知)$")
_STATE = re.compile(r"[（(][^（()）]*[）)]$")
# A word in the number of the minutes -> the meeting they are of. The first that occurs counts.
_MEETINGS = {
    "党组": "党组会议",
    "党委": "党委会议",
    "局长办公": "局长办公会议",
    "主任办公": "主任办公会议",
    "局务": "局务会议",
    "专题": "专题会议",
}


def short_title(title: str) -> str:
    """Return the short name of a policy in its brackets: 《若干措施》 of 《…知识产权保护的若干措施》.

    Return "" where the title ends in no usual word for a policy.
    """
    bare = _STATE.sub("", title.strip().removeprefix("《").removesuffix("》"))
    form = _FORM.search(bare)
    return f"《{form[1]}》" if form else ""


def shortened(text: str, title: str, number: str) -> str:
    """Return a text that cites a policy by its short name, where a letter has introduced that already."""
    short, bare = short_title(title), title.strip().removeprefix("《").removesuffix("》")
    if not short:
        return text
    for full in (f"《{bare}》（{number}）", f"《{bare}》({number})", f"《{bare}》"):
        text = text.replace(full, short)
    return text


def named_again(text: str, before: str, policy: str) -> str:
    """Return a text in which documents that were named ``before`` are called by what they are: 上述办法.

    Those stay as they are of which several are alike, the letter's own ``policy`` (its title) among them.
    """
    known = dict.fromkeys(_CITED.findall(before))
    words = [_word_of(title) for title, _ in known]
    for (title, number), word in zip(known, words, strict=True):
        if word and words.count(word) == 1 and word != _word_of(policy):
            text = text.replace(f"《{title}》{number}", f"上述{word}")
    return text


def _word_of(title: str) -> str:
    found = _WORD.search(_STATE.sub("", title))
    return found[0] if found else ""


def titled(title: str, usual: str) -> str:
    """Return how a letter cites another of this office: by its title, or where that is not known as usual."""
    return f"《{title}》" if title else usual


def your_body(name: str) -> str:
    """Return how a letter between organs speaks to one, by its name: 贵局, 县人民政府, else 贵单位."""
    bare = _STATE.sub("", name.strip())
    if found := _GOVERNMENT.search(bare):
        return found[0]
    return next((said for ending, said in _YOURS.items() if bare.endswith(ending)), "贵单位")


def meeting_cited(minutes: str, day: datetime.date | None) -> str:
    """Return how a letter names the meeting that decided: 2026年11月28日党组会议; "" where there is none.

    Minutes are an office's internal papers: their number is not cited to the outside.
    """
    if not minutes.strip():
        return ""
    kind = next((meeting for word, meeting in _MEETINGS.items() if word in minutes), "会议")
    return day_text(day) + kind
