"""Lines that are proposed, as tests publish them."""

from dataclasses import replace

from ipdesk.models.records import LineToPublish

UNIT = LineToPublish(
    application=1,
    application_number="2026-0001",
    applicant=1,
    applicant_name="云溪县恒信电子科技有限公司",
    identity="91440200MA00000010",
    person=False,
    achievement="1",
    rule="p/1",
    item="发明专利授权",
    name="一种示例装置",
    ref="ZL202110001234.4",
    amount=500_000,
)


def person(called: str, identity: str, number: int = 2, **changes: object) -> LineToPublish:
    """Return a line of a person, by the number of its applicant and application."""
    line = replace(
        UNIT,
        application=number,
        application_number=f"2026-{number:04d}",
        applicant=number,
        applicant_name=called,
        identity=identity,
        person=True,
        name="",
        ref="",
    )
    return replace(line, **changes)  # type: ignore[arg-type]
