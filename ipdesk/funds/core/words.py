"""The words of a fund: levels, ways to allocate, channels, and what became of a payment."""

from __future__ import annotations

from enum import StrEnum


class SourceLevel(StrEnum):
    """The level of government that gives the money."""

    CENTRAL = "central"
    PROVINCIAL = "provincial"
    CITY = "city"
    COUNTY = "county"

    @property
    def label(self) -> str:
        """Return what it is called in Chinese."""
        return _LABELS[self]


class Method(StrEnum):
    """How a task is allocated 资金分配方式."""

    COMPETITIVE = "competitive"
    COLLECTIVE = "collective"
    FACTORS = "factors"
    AFTER_THE_FACT = "after_the_fact"
    SECOND_DISTRIBUTION = "second_distribution"
    PASSED_DOWN = "passed_down"

    @property
    def label(self) -> str:
        """Return what it is called in Chinese."""
        return _LABELS[self]


class Channel(StrEnum):
    """How money is paid. What goes by allotment or earmarked is paid by another budget, not by the bureau."""

    TREASURY = "treasury"
    BANK_UNITS = "bank_units"
    BANK_PERSONS = "bank_persons"
    ALLOTMENT = "allotment"
    EARMARKED = "earmarked"

    @property
    def label(self) -> str:
        """Return what it is called in Chinese."""
        return _LABELS[self]

    @property
    def passes_on(self) -> bool:
        """Say whether the money goes to another budget."""
        return self in (Channel.ALLOTMENT, Channel.EARMARKED)


class PaperRole(StrEnum):
    """What a paper of another office did: it brought the money, or passed it on."""

    ARRIVAL = "arrival"
    ALLOTMENT = "allotment"


_LABELS: dict[StrEnum, str] = {
    SourceLevel.CENTRAL: "中央",
    SourceLevel.PROVINCIAL: "省级",
    SourceLevel.CITY: "市级",
    SourceLevel.COUNTY: "县级",
    Method.COMPETITIVE: "竞争性分配",
    Method.COLLECTIVE: "集体研究",
    Method.FACTORS: "因素分配",
    Method.AFTER_THE_FACT: "后补助",
    Method.SECOND_DISTRIBUTION: "二次分配",
    Method.PASSED_DOWN: "直接下达",
    Channel.TREASURY: "国库集中支付",
    Channel.BANK_UNITS: "银行批量支付（对公）",
    Channel.BANK_PERSONS: "银行批量代发（对私）",
    Channel.ALLOTMENT: "指标下达",
    Channel.EARMARKED: "戴帽转移支付",
}
