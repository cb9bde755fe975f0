"""Other ways to load the sample: killed on the way, into an office that is there, at whatever hour."""

import datetime
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from ipdesk import sample
from ipdesk.documents.letters.issue import notification
from ipdesk.documents.letters.issuing.notice_papers import NoticePapers
from ipdesk.documents.letters.issuing.submission import submissions
from ipdesk.documents.letters.list_documents import forwarding
from ipdesk.models import queries
from ipdesk.models.commands import SetUpOffice
from ipdesk.models.core.actor import NOBODY
from ipdesk.models.records import ApplicationFilter, Office
from ipdesk.models.store import Store
from ipdesk.models.workflow import SHORTEST, WHOLE, State
from ipdesk.paths import resource
from ipdesk.sample.chosen_steps import by_course, taken_up
from ipdesk.sample.sample_dates import SampleTime, read_when
from tests.actors import CLERK
from tests.models.desk import OFFICE

TODAY = datetime.date(2026, 4, 8)  # a Wednesday
KILLED = """
import datetime, os, signal, sys
from pathlib import Path
from ipdesk import sample
from ipdesk.documents.letters.issue import notification

left = int(sys.argv[2])
def write(*letter):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    return notification(*letter)
sample.fill(Path(sys.argv[1]), datetime.date(2026, 4, 8), write)
"""


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which the loading of the sample was killed; where nothing can be, an empty one."""
    folder = tmp_path_factory.mktemp("killed")
    if sys.platform != "win32":
        done = subprocess.run([sys.executable, "-c", KILLED, str(folder), "9"], check=False)
        assert done.returncode == -signal.SIGKILL
    return folder


def test_a_sample_whose_loading_was_killed_is_not_there(killed: Path) -> None:
    store = Store.open(killed)
    assert store.read(queries.office) is None
    assert store.read(queries.search_applicants, "", 50) == ()
    store.close()


def test_an_office_that_begins_with_the_sample_goes_its_own_course_with_the_remedies_of_its_papers(
    tmp_path: Path,
) -> None:
    store = Store.open(tmp_path)
    wanted = SetUpOffice(office=OFFICE, person="王小明")
    store.run(by_course(wanted, SHORTEST), NOBODY)
    begun = store.read(queries.office)
    for command in store.read(taken_up, wanted):
        store.run(command, CLERK)
    office = store.read(queries.office)
    assert begun is not None and office is not None and begun.own_remedies
    assert office == replace(OFFICE, remedies=begun.remedies, own_remedies=begun.own_remedies)
    store.close()


def test_an_office_that_is_set_up_stays_as_it_is(killed: Path, tmp_path: Path) -> None:
    """The sample is loaded into it, though an earlier loading was killed."""
    shutil.copytree(killed, tmp_path, dirs_exist_ok=True)
    own = Office(name="甲县知识产权局", red_header="甲县知识产权局", number_prefix="甲知")
    store = Store.open(tmp_path)
    store.run(SetUpOffice(office=own, person="王小明"), NOBODY)
    before = store.read(queries.office)
    store.run(sample.LoadSample(today=datetime.date.today()), NOBODY)
    assert store.read(queries.office) == before
    assert [person.name for person in store.read(queries.persons)] == ["王小明", "陈晓敏", "黄志强", "李敏"]
    states = store.read(queries.state_counts, ApplicationFilter())
    assert states.get(State.NOTIFIED, 0) == 0, "nobody wrote letters"
    assert states[State.CONFIRMED] > 20
    store.close()


def test_an_office_that_said_little_loads_it_in_a_year_whose_holidays_nobody_knows(tmp_path: Path) -> None:
    """As at the first start: its own settings stand afterwards, and nothing waits on days not counted."""
    told = {"contact": "王小明", "telephone": "0751-8880000", "address": "甲县建设路1号"}
    remedies = "可以自收到本通知书之日起60日内向甲县人民政府申请行政复议。"
    names = {"name": "甲县知识产权局", "red_header": "甲县知识产权局", "number_prefix": "甲知"}
    own = Office(**names, **told, remedies=remedies, procedure=WHOLE)
    store = Store.open(tmp_path)
    papers = notification, NoticePapers, forwarding, submissions(store)
    named = dict(zip(("notification", "papers", "forwarding", "approvals"), papers, strict=True))
    begun = SetUpOffice(office=own, person="王小明", separates_decision=True)
    store.run(sample.LoadSample(today=datetime.date(2030, 3, 5), office=begun, **named), NOBODY)
    office = store.read(queries.office)
    assert office is not None and replace(office, remedies=own.remedies, own_remedies={}) == own
    assert store.read(queries.access_settings).separates_decision
    states = store.read(queries.state_counts, ApplicationFilter())
    assert states[State.NOTIFIED] > 20 and states.get(State.PUBLISHED, 0) == 0
    batches = [store.read(queries.payment_batches, fund.id) for fund in store.read(queries.funds)]
    assert sorted(map(len, batches)) == [0, 3], "who is not there yet is not paid"
    store.close()


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("今天 08:42", "2026-04-08 08:42"),
        # The three days from Saturday, 4 April were 清明.
        ("今天-2 09:00", "2026-04-03 09:00"),
        ("今天-3 09:00", "2026-04-02 09:00"),
        ("今天-8 23:59", "2026-03-26 23:59"),
        # From Wednesday, 8 April on: two days, then the weekend, then Monday.
        ("今天+3 17:30", "2026-04-13 17:30"),
        ("2023-03-06 09:12", "2023-03-06 09:12"),
    ],
)
def test_days_are_counted_over_weekends_and_holidays(written: str, moment: str) -> None:
    assert f"{read_when(written).planned(TODAY):%Y-%m-%d %H:%M}" == moment


def test_nothing_in_the_sample_is_still_to_come() -> None:
    now = datetime.datetime.now().astimezone()
    late = SampleTime(datetime.time(23, 59, 59)).on(now.date())
    assert late <= datetime.datetime.now().astimezone()
    assert (
        SampleTime(datetime.time(8, 42), back=1)
        .on(datetime.date(2024, 6, 20))
        .isoformat()
        .startswith("2024-06-19")
    )


def test_no_number_of_a_day_that_goes_by_today_is_one_of_a_fixed_day() -> None:
    """Loaded in January, what is some weeks old bears a number of the year before."""
    files = resource("sample").glob("*.yaml")
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    fixed = set(re.findall(r"[澄韶][\w]*〔\d{4}〕\d+号", text))
    moved = re.findall(r"([澄韶]\w*〔)\{year\}(〕\d+号)", text)
    assert len(moved) >= 8 and "澄市监局务会纪要〔2025〕8号" in fixed
    assert not fixed & {f"{series}{year}{number}" for series, number in moved for year in range(2023, 2030)}
