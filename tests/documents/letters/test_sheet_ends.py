"""How forms and tables end: room for the seal, no heading alone, signatures beside what they are for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from pdfplumber.page import Page

from ipdesk.documents.letters.award.approval_data import ApprovalCheck
from ipdesk.documents.letters.data import LetterData
from ipdesk.documents.typesetting.pagination import SEAL
from tests.documents.letters.after_award import papers as after_award
from tests.documents.letters.form_papers import APPLICATION_FORM, APPROVAL_FORM, DECIDED_FORM, LINE
from tests.documents.letters.notices import papers as notices
from tests.documents.letters.paper import MM, PrintedLine, lines, pages
from tests.documents.letters.papers import EXPERT_SUMMARY, LATER_RECORD, PICTURES, SHEETS, render

SEALED: dict[str, LetterData] = {
    "public list": notices.LIST,
    "long public list": replace(notices.LIST, units=notices.UNITS * 7),
    "report": notices.REPORT,
    "quiet report": replace(notices.REPORT, objections=()),
}


@pytest.mark.parametrize("name", SEALED)
def test_the_seal_lies_over_office_and_date_alone(name: str) -> None:
    """A round of 42 mm over the middle of both touches no border, no other words and no page number."""
    page = pages(render(SEALED[name]))[-1]
    found = lines(page)
    day = next(one for one in reversed(found) if one.text.endswith("日") and one.size > 15)
    office = found[found.index(day) - 1]
    x, y = (day.left + day.right) / 2, (day.y + office.y + day.size * 0.76) / 2
    others = [char for one in found if one not in (day, office) for char in one.chars]
    for box in (*others, *page.rects):
        assert not _touches(x, y, (box["x0"], box["x1"]), (box["y0"], box["y1"])), box


def _touches(x: float, y: float, across: tuple[float, float], up: tuple[float, float]) -> bool:
    """Tell whether a box is within the seal with its middle at ``x``, ``y``, all in pt."""
    away = max(across[0] - x, 0.0, x - across[1]), max(up[0] - y, 0.0, y - up[1])
    return away[0] ** 2 + away[1] ** 2 < (SEAL / 2) ** 2


@pytest.mark.parametrize("rows", range(3, 12))
def test_a_heading_stands_above_its_table_wherever_the_page_ends(rows: int) -> None:
    units = (notices.UNITS * 4)[:rows]
    for individuals in (notices.INDIVIDUALS[:1], notices.INDIVIDUALS):
        found = pages(render(replace(notices.LIST, units=units, individuals=individuals)))
        for page in found:
            assert _last(page).text not in ("一、单位", "二、个人")


def _last(page: Page) -> PrintedLine:
    return next(one for one in reversed(lines(page)) if not one.text.startswith("— "))


@pytest.mark.parametrize("count", [1, 2, 3, 9, 30])
def test_leaders_sign_beside_the_sum_that_they_decide(count: int) -> None:
    for form in (replace(APPROVAL_FORM, lines=(LINE,) * count), replace(DECIDED_FORM, lines=(LINE,) * count)):
        last = "\n".join(one.text for one in lines(pages(render(form))[-1]))
        assert "主要领导意见" in last and "大写：人民币" in last and "会议纪要" in last


@pytest.mark.parametrize("length", [20, 400, 700, 900, 1100])
def test_who_signs_what_is_to_be_done_has_it_on_the_same_page(length: int) -> None:
    form = replace(after_award.SHEETS["handling_approval"], facts="事" * length)  # type: ignore[type-var]
    *_, last = ("\n".join(one.text for one in lines(page)) for page in pages(render(form)))
    assert "主要领导意见" in last and "经办人意见" in last
    assert "拟作出的" in last and "大写：人民币" in last


def test_facts_and_what_proves_them_are_paragraphs_of_their_own() -> None:
    told = "签订许可合同\n以上事实的证据：付款凭证\n当事人没有提出陈述和申辩"
    form = replace(after_award.SHEETS["handling_approval"], facts=told)  # type: ignore[type-var]
    words = [word["text"] for page in pages(render(form)) for word in page.extract_words()]
    assert {f"{one}。" for one in told.split("\n")} <= {*words}, "each with its end mark"


def test_an_application_of_one_line_is_approved_on_one_page() -> None:
    assert len(pages(render(replace(APPROVAL_FORM, lines=(LINE,), limits=())))) == 1


SUBJECTS = (
    "在本地登记或者居住 主体存续 经营异常名录、严重违法失信名单 失信和行政处罚记录 失信被执行人 "
    "非正常专利申请 权利的法律状态 现在的权利人"
)
CHECKS = tuple(ApprovalCheck(name, "正常", date(2022, 3, 21), "陈晓敏") for name in SUBJECTS.split())


def test_the_day_of_a_look_up_stands_in_its_column_however_long_what_came_out_is() -> None:
    long = replace(CHECKS[7], result="正常：与所附证书、登记簿记载的权利人一致，登记簿副本在卷，没有变更")
    [page] = pages(render(replace(APPROVAL_FORM, lines=(LINE,), checks=(*CHECKS[:7], long))))
    days = [word["x0"] for word in page.extract_words() if word["text"] == "2022-03-21"]
    heads = [word["x0"] for word in page.extract_words() if word["text"] == "核查日期"]
    assert len(days) == 8 and round(days[-1]) == round(days[1]), "of the second of two abreast"
    assert len(heads) == 3 and round(heads[-1]) == round(heads[1]), "its own heads stand over what is long"


@pytest.mark.parametrize("fen", [5_169_250, 2_312_750, 12_540_000, 100_000])
def test_no_sum_in_words_is_cut_within_its_currency(fen: int) -> None:
    """In a cell as narrow as its own words, too, with minutes beside it that have a long number."""
    decided = replace(DECIDED_FORM, minutes_number="澄市监党组会纪要〔2024〕11号")
    paper = render(replace(decided, lines=(replace(LINE, granted=fen),)))
    words = "".join(f"{word['text']}|" for page in pages(paper) for word in page.extract_words())
    sums = [one.text for page in pages(paper) for one in lines(page) if "大写：人民币" in one.text]
    assert sums and all(one.endswith("）") for one in sums), "with its figures, on one line"
    assert not [cut for cut in ("人|民币", "人民|币", "人民币|") if cut in words]


def test_the_usual_application_is_approved_on_one_page_with_room_to_sign() -> None:
    """Six lines with numbers and reasons, eight checks and a limit; the places to sign are 30 mm high."""
    lines_of = tuple(replace(LINE, title=f"国内发明专利授权（ZL20211000{n}234.4）") for n in range(6))
    [page] = pages(render(replace(DECIDED_FORM, lines=lines_of, checks=CHECKS)))
    ruled = sorted({round(rect["top"]) for rect in page.rects if rect["width"] > 100})
    assert ruled[-1] - ruled[-2] >= 30 * MM, "and nothing below them"


def test_applicants_sign_beside_their_pledge_however_long_the_form() -> None:
    for count in (8, 14, 20, 26):
        form = replace(APPLICATION_FORM, lines=APPLICATION_FORM.lines[:1] * count)
        last = "".join(one.text for one in lines(pages(render(form))[-1]))
        assert "二、承诺书" in last and "本单位承诺" in last and "签名：" in last


def test_paragraphs_of_a_report_stand_as_those_of_a_letter_do() -> None:
    """Where a table could stand between two of them and does not, too."""
    report = notices.REPORT
    ready = replace(report, objections=(), left=report.count, left_rows=report.rows, left_total=report.total)
    [page] = pages(render(ready))
    found = [one for one in lines(page) if one.size == pytest.approx(15.75)][:-2]  # but who signs, and when
    assert found[-1].text == "特此说明。" and any(one.text.startswith("公示期已满") for one in found)
    assert {round(above.y - below.y, 1) for above, below in pairwise(found)} <= {29.5, 29.6}


def test_a_report_is_sealed_beside_its_last_objection() -> None:
    last = [one.text for one in lines(pages(render(notices.REPORT))[-1])]
    assert any("没有身份证明" in one for one in last) and "特此说明。" in last


@pytest.mark.parametrize("words", range(20, 260, 40))
def test_a_low_table_is_not_torn_wherever_the_words_above_it_end(words: int) -> None:
    report = replace(notices.REPORT, shown="公" * words)
    texts = ["".join(one.text for one in lines(page)) for page in pages(render(report))]
    assert [count for text in texts if (count := text.count("异议对象和内容"))] == [1], (
        "one head, on one page"
    )


@pytest.mark.parametrize("words", range(20, 260, 40))
def test_a_list_begins_with_two_rows_at_least(words: int) -> None:
    found = pages(render(replace(notices.LIST, units=notices.UNITS * 5, basis="据" * words)))
    begun = next(text for page in found if "一、单位" in (text := "".join(one.text for one in lines(page))))
    assert "恒信电子" in begun and "嘉禾机械厂" in begun


def test_a_list_ends_with_its_last_row_and_an_empty_one_has_room_for_the_hand() -> None:
    """Below a list somebody might write in what was never there."""
    summary = replace(EXPERT_SUMMARY, scores=())
    of_applicant, items, a_head = 2, 2, 1
    for letter, rows in (
        (SHEETS["archive_list"], a_head + 6),
        (EXPERT_SUMMARY, of_applicant + a_head + items + a_head + 3),
        (summary, of_applicant + a_head + items + a_head + 7),
    ):
        assert len(pages(render(letter))[0].find_tables()[0].rows) == rows, letter


LINE_OF_TABLE = 1.4 * 10.5  # pt
REMARK = "许可费的付款凭证载明实际支付1,000,000.00元，不是申报的2,000,000.00元，其余没有支付"


@pytest.mark.parametrize("length", [1, 8, 12, 16, 20])
def test_a_heading_of_pictures_stands_above_the_first_of_them(length: int) -> None:
    checks = tuple(replace(one, pictures=PICTURES[:1]) for one in LATER_RECORD.checks) * length
    for page in pages(render(replace(LATER_RECORD, checks=checks))):
        words = [one.text for one in lines(page)]
        assert "附图" not in words or any(one.startswith("图1") for one in words)


def test_what_a_look_up_found_takes_the_width_that_its_source_does_not_need() -> None:
    """As its template says the columns it would stand on eight lines beside a source of two or three."""
    [check] = LATER_RECORD.checks
    told = replace(check, remark=REMARK, pictures=(), unpictured="核对原件")
    [page] = pages(render(replace(LATER_RECORD, checks=(told,))))
    [begin], [end] = (
        [one for one in page.extract_words() if word in one["text"]] for word in ("许可费", "无关")
    )
    assert begin["x0"] == pytest.approx(end["x0"], abs=0.1)
    assert round((end["top"] - begin["top"]) / LINE_OF_TABLE) == 5, "the sixth line"
