"""Finding applicants and what they received."""

from __future__ import annotations

from sqlalchemy.orm import Session

from ipdesk.models.records import ApplicantDetail, ApplicantHit, ApplicantRecord, Received, SimilarApplicant


def search_applicants(session: Session, text: str, limit: int = 50) -> tuple[ApplicantHit, ...]:
    """Find by name, pinyin, initials (sgoyt finds 韶关欧亚特), code, representative, contact or telephone.

    Names that begin with the text come first; an empty text finds those registered last.
    """
    raise NotImplementedError


def similar_applicants(
    session: Session, name: str, identity: str, exclude: int | None = None
) -> tuple[SimilarApplicant, ...]:
    """Return registered applicants with the same code, the same name or a similar one, in that order."""
    raise NotImplementedError


def applicant(session: Session, applicant_id: int) -> ApplicantRecord:
    """Return one applicant; raises NotFound."""
    raise NotImplementedError


def received(session: Session, applicant_id: int) -> tuple[Received, ...]:
    """Return what it was granted (confirmed or notified) by policy and programme year, newest year first."""
    raise NotImplementedError


def applicant_detail(session: Session, applicant_id: int) -> ApplicantDetail:
    """Return one applicant with what it received and its applications; raises NotFound."""
    raise NotImplementedError
