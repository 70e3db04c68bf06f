"""The printed forms of guidance: B.1.6 to B.1.10."""

from datetime import date

from karsa.documents import shapes
from karsa.documents.language import in_indonesian
from karsa.feedback.models import BehaviourReport, CompetenceReview, Guidance, GuidanceOpinion
from karsa.feedback.queries.guidance import guidance_page
from karsa.feedback.queries.record import value_name
from karsa.journal.queries.paper import parties_of, period_words
from karsa.kit import formats
from karsa.org.models import Employee
from karsa.rules.guidance import COMPETENCES, MANAGERIAL, OPINION

Form = (
    shapes.CoachingForm
    | shapes.MentoringForm
    | shapes.OpinionForm
    | shapes.CompetenceForm
    | shapes.BehaviourReportForm
)
# As the forms print them, also in an English interface.
_EMPLOYEE, _GUIDE = "Pegawai yang Dinilai", "Pimpinan/ Pihak Lain yang Diberikan Penugasan Khusus"
_ABOUT = (
    "Tentang Pegawai",
    "Tentang Pimpinan/ Pihak Lain yang Diberikan Penugasan Khusus",
    "Tentang Pegawai dan Pimpinan/ Pihak Lain yang Diberikan Penugasan Khusus",
)


@in_indonesian
def meeting_form(row: Guidance) -> shapes.CoachingForm | shapes.MentoringForm:
    """Return B.1.6 or B.1.7 of a record whose plan is at hand with its people. Two queries."""
    holder, rater = parties_of(row.plan)
    found = guidance_page(row)
    steps = tuple(shapes.AgreedStep(s.text, formats.day(s.due), s.adjusts) for s in found.steps)
    signs = (_sign(_EMPLOYEE, row.employee), _sign(_GUIDE, row.guide))
    agency, period = row.plan.agency.name, period_words(row.plan)
    told = {key: text or None for key, text in row.answers.items()}
    if row.kind == Guidance.Kind.COACHING:
        return shapes.CoachingForm(
            holder, rater, found.topic, signs, steps, **told, agency=agency, period=period
        )
    met = ", ".join(part for part in (formats.day(row.day), row.place) if part)
    return shapes.MentoringForm(
        holder, rater, met, signs, steps, **told, agency=agency, period=period
    )


@in_indonesian
def opinion_form(row: Guidance, found: GuidanceOpinion) -> shapes.OpinionForm:
    """Return B.1.8. One query."""
    holder, rater = parties_of(row.plan)
    pairs = list(zip(OPINION, found.answers, strict=True))
    groups = tuple(
        shapes.OpinionGroup(
            about, tuple((text, said) for (whom, text), said in pairs if whom == number)
        )
        for number, about in enumerate(_ABOUT)
    )
    return shapes.OpinionForm(holder, rater, groups, (_sign(_EMPLOYEE, row.employee, found.day),))


@in_indonesian
def competence_form(row: Guidance, found: CompetenceReview) -> shapes.CompetenceForm:
    """Return B.1.9. One query."""
    holder, rater = parties_of(row.plan)
    lines = [
        (name, int(score), str(reason))
        for name, (score, reason) in zip((*COMPETENCES, found.technical), found.scores, strict=True)
    ]
    cut = len(MANAGERIAL)
    groups = (
        shapes.CompetenceGroup("Manajerial", tuple(lines[:cut])),
        shapes.CompetenceGroup("Sosio Kultural", tuple(lines[cut:-1])),
        shapes.CompetenceGroup("Teknis", tuple(lines[-1:])),
    )
    signs = (_sign(_GUIDE, row.guide, found.day),)
    return shapes.CompetenceForm(holder, rater, groups, signs, found.recommendation)


@in_indonesian
def behaviour_form(row: BehaviourReport) -> shapes.BehaviourReportForm:
    """Return B.1.10. One query."""
    holder, rater = parties_of(row.plan)
    return shapes.BehaviourReportForm(
        holder,
        rater,
        value=value_name(row.value),
        problem=row.problem,
        tried=row.tried,
        signatures=(_sign("Pejabat Penilai Kinerja", row.by, row.day),),
        expectation=row.expectation or None,
        is_widespread=row.is_widespread,
    )


def _sign(role: str, person: Employee, day: date | None = None) -> shapes.Signature:
    return shapes.Signature(role, person.full_name, person.nip, formats.day(day) if day else None)
