"""The same two clauses in zen-engine and OpenFisca-Core, with their traces, against ours; all must agree."""

import importlib.util
import json
from collections.abc import Callable
from typing import Any

from tests.bench.report import Figure
from tests.bench.timing import best, each

TIMES_ZEN, TIMES_OPENFISCA = 10.0, 15.0
ZEN_CASES, OPENFISCA_CASES = 2_000, 200
Plain = dict[str, Any]
"""A case as a flat row: the kind, and the facts of its clause (sums in fen)."""


def run(rows: list[Plain], ours: Callable[[int], list[int]], per_second: float) -> list[Figure]:
    """Compare with whichever rival is installed.

    ``ours`` gives our amounts (fen) of the first so many rows, ``per_second`` is our rate with trace.
    """
    figures = []
    for package, module, measure in (
        ("zen-engine", "zen", _zen),
        ("openfisca-core", "openfisca_core", _openfisca),
    ):
        if importlib.util.find_spec(module) is None:
            print(f"  skipped: {package} is not installed (pip install ipdesk[bench])", flush=True)
            continue
        figures.append(measure(rows, ours, per_second))
    return figures


# ------------------------------------------------------------ zen-engine


def _zen(rows: list[Plain], ours: Callable[[int], list[int]], per_second: float) -> Figure:
    import zen

    decision = zen.ZenEngine().create_decision(json.dumps(_graph()))
    rows = [{**row, "used": 0, "paid": 0} for row in rows[:ZEN_CASES]]
    found = [decision.evaluate(row)["result"]["amount"] for row in rows]
    assert found == ours(len(rows)), "zen-engine must come to the same sums"
    rate = len(rows) / best(lambda: each(lambda row: decision.evaluate(row, {"trace": True}), rows))
    detail = f"{rate:,.0f} traced graphs/s"
    return Figure("traced one-line cases, times zen-engine", per_second / rate, TIMES_ZEN, True, detail)


def _graph() -> Plain:
    nodes = [
        _node("in", "inputNode"),
        _node("kind", "switchNode", _switch()),
        _node("works", "decisionTableNode", _works()),
        _node("tiers", "decisionTableNode", _tiers()),
        _node("cap", "expressionNode", _cap()),
        _node("out", "outputNode"),
    ]
    edges = [
        ("in", "kind", None),
        ("kind", "works", "work"),
        ("kind", "tiers", "deal"),
        ("tiers", "cap", None),
        ("works", "out", None),
        ("cap", "out", None),
    ]
    return {"nodes": nodes, "edges": [_edge(number, *edge) for number, edge in enumerate(edges)]}


def _node(name: str, kind: str, content: Plain | None = None) -> Plain:
    node: Plain = {"id": name, "name": name, "type": kind, "position": {"x": 0, "y": 0}}
    return node if content is None else {**node, "content": content}


def _edge(number: int, source: str, target: str, handle: str | None) -> Plain:
    edge: Plain = {"id": str(number), "type": "edge", "sourceId": source, "targetId": target}
    return edge if handle is None else {**edge, "sourceHandle": handle}


def _switch() -> Plain:
    return {
        "hitPolicy": "first",
        "statements": [
            {"id": "work", "condition": "kind == 'work_registration'"},
            {"id": "deal", "condition": "kind == 'patent_transaction'"},
        ],
    }


def _table(inputs: list[str], rows: list[list[str]]) -> Plain:
    outputs = ["amount", "reason"]
    columns = [f"i{number}" for number in range(len(inputs))] + [f"o{number}" for number in range(2)]
    return {
        "hitPolicy": "first",
        "inputs": [{"id": f"i{n}", "name": field, "field": field} for n, field in enumerate(inputs)],
        "outputs": [{"id": f"o{n}", "name": field, "field": field} for n, field in enumerate(outputs)],
        "rules": [
            {"_id": str(number), **dict(zip(columns, row, strict=True))} for number, row in enumerate(rows)
        ],
    }


def _works() -> Plain:
    return _table(
        ["registrar", "used"],
        [
            ["'guangdong'", "< 100", "20000", "'awarded'"],
            ["'guangdong'", "", "0", "'count_cap'"],
            ["", "", "0", "'not_eligible'"],
        ],
    )


def _tiers() -> Plain:
    table = _table(
        ["sme and recorded and implemented and not related_party", "contract_amount"],
        [
            ["false", "", "0", "'not_eligible'"],
            ["", ">= 500000000", "5000000", "'tier'"],
            ["", ">= 100000000", "2000000", "'tier'"],
            ["", "", "floor((contract_amount + 50) / 100)", "'percent'"],
        ],
    )
    return {**table, "passThrough": True}


def _cap() -> Plain:
    expressions = [
        ("left", "max([0, 5000000 - paid])"),
        ("granted", "min([amount, $.left])"),
        ("cut", "amount - $.granted"),
        ("amount", "$.granted"),
    ]
    return {"expressions": [{"id": key, "key": key, "value": value} for key, value in expressions]}


# ------------------------------------------------------------ OpenFisca-Core


def _openfisca(rows: list[Plain], ours: Callable[[int], list[int]], per_second: float) -> Figure:
    from openfisca_core.simulations import SimulationBuilder

    system = _system()
    rows = rows[:OPENFISCA_CASES]

    def evaluate(row: Plain) -> Any:  # noqa: ANN401
        facts = {name: {"2022": value} for name, value in _openfisca_facts(row).items()}
        simulation = SimulationBuilder().build_from_entities(system, {"applicants": {"a1": facts}})
        simulation.trace = True
        total = simulation.calculate("total", "2022")
        return total, simulation.tracer.computation_log.lines()

    found = [round(float(evaluate(row)[0][0]) * 100) for row in rows]
    assert all(abs(one - other) <= 1 for one, other in zip(found, ours(len(rows)), strict=True)), "same sums"
    rate = len(rows) / best(lambda: each(evaluate, rows))
    detail = f"{rate:,.0f} traced applicants/s"
    return Figure("traced one-line cases, times OpenFisca", per_second / rate, TIMES_OPENFISCA, True, detail)


def _openfisca_facts(row: Plain) -> Plain:
    if row["kind"] == "work_registration":
        return {"registered_works": int(row["registrar"] == "guangdong")}
    facts = {name: row[name] for name in ("sme", "recorded", "implemented", "related_party")}
    return {**facts, "contract_amount": row["contract_amount"] / 100}


def _system() -> Any:  # noqa: ANN401
    import numpy
    from openfisca_core import entities, periods, taxbenefitsystems, variables

    applicant = entities.SingleEntity("applicant", "applicants", "", "")
    system = taxbenefitsystems.TaxBenefitSystem([applicant])

    def add(name: str, kind: type, formula: Any = None) -> None:  # noqa: ANN401
        body: Plain = {"value_type": kind, "entity": applicant, "label": name}
        body["definition_period"] = periods.DateUnit.YEAR
        if formula is not None:
            body["formula"] = formula
        system.add_variable(type(name, (variables.Variable,), body))

    def eligible(who: Any, period: Any) -> Any:  # noqa: ANN401
        facts = [who(name, period) for name in ("sme", "recorded", "implemented")]
        return facts[0] * facts[1] * facts[2] * numpy.logical_not(who("related_party", period))

    def tier(who: Any, period: Any) -> Any:  # noqa: ANN401
        amount = who("contract_amount", period)
        return numpy.select([amount >= 5_000_000, amount >= 1_000_000], [50_000, 20_000], amount * 0.01)

    def transaction(who: Any, period: Any) -> Any:  # noqa: ANN401
        left = numpy.maximum(0, 50_000 - who("paid", period))
        return who("eligible", period) * numpy.minimum(who("tier", period), left)

    for name in ("registered_works", "contract_amount", "paid"):
        add(name, float)
    for name in ("sme", "recorded", "implemented", "related_party"):
        add(name, bool)
    add("eligible", bool, eligible)
    add("tier", float, tier)
    add("transaction", float, transaction)
    add("works", float, lambda who, period: 200 * numpy.minimum(who("registered_works", period), 100))
    add("total", float, lambda who, period: who("works", period) + who("transaction", period))
    return system
