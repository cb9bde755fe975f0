"""Which experts are related to an applicant, as the program can know it."""

from decimal import Decimal

import pytest

from ipdesk.models.awards.decision_basis import relation_of
from ipdesk.models.records import ApplicantDetails, Expert


@pytest.mark.parametrize(
    ("applicant", "unit", "relation"),
    [
        ("粤北理工学院", "粤北理工学院机械系", "是申请人单位的人员"),
        ("粤北三中", "粤北三中高中部", "是申请人单位的人员"),
        ("三中厂", "三中厂前街道办事处", ""),  # so short a name may begin that of another
        ("三中厂", "三中厂", "是申请人单位的人员"),
    ],
)
def test_a_part_of_the_unit_is_of_it_unless_its_name_is_short(
    applicant: str, unit: str, relation: str
) -> None:
    details = ApplicantDetails(kind="enterprise", name=applicant, identity="")
    assert relation_of(Expert("刘建平", unit, Decimal(80)), details, ()) == relation
