"""The words that packs, cases, the database and the screens share: kinds, facts, traits, groups, materials.

The words are data (``resources/vocabulary/vocabulary.yaml``); a pack may bring further kinds, facts and
traits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache, cached_property, lru_cache, reduce
from typing import TypeVar

from pydantic import Field

from ipdesk.paths import resource
from ipdesk.rules.core.fact_types import FactType as FactType  # part of what a vocabulary says
from ipdesk.rules.core.roles import FactRole, KindRole
from ipdesk.rules.numbers.normal_form import BASE, NormalForm, compiled
from ipdesk.rules.numbers.ref_forms import RefForm, RefFormOrName, merged, resolved
from ipdesk.rules.pack.contradictions import Contradiction
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.strict_model import Number, StrictModel, Words, YesNo
from ipdesk.rules.source.yaml_source import Source

T = TypeVar("T")


class FactWord(StrictModel):
    """One fact of a kind: its Chinese name and how it is entered and checked.

    ``needed`` facts are asked for by every rule about the kind. ``default`` stands in for an absent fact; a
    boolean counts as false when absent, unless it is ``needed``: then it is missing. ``minimum`` bounds
    numbers; ``unit`` and ``hint`` are shown at the input. A choice that ``names`` the achievement
    (中国专利金奖) stands in letters for it. ``role`` is what it is to the national rules.
    """

    name: str
    type: FactType
    needed: YesNo = False
    default: Number | None = None
    minimum: Number | None = Decimal(0)
    choices: dict[str, str] = Field(default_factory=dict)
    unit: str = ""
    hint: str = ""
    yes: str = ""
    no: str = ""
    names: YesNo = False
    role: FactRole | None = None


class RefWord(StrictModel):
    """What identifies an achievement of a kind.

    ``check`` is the check its number must pass (an id of the desk's checks). ``same`` is the form by which
    its writings are compared; without it the form with the name of the check, where there is one.
    ``ranges`` says whether a range of consecutive numbers may be entered at once.
    """

    name: str
    check: str = ""
    same: RefFormOrName | None = None
    ranges: YesNo = False
    hint: str = ""


class KindWord(StrictModel):
    """One kind of achievement: names for the screen and its facts in the order of the form.

    ``also`` are names that people use for it besides: it is found by them, and printed by its own. ``role``
    is what it is to the national rules.
    """

    name: str
    also: Words = ()
    section: str
    measure: str = "项"
    date: str
    ref: RefWord
    facts: dict[str, FactWord] = Field(default_factory=dict)
    role: KindRole | None = None


class CertificateWord(StrictModel):
    """What the certificate of a kind says beside number and day; none of it decides an award.

    ``name`` is what the name of the thing is called there, ``owners`` what those are called who have it; ""
    where there is no such thing. ``quotes`` are the marks in which letters set the name. ``own`` says that
    the applicant is paid as one of the owners, ``filed`` that the thing was filed on a day. ``rights`` is
    what the numbers of the rights are called that the thing is about, where its own number is another, and
    ``contract`` says that it rests on a contract with a name and a day.
    """

    name: str = ""
    quotes: str = "“”"
    owners: str = ""
    own: YesNo = False
    filed: YesNo = False
    rights: str = ""
    contract: YesNo = False


_OWN_KIND = CertificateWord(name="名称", owners="权利人")
"""Of a kind that only a policy of the office knows."""


class ApplicantKindWord(StrictModel):
    """One kind of applicant; ``identity`` is the check of its identity number."""

    name: str
    identity: str


class GroupAlternative(StrictModel):
    """Applicants of any of ``kinds`` that hold all of ``traits``."""

    kinds: Words
    traits: Words = ()


class GroupWord(StrictModel):
    """A name that rules use for a set of applicants."""

    name: str
    alternatives: tuple[GroupAlternative, ...]


class Vocabulary(StrictModel):
    """All words together."""

    format: int
    sections: dict[str, str]
    applicant_kinds: dict[str, ApplicantKindWord]
    traits: dict[str, str]
    groups: dict[str, GroupWord]
    materials: dict[str, str]
    ref_forms: dict[str, RefForm]
    common_facts: dict[str, FactWord]
    certificates: dict[str, CertificateWord] = Field(default_factory=dict)
    contradictions: dict[str, tuple[Contradiction, ...]] = Field(default_factory=dict)
    kinds: dict[str, KindWord]

    def certificate(self, kind: str) -> CertificateWord:
        """Return what the certificate of a kind says, also of a kind that is not known."""
        return self.certificates.get(kind, _OWN_KIND)

    @cached_property
    def all_facts(self) -> dict[str, dict[str, FactWord]]:
        """Every kind's facts with those that every kind takes, by kind."""
        return {kind: {**word.facts, **self.common_facts} for kind, word in self.kinds.items()}

    def fact(self, kind: str, fact: str) -> FactWord:
        """Return a fact of a kind; raises KeyError when there is none of that name."""
        return self.all_facts[kind][fact]

    @cached_property
    def normal_forms(self) -> Mapping[str, NormalForm]:
        """The form by which each kind's numbers are compared, also those of a kind that is not known.

        Asking raises KeyError where a pack that was not checked names a form that there is not.
        """
        return _NormalForms(self)

    def normal_form(self, kinds: Iterable[str]) -> NormalForm:
        """Return the form by which the numbers of several kinds are compared, all alike."""
        found = list(dict.fromkeys(self.normal_forms[kind] for kind in kinds))
        return found[0] if len(found) == 1 else compiled(reduce(merged, (one.form for one in found)))

    def extended(
        self,
        kinds: dict[str, KindWord],
        facts: dict[str, dict[str, FactWord]],
        common: dict[str, FactWord],
        traits: dict[str, str],
        dates: dict[str, str],
    ) -> Vocabulary:
        """Return these words with the own ones of a pack.

        These are kinds, facts and days of known kinds, facts in ``common`` to all kinds, traits. What is
        said of a kind that there is not is left to the check of the pack.
        """
        # Not model_copy: that would take the facts already looked up along with the words.
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        fields["kinds"] = _extended_kinds({**self.kinds, **kinds}, facts, dates)
        fields["common_facts"] = {**self.common_facts, **common}
        fields["traits"] = {**self.traits, **traits}
        return Vocabulary.model_construct(**fields)

    def with_traits(self, names: Mapping[str, str]) -> Vocabulary:
        """Return these words with further traits."""
        return self.extended({}, {}, {}, dict(names), {}) if names else self


def _extended_kinds(
    kinds: dict[str, KindWord], facts: dict[str, dict[str, FactWord]], dates: dict[str, str]
) -> dict[str, KindWord]:
    for kind, own in _of_known(facts, kinds).items():
        kinds[kind] = _with_facts(kinds[kind], own)
    for kind, name in _of_known(dates, kinds).items():
        kinds[kind] = kinds[kind].model_copy(update={"date": name})
    return kinds


def _with_facts(kind: KindWord, own: dict[str, FactWord]) -> KindWord:
    built_in = kind.facts
    in_role = {name: _in_role(word, built_in.get(name)) for name, word in own.items()}
    return kind.model_copy(update={"facts": {**built_in, **in_role}})


def _in_role(word: FactWord, before: FactWord | None) -> FactWord:
    """Return a fact in the role of the one that it is written anew for, unless it says one itself."""
    if word.role is not None or before is None or before.role is None:
        return word
    return word.model_copy(update={"role": before.role})


class _NormalForms(dict[str, NormalForm]):
    """The compiled forms of a vocabulary's kinds, each made when it is first asked for."""

    def __init__(self, words: Vocabulary) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, kind: str) -> NormalForm:
        word = self._words.kinds.get(kind)
        self[kind] = found = BASE if word is None else compiled(self._form_of(word.ref))
        return found

    def _form_of(self, ref: RefWord) -> RefForm:
        if ref.same is not None:
            return resolved(ref.same, self._words.ref_forms)
        return self._words.ref_forms.get(ref.check, RefForm())


def _of_known(said: dict[str, T], kinds: dict[str, KindWord]) -> dict[str, T]:
    return {kind: what for kind, what in said.items() if kind in kinds}


@cache
def standard_form(name: str) -> NormalForm:
    """Return a built-in form of numbers by its name; raises KeyError for one that there is not."""
    known = standard_vocabulary().ref_forms
    return compiled(resolved(known[name], known))


@lru_cache(maxsize=1)
def standard_vocabulary() -> Vocabulary:
    """Return the built-in words; raises PackError when the file is damaged."""
    return read_model(Vocabulary, Source.read(resource("vocabulary", "vocabulary.yaml")))
