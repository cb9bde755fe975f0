"""A whole small pack of an invented county, to be imported, replaced and broken."""

from __future__ import annotations

SMALL = """\
format: 1
id: small
title: 某县资助办法
short_title: 某县办法
document: 某府办〔2022〕1号
issuer: 某县人民政府办公室
level: local
term: {from: 2022-01-01, until: 2026-12-31}
readings: [首日和末日均计算在内。]
materials: [application_form]
rules:
  - id: 1-work
    article: 一
    title: 作品登记
    summary: 作品著作权登记，每件定额资助。
    who: unit
    about: {kind: work_registration}
    amount: 100
    once: item
    materials: [work_certificate]
    notes: [补发的证书不另资助。]
  - id: 2-deal
    article: 二
    title: 专利转让
    summary: 专利转让合同经登记备案的，按合同金额资助。
    who: business
    about: {kind: patent_transaction}
    requires: [{fact: recorded}]
    amount: {percent: {rate: 5, of: contract_amount}}
limits:
  - {id: deal-year, name: 转让每年上限, rules: [2-deal], per: [applicant, year], sum: 1000}
examples:
  - why: 作品登记每件一百元。
    applicant: {id: a1, kind: enterprise}
    achievements:
      - {id: "1", kind: work_registration, date: 2022-03-01, ref: W1, facts: {registrar: guangdong}}
    expect: [{achievement: "1", rule: 1-work, status: awarded, amount: 100}]
  - why: 同一作品已资助过的不再资助。
    applicant: {id: a1, kind: enterprise}
    history: [{rule: 1-work, applicant: a1, year: 2022, ref: W1, amount: 100}]
    achievements:
      - {id: "1", kind: work_registration, date: 2022-03-01, ref: W1, facts: {registrar: guangdong}}
    expect: [{achievement: "1", rule: 1-work, status: excluded, amount: 0, warnings: already_awarded}]
  - why: 三万元的百分之五是一千五百元，每年以一千元为限。
    applicant: {id: a1, kind: enterprise}
    achievements:
      - {id: "1", kind: patent_transaction, date: 2022-03-01, facts: {contract_amount: 30000, recorded: true}}
    expect: [{achievement: "1", rule: 2-deal, status: reduced, amount: 1000, warnings: amount_cap}]
  - why: 没有登记备案的不资助。
    applicant: {id: a1, kind: enterprise}
    achievements:
      - {id: "1", kind: patent_transaction, date: 2022-03-01, facts: {contract_amount: 30000}}
    expect: [{achievement: "1", rule: 2-deal, status: ineligible, amount: 0, warnings: not_eligible}]
"""


def small(*, id: str = "small", amount: int = 100, expected: int = 100, old: str = "", new: str = "") -> str:
    """Return the pack under another id, with another sum for works, or one text put in place of another."""
    text = SMALL.replace("id: small", f'id: "{id}"').replace("    amount: 100\n", f"    amount: {amount}\n")
    text = text.replace("status: awarded, amount: 100", f"status: awarded, amount: {expected}")
    assert not old or text.count(old) == 1, old
    return text.replace(old, new) if old else text
