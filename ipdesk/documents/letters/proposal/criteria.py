"""By what experts judge: a set of criteria for each kind of matter, which the template words."""

from __future__ import annotations

from collections.abc import Mapping

from ipdesk.documents.letters.proposal.data import IMPLEMENTED

OTHER = "other_matter"
MATTERS = {
    "cultivation": "评审的是高价值专利培育",
    IMPLEMENTED: "评审的是专利实施、运营",
    "services": "评审的是服务项目",
    "stations": "评审的是指导站、基地建设",
    "research": "评审的是课题研究、分析评议、导航预警",
    OTHER: "评审的是其他事项",
}
"""What a template may word criteria for, and what a clerk calls it."""
_BY_TYPE = {
    "high_value_cultivation": "cultivation",
    "patent_implementation": IMPLEMENTED,
    "operation": IMPLEMENTED,
    "quality_service": "services",
    "guidance_station": "stations",
    "training_base": "stations",
    "soft_research": "research",
    "major_review": "research",
    "navigation": "research",
    "early_warning": "research",
    "industry_navigation": "research",
    "enterprise_navigation": "research",
}
"""By the type of a project in the vocabulary."""


def matter_of(kind: str, facts: Mapping[str, object]) -> str:
    """Return what kind of matter an achievement is."""
    return _BY_TYPE.get(str(facts.get("type", "")), OTHER) if kind == "project" else OTHER
