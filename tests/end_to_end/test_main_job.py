"""From the counter to the printed letter, through the real window, and back after a new start."""

import datetime
import json
import subprocess
import sys
from pathlib import Path

import pdfplumber

from ipdesk.demo import story
from ipdesk.demo.clerk import Clerk
from ipdesk.demo.stage import RunningDesk
from ipdesk.models import queries
from ipdesk.models.commands import RegisterApplicant
from ipdesk.models.records import RawAchievement
from tests.actors import CLERK
from tests.end_to_end.conftest import Start
from tests.end_to_end.past import ELDER, YOUNGER, granted, opened
from tests.places import TESTS

HERE = TESTS / "end_to_end"
LETTER_NUMBER = f"澄市监知〔{datetime.date.today().year}〕1号"


def set_up(program: RunningDesk, clerk: Clerk) -> None:
    story.set_up(clerk, with_sample=False)
    clerk.press("Ctrl+Return")
    story.take_the_shortest_course(clerk)
    clerk.press("Ctrl+Return")
    clerk.wait(lambda: program.window is not None, "the main window")


def line_saying(clerk: Clerk, *parts: str) -> str:
    """Return the text in sight that says all of these."""
    return next(text for text in clerk.texts() if all(part in text for part in parts))


def enter_and_accept(clerk: Clerk) -> None:
    story.register(clerk, story.COMPANY, story.PARTICULARS, ["中小微企业"])
    clerk.press("Ctrl+Return")
    story.choose_year(clerk, 2022)
    story.add(clerk, story.WORKS)
    story.add(clerk, story.LICENCE)
    assert line_saying(clerk, "作品著作权登记 100 件", "可资助", "20,000.00")
    assert line_saying(clerk, "第 101 件", "不予重复或已达上限", "年度件数上限 100 件", "下一年度")
    assert line_saying(clerk, "专利转让许可", "可资助", "8,000.00", "第（七）项")
    assert clerk.sees("28,000.00")
    asked: list[str] = []

    def agree() -> None:
        asked.extend(clerk.texts())
        clerk.press("Alt+Y")

    clerk.answering(agree)
    clerk.press("F9")
    assert any("28,000.00" in text and "不能再改" in text for text in asked)
    clerk.wait_to_see("已受理，编号")


def decide(clerk: Clerk) -> None:
    clerk.press("F10")
    clerk.wait_to_see("会议纪要编号")
    story.decide(clerk, "澄市监党组会纪要〔2026〕3号", f"{datetime.date.today():%Y%m%d}")
    asked: list[str] = []

    def agree() -> None:
        asked.extend(clerk.texts())
        clerk.press("Return")

    clerk.answering(agree)
    clerk.press("F9")
    assert any("贰万捌仟元整" in text for text in asked)
    clerk.wait_to_see("已审定，可以下达文书")


def issue_and_print(clerk: Clerk, pdf: Path) -> None:
    clerk.press("F9")
    clerk.wait_to_see(LETTER_NUMBER)

    def agree() -> None:
        clerk.answering(lambda: story.print_to_file(clerk, pdf))
        clerk.press("Return")

    clerk.answering(agree)
    clerk.press("F9")
    clerk.wait_to_see("已存成文件")


def check_letter(pdf: Path) -> None:
    with pdfplumber.open(pdf) as letter:
        text = "".join((page.extract_text() or "").replace("\n", "") for page in letter.pages)
        first = letter.pages[0]
        red = [rule for rule in (*first.rects, *first.lines) if is_red(rule)]
    assert f"{story.COMPANY}：" in text
    assert LETTER_NUMBER in text
    assert "28,000.00元（大写：人民币贰万捌仟元整）" in text
    assert "关于每个单位每年资助不超过100件的规定，该件不予资助（奖励），核算金额200.00元全部核减" in text
    assert story.PARTICULARS["收款账号"] in text
    long = [rule for rule in red if abs(rule["x1"] - rule["x0"] - 170 / 25.4 * 72) < 1]
    assert len(long) == 4, "a double line under the issuer's name and one at the foot, 170 mm wide"


def is_red(rule: dict[str, object]) -> bool:
    colours = (rule.get("non_stroking_color"), rule.get("stroking_color"))
    return any(
        isinstance(colour, tuple) and len(colour) == 3 and colour[0] > 0.7 and max(colour[1:]) < 0.3
        for colour in colours
    )


def check_everything_is_there(clerk: Clerk) -> None:
    clerk.press("Ctrl+2")
    clerk.wait_to_see(story.COMPANY)
    assert clerk.sees("已下达")
    assert clerk.sees("28,000.00")
    clerk.press("Ctrl+4")
    clerk.wait_to_see("已印发 1")
    clerk.press("Alt+2")
    clerk.wait_to_see(LETTER_NUMBER)


def test_a_newcomer_does_the_main_job_and_finds_it_again(
    start: Start, data_dir: Path, tmp_path: Path
) -> None:
    printed = tmp_path / "letter.pdf"
    with start() as (program, clerk):
        set_up(program, clerk)
        enter_and_accept(clerk)
        decide(clerk)
        issue_and_print(clerk, printed)
    check_letter(printed)

    with start() as (program, clerk):
        check_everything_is_there(clerk)
        assert program.desk is not None
        [letter] = program.desk.read(queries.letters)
        assert program.desk.read(queries.letter, letter.id).pdf == printed.read_bytes()

    look = [sys.executable, str(HERE / "look.py"), str(data_dir), "Ctrl+2"]
    seen = json.loads(subprocess.run(look, capture_output=True, check=True, timeout=120).stdout)
    assert story.COMPANY in seen and "28,000.00" in seen


def test_what_was_confirmed_last_month_counts_against_the_cap_today(start: Start, data_dir: Path) -> None:
    works = RawAchievement(
        id="1", kind="work_registration", ref="粤作登字-2024-F-00001001", count="60",
        date="2024-05-01", facts={"registrar": "guangdong"},
    )  # fmt: skip
    granted(data_dir, 30, ELDER, works)
    with start() as (_, clerk):
        story.find_applicant(clerk, "qswc")
        clerk.wait_to_see(ELDER.name)
        story.add(clerk, story.DemoAchievement(
            "作品著作权登记",
            {"第一件的登记号": "粤作登字-2024-F-00005001", "件数": "64", "登记日期": "20241101"},
            {"登记机构": "广东省作品登记机构"},
        ))  # fmt: skip
        clerk.wait_to_see("8,000.00")
        assert line_saying(clerk, "作品著作权登记 40 件", "可资助", "已审定 60", "8,000.00")
        assert line_saying(clerk, "第 41–64 件", "不予重复或已达上限", "年度件数上限 100 件")


def test_a_patent_paid_to_another_is_refused_and_leads_to_that_file(start: Start, data_dir: Path) -> None:
    patent = RawAchievement(
        id="1", kind="patent_grant", ref="ZL201910800101.X", date="2022-03-18",
        facts={"patent_type": "invention", "region": "CN", "official_fees": "3470"},
    )  # fmt: skip
    number = granted(data_dir, 30, ELDER, patent)
    store = opened(data_dir, 0)
    store.run(RegisterApplicant(details=YOUNGER), CLERK)
    store.close()
    with start() as (_, clerk):
        story.find_applicant(clerk, "后溪")
        clerk.wait_to_see(YOUNGER.name)
        # Pasted as people write it: without ZL and without the dot.
        story.add(clerk, story.DemoAchievement(
            "专利授权", {"专利号": "201910800101X", "授权公告日": "2022-03-18", "官方规定费用": "3470"}
        ))  # fmt: skip
        clerk.wait_to_see("不予重复或已达上限")
        assert number in line_saying(clerk, "国内发明专利授权", "0.00")
        clerk.press("F4")
        clerk.press("Return")
        clerk.wait_to_see(ELDER.name)
        assert clerk.sees(number)
