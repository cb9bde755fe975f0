"""What is wrong with what an office says of itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator

from ipdesk.models.applications.quoted_rules import LONGEST as LONGEST_RULES
from ipdesk.models.applications.quoted_rules import rules_of
from ipdesk.models.core.default_remedies import OwnRemedies
from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.cited_rules import rule_fault
from ipdesk.models.parsing.identifiers.account_numbers import check_bank_account
from ipdesk.models.parsing.identifiers.codes import ARCHIVE_PARTS, TELEPHONES, is_postcode, stored_code
from ipdesk.models.parsing.identifiers.telephone_numbers import check_telephone
from ipdesk.models.parsing.letter_numbers import MOST, is_prefix
from ipdesk.models.parsing.reasons import person_fault, said_fault
from ipdesk.models.parsing.text.lines import joined_address, stored_line
from ipdesk.models.parsing.text.texts import LONGEST, line_fault
from ipdesk.models.parsing.values.numbers import MOST_DAYS
from ipdesk.models.records import CallDetails, Office
from ipdesk.models.workflow import Step
from ipdesk.rules.core.plain_text import blank

_LINES = (
    "name", "red_header", "number_prefix", "contact", "telephone", "second_telephone",
    "supervision_telephone", "address", "postcode", "court", "remedies", "rules", "payer_name",
    "payer_bank", "upper_bureau", "collection_asks", "collection_basis", "project_duties",
)  # fmt: skip
_SEVERAL_NAMES = re.compile("[、，,；;/／|｜]")
_MOST_FEN = 10**14  # a sum has at most twelve digits before the point
_ARCHIVE_CODE = re.compile("[0-9A-Za-z]{1,10}")
_LONGEST = {
    "number_prefix": 20,
    "remedies": 500,
    "rules": LONGEST_RULES,
}  # characters; other lines as everywhere
_LONGEST_NAME = 50  # characters
_ONLY_PROPOSED = "办理程序用“公示中”的，要同时用“拟资助”：公示的是拟资助的名单。"
_UNNAMED_RULES = (
    "请先写文件的全称和文号，再照原文录入条款，条款号后空一格，"
    "如 《××专项资金管理办法》（×府规〔2021〕5号）第十九条　……。"
)
_NO_COURT = "请填写法院的全称，如 韶关市武江区人民法院；没有确定的留空，文书写“有管辖权的人民法院”。"
_NO_BUREAU = "请填写上一级主管部门的全称，如 韶关市市场监督管理局。"
_NO_TERM = "写明了领取手续的，要填写领取期限（工作日）；没有领取手续的，两项都不填。"
_OF_PROJECTS = "验收", "任务书", "项目类"
_ASKED_OF_ALL = "领取手续印给每一个申请人；只要求项目的，请填在“项目的要求”里，只印给有项目的申请人。"
_NEEDED = {
    "name": "请填写单位名称。",
    "red_header": "请填写文头（红头）上的发文机关名称。",
    "number_prefix": "请填写发文字号代字，如 韶知资。",
}

# What every paper prints: 无 and marks alone, typed to get past the form, would stand in a red header.
_PRINTED: dict[str, Callable[[str], str]] = {
    "name": lambda text: said_fault(text, "单位名称"),
    "red_header": lambda text: said_fault(text, "文头（红头）上的发文机关名称"),
    "contact": lambda text: person_fault(text, "联系人"),
    "address": lambda text: said_fault(text, "地址"),
    "collection_asks": lambda text: said_fault(text, "领取手续", LONGEST),
    "project_duties": lambda text: said_fault(text, "项目的要求", LONGEST),
    "remedies": lambda text: said_fault(text, "救济途径", _LONGEST["remedies"]),
}


def office_problems(office: Office, sure: Collection[str] = ()) -> list[Problem]:
    """Return what is wrong with the particulars of an office, in the order of the form.

    ``sure`` are the fields of telephones of an unusual form that somebody has confirmed.
    """
    found = [Problem(name, message) for name, message in _NEEDED.items() if blank(getattr(office, name))]
    found += _prefix_problems(office.number_prefix)
    found += _course_problems(office)
    found += _archive_problems(office)
    found += [*_telephone_problems(office, sure), *_line_problems(office), *_rule_problems(office)]
    return [*found, *_payer_problems(office), *collection_problems(office)]


def collection_problems(said: Office | CallDetails) -> Iterator[Problem]:
    """Yield what is wrong with what recipients of awards are asked to do: with a term, and by a rule."""
    asked, days = not blank(said.collection_asks), said.collection_days
    if not 0 <= days <= MOST_DAYS:
        yield Problem("collection_days", f"领取期限应为1至{MOST_DAYS}个工作日，不填的为0。")
    elif asked != bool(days):
        yield Problem("collection_days", _NO_TERM)
    elif any(word in said.collection_asks for word in _OF_PROJECTS):
        yield Problem("collection_asks", _ASKED_OF_ALL)
    elif asked and (fault := rule_fault(said.collection_basis, "领取手续和期限的依据")):
        yield Problem("collection_basis", fault)


def _prefix_problems(prefix: str) -> Iterator[Problem]:
    if any(char in prefix for char in "〔〕[]()（）"):
        yield Problem("number_prefix", "发文字号代字只填年份前面的部分，如 韶知资。")
    elif not is_prefix(prefix):
        yield Problem("number_prefix", "发文字号代字不写“第”“号”和数字，只填如 韶知资。")
    elif not all(unicodedata.category(char)[0] in "LN" for char in stored_line(prefix)):
        yield Problem("number_prefix", "发文字号代字只用汉字、字母和数字，如 韶知资。")


def _course_problems(office: Office) -> Iterator[Problem]:
    """Yield what is wrong with the course of an application in the office."""
    if not 0 <= office.minutes_from < _MOST_FEN:
        yield Problem("minutes_from", "起点金额应在0元以上、一万亿元以下，请核对。")
    if Step.PUBLISH.target in office.procedure.stages and Step.PROPOSE.target not in office.procedure.stages:
        yield Problem(Step.PUBLISH.target.value, _ONLY_PROPOSED)
    if not 1 <= office.hearing_days <= MOST_DAYS:
        yield Problem("hearing_days", f"陈述申辩的期限应为1至{MOST_DAYS}个工作日。")


def _archive_problems(office: Office) -> Iterator[Problem]:
    """Yield parts of archive numbers that cannot stand in one, or are lacking beside others."""
    parts = {name: stored_code(getattr(office, name)) for name in ARCHIVE_PARTS}
    for name, text in parts.items():
        if text and not _ARCHIVE_CODE.fullmatch(text):
            yield Problem(name, "档号的各部分只用字母和数字，如 J012、WS、BGS，请核对。")
        elif not text and any(parts.values()):
            yield Problem(name, "档号的三个部分要一起填写；不归档的都留空。")


def _telephone_problems(office: Office, sure: Collection[str]) -> Iterator[Problem]:
    for name in TELEPHONES:
        checked = check_telephone(getattr(office, name) or "")
        doubted = checked.problem and not (checked.confirmable and name in sure)
        if not blank(getattr(office, name)) and doubted:
            yield Problem(name, checked.problem, confirmable=checked.confirmable)


def _form_problems(office: Office) -> Iterator[Problem]:
    """Yield what is in no form that such a thing has."""
    if not blank(office.postcode) and not is_postcode(office.postcode):
        yield Problem("postcode", "邮政编码应为6位数字。")
    if not blank(office.court) and not stored_line(office.court).endswith("法院"):
        yield Problem("court", _NO_COURT)
    bureau = stored_line(office.upper_bureau)
    if bureau and (bureau == stored_line(office.name) or not bureau.endswith(("局", "厅", "委员会"))):
        yield Problem("upper_bureau", _NO_BUREAU)


def _line_problems(office: Office) -> Iterator[Problem]:
    yield from _form_problems(office)
    lines = {name: getattr(office, name) for name in _LINES} | {"address": joined_address(office.address)}
    own = {paper.setting: office.own_remedies.get(paper, "") for paper in OwnRemedies}
    for name, text in (*lines.items(), *own.items()):
        longest = _LONGEST["remedies"] if name in own else _LONGEST.get(name, LONGEST)
        fault = line_fault(text, longest=longest)
        if not fault and name in _PRINTED and not blank(text):
            fault = _PRINTED[name](text)
        if fault:
            yield Problem(name, fault)


def _rule_problems(office: Office) -> Iterator[Problem]:
    """Yield that what papers are to quote does not begin with a document and an article of it."""
    text = stored_line(office.rules)
    if not blank(text) and not (text.startswith("《") and rules_of(text)):
        yield Problem("rules", _UNNAMED_RULES)


def _payer_problems(office: Office) -> Iterator[Problem]:
    """Yield an account that is none; what may be a slip is for the bank to find, which knows its own."""
    checked = check_bank_account(office.payer_account)
    if not blank(office.payer_account) and checked.problem and not checked.confirmable:
        yield Problem("payer_account", checked.problem)


def own_name_problems(name: str) -> list[Problem]:
    """Return what is wrong with the name of somebody who is to work here, as such."""
    if blank(name):
        return [Problem("person", "请填写经办人姓名。")]
    fault = person_fault(name, "姓名", _LONGEST_NAME)
    if not fault and _SEVERAL_NAMES.search(name):
        fault = "这里只填一个人的姓名，其他同事请另行添加。"
    return [Problem("person", fault)] if fault else []


def first_number_problems(number: int) -> list[Problem]:
    """Return what is wrong with the number that letters are to begin with."""
    if number < 1:
        return [Problem("next_letter_number", "起始文号应为1或更大的整数。")]
    if number > MOST:
        return [Problem("next_letter_number", f"起始文号不能大于{MOST}。")]
    return []
