"""What kinds and facts are to the national rules, whatever a pack calls them: guards go by these roles."""

from __future__ import annotations

from enum import StrEnum


class KindRole(StrEnum):
    """At which stage of its life a kind shows an intellectual-property right; limits and checks go by it."""

    APPLICATION = "application"
    GRANT = "grant"
    ANNUITY = "annuity"


class FactRole(StrEnum):
    """What a fact holds: costs and support as amounts, the type of the patent as a choice."""

    OFFICIAL_FEE = "official_fee"
    AGENCY_FEE = "agency_fee"
    ANNUITY = "annuity"
    OTHER_SUPPORT = "other_support"
    PATENT_TYPE = "patent_type"


PATENT_TYPES = frozenset({"invention", "utility_model", "design"})
"""The ids of the choices of a patent type that the national rules tell apart."""

ROLE_NAMES = {
    **{
        KindRole.APPLICATION.value: "申请阶段",
        KindRole.GRANT.value: "专利授权",
        KindRole.ANNUITY.value: "年费",
    },
    FactRole.OFFICIAL_FEE.value: "官方规定费用",
    FactRole.AGENCY_FEE.value: "代理费",
    FactRole.OTHER_SUPPORT.value: "其他各级资助",
    FactRole.PATENT_TYPE.value: "专利类型",
}
"""Every role with its Chinese name."""
