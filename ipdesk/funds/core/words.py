"""The words of a fund: levels, ways to allocate, channels, and what became of a payment."""

from __future__ import annotations

from enum import StrEnum


class Labelled(StrEnum):
    """Words with an id for data, and the name by which people call them."""

    label: str

    def __new__(cls, value: str, label: str) -> Labelled:
        """Keep the Chinese name beside the id."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class SourceLevel(Labelled):
    """The level of government that gives the money."""

    CENTRAL = ("central", "中央")
    PROVINCIAL = ("provincial", "省级")
    CITY = ("city", "市级")
    COUNTY = ("county", "县级")


class Method(Labelled):
    """How a task is allocated 资金分配方式."""

    COMPETITIVE = ("competitive", "竞争性分配")
    COLLECTIVE = ("collective", "集体研究")
    FACTORS = ("factors", "因素分配")
    AFTER_THE_FACT = ("after_the_fact", "后补助")
    SECOND_DISTRIBUTION = ("second_distribution", "二次分配")
    PASSED_DOWN = ("passed_down", "直接下达")


class Channel(Labelled):
    """How money is paid. What goes by allotment or earmarked is paid by another budget, not by the bureau."""

    TREASURY = ("treasury", "国库集中支付")
    BANK_UNITS = ("bank_units", "银行批量支付（对公）")
    BANK_PERSONS = ("bank_persons", "银行批量代发（对私）")
    ALLOTMENT = ("allotment", "指标下达")
    EARMARKED = ("earmarked", "戴帽转移支付")

    @property
    def passes_on(self) -> bool:
        """Say whether the money goes to another budget."""
        return self in (Channel.ALLOTMENT, Channel.EARMARKED)
