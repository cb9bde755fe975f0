"""Packs made to hurt: the check says what is too much, grows as the size does, and can be ended."""

from __future__ import annotations

import cProfile
from collections.abc import Callable

import pytest

from ipdesk.cli.check import wrapped
from ipdesk.rules.checking.size import MOST, check_size
from ipdesk.rules.library.check_file import CheckedFile, check_data
from ipdesk.rules.library.policy_library import policy_from_bytes
from ipdesk.rules.pack.model import Pack
from ipdesk.rules.source.findings import PackError
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.yaml_source import Source
from tests.rules.pack.small_pack import SMALL

EARLIER = "{rule: 1-work, applicant: a1, year: 2022, amount: 1, times: 10000}, "
BOTH = "{all: [{given: registrar}, {fact: registrar, is: other}]}"
ANY = "{any: [{fact: registrar, is: guangdong}, {fact: registrar, is: other}, {given: registrar}]}"
PERCENT = "{percent: {rate: 5, of: contract_amount}}"


def check(text: str) -> CheckedFile:
    return check_data(text.encode(), "big.yaml")


def codes(text: str) -> set[str]:
    return {finding.code for finding in check(text).findings}


def rule(number: int, further: str = "") -> str:
    return (
        f"  - {{id: r{number}, article: 一, title: 作品{number}, summary: 作品登记。, who: unit,"
        f" about: {{kind: work_registration}}, amount: 100, once: item{further}}}\n"
    )


def limit(number: int) -> str:
    head = f"  - {{id: l{number}, name: 上限{number}, rules: [1-work]"
    return f"{head}, per: [applicant, year], sum: {number + 2000}}}\n"


def example(number: int) -> str:
    return (
        f"  - why: 第 {number} 个作品一百元。\n    applicant: {{id: a1, kind: enterprise}}\n"
        f'    achievements: [{{id: "1", kind: work_registration, date: 2022-03-01, ref: V{number},'
        " facts: {registrar: guangdong}}]\n"
        '    expect: [{achievement: "1", rule: 1-work, status: awarded, amount: 100}]\n'
    )


def pack(rules: int = 0, limits: int = 0, examples: int = 0) -> str:
    text = SMALL.replace("limits:\n", "".join(map(rule, range(rules))) + "limits:\n")
    text = text.replace("examples:\n", "".join(map(limit, range(limits))) + "examples:\n")
    return text + "".join(map(example, range(examples)))


def with_requires(condition: str) -> str:
    return SMALL.replace("    amount: 100\n", f"    requires: [{condition}]\n    amount: 100\n")


def with_amount(amount: str) -> str:
    return SMALL.replace(f"amount: {PERCENT}", f"amount: {amount}")


def bordered(number: int) -> str:
    border = f"patent_transaction, where: [{{fact: contract_amount, at_least: {number}}}]"
    return rule(number).replace("work_registration", border)


TOO_MUCH: dict[str, tuple[str, str]] = {
    "rules": (pack(rules=MOST["rules"] - 1), "too_many"),
    "limits": (pack(limits=MOST["limits"]), "too_many"),
    "examples": (pack(examples=MOST["examples"]), "too_many"),
    "a list": (with_requires(", ".join([ANY] * 2001)), "too_many"),
    "keys": (SMALL + "".join(f"k{number}: 1\n" for number in range(5000)), "too_many"),
    "the same list in a table": (
        with_amount("{table: {by: recorded, values: {" + ", ".join(f"v{n}: 1" for n in range(3000)) + "}}}"),
        "too_many",
    ),
    "earlier awards": (
        SMALL.replace("    history: [", "    history: [" + EARLIER * 40),
        "too_many",
    ),
    "limits over all of many rules": (
        pack(rules=900).replace(
            "examples:\n",
            "".join(f"  - {{id: a{n}, name: 全部{n}, rules: all, per: [year], sum: 1}}\n" for n in range(200))
            + "examples:\n",
        ),
        "too_many",
    ),
    "a word": (SMALL.replace("title: 作品登记", "title: " + "x" * 50_000), "too_long"),
    "an unknown word": (SMALL.replace("who: unit", "who: " + "y" * 50_000), "too_long"),
    "a key": (SMALL + "k" * 50_000 + ": 1\n", "bad_yaml"),
    "digits": (SMALL.replace("amount: 100\n", "amount: " + "9" * 20_000 + "\n"), "too_long"),
    "a share": (SMALL.replace("rate: 5", "rate: 1e-20000"), "huge_number"),
    "a sum": (SMALL.replace("sum: 1000", "sum: 1e20000"), "huge_number"),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_is_too_much_is_said_in_a_short_sentence(name: str) -> None:
    text, code = TOO_MUCH[name]
    checked = check(text)
    assert code in {finding.code for finding in checked.findings}
    assert not checked.passed
    assert max(len(finding.message) for finding in checked.findings) < 200
    with pytest.raises(PackError):
        policy_from_bytes(text.encode(), "big.yaml")


def test_the_most_that_is_allowed_is_checked() -> None:
    most = with_requires(", ".join(["{fact: registrar, is: guangdong}"] * 2000))
    found = codes(most)
    assert "too_many" not in found and "not_all_shown" in found
    source = Source.from_bytes("most.yaml", pack(rules=MOST["rules"] - 2).encode())
    assert check_size(read_model(Pack, source), source) == []


@pytest.mark.parametrize(
    "requires",
    [
        "{all: [" + ", ".join([ANY] * 40) + "]}",
        "{not: {any: [" + ", ".join([BOTH] * 40) + "]}}",
        ", ".join([ANY] * 60),
    ],
)
def test_alternatives_that_multiply_are_not_written_out(requires: str) -> None:
    assert "bad_yaml" not in codes(with_requires(requires))


def test_many_limits_and_examples_end_with_a_remark_that_the_rest_was_not_looked_at() -> None:
    checked = check(pack(limits=300, examples=300))
    assert checked.passed
    assert "not_all_shown" in {finding.code for finding in checked.findings}
    assert "not_all_shown" not in codes(pack(limits=20, examples=40))


def test_limits_over_the_same_are_remarked_on_once_each() -> None:
    found = [finding for finding in check(pack(limits=60)).findings if finding.code == "same_limit"]
    assert len(found) == 59
    twice = check(pack(limits=3).replace("sum: 2002", "sum: 2000"))
    assert [f.message for f in twice.findings if f.code == "same_limit"] == [
        "与“l0”管的范围相同、sum 不同，较宽的一个不起作用，请核对。",
        "与“l0”管的范围和内容完全相同，请删去一个。",
    ]


# --- growth ---


def calls(work: Callable[[], object]) -> int:
    """Return how many functions some work calls: the same on every machine."""
    profile = cProfile.Profile()
    profile.runcall(work)
    return sum(function.callcount for function in profile.getstats())


@pytest.mark.parametrize(
    "larger",
    [
        lambda size: pack(rules=size),
        lambda size: pack(examples=size),
        lambda size: pack(rules=size).replace("article: 一, title: 作", "article: 第9条, title: 作"),
        lambda size: pack(rules=size).replace("who: unit, about", "who: nobody, about"),
        lambda size: pack().replace("limits:\n", "".join(map(bordered, range(size))) + "limits:\n"),
    ],
    ids=["rules", "examples", "articles", "wrong rules", "bordered rules"],
)
def test_the_check_grows_no_faster_than_twice_for_double_the_size(larger: Callable[[int], str]) -> None:
    small, large = larger(150), larger(300)
    check(larger(2))  # what is only made once
    assert calls(lambda: check(large)) < 2.6 * calls(lambda: check(small))


def test_a_check_can_be_ended_at_any_of_its_steps() -> None:
    steps = 0

    class Ended(Exception):
        pass

    def pause() -> None:
        nonlocal steps
        steps += 1
        if steps == last:
            raise Ended

    last, text = -1, pack(rules=30, limits=30, examples=30).encode()
    check_data(text, "x.yaml", pause)
    whole = steps
    assert whole > 300
    for last in (1, whole // 3, whole):
        steps = 0
        with pytest.raises(Ended):
            check_data(text, "x.yaml", pause)
        assert steps == last


def test_a_line_without_a_break_is_broken_in_one_go() -> None:
    words = "x" * 300_000
    assert calls(lambda: list(wrapped(words, 10_000))) < 5 * len(words)
    assert "".join(part.strip() for part in wrapped(words, 10_000)) == words
