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
        ("知识产权服务中心", "向本级人民政府申请"),
    ],
)
def test_the_government_is_taken_from_the_name(office: str, government: str) -> None:
    said = usual_remedies(office)
    assert government in said
    assert "60日" in said and "6个月" in said


def test_an_office_with_a_sentence_of_its_own_keeps_it(store: Store) -> None:
    own = dataclasses.replace(OFFICE, remedies="可以申请行政复议。")
    store.run(commands.SetUpOffice(office=own, person="陈晓敏"))
    assert store.read(queries.office) == own
