"""Lists of applications: found, sorted, counted and added up by the database."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

import pytest

from ipdesk.documents.letters.registry import awaited
from ipdesk.models import queries
from ipdesk.models.core.errors import InvalidInput
from ipdesk.models.reading import letters
from ipdesk.models.records import ApplicationFilter, HitKind, Sort
from ipdesk.models.store import Store
from ipdesk.models.workflow import FIRST, SHORTEST, State
from ipdesk.rules.library.policy_library import standard_library
from tests.models.desk import Clock, Desk, cultivation, licence, maintained, works
from tests.statements import statements
from tests.stores import with_database

EVERY = ApplicationFilter()
COURSE = (FIRST, *SHORTEST.states_after(FIRST))


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return a desk with four applications: a draft, an accepted one, a confirmed one and a notified one.

    It is there to be looked at: what a test adds, others see.
    """
    folder, clock = tmp_path_factory.mktemp("county"), Clock()
    store = Store.open(with_database(folder), clock)
    desk = Desk(store, standard_library().policy("shaoguan-2021"), clock)
    play(desk, clock)
    yield desk
    store.close()


def play(desk: Desk, clock: Clock) -> None:
    """Take the four applications as far as they go."""
    draft, accepted, confirmed, notified = (
        desk.register("韶关云岭茶业有限公司"),
        desk.register("韶关欧亚特科技有限公司", legal_representative="林敏"),
        desk.register("示例县第一中学", kind="school"),
        desk.register("安康农民专业合作社", kind="cooperative"),
    )
    desk.issue(desk.confirmed(notified, licence(), works(count="3")))
    clock.moment += datetime.timedelta(days=1)
    desk.confirmed(confirmed, maintained())
    clock.moment += datetime.timedelta(days=1)
    desk.accept(desk.draft(accepted, cultivation(), licence(ref="Y9"), year=2023))
    desk.draft(draft, works("粤作登字-2022-F-00007777"), year=2023)


def numbers(
    desk: Desk, wanted: ApplicationFilter = EVERY, sort: Sort = Sort.NUMBER, down: bool = True
) -> list[str]:
    ids = desk.store.read(queries.application_ids, wanted, sort, down)
    return [row.number[-4:] for row in desk.store.read(queries.application_rows, ids)]


def test_a_row_says_what_the_list_shows(county: Desk) -> None:
    ids = county.store.read(queries.application_ids, ApplicationFilter(state=State.ACCEPTED))
    [row] = county.store.read(queries.application_rows, ids)
    assert (row.number, row.applicant_name, row.year) == ("2024-0003", "韶关欧亚特科技有限公司", 2023)
    assert (row.achievements, row.amount, row.undecided) == (2, 800_000, 1)
    assert (row.accepted_on, row.accepted_by) == (datetime.date(2024, 6, 22), "陈晓敏")


@pytest.mark.parametrize(
    ("sort", "up"),
    [
        (Sort.NUMBER, ["0001", "0002", "0003", "0004"]),
        (Sort.APPLICANT, ["0001", "0003", "0004", "0002"]),
        (Sort.AMOUNT, ["0004", "0003", "0001", "0002"]),
        (Sort.STATE, ["0004", "0003", "0002", "0001"]),
        (Sort.ACHIEVEMENTS, ["0004", "0002", "0003", "0001"]),
        (Sort.ACCEPTED, ["0004", "0001", "0002", "0003"]),
    ],
)
def test_every_order(county: Desk, sort: Sort, up: list[str]) -> None:
    assert numbers(county, sort=sort, down=False) == up


def test_names_are_sorted_as_they_are_spoken(county: Desk) -> None:
    ids = county.store.read(queries.application_ids, EVERY, Sort.APPLICANT, False)
    names = [row.applicant_name[:4] for row in county.store.read(queries.application_rows, ids)]
    assert names == ["安康农民", "韶关欧亚", "韶关云岭", "示例县第"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (EVERY, ["0004", "0003", "0002", "0001"]),
        (ApplicationFilter(state=State.DRAFT), ["0004"]),
        (ApplicationFilter(year=2023), ["0004", "0003"]),
        (ApplicationFilter(policy="another"), []),
        (ApplicationFilter(kind="work_registration"), ["0004", "0001"]),
        (ApplicationFilter(kind="project"), ["0003"]),
        (ApplicationFilter(person=1), ["0003", "0002", "0001"]),
        (ApplicationFilter(applicant=4), ["0001"]),
        (ApplicationFilter(amount_from=800_000), ["0003", "0002", "0001"]),
        (ApplicationFilter(amount_from=800_001), ["0002", "0001"]),
        (ApplicationFilter(amount_below=800_000), ["0004"]),
        (ApplicationFilter(amount_below=800_001), ["0004", "0003"]),
        (ApplicationFilter(amount_from=1, amount_below=860_000), ["0003"]),
        (ApplicationFilter(text="sgoyt"), ["0003"]),
        (ApplicationFilter(text="林敏"), ["0003"]),
        (ApplicationFilter(text="2024-0002"), ["0002"]),
        (ApplicationFilter(text="0123456.9"), ["0002"]),
        (ApplicationFilter(text="00007777"), ["0004"]),
        (ApplicationFilter(text="〕1号"), ["0001"]),
        (ApplicationFilter(text="韶关", year=2023, kind="work_registration"), ["0004"]),
        (ApplicationFilter(text="没有"), []),
    ],
)
def test_every_filter(county: Desk, wanted: ApplicationFilter, found: list[str]) -> None:
    assert numbers(county, wanted) == found


def test_counts_of_states_ignore_the_state_that_is_chosen(county: Desk) -> None:
    counted = county.store.read(queries.state_counts, ApplicationFilter(state=State.DRAFT))
    assert {state: count for state, count in counted.items() if count} == dict.fromkeys(COURSE, 1)
    of_2023 = county.store.read(queries.state_counts, ApplicationFilter(year=2023))
    assert [of_2023[state] for state in COURSE] == [1, 1, 0, 0]


def test_totals_of_a_filter_and_of_a_selection(county: Desk) -> None:
    whole = county.store.read(queries.totals, EVERY)
    assert (whole.applications, whole.achievements, whole.amount, whole.undecided) == (4, 8, 2_660_000, 1)
    ids = county.store.read(queries.application_ids, EVERY)
    assert county.store.read(queries.totals, ids) == whole
    assert county.store.read(queries.totals, ids[1:2]).amount == 800_000
    assert county.store.read(queries.totals, ()).applications == 0


def test_who_waits_for_a_paper_is_asked_with_one_statement_that_is_built_once(
    county: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[State] = []
    real = letters.applications_in

    def building(wanted: ApplicationFilter, states: Iterable[State]) -> object:
        built.extend(states)
        return real(wanted, states)

    monkeypatch.setattr(letters, "applications_in", building)
    letters._awaiting.cache_clear()
    kinds = [(one.kind, one.wanted) for one in awaited() if one.wanted is not None]
    asked = []
    for _ in range(2):
        for kind, wanted in kinds:
            with statements() as ran:
                county.store.read(queries.awaiting, kind, wanted)
            asked.append(len(ran))
    with statements() as ran:
        at_once = county.store.read(queries.awaiting_each, kinds)
    assert {*asked, len(ran)} == {1}
    assert at_once == tuple(county.store.read(queries.awaiting, kind, wanted) for kind, wanted in kinds)
    assert any(at_once)
    states = [[wanted.state] if wanted.state is not None else [*kind.issued_in] for kind, wanted in kinds]
    assert built == [state for some in states for state in some]
    assert max(map(len, states)) > 1


def test_what_was_deleted_meanwhile_is_left_out_of_the_rows(county: Desk) -> None:
    assert [row.id for row in county.store.read(queries.application_rows, [2, 99, 1])] == [2, 1]


def test_more_rows_than_one_statement_takes(county: Desk) -> None:
    wanted = [3, 1] * 600
    assert [row.id for row in county.store.read(queries.application_rows, wanted)] == wanted
    assert county.store.read(queries.totals, [*range(10_000), 1]).applications == 4 + 1


def test_what_can_be_filtered_by(county: Desk) -> None:
    choices = county.store.read(queries.filter_choices)
    assert choices.years == (2023, 2022)
    assert choices.policies == ("shaoguan-2021",)
    assert choices.kinds == ("patent_in_force", "patent_transaction", "project", "work_registration")
    assert [person.name for person in choices.persons] == ["陈晓敏"]


def test_one_search_finds_everything(county: Desk) -> None:
    def found(text: str) -> list[tuple[HitKind, str]]:
        return [(hit.kind, hit.title) for hit in county.store.read(queries.find_anything, text).shown]

    assert found("anka") == [
        (HitKind.APPLICANT, "安康农民专业合作社"),
        (HitKind.APPLICATION, "2024-0001"),
        (HitKind.LETTER, "示知资〔2024〕1号"),
    ]
    assert found("00007777") == [(HitKind.APPLICATION, "2024-0004")]
    assert found("  ") == []


def test_a_search_tells_how_many_it_does_not_show(county: Desk) -> None:
    found = county.store.read(queries.find_anything, "2024", 3)  # one of each kind
    everything = county.store.read(queries.find_anything, "2024", 300)
    assert everything.others == 0
    assert found.others == everything.total - len(found.shown) > 0


@pytest.mark.parametrize(
    "text",
    ["示例\n" * 600, "示" * 201, "安 " * 21, "2022440000123 " * 400, "a" * 2_000_000],
    ids=("column", "long", "many words", "numbers", "two megabytes"),
)
def test_a_pasted_column_is_no_search(county: Desk, text: str) -> None:
    with pytest.raises(InvalidInput, match="太长"):
        county.store.read(queries.find_anything, text)
    assert county.store.read(queries.search_applicants, text) == ()
    assert county.store.read(queries.letters, text) == ()
    assert county.store.read(queries.application_ids, ApplicationFilter(text=text)) == ()
