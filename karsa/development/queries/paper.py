"""The certificate as it is printed."""

from karsa.development.models import Registration
from karsa.documents.shapes import TrainingCertificate
from karsa.kit import formats


def certificate_form(row: Registration) -> TrainingCertificate:
    """Return the certificate of a completed training. Two queries where nothing is prefetched."""
    session, course, post = row.session, row.session.course, row.assignment
    raised = course.competences.select_related("competence").order_by("competence__name")
    first, last = formats.day(session.starts), formats.day(session.ends)
    return TrainingCertificate(
        agency=row.agency.name,
        name=row.employee.full_name,
        position=post.position.name,
        unit=post.unit.name,
        course=course.title,
        kind=str(course.get_kind_display()),
        provider=course.provider,
        days=first if first == last else f"{first} – {last}",
        place=session.place,
        hours=row.hours,
        score=None if row.score_after is None else str(row.score_after),
        competences=tuple(link.competence.name for link in raised),
        trainer=session.trainer or None,
        sponsor=session.sponsor.full_name if session.sponsor else None,
    )
