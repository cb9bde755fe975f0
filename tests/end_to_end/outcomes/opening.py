"""An office that uses every stage, with its calls and the applicants it knows, and its window."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ipdesk.app import DeskApplication
from ipdesk.demo.stage import running
from ipdesk.models.commands import OpenCall, RegisterApplicant, SetUpOffice
from ipdesk.models.core.default_remedies import OwnRemedies, usual_remedies
from ipdesk.models.records import ApprovalOrder, CallDetails
from ipdesk.models.records import Office as OfficeRecord
from ipdesk.models.store import Store
from ipdesk.models.workflow import WHOLE, Level
from ipdesk.paths import resource
from tests.actors import CLERK
from tests.end_to_end.outcomes import forms
from tests.end_to_end.outcomes.course import LAPSING
from tests.end_to_end.outcomes.office import Office
from tests.end_to_end.outcomes.window import Clerk, Clock
from tests.stores import with_office

NAME, GOVERNMENT, COURT = "澄溪县市场监督管理局", "澄溪县人民政府", "澄溪县人民法院"
SETTING_UP = SetUpOffice(
    office=OfficeRecord(
        name=NAME,
        red_header=NAME,
        number_prefix="澄市监知",
        contact="陈晓敏",
        telephone="0751-5550101",
        address="澄溪县澄溪镇建设路8号",
        postcode="512900",
        supervision_telephone="0751-5550109",
        court=COURT,
        remedies=usual_remedies(NAME),
        own_remedies={paper.value: paper.usual(GOVERNMENT) for paper in OwnRemedies},
        procedure=WHOLE,
        fonds="J012",
        archive_category="WS",
        archive_section="ZCK",
        rules=(
            "《澄溪县知识产权专项资金管理办法》（澄府规〔2021〕5号）"
            "第十六条 申请人没有在规定的期限内办理领取手续，经书面催领仍不办理，"
            "也没有书面说明正当理由的，不再拨付。"
            "第十九条 申报的内容与事实不符的，撤销资助（奖励）决定的相应部分，"
            "按照查实的情况重新核算，追回多领的资金；以虚报、冒领等手段骗取的，"
            "撤销资助（奖励）决定的相应部分，按照查实的情况重新核算，追回骗取的资金。"
            "第二十一条 骗取资金的，有关情况报送公共信用信息平台；涉嫌违法的，移送有关机关处理。"
        ),
    ),
    person="陈晓敏",
    approval_order=ApprovalOrder.FIRST,
)
BEGINNING = datetime.datetime(2024, 2, 26, 9, 0).astimezone()


ARTICLES = (
    "第二条　申请人的住所地（户籍所在地）应当在本县行政区域内。住所地不在本县的，不予受理。"
    "第四条　申报材料应当齐全、清楚，复印件加盖公章。材料不齐全或者不符合要求的，一次告知补正；"
    "逾期没有补正的，视为撤回申请。"
)


DELEGATION = "《韶关市市场监督管理局关于交由县级审定知识产权资助事项的通知》（韶市监知〔2024〕6号）"


def _call(title: str, notice: str, level: Level, begins: int, ends: int) -> OpenCall:
    """Return what announces a call of March, from a day until the end of another."""
    days = {"achieved_from": datetime.date(2023, 1, 1), "achieved_to": datetime.date(2023, 12, 31)}
    first, last = (datetime.datetime(2024, 3, day).astimezone() for day in (begins, ends + 1))
    return OpenCall(
        details=CallDetails(
            policy="shaoguan-2021",
            year=2023,
            title=title,
            notice_number=notice,
            notice_title="关于申报2023年度知识产权资助的通知"
            if level is Level.OWN
            else "关于组织申报2023年度市级知识产权资助的通知",
            articles=ARTICLES if level is Level.OWN else "",
            begins_at=first,
            ends_at=last,
            budget=20_000_000,
            level=level,
            upper_body="韶关市市场监督管理局" if level is Level.UPPER else "",
            delegation=DELEGATION if level is Level.OWN else "",
            **days,
        )
    )


def _name_what_lapses(folder: Path) -> None:
    """Lay the office's own wording of the letter about an award into its folder: by which rule one lapses."""
    wording, _, _ = resource("letters", "award_notification.yaml").read_text("utf-8").partition("--- #")
    (folder / "letters").mkdir(exist_ok=True)
    own = wording.replace('lapse_rule: ""', f"lapse_rule: {LAPSING}")
    (folder / "letters" / "award_notification.yaml").write_text(own, "utf-8")


def set_up(folder: Path) -> None:
    """Make the folder of an office that has announced its calls and knows most of its applicants."""
    _name_what_lapses(folder)
    store = Store.open(with_office(folder, SETTING_UP, BEGINNING), lambda: BEGINNING)
    store.run(_call(forms.OWN_CALL, "澄市监知〔2024〕1号", Level.OWN, 1, 7), CLERK)
    store.run(_call(forms.UPPER_CALL, "韶市监知〔2024〕3号", Level.UPPER, 8, 15), CLERK)
    for form in (*forms.KNOWN, forms.FORWARDED):
        store.run(RegisterApplicant(details=form.details()), CLERK)
    store.close()


@contextmanager
def open_office(folder: Path) -> Iterator[Office]:
    """Open the window of an office whose clock stands at its beginning; close it in the end."""
    clock = Clock(BEGINNING)
    with running(lambda data_dir: DeskApplication(data_dir, now=clock), folder) as (program, _):
        assert program.window is not None
        program.window.setUpdatesEnabled(False)  # nobody looks on: painting would be half of the time
        yield Office(program, Clerk(program.tasks), clock)
