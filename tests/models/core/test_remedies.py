"""The sentence on remedies proposed to an office names the government above it."""

import dataclasses
import datetime

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.applications.authority import in_whose_name
from ipdesk.models.core.actor import NOBODY
from ipdesk.models.core.default_remedies import (
    Act,
    OwnRemedies,
    body_fault,
    naming_court,
    naming_principal,
    remedies_fault,
    road_doubt,
    usual_remedies,
)
from ipdesk.models.records import CallDetails
from ipdesk.models.services.remedies_by_day import appeal_comes_first, remedies_on
from ipdesk.models.store import Store
from ipdesk.models.workflow import Level
from tests.models.desk import OFFICE


@pytest.mark.parametrize(
    ("office", "government"),
    [
        ("示例县市场监督管理局", "向示例县人民政府申请"),
        ("示例县市场监督管理局（知识产权局）", "向示例县人民政府申请"),
        ("示例市市场监督管理局", "向示例市人民政府申请"),
        ("示例市示例区市场监督管理局", "向示例市示例区人民政府申请"),
        ("示例县科学技术局", "向示例县人民政府申请"),
        ("云溪县市监局", "向云溪县人民政府申请"),
        ("云溪县工业和信息化局", "向云溪县人民政府申请"),
        ("广东省市场监督管理局", "向广东省人民政府申请"),
        ("示例市市中区知识产权局", "向示例市市中区人民政府申请"),
        ("连南瑶族自治县市场监督管理局", "向连南瑶族自治县人民政府申请"),
        ("内蒙古自治区市场监督管理局", "向内蒙古自治区人民政府申请"),
        ("肇庆高新技术产业开发区市场监督管理局", "向肇庆市人民政府申请"),
        ("肇庆高新区市场监督管理局", "向肇庆市人民政府申请"),
        ("肇庆高新技术产业开发区管理委员会", "向肇庆市人民政府申请"),
        ("东莞市松山湖高新技术产业开发区管理委员会", "向东莞市人民政府申请"),
        ("云溪县经济开发区管委会", "向云溪县人民政府申请"),
    ],
)
def test_the_government_is_taken_from_the_name(office: str, government: str) -> None:
    said = usual_remedies(office)
    assert government in said
    assert "60日" in said and "6个月" in said and "有管辖权的人民法院" in said


@pytest.mark.parametrize(
    "office",
    [
        "知识产权服务中心",
        "市场监督管理局",
        "国家知识产权局",
        "东莞松山湖高新技术产业开发区管理委员会",
        "浦东新区知识产权局",
        "某某管理委员会",
        "示例县人民政府",
        "",
    ],
)
def test_no_body_is_invented_where_the_name_tells_none(office: str) -> None:
    assert usual_remedies(office) == ""


def test_an_office_with_a_sentence_of_its_own_keeps_it(store: Store) -> None:
    own = dataclasses.replace(OFFICE, remedies="可以申请行政复议。")
    store.run(commands.SetUpOffice(office=own, person="陈晓敏"), NOBODY)
    kept = store.read(queries.office)
    assert kept is not None and kept.remedies == own.remedies


@pytest.mark.parametrize(
    "text",
    [
        usual_remedies("示例县市场监督管理局"),
        "可以自收到本通知书之日起六十日内向云溪县人民政府申请行政复议。",
        "不服的，60日以内可向本溪市人民政府申请行政复议，6个月内起诉。",
        "行政复议机关为连南瑶族自治县人民政府，申请期限为60日。",
        "60 天内向示例区人民政府（示例区司法局代收）申请行政复议。",
        "可在两个月内向示例市人民政府提出复议申请。",
    ],
)
def test_a_sentence_that_names_body_and_period_is_fit(text: str) -> None:
    assert remedies_fault(text, "示例县市场监督管理局") == ""


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("可以申请行政复议。", "行政复议机关和申请行政复议的期限"),
        ("", "行政复议机关和申请行政复议的期限"),
        (" \n", "行政复议机关和申请行政复议的期限"),
        ("可以自收到本通知书之日起60日内依法申请行政复议。", "行政复议机关，"),
        ("可以自收到本通知书之日起60日内向上级机关申请行政复议。", "行政复议机关，"),
        ("可以自收到之日起60日内向本级人民政府申请行政复议，或者向人民法院起诉。", "行政复议机关，"),
        ("可以自收到之日起60日内向本县人民政府申请行政复议。", "行政复议机关，"),
        ("可以向示例县人民政府申请行政复议。", "申请行政复议的期限，"),
        ("依照2024年1月1日起施行的行政复议法，可以向示例县人民政府申请行政复议。", "的期限，"),
        ("6个月内可以向有管辖权的人民法院起诉。", "行政复议机关，"),
        ("60日内向示例县市场监督管理局申请行政复议。", "不能是本单位自己"),
        ("60日内向示例市市场监督管理局申请行政复议。", "不是行政复议机关"),
    ],
)
def test_a_sentence_that_does_not_is_told_what_it_lacks(text: str, lacking: str) -> None:
    assert lacking in remedies_fault(text, "示例县市场监督管理局（知识产权局）")


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("示例县人民政府", ""),
        ("示例市人民政府", ""),
        ("示例县市场监督管理局", "不能是本单位自己"),
        (" 示例县市场监督管理局 （知识产权局）", "不能是本单位自己"),
        ("示例市知识产权局", "不是行政复议机关"),
        ("示例县政务服务中心", "不是行政复议机关"),
        ("国家知识产权局", ""),
    ],
)
def test_the_reviewing_body_is_not_the_office_itself(body: str, fault: str) -> None:
    found = body_fault(body, "示例县市场监督管理局（知识产权局）")
    assert (fault in found and "示例县人民政府" in found) if fault else not found


FIRST = "应当自收到本通知书之日起60日内先向示例县人民政府申请行政复议；"


def test_the_court_that_an_office_names_stands_in_the_sentence() -> None:
    usual = usual_remedies("示例县市场监督管理局")
    assert "依法向韶关市武江区人民法院提起行政诉讼" in naming_court(usual, "韶关市武江区人民法院")
    assert naming_court(usual, "") == usual


@pytest.mark.parametrize("paper", OwnRemedies)
def test_papers_that_do_the_same_name_the_same_remedies(paper: OwnRemedies) -> None:
    """What ends an application undecided is appealed against first; a decision goes to court at once."""
    said, own = paper.usual("示例县人民政府"), {one.value: one.usual("示例县人民政府") for one in OwnRemedies}
    assert remedies_fault(said, "示例县市场监督管理局") == "" and said.endswith("。")
    assert (FIRST in said, "或者自收到" in said) == (paper.act is Act.ENDED, paper.act is not Act.ENDED)
    assert ("不停止本决定的执行" in said) == (paper is OwnRemedies.CLAWBACK)
    assert road_doubt(paper, own) == ""
    own["deemed_withdrawn"] = OwnRemedies.FORFEITURE.usual("示例县人民政府")
    doubted = {OwnRemedies.NOT_ACCEPTED: "视为撤回通知书", OwnRemedies.DEEMED_WITHDRAWN: "不予受理通知书"}
    doubt = road_doubt(paper, own)
    assert doubt.startswith(f"与{doubted[paper]}的救济途径不一致") if paper in doubted else not doubt


def test_remedies_are_those_of_the_law_in_force_on_the_day_of_the_paper() -> None:
    """Until the end of 2023 an applicant chose between the own government and the department above."""
    office = dataclasses.replace(OFFICE, upper_bureau="示例市市场监督管理局")
    own, either = "向示例县人民政府申请行政复议", "向示例县人民政府或者示例市市场监督管理局申请行政复议"
    old, new = datetime.date(2023, 12, 31), datetime.date(2024, 1, 1)
    body = "示例县人民政府"
    for paper in (None, *OwnRemedies):
        today = paper.usual(body) if paper is not None else usual_remedies(office.name)
        assert remedies_on(new, today, office, paper) == today and own in today
        before = remedies_on(old, today, office, paper)
        assert either in before and "60日内" in before and "6个月内" in before
        assert "应当先" not in before, "either road was open before, also against what ends an application"
        assert remedies_on(old, before, office, paper) == before, "an office that says so itself is right"
    zone = dataclasses.replace(office, name="肇庆高新技术产业开发区市场监督管理局")
    said = usual_remedies(zone.name)
    assert remedies_on(old, said, zone) == said, "nothing was to be chosen against one of a zone"
    unnamed = dataclasses.replace(OFFICE, upper_bureau="")
    assert "向示例县人民政府或者上一级主管部门申请" in remedies_on(old, usual_remedies(office.name), unnamed)


NOON = datetime.datetime(2024, 6, 1, 12).astimezone()
CITY, GOVERNMENT = "韶关市市场监督管理局", "韶关市人民政府"
AGAINST = f"。上述事项由{OFFICE.name}受{CITY}委托办理，申请行政复议的，以{CITY}为被申请人"
SUED = f"{AGAINST}，直接提起行政诉讼的，以{CITY}为被告"


def test_where_an_office_was_entrusted_remedies_go_against_who_entrusted_it() -> None:
    """行政复议法 art. 19(3), 行政诉讼法 art. 26(5); until 2023 with the choice that there was."""
    call = CallDetails(
        policy="shaoguan-2021", year=2024, title="第一批", entrusted=True, principal=CITY,
        principal_review=GOVERNMENT, begins_at=NOON, ends_at=NOON,
    )  # fmt: skip
    own = {one.value: one.usual("示例县人民政府") for one in OwnRemedies}
    office = dataclasses.replace(
        OFFICE, remedies=usual_remedies(OFFICE.name), own_remedies=own, court="示例县人民法院",
        upper_bureau=CITY,
    )  # fmt: skip
    named = in_whose_name(office, call, Level.OWN)
    assert (named.name, named.red_header, named.court) == (CITY, CITY, "")
    rows = (
        (2024, None, GOVERNMENT, SUED),
        (2024, OwnRemedies.REFUSAL, GOVERNMENT, SUED),
        (2024, OwnRemedies.CLAWBACK, GOVERNMENT, SUED),
        (2024, OwnRemedies.FORFEITURE, GOVERNMENT, SUED),
        (2024, OwnRemedies.NOT_ACCEPTED, GOVERNMENT, AGAINST),
        (2024, OwnRemedies.DEEMED_WITHDRAWN, GOVERNMENT, AGAINST),
        (2023, OwnRemedies.REFUSAL, f"{GOVERNMENT}或者上一级主管部门", SUED),
        (2023, OwnRemedies.NOT_ACCEPTED, f"{GOVERNMENT}或者上一级主管部门", SUED),
    )
    for year, paper, body, end in rows:
        sentence = named.own_remedies[paper] if paper else named.remedies
        told = remedies_on(datetime.date(year, 3, 1), sentence, named, paper)
        said = naming_principal(told, OFFICE.name, CITY)
        assert f"向{body}申请行政复议" in said and said.endswith(end), (year, paper)
        assert "示例县人民政府" not in said and "示例县人民法院" not in said
    for kept in ((office, None, Level.OWN), (office, call, Level.UPPER)):
        assert in_whose_name(*kept) is office
    assert in_whose_name(office, dataclasses.replace(call, entrusted=False), Level.OWN) is office


def test_whether_an_appeal_comes_first_says_the_law_of_the_day_and_the_sentence() -> None:
    first = {one.value: one.usual("示例县人民政府") for one in OwnRemedies}
    either = {OwnRemedies.NOT_ACCEPTED.value: OwnRemedies.NOT_ACCEPTED.as_decided("示例县人民政府")}
    old, new = datetime.date(2023, 12, 31), datetime.date(2024, 1, 1)
    rows = (
        ("not_accepted_notice", new, first, True),
        ("deemed_withdrawn_notice", new, first, True),
        ("not_accepted_notice", old, first, False),
        ("not_accepted_notice", new, either, False),
        ("refusal_decision", new, first, False),
        ("award_notification", new, first, False),
    )
    for kind, day, own, wanted in rows:
        office = dataclasses.replace(OFFICE, own_remedies=own)
        assert appeal_comes_first(kind, day, office) is wanted, (kind, day)
