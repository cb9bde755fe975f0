"""The built-in words against a second writing of them, and against what fits a clerk's screen."""

from decimal import Decimal

import pytest

from ipdesk.rules.pack.vocabulary import FactType, FactWord, Vocabulary, standard_vocabulary

LONGEST_LABEL = 14
LONGEST_HINT = 28

# Each fact as "name[!] type[=default][>=minimum| any] [choice|choice...]"; ! is asked for by every clause.
FACTS = {
    "patent_grant": """
        patent_type! choice invention|utility_model|design; region! region; official_fees amount;
        other_support amount=0; family text; high_value boolean;
        first_high_value boolean; first_invention boolean""",
    "patent_application": """
        patent_type! choice invention|utility_model|design; stage! choice filed|substantive_examination;
        first boolean; agency_fee amount""",
    "patent_in_force": "patent_type! choice invention|utility_model|design; years_in_force! number",
    "patent_annual_fee": """
        patent_type! choice invention|utility_model|design; year_after_grant! integer>=1; fee! amount""",
    "patent_award": """
        award! choice china_gold|china_silver|china_excellence|guangdong_gold|guangdong_silver
        |guangdong_excellence|guangdong_inventor""",
    "agency_drafted_award": "award_level! choice national|provincial|city",
    "ip_competition": """
        organizer_level! choice national|provincial|city; competition choice gba_high_value|other;
        prize! choice gold|silver|bronze|top50|top100|other; organizer_reward amount""",
    "trademark_registration": "mark_type! choice ordinary|collective|certification; geographical! boolean",
    "trademark_recognition": "recognition! choice well_known|guangdong_key_list",
    "gi_product": "",
    "gi_mutual_recognition": "",
    "gi_demo_zone": "level! choice national|provincial",
    "gi_mark_use": "",
    "work_registration": "registrar! choice guangdong|national|other",
    "copyright_title": """
        title! choice most_valuable_work|national_demo_park|national_demo_unit|provincial_demo_park
        |provincial_demo_unit""",
    "patent_transaction": """
        contract_amount! amount; recorded boolean; related_party boolean; implemented boolean;
        licensor_type choice university|research_institute|state_owned_enterprise|other;
        licensor_local boolean""",
    "pledge_loan": "interest_paid! amount; in_programme boolean; on_schedule boolean",
    "ip_insurance": "ip_type! choice patent|trademark|geographical_indication|copyright; premium! amount",
    "ip_securitization": "issue_amount! amount",
    "standard_conversion": """
        level! choice international|national|industry|local; lead boolean; published boolean;
        granted_invention boolean""",
    "enterprise_title": """
        title! choice national_demo|national_advantage|provincial_demo|provincial_advantage|city_demo
        |city_advantage""",
    "management_certification": """
        standard! choice GB/T 29490|GB/T 33250|GB/T 33251|ISO 56005; stage! choice first|cycle_completed;
        level integer; cost amount; other_support amount=0; valid_invention_patents integer=0;
        valid_patents integer=0; utility_model_grants integer=0; software_copyrights integer=0;
        filings_this_year integer=0""",
    "region_title": """
        title! choice national_demo_city_cultivation|national_demo_county|national_pilot_county;
        city_support amount""",
    "park_title": "title! choice national_demo_park|national_pilot_park; city_support amount",
    "school_title": """
        title! choice national_pilot_school|national_demo_school|national_pilot_university
        |national_demo_university""",
    "agency_title": """
        title! choice national_brand|review_institution|information_service|operation_service;
        years_operating! number""",
    "agency_establishment": """
        form! choice agency|branch|brand_branch; approved boolean; years_operating number;
        commitment boolean""",
    "agency_grants": "invention integer=0; utility_model integer=0; design integer=0",
    "filing_growth": "increase! integer any; invention_share! ratio",
    "service_revenue": "revenue! amount",
    "ip_trusteeship": "side! choice buyer|provider; cost amount; clients integer",
    "litigation_win": """
        venue! choice domestic|overseas; instance choice first|second; ip_type! choice patent|trademark|other;
        final boolean""",
    "annual_evaluation": """
        subject! choice protection_station|mediation_organization|park;
        grade! choice excellent|qualified|outstanding""",
    "patent_alliance": "reviewed boolean",
    "project": """
        type! choice high_value_cultivation|patent_implementation|soft_research|major_review|navigation
        |early_warning|industry_navigation|enterprise_navigation|operation|quality_service|guidance_station
        |training_base;
        cost amount; designated boolean; accepted boolean; upper_support amount=0""",
    "agent_exam": "passed boolean; exam_fee amount; employed_locally boolean; contract_years number",
    "professional_service": """
        qualification! choice patent_agent|mid_level_title|ccaa_auditor; years_of_service number;
        full_time boolean""",
    "youth_invention_award": """
        series! choice soong_ching_ling|guangdong;
        prize! choice gold|silver|bronze|organization|best_design|first|second|third|excellence|gardener""",
    "whistleblowing": "",
    "standards_work": "",
    "risk_compensation": "",
}

UNITS = {
    "enterprise",
    "cooperative",
    "public_institution",
    "research_institute",
    "university",
    "school",
    "social_organization",
    "park",
    "government",
    "law_firm",
    "collective",
    "village_committee",
}
TRAITS = {
    "sme",
    "small_micro",
    "high_tech",
    "srdi",
    "above_scale",
    "ip_agency",
    "agency_branch",
    "local_resident",
}


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    return standard_vocabulary()


def _signature(name: str, word: FactWord) -> str:
    """Write a fact in the notation of FACTS; regions suggest codes and take any other."""
    bounded = "" if word.minimum == 0 else f">={word.minimum}"
    if word.minimum is None or word.minimum < -1_000_000:
        bounded = " any"
    default = "" if word.default is None else f"={word.default}"
    choices = " " + "|".join(sorted(word.choices)) if word.type is FactType.CHOICE else ""
    return f"{name}{'!' if word.needed else ''} {word.type.value}{default}{bounded}{choices}"


def _sorted_choices(line: str) -> str:
    head, mark, choices = line.partition(" choice ")
    return f"{head}{mark}{'|'.join(sorted(choices.split('|')))}"


def _expected(kind: str) -> list[str]:
    text = " ".join(FACTS[kind].split()).replace(" |", "|")
    return [_sorted_choices(part.strip()) for part in text.split(";") if part.strip()]


def test_there_is_every_kind_and_no_other(words: Vocabulary) -> None:
    assert set(words.kinds) == set(FACTS)


@pytest.mark.parametrize("kind", FACTS)
def test_a_kind_has_its_facts_with_their_types_needs_defaults_and_choices(
    words: Vocabulary, kind: str
) -> None:
    assert sorted(_signature(name, word) for name, word in words.kinds[kind].facts.items()) == sorted(
        _expected(kind)
    )


def test_every_kind_takes_support_elsewhere_and_a_note(words: Vocabulary) -> None:
    common = {name: word.type for name, word in words.common_facts.items()}
    assert common == {"supported_elsewhere": FactType.BOOLEAN, "note": FactType.TEXT}


def test_organisations_and_persons_are_identified_by_their_own_numbers(words: Vocabulary) -> None:
    identities = {kind: word.identity for kind, word in words.applicant_kinds.items()}
    assert identities == {**dict.fromkeys(UNITS, "uscc"), "sole_trader": "uscc", "individual": "resident_id"}
    assert set(words.traits) == TRAITS


BUSINESS = {"enterprise", "cooperative"}
INSTITUTION = BUSINESS | {"public_institution", "research_institute", "university", "school"}
GROUPS = {
    "any": (UNITS | {"sole_trader", "individual"}, set()),
    "unit": (UNITS, set()),
    "business": (BUSINESS, set()),
    "institution": (INSTITUTION, set()),
    "agency": (UNITS, {"ip_agency"}),
    **{kind: ({kind}, set()) for kind in (*UNITS, "sole_trader", "individual")},
}


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_a_group_means_the_applicants_it_says(words: Vocabulary, group: str) -> None:
    (alternative,) = words.groups[group].alternatives
    assert (set(alternative.kinds), set(alternative.traits)) == GROUPS[group]


def test_there_is_no_other_group(words: Vocabulary) -> None:
    assert set(words.groups) == set(GROUPS)


def _chinese(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)


def _labels(words: Vocabulary) -> list[tuple[str, str]]:
    named = [(kind, word.name) for kind, word in words.kinds.items()]
    named += [(f"{kind} ref", word.ref.name) for kind, word in words.kinds.items()]
    named += [(f"{kind} date", word.date) for kind, word in words.kinds.items()]
    for kind, facts in words.all_facts.items():
        named += [(f"{kind}.{fact}", word.name) for fact, word in facts.items()]
    return named


def _option_names(words: Vocabulary) -> list[tuple[str, str]]:
    options = [*words.sections.items(), *words.traits.items(), *words.materials.items()]
    options += [(kind, word.name) for kind, word in words.applicant_kinds.items()]
    options += [(group, word.name) for group, word in words.groups.items()]
    for facts in words.all_facts.values():
        options += [choice for word in facts.values() for choice in word.choices.items()]
    return options


def test_every_name_on_screen_is_chinese(words: Vocabulary) -> None:
    assert [where for where, name in (*_labels(words), *_option_names(words)) if not _chinese(name)] == []


def test_every_label_fits_a_third_of_the_form(words: Vocabulary) -> None:
    assert [where for where, name in _labels(words) if _width(name) > LONGEST_LABEL] == []


def _width(text: str) -> float:
    """Return the width in Chinese characters; Latin letters and digits take half of one."""
    return sum(0.5 if letter.isascii() else 1 for letter in text)


def test_every_hint_fits_under_its_input(words: Vocabulary) -> None:
    facts = [word for facts in words.all_facts.values() for word in facts.values()]
    hints = [word.hint for word in facts] + [kind.ref.hint for kind in words.kinds.values()]
    assert [hint for hint in hints if _width(hint) > LONGEST_HINT] == []


def test_labels_are_not_repeated_within_a_form(words: Vocabulary) -> None:
    for kind, facts in words.all_facts.items():
        names = [word.name for word in facts.values()]
        assert len(set(names)) == len(names), kind


def test_choices_are_not_named_twice_within_a_list(words: Vocabulary) -> None:
    for facts in words.all_facts.values():
        for fact, word in facts.items():
            assert len(set(word.choices.values())) == len(word.choices), fact


def test_a_failed_yes_or_no_has_words_of_its_own(words: Vocabulary) -> None:
    """Names such as 已转化运用 make no sentence with a bare 未 before them."""
    for facts in words.all_facts.values():
        for fact, word in facts.items():
            assert bool(word.no) == (word.type is FactType.BOOLEAN), fact


def test_every_kind_stands_in_a_section_and_every_section_is_used(words: Vocabulary) -> None:
    assert {word.section for word in words.kinds.values()} == set(words.sections)


def test_kinds_of_a_section_stand_together_as_in_the_menu(words: Vocabulary) -> None:
    order = [word.section for word in words.kinds.values()]
    assert list(dict.fromkeys(order)) == [section for section in words.sections if section in order]
    assert sorted(order, key=list(words.sections).index) == order


CHECKED = {
    "patent_grant": "cn_patent",
    "patent_in_force": "cn_patent",
    "patent_annual_fee": "cn_patent",
    "trademark_registration": "trademark_number",
    "trademark_recognition": "trademark_number",
    "work_registration": "work_registration",
}


def test_numbers_with_a_known_shape_are_checked(words: Vocabulary) -> None:
    checked = {kind: word.ref.check for kind, word in words.kinds.items() if word.ref.check}
    assert checked == CHECKED


def test_only_works_come_in_ranges_of_numbers(words: Vocabulary) -> None:
    assert [kind for kind, word in words.kinds.items() if word.ref.ranges] == ["work_registration"]


def test_regions_offer_the_four_domestic_ones_first(words: Vocabulary) -> None:
    offered = list(words.fact("patent_grant", "region").choices)
    assert offered[:4] == ["CN", "HK", "MO", "TW"]
    assert all(len(code) == 2 and code.isascii() and code.isupper() for code in offered)


def test_only_numbers_that_say_so_have_a_unit(words: Vocabulary) -> None:
    """Amounts are shown in 元 everywhere; a unit of their own would show twice."""
    countable = {FactType.INTEGER, FactType.NUMBER}
    for facts in words.all_facts.values():
        assert all(word.type in countable for word in facts.values() if word.unit)


def _check_digit(number: str) -> str:
    weights = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
    rest = sum(int(digit) * weight for digit, weight in zip(number, weights, strict=True)) % 11
    return "X" if rest == 10 else str(rest)


def test_sample_patent_numbers_pass_their_own_check(words: Vocabulary) -> None:
    for kind in ("patent_grant", "patent_in_force", "patent_annual_fee"):
        shown = words.kinds[kind].ref.hint.removeprefix("如 ZL").split("；")[0]
        number, check = shown.split(".")
        assert check == _check_digit(number), kind


def test_what_excludes_each_other_are_facts_and_words_of_the_kind(words: Vocabulary) -> None:
    for kind, said in words.contradictions.items():
        known = words.all_facts[kind]
        for one in said:
            assert one.about <= {*known} and not one.says.endswith("。"), (kind, one)
            for name, values in one.facts.items():
                assert {*values} <= {*known[name].choices} | {"true", "false"}, (kind, one)


def test_defaults_are_nothing_at_all(words: Vocabulary) -> None:
    """An absent count or amount counts as none: any other default would invent a fact."""
    defaults = [word.default for facts in words.all_facts.values() for word in facts.values()]
    assert {default for default in defaults if default is not None} == {Decimal(0)}
