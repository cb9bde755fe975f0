"""A letter names the thing as its certificate does, once, and says nothing of a name that is not known."""

import datetime
from dataclasses import replace

import pytest

from ipdesk.documents.letters.after_award.items import Reason, reversal_fields
from ipdesk.documents.letters.award.assemble import approval_lines
from ipdesk.documents.letters.award.titles import with_name
from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.documents.letters.filed_things import filed_things
from ipdesk.documents.letters.line_title import numbers_through
from ipdesk.models.reading.public_notices.candidates import Candidate
from ipdesk.models.records import Certificate, LetterRow, LineToPublish, ReversedLine, StoredAchievement
from ipdesk.models.services.notice_lines import lines_to_publish
from ipdesk.rules.library.policy_library import PolicyLibrary
from tests.documents.letters.award_of_policy import award_letter_of
from tests.documents.letters.letters import render
from tests.documents.letters.paper import text
from tests.documents.letters.test_assembly import COMPANY, DAY, NOW, OFFICE, POLICY, detail_of, stored, works

LONG = (
    "一种适用于多品种小批量精密电子元器件柔性生产线的基于机器视觉的自动化上料焊接检测一体化装置及其控制方法"
)


def called(one: StoredAchievement, name: str) -> StoredAchievement:
    return replace(one, certificate=Certificate(name))


def titles(*achievements: StoredAchievement) -> list[str]:
    return [item.title for item in award_letter_of(detail_of(list(achievements)), OFFICE, POLICY, DAY).items]


def printed(*achievements: StoredAchievement) -> str:
    return text(render(award_letter_of(detail_of(list(achievements)), OFFICE, POLICY, DAY)))


def work(number: int, name: str = "") -> StoredAchievement:
    ref = f"粤作登字-2022-F-{number:08d}"
    return called(stored(number, "work_registration", ref, registrar="guangdong"), name)


def model(name: str) -> StoredAchievement:
    about = {"patent_type": "utility_model", "region": "CN"}
    return called(stored(200, "patent_grant", "ZL202120000001.1", **about), name)


def test_a_work_is_named_in_title_marks_and_a_patent_in_quotation_marks() -> None:
    assert titles(work(1, "春到示例山"), model("一种示例装置")) == [
        "作品著作权登记《春到示例山》（粤作登字-2022-F-00000001）",
        "实用新型专利授权“一种示例装置”（ZL202120000001.1）",
    ]


def test_nothing_is_said_of_a_name_that_is_not_known() -> None:
    nameless = [work(1), model("")]
    bare = [replace(one, certificate=Certificate(owners=("示例精密电子有限公司",))) for one in nameless]
    letters = [award_letter_of(detail_of(list(found)), OFFICE, POLICY, DAY) for found in (nameless, bare)]
    assert letters[0] == letters[1]
    assert [item.title for item in letters[0].items] == [
        "作品著作权登记（粤作登字-2022-F-00000001）",
        "实用新型专利授权（ZL202120000001.1）",
    ]
    assert "《" not in titles(*works(3))[0]


def test_a_thing_is_told_by_its_filing_day_and_by_whose_it_is_besides() -> None:
    owners, filed = ("示例精密电子有限公司", "示例大学"), datetime.date(2021, 1, 4)
    shared = replace(model(""), certificate=Certificate("一种示例装置", owners, filed))
    said = "（ZL202120000001.1，申请日2021年1月4日，专利权人：示例精密电子有限公司、示例大学）"
    assert titles(shared) == [f"实用新型专利授权“一种示例装置”{said}"]
    [line] = approval_lines(detail_of([shared]), POLICY)
    assert line.title.endswith(f"“一种示例装置”{said}")
    [thing] = filed_things([shared], "示例精密电子有限公司", POLICY.vocabulary)
    assert (thing.thing, thing.owners, thing.filed) == (
        "实用新型专利授权“一种示例装置”（ZL202120000001.1）", owners, filed,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("title", "name", "quotes", "said"),
    [
        ("专利授权", "基于“示例”的方法", "“”", "专利授权“基于‘示例’的方法”"),
        ("作品著作权登记", "《示例》插图", "《》", "作品著作权登记《〈示例〉插图》"),
        ("作品著作权登记", "“示例”插图", "《》", "作品著作权登记《“示例”插图》"),
        ("高价值专利培育项目", "高价值专利培育项目", "“”", "高价值专利培育项目"),
        ("专利授权", "", "“”", "专利授权"),
    ],
)
def test_a_name_is_set_in_its_marks_and_never_said_twice(
    title: str, name: str, quotes: str, said: str
) -> None:
    assert with_name(title, name, quotes) == said


def test_a_long_name_is_printed_whole_and_breaks_as_text_does() -> None:
    said = printed(work(1, LONG), work(2))
    lines = said.split("\n")
    assert f"《{LONG}》（粤作登字-2022-F-00000001）。" in said.replace("\n", "")
    assert said.replace("\n", "").count(LONG) == 1
    assert not [
        line for line in lines if line.strip()[:1] in set("》”）。，") or line.strip()[-1:] in set("《“（")
    ]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("粤作登字-2022-F-00000001", "粤作登字-2022-F-00000100", "粤作登字-2022-F-00000001至00000100"),
        (
            "粤作登字-2022-F-00000001",
            "粤作登字-2022-A-00000100",
            "粤作登字-2022-F-00000001至粤作登字-2022-A-00000100",
        ),
        ("粤作登字-2022-F-0999", "粤作登字-2022-F-10000", "粤作登字-2022-F-0999至粤作登字-2022-F-10000"),
        ("ZL202120000001.1", "ZL202120000009.2", "ZL202120000001.1至ZL202120000009.2"),
    ],
)
def test_a_range_says_once_what_its_numbers_share(first: str, last: str, said: str) -> None:
    assert numbers_through(first, last) == said


def test_an_item_is_called_alike_on_every_paper_of_its_file_and_in_the_public_notice() -> None:
    prize = stored(300, "patent_award", "第二十三届0417", award="china_excellence")
    told = LetterRow(
        1, "award_notification", "示知资〔2022〕1号", DAY, 1, "2022-0001", "甲", 0, "陈晓敏", NOW
    )
    detail = replace(detail_of([prize]), letters=(told,))
    source, [stored_line] = ApplicationSource(OFFICE, detail, POLICY, date=DAY), detail.lines
    taken = reversal_fields(
        source, [ReversedLine(stored_line.id, 100)], Reason("申报不实", "第二十条"), whole=False
    )
    line = LineToPublish(
        application=1, application_number="2022-0001", applicant=7, applicant_name=COMPANY.name, identity="",
        person=False, achievement=prize.key, rule=stored_line.line.rule, item="", name="", ref="", amount=1,
    )  # fmt: skip
    known = PolicyLibrary(())
    known.add(POLICY)
    about = prize.achievement
    shown = Candidate(line, "enterprise", POLICY.id, about.kind, Certificate(), about.facts, ())
    said = [
        *titles(prize),
        *(one.title for one in approval_lines(detail, POLICY)),
        *(one.title for one in taken["items"]),
        *(f"{one.item}（{about.ref}）" for one in lines_to_publish([shown], known)),
    ]
    assert said == ["中国专利优秀奖（第二十三届0417）"] * 4
