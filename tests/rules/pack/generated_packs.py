"""Packs drawn at random from the models: every form of amount, condition and limit, nested and combined."""

from functools import cache, lru_cache
from typing import Any

from hypothesis import strategies as st

from ipdesk.rules.checking.pack import check_pack
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import vocabulary_for
from ipdesk.rules.pack.model import Pack
from ipdesk.rules.source.findings import Severity
from ipdesk.rules.source.sentences import standard_phrases
from ipdesk.rules.source.yaml_source import Source

Data = dict[str, Any]
FACTS: Data = {
    "money": {"name": "甲金额", "type": "amount"},
    "support": {"name": "乙金额", "type": "amount", "default": "0"},
    "count": {"name": "数量", "type": "integer", "default": "0"},
    "months": {"name": "月数", "type": "integer"},
    "number": {"name": "数值", "type": "number"},
    "share": {"name": "占比", "type": "ratio"},
    "flag": {"name": "是否", "type": "boolean"},
    "asked": {"name": "应答", "type": "boolean", "needed": "true"},
    "grade": {"name": "等次", "type": "choice", "choices": {"a": "甲", "b": "乙", "c": "丙"}},
    "region": {"name": "地区", "type": "region"},
    "family": {"name": "族", "type": "text"},
    "day": {"name": "申报日", "type": "date"},
}
WORDS = {
    "kinds": {
        name: {"name": name, "section": "patent", "date": "日期", "ref": {"name": "编号"}, "facts": FACTS}
        for name in ("first", "second")
    }
}
PARAMETERS = {
    "rate": {
        "name": "利率",
        "values": [
            {"from": "2020-01-01", "value": "3.7"},
            {"from": "2022-06-01", "until": "2024-06-30", "value": "4.35"},
        ],
    }
}
TERM = {"from": "2022-01-01", "until": "2024-12-31"}
SUMS = st.sampled_from(["0", "0.01", "1", "99.99", "500", "1000", "33333.33", "200000"])
RATES = st.sampled_from(["0", "0.1", "30", "33.333", "50", "100"])
NUMBERS = st.one_of(
    st.sampled_from(["2", "0.5", "count", "share"]),
    st.fixed_dictionaries({"fact": st.sampled_from(["months", "number"]), "at_most": st.just("12")}),
    st.just({"parameter": "rate"}),
)
DAYS = st.one_of(
    st.sampled_from(["2022-06-01", "2023-01-01"]),
    st.fixed_dictionaries(
        {"of": st.sampled_from(["date", "day"]), "months": st.sampled_from(["-12", "0", "6"])},
        optional={"start_of": st.sampled_from(["year", "quarter", "month"])},
    ),
)
WHO = st.sampled_from(["any", "any", "any", "any", "business", {"group": "any", "traits": "sme"}])


def plain_conditions(*, dated: bool = True) -> st.SearchStrategy[Data]:
    """One test of one fact."""
    values = st.sampled_from(["a", "b", "c"])
    found = [
        st.just({"fact": "flag"}),
        st.sampled_from([{"fact": "asked"}, {"fact": "asked", "is": "false"}]),
        st.just({"given": "support"}),
        st.fixed_dictionaries({"fact": st.just("grade"), "in": st.lists(values, min_size=1, unique=True)}),
        st.fixed_dictionaries({"fact": st.just("region"), "not_in": st.just(["US", "JP"])}),
    ]
    for test in ("at_least", "above", "at_most", "below"):
        bound = st.sampled_from(["1", "5", "100"])
        found.append(
            st.fixed_dictionaries({"fact": st.sampled_from(["money", "count", "number"]), test: bound})
        )
    if dated:
        found.append(st.fixed_dictionaries({"fact": st.sampled_from(["day", "date"]), "since": DAYS}))
        found.append(st.fixed_dictionaries({"fact": st.just("day"), "until": DAYS}))
    return st.one_of(found)


def conditions(*, dated: bool = True) -> st.SearchStrategy[Data]:
    """A test, or several joined."""
    plain = plain_conditions(dated=dated)
    parts = st.lists(plain, min_size=1, max_size=2)
    joined = [st.fixed_dictionaries({key: parts}) for key in ("any", "all")]
    return st.one_of(plain, *joined, st.fixed_dictionaries({"not": plain}))


def _tiers(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Data]:
    falling = st.tuples(inner, inner).map(
        lambda two: [{"above": "50", "amount": two[0]}, {"at_least": "5", "amount": two[1]}]
    )
    rising = st.tuples(inner, inner).map(
        lambda two: [{"below": "3", "amount": two[0]}, {"at_most": "10", "amount": two[1]}]
    )
    by = st.sampled_from(["money", "count", "number"])
    return st.fixed_dictionaries({"by": by, "steps": st.one_of(falling, rising)})


def _tables(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Data]:
    whole = {"by": st.just("grade"), "values": st.fixed_dictionaries({"a": inner, "b": inner, "c": inner})}
    open_ = {"by": st.just("region"), "values": st.fixed_dictionaries({"US": inner}), "otherwise": inner}
    return st.one_of(st.fixed_dictionaries(whole), st.fixed_dictionaries(open_))


def _bands() -> st.SearchStrategy[Data]:
    return st.sampled_from(
        [
            {"by": "money", "steps": [{"above": "0", "rate": "5"}, {"above": "100", "rate": "0.3"}]},
            {"by": "count", "steps": [{"above": "1", "each": "3"}, {"above": "10", "each": "0.01"}]},
        ]
    )


def _choices(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Data]]:
    first = st.fixed_dictionaries({"who": WHO.filter(lambda who: who != "any"), "amount": inner})
    second = st.fixed_dictionaries(
        {"when": st.lists(plain_conditions(), min_size=1, max_size=1), "amount": inner}
    )
    return st.tuples(first, second, st.fixed_dictionaries({"otherwise": inner})).map(list)


def _nested(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Data]:
    several = st.lists(inner, min_size=1, max_size=3)
    by = st.lists(NUMBERS, min_size=1, max_size=2)
    rate = st.one_of(RATES, st.just({"fact": "number", "at_most": "60"}), st.just({"parameter": "rate"}))
    forms: Data = {
        "percent": st.fixed_dictionaries({"rate": rate, "of": inner}),
        "table": _tables(inner),
        "tiers": _tiers(inner),
        "bands": _bands(),
        "choose": _choices(inner),
        "units": st.just([{"count": "count", "price": "0.03"}, {"count": "months", "price": "200"}]),
        "times": st.fixed_dictionaries({"amount": inner, "by": by}),
        "ratio": st.fixed_dictionaries(
            {"amount": inner, "of": NUMBERS, "to": NUMBERS}, optional={"at_most_whole": st.just("true")}
        ),
        "sum": several,
        "smaller": several,
        "larger": several,
        "less": st.fixed_dictionaries({"amount": inner, "deduct": st.sampled_from(["support", "money"])}),
        "at_most": st.fixed_dictionaries({"amount": inner, "ceiling": inner}),
    }
    return st.one_of([st.fixed_dictionaries({name: part}) for name, part in forms.items()])


LEAVES = st.one_of(SUMS, st.sampled_from(["money", "support"]), st.just({"parameter": "rate"}))
AMOUNTS = st.recursive(LEAVES, _nested, max_leaves=4)
PER = st.lists(
    st.sampled_from(["applicant", "year", "item", "grade", "family"]), min_size=1, max_size=2, unique=True
)


def _seldom(condition: st.SearchStrategy[Data]) -> st.SearchStrategy[list[Data]]:
    """No condition in three of four rules, so that most lines come to a sum."""
    none: st.SearchStrategy[list[Data]] = st.just([])
    return st.one_of(none, none, none, condition.map(lambda one: [one]))


# Made once: a strategy made anew at each draw is validated anew, a third of the time.
UP_TO_FOUR, UP_TO_FIVE, UP_TO_NINE = st.integers(0, 4), st.integers(0, 5), st.integers(0, 9)
EITHER, BORDERS = st.booleans(), st.sampled_from(["ceiling", "floor"])
KINDS = st.sampled_from(["first", ["first", "second"]])
WHERE, UNDATED, REQUIRES = _seldom(plain_conditions()), plain_conditions(dated=False), _seldom(conditions())
ONCE = st.sampled_from([[], [], "item", "applicant", ["item", "grade"]])
LIMITS = st.sampled_from(
    ["sum", "sum", "by_year", "computed", "count", "quota", "highest", "top_up", "after"]
)
COUNTS = st.integers(1, 3).map(str)
DISTINCT = {"quota": st.just("applicant"), "count": st.sampled_from(["region", "grade"])}
RULES, BOUND = st.integers(1, 4), st.integers(0, 3)


@st.composite
def rules(draw: st.DrawFn, number: int) -> Data:
    """One rule; its amount now and then decided, or a milestone over the rule before."""
    form = draw(UP_TO_NINE)
    amount = draw(AMOUNTS)
    if form == 0:
        amount = {"decided": {draw(BORDERS): draw(SUMS)}}
    elif form == 1 and number:
        steps = [{"at_least": "3", "amount": "700"}, {"at_least": "1", "amount": "100.5"}]
        amount = {"milestone": {"rules": f"r{number - 1}", "per": ["applicant", "year"], "steps": steps}}
    found = {
        "id": f"r{number}", "article": "一", "title": "甲", "summary": "甲", "who": draw(WHO),
        "about": {"kind": draw(KINDS),
                  "where": draw(WHERE)},
        "requires": draw(REQUIRES),
        "amount": amount,
        "once": draw(ONCE),
    }  # fmt: skip
    if number and draw(UP_TO_NINE) == 0:
        found["over"] = [f"r{number - 1}"]
    if draw(UP_TO_FIVE) == 0:
        found["matching"] = "0.5"
    return found


@cache
def _over(*ids: str) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True)


@st.composite
def limits(draw: st.DrawFn, number: int, *ids: str) -> Data:
    """One limit over some of the rules."""
    over = draw(_over(*ids))
    found: Data = {"id": f"l{number}", "name": "上限", "rules": over, "per": draw(PER)}
    form = draw(LIMITS)
    if form == "sum":
        found["sum"] = draw(SUMS)
    elif form == "by_year":
        found |= {"per": ["applicant", "year"], "sum": {"2022": draw(SUMS), "2024": draw(SUMS)}}
    elif form == "computed":
        found["sum"] = {"percent": {"rate": draw(RATES), "of": "money"}}
    elif form in ("count", "quota"):
        found["count"] = draw(COUNTS)
        distinct = draw(DISTINCT[form])
        found |= {"distinct": distinct} if form == "quota" or draw(EITHER) else {}
    elif form == "after":
        others = [name for name in ids if name not in over]
        found |= {"after": draw(st.sampled_from(others))} if others else {"top_up": "true"}
    else:
        found[form] = "true"
    if draw(UP_TO_FOUR) == 0:
        found["where"] = [draw(UNDATED)]
    if draw(UP_TO_FOUR) == 0:
        found["who"] = draw(WHO)
    return found


_rule, _limit = cache(rules), cache(limits)


@st.composite
def pack_data(draw: st.DrawFn) -> Data:
    """The data of a whole pack, as its YAML would hold it."""
    made = [draw(_rule(number)) for number in range(draw(RULES))]
    ids = [rule["id"] for rule in made]
    bound = [draw(_limit(number, *ids)) for number in range(draw(BOUND))]
    found: Data = {
        "format": "1", "id": "drawn", "title": "试", "short_title": "试", "document": "试〔2022〕1号",
        "issuer": "某县", "level": "local", "term": TERM, "words": WORDS, "parameters": PARAMETERS,
        "rules": made, "limits": bound,
    }  # fmt: skip
    if draw(EITHER):
        found["splits"] = [{"shares": {"市级": "3", "县级": "7"}}]
    if draw(UP_TO_NINE) == 0:
        found["bars"] = [{"when": [{"fact": "day", "since": "2023-06-01"}], "text": "处罚未满期"}]
    return found


@lru_cache(maxsize=1)
def _nowhere() -> Source:
    return Source("drawn.yaml", "{}")


def policies() -> st.SearchStrategy[Policy]:
    """Policies from packs without errors: what a checked pack says must compute."""
    return pack_data().map(policy_of).filter(lambda policy: policy is not None)


def policy_of(data: Data) -> Policy | None:
    """Compile a pack's data; None where its check finds an error."""
    form = Pack.model_validate(data)
    words = vocabulary_for(form)
    findings = check_pack(form, _nowhere(), words)
    if any(finding.severity is Severity.ERROR for finding in findings):
        return None
    return Policy(form, b"", "drawn", words, standard_phrases())
