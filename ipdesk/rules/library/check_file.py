"""Checking a pack's file whole: its writing, its words, and its examples, all findings at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from ipdesk.rules.checking.collector import Notes, no_pause
from ipdesk.rules.checking.pack import check_pack
from ipdesk.rules.checking.size import check_size
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.examples.clawbacks import check_clawback_examples
from ipdesk.rules.examples.coverage import (
    check_clawbacks_shown,
    check_examples_expect,
    check_parts_shown,
    check_rules_shown,
)
from ipdesk.rules.examples.evidence import Evidence
from ipdesk.rules.examples.names import check_example_words
from ipdesk.rules.examples.run import check_examples, read_examples
from ipdesk.rules.library.policy_library import check_name, vocabulary_for
from ipdesk.rules.pack.model import Pack
from ipdesk.rules.source.findings import Finding, PackError, Severity
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.sentences import standard_phrases
from ipdesk.rules.source.yaml_source import Source, read_limited


class CheckedFile(NamedTuple):
    """What was found in a file, errors first.

    ``policy`` is None where nothing can be computed from it. ``rules`` and ``examples`` say how many there
    are, ``failed`` how many examples came out otherwise.
    """

    file: str
    findings: tuple[Finding, ...]
    policy: Policy | None = None
    rules: int = 0
    examples: int = 0
    failed: int = 0

    def count(self, severity: Severity) -> int:
        """Return how many findings are of ``severity``."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def passed(self) -> bool:
        """Whether nothing keeps the pack from being used."""
        return not self.count(Severity.ERROR)


def check_file(path: Path) -> CheckedFile:
    """Check a pack's file whole, its examples included; raises OSError where it cannot be read."""
    checked = check_data(read_limited(path), path.name)
    policy = checked.policy
    if policy is None or policy.id == path.stem:
        return checked
    source = Source.from_bytes(path.name, policy.source)
    misnamed = check_name(policy.pack, source, path)
    return checked._replace(findings=_in_order((misnamed, *checked.findings)))


def check_data(data: bytes, name: str, pause: Callable[[], None] = no_pause) -> CheckedFile:
    """Check the bytes of a pack whole, its examples included; ``name`` is what findings call the file.

    ``pause`` is called between pieces of work; it may raise to end them.
    """
    try:
        source = Source.from_bytes(name, data)
        form = read_model(Pack, source)
    except PackError as error:
        return CheckedFile(name, error.findings)
    if too_much := check_size(form, source):
        return CheckedFile(name, _in_order(too_much))
    words = vocabulary_for(form)
    notes = Notes(form, source, words, pause)
    _check_examples_as_written(notes)
    found = [*check_pack(form, source, words, pause), *notes.findings]
    whole = CheckedFile(name, _in_order(found), None, len(form.rules), _examples(form))
    if not whole.passed:
        return whole
    policy = Policy(form, data, hashlib.sha256(data).hexdigest(), words, standard_phrases())
    return _with_examples_run(whole, policy, notes)


def _check_examples_as_written(notes: Notes) -> None:
    """Check what can be seen in the examples before any is evaluated."""
    check_example_words(notes)
    if not notes.ids_twice:
        check_rules_shown(notes)
    check_clawbacks_shown(notes)
    check_examples_expect(notes)


def _with_examples_run(whole: CheckedFile, policy: Policy, notes: Notes) -> CheckedFile:
    """Return what was found of a pack, with what came of its examples under its ``policy``."""
    source = notes.source
    wrong = [*check_examples(policy, source, notes.pause), *check_clawback_examples(policy, source)]
    findings = _in_order([*whole.findings, *wrong, *_parts_shown(notes, policy)])
    return whole._replace(policy=policy, findings=findings, failed=len(wrong))


def _examples(form: Pack) -> int:
    return len(form.examples) + len(form.clawback_examples)


def _parts_shown(notes: Notes, policy: Policy) -> list[Finding]:
    """Return the parts of the pack that no example shows; none while some example cannot be read."""
    cases = [worked.case for worked in read_examples(policy, notes.source)]
    whole = [case for case in cases if case is not None]
    known = len(notes.findings)
    if len(whole) == len(cases):
        check_parts_shown(notes, Evidence(policy, whole, notes.pause))
    return notes.findings[known:]


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return errors before remarks, each in the order of the file."""
    found = sorted(findings, key=lambda finding: finding.line)
    return tuple(sorted(found, key=lambda finding: finding.severity is Severity.WARNING))
