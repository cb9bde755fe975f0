"""The papers of a public notice, read back from their PDFs."""

import datetime
from dataclasses import replace

import pytest

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.filed_things import FiledThing
from ipdesk.documents.letters.notices.data import InquiryLetter, InquirySource, NoticeList, NoticeSource
from ipdesk.documents.letters.notices.inquiry import INQUIRY
from ipdesk.documents.letters.notices.public_list import PUBLIC_LIST
from ipdesk.documents.letters.notices.public_rows import notice_rows
from ipdesk.documents.letters.notices.reply import OBJECTION_REPLY
from ipdesk.documents.letters.notices.report import NOTICE_REPORT
from ipdesk.models.periods.moments import moment_of
from ipdesk.models.public_notices.assemble import assembled
from ipdesk.models.public_notices.objections import PAPERS
from ipdesk.models.records import (
    Check,
    CheckRecord,
    CheckResult,
    CheckStage,
    EarlierNotice,
    Inquiry,
    InquiryParty,
    LaterNotice,
    NoticeContact,
    NoticeDetails,
    NoticePeriod,
    Objection,
    ObjectionDetails,
    ObjectionState,
    Objector,
    Office,
    PublicNotice,
)
from tests.documents.letters import paper, papers
from tests.documents.letters.notices.papers import LIST, LONG, REPORT
from tests.models.public_notices.lines import UNIT, person

FROM, LAST = datetime.date(2021, 3, 25), datetime.date(2021, 3, 31)
CHILD = "440204201503020011"
OFFICE = Office(
    name="云溪县市场监督管理局",
    red_header="云溪县市场监督管理局",
    number_prefix="云市监知资",
    contact="李敏",
    telephone="0751-5550123",
    address="文昌路8号",
    supervision_telephone="0751-5550199",
)
LINES = assembled([UNIT, person("李小禾", CHILD, item="青少年发明奖", amount=30_000, score="92.5分")], FROM)
NOTICE = PublicNotice(
    id=1,
    number="云市监知资公示〔2021〕1号",
    details=NoticeDetails(
        title="名单公示",
        basis="《办法》",
        period=NoticePeriod(begins=FROM),
        contact=NoticeContact(
            contact="李敏", telephone="0751-5550123", address="文昌路8号", postcode="512700"
        ),
    ),
    last_day=LAST,
    lines=LINES,
    published_at=moment_of(FROM, 540),
    published_by="周敏",
)
OBJECTION = Objection(
    id=1,
    notice=1,
    application_number="2026-0001",
    details=ObjectionDetails(
        application=1,
        objector=Objector.PERSON,
        name="王芳",
        contact="0751-5550999",
        received_at=moment_of(LAST, 600),
        text="权属有争议。",
        papers=frozenset(PAPERS[Objector.PERSON]),
    ),
    state=ObjectionState.DISMISSED,
    answer_by=LAST,
    reason="权属没有变化。",
    answered_on=LAST,
)


def said(letter: object) -> str:
    return paper.text(papers.render(letter)).replace("\n", "")  # type: ignore[arg-type]


def test_a_list_says_what_is_proposed_to_whom_and_how_to_object() -> None:
    text = said(PUBLIC_LIST.build(NoticeSource(OFFICE, NOTICE), FROM, NOTICE.number))
    for part in (
        "公示期为2021年3月25日至2021年3月31日（5个工作日）", "于2021年3月31日17:30前", "一、单位", "二、个人",
        "一种示例装置", "ZL202110001234.4", "李某某", "5,000.00", "300.00", "2项知识产权事项", "5,300.00元",
        "联系电话：0751-5550123；地址：文昌路8号",
        "邮政编码：512700", "2021年3月25日",
    ):  # fmt: skip
        assert part in text, part
    assert "，经受理和审核，我局拟" in text, "nothing was looked up"
    looked_up = PUBLIC_LIST.build(NoticeSource(OFFICE, replace(NOTICE, looked_up=True)), FROM, NOTICE.number)
    assert "，经受理、核查和审核，我局拟" in said(looked_up)
    assert "李小禾" not in text and CHILD not in text and CHILD[-4:] not in text


def test_a_list_of_units_alone_has_one_part_without_a_number() -> None:
    alone = replace(NOTICE, lines=LINES[:1])
    text = said(PUBLIC_LIST.build(NoticeSource(OFFICE, alone), FROM, NOTICE.number))
    assert "单位名称" in text and "一、" not in text and "个人申报" not in text and "姓名" not in text


def test_a_list_published_anew_names_the_one_before_and_why() -> None:
    before = EarlierNotice(
        title=NOTICE.details.title,
        number="云市监知资公示〔2021〕1号",
        date=FROM,
        applications=1,
        reasons=("名单有误，重新公示。", f"证件号码{CHILD}有误"),
    )
    anew = replace(NOTICE, earlier=(before,))
    text = said(PUBLIC_LIST.build(NoticeSource(OFFICE, anew), LAST, "云市监知资公示〔2021〕2号"))
    told = f"曾列入《{NOTICE.details.title}》（云市监知资公示〔2021〕1号，2021年3月25日发布）公示"
    assert f"{told}，因名单有误、公示的内容有变化，现重新公示。" in text and CHILD not in text


def test_a_list_published_anew_says_line_by_line_what_changed() -> None:
    """Of one line less than before, of one nothing any more, one is new; of a new file nothing is said."""
    old, gone, new = (
        replace(UNIT, achievement=str(n), ref=f"登字-{n}", item=item, amount=1_000_000)
        for n, item in enumerate(("转让", "许可", "登记"), start=1)
    )
    first = replace(UNIT, application=99, applicant=99, applicant_name="云溪县新来厂")
    before = EarlierNotice(
        title="甲", number="一号", date=FROM, applications=1, lines=assembled([old, gone], FROM)
    )
    now = assembled([replace(old, amount=400_000), new, first], FROM)
    anew = PUBLIC_LIST.build(
        NoticeSource(OFFICE, replace(NOTICE, lines=now, earlier=(before,))), LAST, "公示2号"
    )
    assert [(row.item, row.before, row.now, row.how) for row in anew.changes] == [
        ("转让", 1_000_000, 400_000, "调减"),
        ("许可", 1_000_000, None, "取消"),
        ("登记", None, 1_000_000, "新增"),
    ]
    text = said(anew)
    assert "变动情况附后，其他事项没有变动。" in text and "附表" not in text
    taker = "云溪县恒信电子科技有限公司的"
    assert (
        f"附：重新公示事项的变动情况。{taker}转让“一种示例装置”（登字-1）经核实后重新核算，由10,000.00元调减为4,000.00元；"
        in text
    )
    assert f"；取消{taker}许可“一种示例装置”（登字-2），原公示10,000.00元；新增{taker}登记" in text
    many = said(replace(anew, changes=anew.changes * 2))
    assert "附表：重新公示事项的变动情况" in many and "10,000.00—取消" in many.replace(" ", "")
    alike = replace(NOTICE, lines=before.lines, earlier=(before,))
    assert "公示的事项和金额没有变动。" in said(
        PUBLIC_LIST.build(NoticeSource(OFFICE, alike), LAST, "公示3号")
    )


def test_names_that_were_put_right_are_told_beside_a_sum_and_a_thing_alone_where_the_sum_stands() -> None:
    """What the name was before is not said again: it may be why the list is published anew."""
    shown = [
        replace(UNIT, achievement=str(n), ref=f"登字-{n}", item=f"第{n}项", amount=1_000_000)
        for n in range(1, 5)
    ]
    right = [replace(line, applicant_name="云溪县更正厂") for line in shown]
    now = [
        right[0],
        replace(right[1], amount=1_200_000),
        replace(right[2], ref="登字-9"),
        replace(right[3], ref="登字-8", amount=400_000),
    ]
    before = EarlierNotice(title="甲", number="一号", date=FROM, applications=1, lines=assembled(shown, FROM))
    notice = replace(NOTICE, lines=assembled(now, FROM), earlier=(before,))
    anew = PUBLIC_LIST.build(NoticeSource(OFFICE, notice), LAST, "公示2号")
    assert {row.item: row.how for row in anew.changes} == {
        "第1项": "名称（姓名）更正",
        "第2项": "调增；名称（姓名）更正",
        "第3项": "名称（姓名）更正；成果名称或者编号更正",
        "第4项": "调减；名称（姓名）更正",
    }


@pytest.mark.parametrize("notice", [papers.ALL["public_list"], papers.ALL["public_list_anew"], LONG])
def test_a_list_begins_on_its_first_page_however_long_the_text_is(notice: NoticeList) -> None:
    address = "云溪县云溪街道文昌路8号行政服务中心三楼203室云溪县市场监督管理局知识产权股"
    notice = replace(notice, contact=replace(notice.contact, address=address))
    first = "".join(line.text for line in paper.lines(paper.pages(papers.render(notice))[0]))
    assert "单位名称" in first and "19,400.00" in first


def test_an_empty_list_is_no_paper() -> None:
    with pytest.raises(LetterDataError, match="不能公示"):
        papers.render(replace(LIST, units=(), individuals=()))


def test_numbers_entered_as_one_range_stand_in_one_row() -> None:
    first, second = (replace(UNIT, achievement=f"1/{n}", name="", ref=f"登字-{n}") for n in (1, 2))
    (row,) = notice_rows(assembled([first, second], FROM))
    assert (row.name, row.amount) == ("登字-1至登字-2，共2件", 1_000_000)
    assert len(list(notice_rows(assembled([UNIT, replace(UNIT, achievement="2")], FROM)))) == 2
    (row,) = notice_rows(assembled([replace(UNIT, name="", ref="")], FROM))
    assert row.name == "共1件", "a child's single work, of which no number is published"
    several = replace(NOTICE, lines=assembled([first, second, replace(UNIT, achievement="2")], FROM))
    for document in (PUBLIC_LIST, NOTICE_REPORT):
        text = said(document.build(NoticeSource(OFFICE, several), FROM, NOTICE.number))
        assert "3件（2项）" in text and "个人0名" not in text, document


def test_a_long_list_repeats_its_heads_and_carries_its_sums() -> None:
    pdf = papers.render(LONG)
    pages = ["".join(line.text for line in paper.lines(page)) for page in paper.pages(pdf)]
    units = [text for text in pages if "单位名称" in text]
    assert len(units) > 2 and len(pages) > len(units)
    assert all("过次页" in text for text in units[:-1]) and all("承前页" in text for text in units[1:])
    assert "2,488,000.00" in units[-1]  # 20 times 5,000 + 19,400 + 100,000
    assert "84,000.00" in pages[-1]  # 12 times 7,000


@pytest.mark.parametrize("count", range(12))
def test_a_heading_of_a_list_never_ends_a_page(count: int) -> None:
    """Whatever stands before it: the head of its table and a row follow on the same page."""
    pdf = papers.render(replace(LIST, basis=f"《办法》{'和配套的通知，' * count * 4}"))
    for page in paper.pages(pdf):
        texts = [line.text for line in paper.lines(page) if not line.text.startswith("—")]
        assert not texts[-1].endswith(("一、单位", "二、个人"))


def test_a_report_counts_the_objections_and_tells_each() -> None:
    text = said(REPORT)
    assert "共收到异议3件，其中异议成立1件，异议不成立1件，不符合要求不予受理1件" in text
    assert "王芳" in text and "没有身份证明" in text
    assert "不予受理的已告知并注明原因（见下表）" in text
    assert "没有收到" in said(replace(REPORT, objections=()))
    text = said(replace(REPORT, objections=REPORT.objections[:1]))
    assert "共收到异议1件，其中异议不成立1件，均已办结；已答复异议人（见下表）" in text


def test_a_report_is_made_from_the_notice() -> None:
    objected = replace(OBJECTION, heard="申请人于2021-03-30书面陈述意见")
    closed = replace(NOTICE, objections=(objected,), shown="在公告栏公示")
    report = NOTICE_REPORT.build(NoticeSource(OFFICE, closed), LAST, "")
    text = said(report)
    for part in (
        "云市监知资公示〔2021〕1号",
        "在公告栏公示",
        "共2项",
        "单位1个、个人1名",
        "异议不成立：权属没有变",
        "ZL202110001234.4",
        "经办人：周敏",
    ):
        assert part in text, part
    [told] = report.objections
    assert "2021年3月30日" in text and told.heard == objected.heard
    assert told.objector == "异议人1", "it lies in the file of everybody on the list"


def test_where_a_list_was_shown_reads_as_a_clause_however_it_was_typed() -> None:
    for typed, read in (
        ("在公告栏公示", "，在公告栏公示。"),
        ("县政府门户网站、本局公告栏", "，在县政府门户网站、本局公告栏公示。"),
        ("在政务公开网", "，在政务公开网公示。"),
        ("通过本局网站发布。", "，通过本局网站发布。"),
        ("政府信息公开专栏。", "，在政府信息公开专栏公示。"),
    ):
        assert f"个工作日）{read}" in said(replace(REPORT, shown=typed)), typed


def test_a_report_hands_on_what_no_upheld_objection_took_out() -> None:
    """Of two lines of 5,000.00 and 2,000.00 that of the child is objected to."""
    about_child = replace(OBJECTION.details, application=2)
    for state, words in (
        (ObjectionState.DISMISSED, ("名单全部可以提交审定",)),
        (
            ObjectionState.UPHELD,
            ("异议成立的1项（公示金额{child}元）已退回", "其余1项可以提交审定，金额合计{unit}元"),
        ),
    ):  # fmt: skip
        closed = replace(NOTICE, objections=(replace(OBJECTION, state=state, details=about_child),))
        text = said(NOTICE_REPORT.build(NoticeSource(OFFICE, closed), LAST, ""))
        sums = {line.person: f"{line.amount / 100:,.2f}" for line in NOTICE.lines}
        for one in words:
            assert one.format(child=sums[True], unit=sums[False]) in text, one
    every = tuple(
        replace(closed.objections[0], details=replace(about_child, application=one)) for one in (1, 2)
    )
    text = said(NOTICE_REPORT.build(NoticeSource(OFFICE, replace(closed, objections=every)), LAST, ""))
    assert "本次没有提交审定的事项" in text and "另行公示" not in text
    later = LaterNotice(2, "云市监知资公示〔2021〕2号", NoticePeriod(begins=LAST), datetime.date(2021, 4, 7))
    told = "已另行公示（云市监知资公示〔2021〕2号，公示期为2021年3月31日至2021年4月7日"
    again = (ObjectionState.UPHELD, ObjectionState.DISMISSED)
    over = datetime.date(2021, 4, 8)
    for objections, day, ended, words in (
        (closed.objections, LAST, (), f"，并{told}，公示期未满），不在"),
        (closed.objections, over, (), f"，并{told}，公示期内没有收到异议），不在"),
        (closed.objections, LAST, again, f"{told}，公示期内收到异议2件（成立1件，不成立1件）），不在"),
        (every, over, (), f"，其中申请1件{told}，公示期内没有收到异议），本次"),
    ):
        anew = replace(closed, objections=objections, later=(replace(later, objections=ended),))
        assert words in said(NOTICE_REPORT.build(NoticeSource(OFFICE, anew), day, "")), words
    paid = Check("later", "付款凭证", "银行回单", LAST, CheckResult.BAD, "实付4元", "按实付核减")
    doubt = CheckRecord(paid, "周敏", NOTICE.published_at, (), 1, CheckStage.AFTER_NOTICE)
    words = "我局复核发现：2021年3月31日核查付款凭证（来源：银行回单），"
    for checks, objections, told in (
        ((doubt,), (), True),
        ((replace(doubt, stage=CheckStage.OBJECTION),), (), False),
        ((replace(doubt, check=replace(paid, result=CheckResult.FINE)),), (), False),
        ((doubt,), every, False),
    ):
        found = replace(closed, objections=objections, checks=checks)
        text = said(NOTICE_REPORT.build(NoticeSource(OFFICE, found), LAST, ""))
        apart = "实付4元；处理意见：按实付核减。复核有异常的"
        assert (words in text, apart in text, "没有计入上述可以提交审定的金额" in text) == (told,) * 3
        assert ("除复核有异常的事项以外，其余" in text) == told, "it is not handed on with the rest"
    heard = replace(closed, objections=(), checks=(doubt,), heard={1: "已告知申请人，申请人书面陈述意见"})
    text = said(NOTICE_REPORT.build(NoticeSource(OFFICE, heard), LAST, ""))
    assert "按实付核减；已告知申请人，申请人书面陈述意见。复核有异常的" in text, "the meeting learns it"
    named = replace(OBJECTION, state=ObjectionState.DISMISSED, reason="王芳的作品与名单中的作品不同")
    made = NOTICE_REPORT.build(NoticeSource(OFFICE, replace(closed, objections=(named,))), LAST, "")
    assert made.objections[0].reason == "异议人1的作品与名单中的作品不同", "it lies in the files of others"
    follows = replace(NOTICE, shown="公示", follows=("云市监知资公示〔2021〕1号",))
    text = said(NOTICE_REPORT.build(NoticeSource(OFFICE, follows), LAST, ""))
    assert "曾列入云市监知资公示〔2021〕1号公示，本次为重新公示" in text


@pytest.mark.parametrize(
    ("state", "outcome"), [(ObjectionState.DISMISSED, "异议不成立"), (ObjectionState.UPHELD, "异议成立")]
)
def test_an_answer_says_whether_the_objection_holds_and_nothing_that_was_not_public(
    state: ObjectionState, outcome: str
) -> None:
    about_child = replace(OBJECTION, state=state, details=replace(OBJECTION.details, application=2))
    text = said(OBJECTION_REPLY.build(NoticeSource(OFFICE, NOTICE, about_child), LAST, NOTICE.number))
    for part in (
        "王芳：",
        f"《名单公示》（{NOTICE.number}）中李某某申报的青少年发明奖（共1件）",
        "权属有争议",
        "权属没有变化",
        f"提出的{outcome}",
        "2021年3月31日收到",
    ):
        assert part in text, part
    assert "李小禾" not in text
    together = replace(about_child, details=replace(about_child.details, name="王芳、李明等3人"))
    text = said(OBJECTION_REPLY.build(NoticeSource(OFFICE, NOTICE, together), LAST, NOTICE.number))
    assert "王芳、李明等3人：" in text and "你们提出的" in text, "several who objected together"


def test_an_inquiry_lists_whom_it_is_about_with_whole_numbers() -> None:
    inquiry = Inquiry(
        id=1,
        addressee="国家税务总局云溪县税务局",
        matter="有无重大税收违法行为",
        answer_by=LAST,
        asked_on=FROM,
        asked_by="周敏",
        parties=tuple(
            InquiryParty(
                application=line.application,
                application_number=line.application_number,
                name=line.applicant_name,
                identity=line.identity,
                person=line.person,
            )
            for line in (UNIT, person("陈𬭎喆", "440204198001010038"))
        ),
    )

    def asked(parties: tuple[InquiryParty, ...]) -> InquiryLetter:
        policies = ("《云溪县知识产权资助办法》（云府规〔2021〕3号）",)
        source = InquirySource(OFFICE, replace(inquiry, parties=parties), policies)
        return INQUIRY.build(source, FROM, NOTICE.number)

    pdf = papers.render(asked(inquiry.parties))
    *first, listed = ("".join(line.text for line in paper.lines(page)) for page in paper.pages(pdf))
    letter = "".join(first)
    for part in (
        "2021年3月31日（含当日）前书面函复",
        "附件所列申请资助（奖励）的1家单位和1名个人征求贵局意见",
        "特此函达，请予函复。",
        "附件含有个人信息，只供",
        "依据《云溪县知识产权资助办法》（云府规〔2021〕3号），现就",
        "附件：征求意见的单位",
    ):
        assert part in letter, part
    assert UNIT.identity not in letter and "陈𬭎喆" not in letter
    assert listed.startswith("附件征求意见的单位和个人名单") and listed.endswith(f"— {len(first) + 1} —")
    for part in (UNIT.identity, "440204198001010038", "陈𬭎喆", "意见（函复单位填写）", "函复单位（盖章）："):
        assert part in listed, part
    units = "".join(paper.text(papers.render(asked(inquiry.parties[:1]))).split())
    assert "附件所列申请资助（奖励）的1家单位征求" in units and "附件：征求意见的单位名单" in units
    assert "附件只供" in units and "个人" not in units
    assert "单位名称统一社会信用代码意见" in units, "no heads for persons where there are none"
    with pytest.raises(LetterDataError, match="没有选中"):
        papers.render(asked(()))
    patent = FiledThing("陈𬭎喆", "发明专利授权（ZL202110001234.4）", (), datetime.date(2021, 1, 4))
    work = FiledThing(UNIT.applicant_name, "作品著作权登记", ())
    told = replace(asked(inquiry.parties), things=(patent, work))
    both = "".join(paper.text(papers.render(told)).split())
    assert both.count("征求意见的单位和个人名单和申报的成果") == 2, "line and annex"
    assert "成果名称和编号申请日1陈𬭎喆" in both, "no column for owners, whom nobody noted"
