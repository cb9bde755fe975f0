"""Policies from files: read, checked whole, compiled once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from ipdesk.paths import resource
from ipdesk.rules.checking.pack import check_pack
from ipdesk.rules.checking.size import check_size
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.pack.model import Pack
from ipdesk.rules.pack.vocabulary import Vocabulary, standard_vocabulary
from ipdesk.rules.source.findings import Finding, PackError, Severity
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.sentences import standard_phrases
from ipdesk.rules.source.yaml_source import Source, read_limited


def load_policy(path: Path) -> Policy:
    """Read, check and compile one pack; raises PackError with everything that is wrong with it."""
    data = read_limited(path)
    source = Source.from_bytes(path.name, data)
    policy, _ = compile_pack(data, source)
    if policy.id != path.stem:
        raise PackError([check_name(policy.pack, source, path)])
    return policy


def check_name(form: Pack, source: Source, path: Path) -> Finding:
    """Return what to say of a pack file whose name is not the policy's id, by which the file is found."""
    message = f"文件名“{path.name}”与编号“{form.id}”不同，请把文件改名为 {form.id}.yaml，或者改编号。"
    return Finding(source.name, source.line(("id",)), "", Severity.ERROR, "wrong_name", message)


def policy_from_bytes(data: bytes, name: str) -> Policy:
    """Check and compile a pack's bytes, as they are stored with the awards made under it."""
    return compile_pack(data, Source.from_bytes(name, data))[0]


_OF_WORDING = frozenset({"blank_text"})
"""Errors that change no sum: a pack that has them computes as it did when they were accepted."""


def stored_policy(data: bytes, name: str) -> Policy:
    """Compile the bytes of a pack that was accepted once and that awards were computed by.

    What is said only since then against its wording or its size keeps nobody from reading what was decided.
    Raises PackError with every finding where the program does not understand it any more.
    """
    source = Source.from_bytes(name, data)
    form = read_model(Pack, source)
    vocabulary = vocabulary_for(form)
    findings = check_pack(form, source, vocabulary)
    if any(found.severity is Severity.ERROR and found.code not in _OF_WORDING for found in findings):
        raise PackError(findings)
    return _compiled(form, data, vocabulary)


def _compiled(form: Pack, data: bytes, vocabulary: Vocabulary) -> Policy:
    return Policy(form, data, hashlib.sha256(data).hexdigest(), vocabulary, standard_phrases())


def compile_pack(data: bytes, source: Source) -> tuple[Policy, list[Finding]]:
    """Check and compile what ``source`` read from ``data``; returns the policy with the remarks on it.

    Raises PackError with every finding where one of them is an error.
    """
    form = read_model(Pack, source)
    if too_much := check_size(form, source):
        raise PackError(too_much)
    vocabulary = vocabulary_for(form)
    findings = check_pack(form, source, vocabulary)
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise PackError(findings)
    return _compiled(form, data, vocabulary), findings


def vocabulary_for(form: Pack) -> Vocabulary:
    """Return the built-in words with those that the pack brings itself."""
    words = standard_vocabulary()
    own = form.words
    if own is None:
        return words
    return words.extended(own.kinds, own.facts, own.common, own.traits, own.dates)


class PolicyLibrary:
    """The policies that an office has: those of files given at first, and its own (see ``own_packs``).

    May be asked in several threads. What was computed by a pack that has since been replaced is explained by
    ``kept``.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        """Take pack files, each loaded when it is first asked for; a policy's id is its file's name."""
        self._paths = {path.stem: path for path in paths}
        self._loaded: dict[str, Policy] = {}
        self._own: Mapping[str, Policy] = {}
        self._kept: dict[str, Policy] = {}

    def add(self, policy: Policy) -> None:
        """Know a policy that was read and checked already; it takes the place of one of the same id."""
        self._paths.setdefault(policy.id, Path(f"{policy.id}.yaml"))
        self._loaded[policy.id] = policy

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all policies, the office's own last."""
        return (*self._paths, *self._own)

    def load_all(self) -> None:
        """Load what has not been asked for yet, so that asking takes no time. Raises PackError."""
        for policy_id in self.ids():
            self.policy(policy_id)

    def built_in(self) -> frozenset[str]:
        """Return the ids that own policies cannot have."""
        return frozenset(self._paths)

    def set_own(self, policies: Iterable[Policy]) -> None:
        """Offer these as the office's own instead of the former; the others come first and stay."""
        self._own = {policy.id: policy for policy in policies if policy.id not in self._paths}

    def policy(self, policy_id: str) -> Policy:
        """Return a policy; raises KeyError when unknown and PackError when its pack is not in order."""
        own = self._own.get(policy_id)
        if own is not None:
            return own
        loaded = self._loaded.get(policy_id)
        if loaded is None:
            loaded = self._loaded[policy_id] = _loaded(self._paths[policy_id])
        return loaded

    def own_traits(self) -> Mapping[str, str]:
        """Return the traits that the office's own policies bring, by id, with their names."""
        words = (policy.pack.words for policy in self._own.values())
        return {trait: name for own in words if own is not None for trait, name in own.traits.items()}

    def policy_of_pack(self, policy_id: str, sha256: str, read: Callable[[], bytes]) -> Policy:
        """Return the policy of the pack with this hash, read and compiled if it is no longer the one offered.

        Raises PackError where the program does not understand the older pack any more, and what ``read``
        raises.
        """
        present = self.policy(policy_id) if policy_id in self.ids() else None
        if present is not None and present.sha256 == sha256:
            return present
        if sha256 not in self._kept:
            self._kept[sha256] = stored_policy(read(), f"{policy_id}.yaml")
        return self._kept[sha256]


def _loaded(path: Path) -> Policy:
    return _bundled(path) if path.parent == resource("policies") else load_policy(path)


@cache
def _bundled(path: Path) -> Policy:
    """Return a policy that comes with the program: its file stays as it is for as long as that runs."""
    return load_policy(path)


@lru_cache(maxsize=1)
def standard_library() -> PolicyLibrary:
    """Return the policies that come with the program."""
    return library_with(())


def library_with(packs: Iterable[Path]) -> PolicyLibrary:
    """Return the program's policies and further packs; one of the same name takes its place."""
    return PolicyLibrary((*_in_order(resource("policies")), *packs))


def _in_order(folder: Path) -> list[Path]:
    """Return a folder's packs in the order its ``order.txt`` offers them, those it does not name last."""
    named = (folder / "order.txt").read_text(encoding="utf-8").split()
    places = {name: place for place, name in enumerate(named)}
    return sorted(folder.glob("*.yaml"), key=lambda path: (places.get(path.stem, len(named)), path.stem))
