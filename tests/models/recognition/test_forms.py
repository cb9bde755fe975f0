"""The forms of papers: what an office may write, and what is said of what it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipdesk.models.recognition.document_form import document_forms
from ipdesk.rules.source.findings import PackError

OWN = """
id: {id}
name: 县级版权登记证明
kind: work_registration
material: work_certificate
recognised: {{any: [县级版权登记证明]}}
values:
  - fact: ref
    labels: [证明编号]
"""


def test_an_office_adds_a_paper_and_changes_one(tmp_path: Path) -> None:
    bundled = document_forms()
    (tmp_path / "county.yaml").write_text(OWN.format(id="county_work"), "utf-8")
    (tmp_path / "work.yaml").write_text(OWN.format(id="work_certificate"), "utf-8")
    forms = {form.id: form for form in document_forms(tmp_path)}
    assert forms.keys() == {form.id for form in bundled} | {"county_work"}
    assert forms["work_certificate"].name == "县级版权登记证明"
    assert document_forms(tmp_path / "none") == bundled


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("work_registration", "works", "kind 不能写“works”"),
        ("fact: ref", "fact: colour", "fact 不能写“colour”"),
        ("work_certificate", "passport", "material 不能写“passport”"),
        ("any: [县级版权登记证明]", "none: [别的]", "recognised 里要写 all 或者 any"),
        ("labels: [证明编号]", "pattern: '第([0-9]+号'", "pattern 不是正确的正则表达式"),
        ("labels: [证明编号]", "pattern: '第[0-9]+号'", "用一对括号括出要取的值"),
        (
            "labels: [证明编号]",
            "labels: [证明编号]\n    words: {a: b}",
            "labels、pattern、words 中的一种",
        ),
        ("labels: [证明编号]", "label: [证明编号]", "“label”"),
    ],
)
def test_what_a_form_may_not_say_is_told(tmp_path: Path, written: str, instead: str, said: str) -> None:
    (tmp_path / "own.yaml").write_text(OWN.format(id="own").replace(written, instead), "utf-8")
    with pytest.raises(PackError) as error:
        document_forms(tmp_path)
    assert any(said in finding.message for finding in error.value.findings), error.value.findings
