"""The sentence on remedies proposed to an office names the government above it."""

import dataclasses

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.remedies import usual_remedies
from ipdesk.models.store import Store
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
    store.run(commands.SetUpOffice(office=own, person="陈晓敏"))
    assert store.read(queries.office) == own
