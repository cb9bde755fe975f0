"""A second reader of traces: the result that each sentence must have, worked out again from its own words."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from ipdesk.rules.core.result import TraceStep

FIGURE = r"-?\d[\d,]*(?:\.\d+)?"
MONEY = re.compile(rf"(约 ?)?({FIGURE}) ?元")
ASIDE = re.compile(r"（[^（）]*）")
CENT = Decimal("0.01")


def money(text: str) -> list[Decimal | None]:
    """Return every sum of money that a text speaks of, None for what is only about right."""
    return [None if about else number(found) for about, found in MONEY.findall(text)]


def number(text: str) -> Decimal:
    """Return a figure as it is written."""
    return Decimal(text.replace(",", ""))


def result(step: TraceStep) -> Decimal | None:
    """Return the sum that a step comes to, None where it names none or one that is only about right."""
    found = money(step.result)
    return found[-1] if found else None


def due(step: TraceStep, before: Decimal | None) -> Decimal | None:
    """Return what a step must come to, by its words and the result ``before``, None where unsaid."""
    text = step.text
    if None in money(text):
        return None
    sums = [found for found in money(text) if found is not None]
    for words, joined in (("取较低者：", min), ("取较高者：", max), ("各项合计：", sum)):
        if text.startswith(words):
            parts = [money(part)[-1] for part in re.split(r" ＋ |、", text.removeprefix(words))]
            return Decimal(joined(part for part in parts if part is not None))
    if "减去" in text:
        start = sums[0] if len(sums) > 1 else before
        return None if start is None else max(Decimal(0), start - sums[-1])
    if text.endswith("不计"):
        head = money(text.partition("超过")[0])
        ceiling, cut = sums[-2], sums[-1]
        return ceiling if not head or head[0] is None else head[0] - cut
    if text == "四舍五入到分":
        return None if before is None else before.quantize(CENT, ROUND_HALF_UP)
    if step.result.startswith("核减"):
        return sums[0] - sums[1] if "超过可用的" in text else sums[0] if sums else None
    if step.result.startswith("可用"):
        limit, used = (
            (sums[0], sums[1]) if "此前" in text or "本申请件前面" in text else (sums[0], Decimal(0))
        )
        return max(Decimal(0), limit - used)
    return _product(text) if " × " in text else None


def _product(text: str) -> Decimal | None:
    """Return what products, added up, come to: sums, counts, shares, each capped where it says so."""
    total = Decimal(0)
    for term in text.rpartition("：")[2].split(" ＋ "):
        product = Decimal(1)
        for part in re.split(r"( × | ÷ )", term)[::2]:
            factor = _factor(part)
            if factor is None:
                return None
            product = product * factor
        if " ÷ " in term:
            divisor = _factor(term.rpartition(" ÷ ")[2])
            product = product / divisor / divisor if divisor else product
        total += product
    return total


def _factor(text: str) -> Decimal | None:
    capped = re.search(rf"最多计 ({FIGURE}%?)", text)
    found = re.findall(rf"{FIGURE}%?", capped[1] if capped else ASIDE.sub("", text))
    if not found or "约" in text:
        return None
    return number(found[-1].removesuffix("%")) / (100 if found[-1].endswith("%") else 1)


def unknown(step: TraceStep, known: Iterable[Decimal]) -> list[Decimal]:
    """Return the sums in the words of a step that nothing before it came to."""
    there = set(known)
    text = ASIDE.sub("", step.text).partition("，分段累计：")[0]  # bands are checked with what they come to
    return [found for found in money(text) if found is not None and found not in there]
