"""Photographs of certificates: what is read is right or in doubt, and never wrong where a check digit is."""

from __future__ import annotations

import datetime

import pytest

from ipdesk.documents.errors import DocumentError
from ipdesk.documents.recognition import read_file as reading
from ipdesk.documents.recognition.read_file import read_file
from ipdesk.models.recognition.document_form import document_forms
from ipdesk.models.recognition.read_documents import ReadDocument
from tests.specimens.drawing import photo_of
from tests.specimens.papers import ALL, BUSINESS, INVENTION, WORK

pytest.importorskip("rapidocr_onnxruntime", reason="the extra `scan` is not installed")
pytest.importorskip("zxingcpp", reason="the extra `scan` is not installed")

TODAY = datetime.date(2026, 12, 1)
CHECKED = {("patent_certificate", "ref"), ("business_licence", "identity")}
LEAST_RIGHT = 0.85


def read(content: bytes) -> tuple[ReadDocument, ...]:
    return read_file(content, document_forms(), TODAY).papers


def test_bad_photographs_are_read_right_or_in_doubt(capsys: pytest.CaptureFixture[str]) -> None:
    right, wrong, left = 0, list[str](), list[str]()
    for name, specimen in ALL.items():
        (paper,) = read(photo_of(specimen))
        assert paper.form.id == specimen.form
        found = {one.fact: one for one in paper.values}
        first_page = {fact for fact in specimen.values if not (name == "standard" and fact == "owners")}
        for fact in first_page:
            one = found.get(fact)
            if one is None:
                left.append(f"{name}.{fact}")
            elif one.value.replace(" ", "") == specimen.values[fact].replace(" ", ""):
                right += 1
            else:
                wrong.append(f"{name}.{fact}: {one.value}")
                assert one.doubt, (name, fact, one.value)  # nothing wrong is sure
                assert (specimen.form, fact) not in CHECKED or fact in specimen.doubtful
    with capsys.disabled():
        print(f"\nphotographs: right {right}, wrong {len(wrong)} {wrong}, left {len(left)} {left}")
    assert right >= LEAST_RIGHT * (right + len(wrong) + len(left))


def test_a_value_is_marked_where_it_is_seen_on_the_turned_page() -> None:
    (paper,) = read(photo_of(INVENTION))
    day = next(one for one in paper.values if one.fact == "date")
    height = 841.9  # pt
    first, last = day.passage.boxes[0], day.passage.boxes[-1]
    assert 0 < abs(first.bottom - last.bottom) < 12  # the row slopes by 2 degrees over some 45 mm
    assert abs(height - 172 * 72 / 25.4 - first.bottom) < 14  # pt: at 172 mm, moved by the turn


def test_a_page_without_text_layer_is_read_as_a_picture() -> None:
    import io

    from PIL import Image

    target = io.BytesIO()
    Image.open(io.BytesIO(photo_of(WORK))).save(target, "PDF", resolution=150)
    (paper,) = read(target.getvalue())
    assert paper.form.id == "work_certificate"
    assert next(one.value for one in paper.values if one.fact == "ref") == WORK.values["ref"]


def test_the_code_of_a_licence_gives_the_unified_code() -> None:
    import io

    import zxingcpp
    from PIL import Image

    address = f"https://www.gsxt.example/index?uniscid={BUSINESS.values['identity']}&type=1"
    code = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode)
    square = Image.fromarray(zxingcpp.write_barcode_to_image(code, scale=4))
    sheet = Image.open(io.BytesIO(photo_of(BUSINESS))).convert("L")
    sheet.paste(square, (880, 60))
    target = io.BytesIO()
    sheet.save(target, "PNG")
    (paper,) = read(target.getvalue())
    identity = next(one for one in paper.values if one.fact == "identity")
    assert (identity.value, identity.doubt) == (BUSINESS.values["identity"], "")


def test_without_the_extra_one_line_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    photo = photo_of(WORK)
    monkeypatch.setattr(reading, "can_scan", lambda: False)
    with pytest.raises(DocumentError, match="没有安装识别图片的组件（scan）"):
        read(photo)
    with pytest.raises(DocumentError, match="图片打不开"):
        read(photo[:300])
