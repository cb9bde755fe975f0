"""What a certificate says of a thing: its owners, its name, its day of filing, as people type them."""

import datetime
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.models.applications.told_certificates import certificate_told
from ipdesk.models.parsing.achievement_rows import read_rows
from ipdesk.models.parsing.draft_json import row_of, row_text
from ipdesk.models.parsing.names.owners import owners_text, place_among, read_owners
from ipdesk.models.parsing.names.things import read_thing_name
from ipdesk.models.parsing.row_edits import text_of, with_confirmed, with_text
from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.records import FILED, NAME, OWNERS, Certificate, RawAchievement
from ipdesk.models.records.forms import RIGHTS, SIGNED
from ipdesk.rules.pack.vocabulary import standard_vocabulary
from tests.places import TESTS

WORDS = standard_vocabulary()
TODAY = datetime.date(2022, 11, 8)
COMPANY = "韶关市示例精密电子有限公司"
PATENT = RawAchievement(
    id="1", kind="patent_grant", ref="ZL201910123457.4", date="2022-05-06",
    facts={"patent_type": "invention"},
)  # fmt: skip
WORK = RawAchievement(id="2", kind="work_registration", ref="粤作登字-2022-F-00000001", date="2022-03-01")

_LINES = (TESTS / "data" / "trials" / "owners.jsonl").read_text(encoding="utf-8").splitlines()
TRIALS = [json.loads(line) for line in _LINES]

UNITS = st.sampled_from(
    [
        "示例电子有限公司",
        "示例（韶关）科技有限公司",
        "华南示例大学",
        "示例县农机研究所",
        "李示例",
        "Example Co., Ltd.",
    ]
)
ANY = st.text(alphabet="示例公司大学张三李四和及与等，,；;、|（）() \n\t1.ABltd", max_size=40)


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: repr(trial["input"]))
def test_owners_stand_apart_as_a_person_reads_them(trial: dict[str, object]) -> None:
    if "fault" in trial:
        with pytest.raises(Unreadable, match=str(trial["fault"])):
            read_owners(str(trial["input"]))
    else:
        assert list(read_owners(str(trial["input"]))) == trial["owners"]


@given(st.lists(UNITS, min_size=1, unique=True), st.sampled_from(["；", ";", "、", " | ", "\n", "； "]))
def test_names_come_back_from_a_list_in_their_order(names: list[str], mark: str) -> None:
    assert list(read_owners(mark.join(names))) == names


@given(ANY)
def test_owners_once_read_are_read_again_as_they_are(text: str) -> None:
    try:
        owners = read_owners(text)
    except Unreadable:
        return
    assert owners
    assert read_owners(owners_text(owners)) == owners
    assert [place_among(owners, owner) for owner in owners] == list(range(1, len(owners) + 1))


@pytest.mark.parametrize("joined", [25, 60])
def test_a_pasted_page_is_read_to_its_end(joined: int) -> None:
    # Each 和 was tried with all that stood behind it, anew for every one before: for ever.
    page = "核定和" * joined
    assert read_owners(f"{page}完") == (f"{page}完",)
    assert read_owners("张三和李四和王五") == ("张三", "李四", "王五")


@pytest.mark.parametrize(
    ("name", "place"),
    [
        (COMPANY, 2),
        ("韶关市示例 精密电子有限公司 ", 2),
        ("华南示例大学", 1),
        ("韶關市示例精密電子有限公司", 2),
        ("韶关市示例精密电子有限公司韶关分公司", 0),
    ],
)
def test_an_applicant_is_found_among_the_owners_in_any_writing(name: str, place: int) -> None:
    assert place_among(("华南示例大学", COMPANY), name) == place


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("一种示例装置", "一种示例装置"),
        ("《春到示例山》", "春到示例山"),
        ("“一种示例装置”", "一种示例装置"),
        ('"一种示例装置"', "一种示例装置"),
        ("发明名称：一种示例装置", "一种示例装置"),
        ("使用外观设计的产品名称：示例灯具", "示例灯具"),
        ("作品名称:《春到示例山》", "春到示例山"),
        ("12、一种示例装置", "一种示例装置"),
        ("3D打印机", "3D打印机"),
        ("1.5T示例起重机", "1.5T示例起重机"),
        ("一种示例装置 [ZH]", "一种示例装置"),
        ("一种示例装置；", "一种示例装置"),
        ("一种  示例 装置", "一种示例装置"),
        ("一种 LED 灯", "一种 LED 灯"),
        ("一种用于精密电子元件的\n自动化焊接装置", "一种用于精密电子元件的自动化焊接装置"),
        ("基于《示例规范》的“示例”方法", "基于《示例规范》的“示例”方法"),
        ("《甲》和《乙》", "《甲》和《乙》"),
    ],
)
def test_a_name_is_kept_without_what_was_pasted_around_it(typed: str, name: str) -> None:
    assert read_thing_name(typed) == name
    assert read_thing_name(name) == name


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("一种甲装置\n一种乙装置", "两格"),
        ("春天\n夏天", "两格"),
        ("一种示例装置\tZL201910123457.4", "两格"),
        ("ZL201910123457.4", "这是专利号"),
        ("《》", "请填写"),
        ("示" * 201, "最多200个字"),
        ("一种\ufffd装置", "损坏"),
    ],
)
def test_what_is_no_name_is_said_to_be_none(typed: str, fault: str) -> None:
    with pytest.raises(Unreadable, match=fault):
        read_thing_name(typed)


def problems(raw: RawAchievement, applicant: str = COMPANY) -> list[tuple[str, bool]]:
    """Return the fields of a row in which something is wrong, and whether it may be confirmed."""
    found = read_rows((raw,), WORDS, 2022, TODAY, applicant).problems
    return [(problem.field, problem.confirmable) for problem in found]


def certificate(raw: RawAchievement) -> Certificate:
    return read_rows((raw,), WORDS, 2022, TODAY).certificates[raw.id]


def test_a_row_has_what_its_certificate_says_and_its_facts_stay_as_they_were() -> None:
    typed = with_text(with_text(PATENT, NAME, "《一种示例装置》"), OWNERS, f"{COMPANY}、华南示例大学")
    filled = with_text(typed, FILED, "2019年10月12日")
    assert certificate(filled) == Certificate(
        "一种示例装置", (COMPANY, "华南示例大学"), datetime.date(2019, 10, 12)
    )
    assert problems(filled) == []
    bare, full = (read_rows((raw,), WORDS, 2022, TODAY) for raw in (PATENT, filled))
    assert full.achievements == bare.achievements, "no rule hears of it"
    assert certificate(PATENT) == Certificate()


@pytest.mark.parametrize(
    ("filed", "found"),
    [
        ("2019-10-12", []),
        ("2018-10-12", [(FILED, True)]),  # by its number of 2019
        ("2022-05-07", [(FILED, False)]),  # after the day of grant
        ("2022-12-01", [(FILED, False)]),  # after today
        ("2019", [(FILED, False)]),
    ],
)
def test_a_day_of_filing_agrees_with_number_and_grant(filed: str, found: list[tuple[str, bool]]) -> None:
    assert problems(with_text(PATENT, FILED, filed)) == found


def test_a_divisional_application_is_confirmed_until_number_or_day_change() -> None:
    divisional = with_confirmed(with_text(PATENT, FILED, "2018-10-12"), FILED)
    assert problems(divisional) == []
    assert problems(with_text(divisional, FILED, "2018-10-13")) == [(FILED, True)]
    assert problems(with_text(divisional, "date", "2022-05-07")) == [(FILED, True)]


def test_a_foreign_number_tells_no_year() -> None:
    foreign = RawAchievement(
        id="1", kind="patent_grant", ref="201910123457.4", date="2022-05-06", filing_date="2017-01-02",
        facts={"patent_type": "invention", "region": "JP"},
    )  # fmt: skip
    assert FILED not in dict(problems(foreign))


def test_a_range_has_owners_and_no_name() -> None:
    works = with_text(with_text(WORK, "count", "3"), OWNERS, COMPANY)
    assert problems(works) == []
    named = with_text(works, NAME, "春到示例山")
    assert problems(named) == [(NAME, False)]
    assert certificate(named) == Certificate("", (COMPANY,))
    assert problems(with_text(named, "count", "1")) == []


def test_an_applicant_who_is_no_owner_is_a_doubt_where_the_owner_is_paid() -> None:
    stranger = with_text(PATENT, OWNERS, "华南示例大学")
    assert problems(stranger) == [(OWNERS, True)]
    assert problems(stranger, "华南示例大学") == []
    assert problems(stranger, "") == [], "nobody has applied yet"
    assert problems(with_confirmed(stranger, OWNERS)) == []
    assert problems(with_text(with_confirmed(stranger, OWNERS), OWNERS, "张三")) == [(OWNERS, True)]
    transfer = RawAchievement(id="1", kind="patent_transaction", date="2022-05-06", owners="华南示例大学")
    assert OWNERS not in dict(problems(transfer)), "a licensee is paid for the patent of another"


def test_a_licence_says_what_is_licensed_by_whom_and_when() -> None:
    licence = RawAchievement(
        id="1", kind="patent_transaction", ref="Y2022440000123", date="2022-06-18", name="一种示例装置",
        owners="华南示例大学", rights="zl 2019 1 0123457.4；CN201910123457.4，US 10123456 B2",
        contract="《专利实施许可合同》", contract_date="2022年5月20日",
        facts={"contract_amount": "80万", "recorded": "true", "related_party": "false"},
    )  # fmt: skip
    assert problems(licence) == []
    assert certificate(licence) == Certificate(
        "一种示例装置", ("华南示例大学",), rights=("ZL201910123457.4", "US 10123456 B2"),
        contract="专利实施许可合同", contract_date=datetime.date(2022, 5, 20),
    )  # fmt: skip
    assert problems(with_text(licence, RIGHTS, "ZL201910123457.5")) == [(RIGHTS, False)], "its check digit"
    assert problems(with_text(licence, SIGNED, "20220619")) == [(SIGNED, True)], "after it was registered"
    assert row_of(json.loads(json.dumps(row_text(licence)))) == licence


def test_papers_name_the_patent_and_the_other_party_of_its_contract() -> None:
    word = WORDS.certificate("patent_transaction")
    said = Certificate(
        "一种示例装置", ("华南示例大学",), rights=("ZL201910123457.4",),
        contract="专利实施许可合同", contract_date=datetime.date(2022, 5, 20),
    )  # fmt: skip
    sold = replace(said, contract="专利权转让合同", contract_date=None)
    assert [certificate_told(one, word, COMPANY) for one in (said, sold, replace(said, contract=""))] == [
        "专利号ZL201910123457.4，2022年5月20日与许可方华南示例大学签订的《专利实施许可合同》",
        "专利号ZL201910123457.4，与让与人华南示例大学签订的《专利权转让合同》",
        "专利号ZL201910123457.4，许可方或让与人：华南示例大学",
    ]
    assert certificate_told(said, word, "华南示例大学").endswith("，2022年5月20日签订的《专利实施许可合同》")
    assert certificate_told(Certificate(), word, COMPANY) == ""


def test_texts_of_former_times_have_no_certificate() -> None:
    former = row_of({"id": "1", "kind": "patent_grant", "ref": "ZL1", "facts": {}, "confirmed": ["ref"]})
    assert (former.name, former.owners, former.filing_date) == ("", "", "")
    assert row_of(row_text(former)) == former
    typed = with_text(with_text(with_text(former, NAME, " 甲"), OWNERS, "乙、"), FILED, "去年")
    assert row_of(json.loads(json.dumps(row_text(typed)))) == typed
    assert [text_of(typed, name) for name in (NAME, OWNERS, FILED)] == [" 甲", "乙、", "去年"]


def test_every_kind_says_whether_its_certificate_names_anything() -> None:
    assert WORDS.certificates.keys() == WORDS.kinds.keys()
    assert all(len(word.quotes) == 2 for word in WORDS.certificates.values())
    assert not [kind for kind, word in WORDS.certificates.items() if word.own and not word.owners]
    assert (WORDS.certificate("county_prize").name, WORDS.certificate("county_prize").own) == ("名称", False)
