"""An office's folder of packs: what is offered, what is not and why, and what never happens."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipdesk.paths import resource
from ipdesk.rules.library.office_packs import OwnPack, read_folder, usable_policies
from ipdesk.rules.library.policy_library import library_with
from ipdesk.rules.source.yaml_source import LARGEST
from tests.faults import a_common_user, open_to_all
from tests.rules.pack.small_pack import SMALL, small

BUILT_IN = frozenset({"shaoguan-2021"})


def read(folder: Path) -> tuple[OwnPack, ...]:
    return read_folder(folder, BUILT_IN)


def codes(pack: OwnPack) -> list[str]:
    return [finding.code for finding in pack.errors]


def test_no_folder_is_no_packs(tmp_path: Path) -> None:
    assert read(tmp_path / "policies") == ()


def test_a_pack_in_order_is_offered_whatever_its_file_is_called(tmp_path: Path) -> None:
    (tmp_path / "某县办法（2024）.YML").write_text(SMALL, encoding="utf-8")
    (tmp_path / "说明.txt").write_text("不是政策", encoding="utf-8")
    [pack] = read(tmp_path)
    assert [policy.id for policy in usable_policies([pack])] == ["small"]
    assert pack.findings == ()


def test_what_is_wrong_is_told_and_the_others_are_offered(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SMALL.replace("amount: 100", "amuont: 100"), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(small(id="other"), encoding="utf-8")
    (tmp_path / "c.yaml").write_text("：：", encoding="gb18030")
    first, second, third = read(tmp_path)
    assert not first.offered and "amuont" in first.errors[0].message and first.errors[0].line > 1
    assert second.offered
    assert codes(third) == ["bad_encoding"]
    assert [policy.id for policy in usable_policies((first, second, third))] == ["other"]


def test_a_pack_whose_own_example_fails_is_not_offered(tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text(small(expected=101), encoding="utf-8")
    [pack] = read(tmp_path)
    assert codes(pack) == ["example_failed"]
    assert pack.policy is not None and not pack.offered and usable_policies([pack]) == ()


def test_a_policy_of_the_program_is_never_replaced(tmp_path: Path) -> None:
    text = resource("policies", "shaoguan-2021.yaml").read_text(encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "small.yaml").write_text(small(id="Shaoguan-2021"), encoding="utf-8")
    library = library_with(())
    mine, small_one = read_folder(tmp_path, library.built_in())
    assert codes(mine) == codes(small_one) == ["id_built_in"]
    [finding] = mine.errors
    assert text.splitlines()[finding.line - 1].startswith("id:"), "the finding stands where the id does"
    library.set_own(usable_policies((mine, small_one)))
    assert library.ids() == library_with(()).ids()
    assert library.policy("shaoguan-2021").source == text.encode()


def test_of_two_files_with_one_id_the_first_counts_and_the_second_says_so(tmp_path: Path) -> None:
    (tmp_path / "1.yaml").write_text(small(expected=101), encoding="utf-8")
    (tmp_path / "2.yaml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "3.yaml").write_text(SMALL, encoding="utf-8")
    broken, good, twice = read(tmp_path)
    assert [broken.offered, good.offered, twice.offered] == [False, True, False]
    assert codes(twice) == ["id_twice"] and "2.yaml" in twice.errors[0].message


@pytest.mark.parametrize("name", ["../small", "a/b", "con", "LPT1", "a b", "-x", "x" * 81, "a.b"])
def test_an_id_that_makes_no_file_name_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "x.yaml").write_text(small(id=name), encoding="utf-8")
    assert codes(read(tmp_path)[0]) == ["id_unusable"]


def test_a_chinese_id_is_fine(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(small(id="青禾-2023"), encoding="utf-8")
    assert read(tmp_path)[0].offered


def test_what_is_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_bytes(b"#" * (LARGEST + 1))
    assert codes(read(tmp_path)[0]) == ["too_large"]


def test_what_cannot_be_read_is_told() -> None:
    with open_to_all() as folder:
        (folder / "x.yaml").write_text(SMALL, encoding="utf-8")
        (folder / "x.yaml").chmod(0)
        with a_common_user():
            assert codes(read(folder)[0]) == ["unreadable"]
        folder.chmod(0)
        with a_common_user():
            assert codes(read(folder)[0]) == ["unreadable"]
        folder.chmod(0o755)


def test_a_link_that_leads_nowhere_is_passed_over(tmp_path: Path) -> None:
    try:
        (tmp_path / "x.yaml").symlink_to(tmp_path / "gone.yaml")
    except OSError:
        pytest.skip("links need a right here")
    assert read(tmp_path) == ()


def test_own_policies_come_last_and_go_when_they_are_gone(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(SMALL, encoding="utf-8")
    library = library_with(())
    before = library.ids()
    library.set_own(usable_policies(read(tmp_path)))
    assert library.ids() == (*before, "small")
    assert library.policy("small").pack.title == "某县资助办法"
    library.set_own(())
    assert library.ids() == before
    with pytest.raises(KeyError):
        library.policy("small")


def test_what_was_computed_by_a_replaced_pack_is_explained_by_it(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(SMALL, encoding="utf-8")
    library = library_with(())
    library.set_own(usable_policies(read(tmp_path)))
    old = library.policy("small")
    path.write_text(small(amount=200, expected=200), encoding="utf-8")
    library.set_own(usable_policies(read(tmp_path)))
    asked = []

    def content() -> bytes:
        asked.append(1)
        return old.source

    assert library.policy_of_pack("small", old.sha256, content).pack.rules == old.pack.rules
    library.policy_of_pack("small", old.sha256, content)
    new = library.policy("small")
    assert library.policy_of_pack("small", new.sha256, content) is new and len(asked) == 1
    library.set_own(())
    assert library.policy_of_pack("small", old.sha256, content).sha256 == old.sha256
