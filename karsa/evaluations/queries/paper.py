"""The printed forms C.1.1 to C.1.3 and D.1.1 to D.1.3, built from rows."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _

from karsa.documents.language import in_indonesian
from karsa.documents.shapes import (
    Behaviour,
    EvaluationForm,
    Measure,
    Party,
    Remark,
    ResultForm,
    ResultLine,
    Signature,
)
from karsa.evaluations.models import Evaluation, Objection
from karsa.evaluations.queries.organisation import level_for
from karsa.evaluations.queries.seats import Posts, posts_on
from karsa.feedback.models import Feedback
from karsa.kit import formats
from karsa.org.models import Assignment, Employee, Period
from karsa.plans.models import IndividualIndicator, PerformancePlan, WorkResult
from karsa.rules.behaviour import VALUES
from karsa.rules.grade import Grade, OrganisationLevel, Rating
from karsa.tenancy.models import Agency

ResultCode = Literal["C.1.1", "C.1.2", "C.1.3"]
DocumentCode = Literal["D.1.1", "D.1.2", "D.1.3"]
# As the regulation's example of C.1.1 prints them (Anak Lampiran 5).
_FOOTNOTES_IN_WORDS = (
    "* pilih salah satu",
    "** rating hasil kerja dan rating perilaku kerja ditetapkan dengan mempertimbangkan pola "
    "distribusi predikat Kinerja Pegawai berdasarkan capaian kinerja organisasi serta level "
    "kontribusi Pegawai terhadap Kinerja Organisasi dibandingkan dengan Pegawai lainnya.",
    "*** diisi dengan umpan balik sesuai dengan permasalahan atau apresiasi kepada Pegawai atas "
    "realisasi hasil kerja. Umpan balik dapat berupa narasi, simbol, atau keterangan lainnya dan "
    "disertai dengan bukti dukung yang relevan.",
    "**** diisi dengan realisasi akhir Pegawai disertai dengan bukti dukung yang relevan.",
)
_GIVERS = {
    Feedback.Source.LEADER: "Pimpinan",
    Feedback.Source.PEER: "Rekan kerja setingkat",
    Feedback.Source.SUBORDINATE: "Pegawai",
    Feedback.Source.OUTSIDE: "Pihak luar",
}


def result_code(plan: PerformancePlan) -> ResultCode:
    """Return which form the result takes: in words, or in numbers for heads or for staff."""
    if plan.approach == PerformancePlan.Approach.QUALITATIVE:
        return "C.1.1"
    return "C.1.2" if plan.for_head else "C.1.3"


def document_code(row: Evaluation) -> DocumentCode:
    """Return which form the document takes: after an objection, by the superior, or plain."""
    settled = row.state in (Evaluation.State.DECIDED_ON_OBJECTION, Evaluation.State.CLOSED)
    if settled and Objection.objects.filter(evaluation=row).exists():
        return "D.1.3"
    by_superior = row.decided_by_id is not None and row.decided_by_id == row.reviewer_id
    return "D.1.2" if by_superior else "D.1.1"


@in_indonesian
def result_form(row: Evaluation) -> EvaluationForm:
    """Return the evaluation result (C.1.1 to C.1.3) of a decided evaluation. Nine queries."""
    posts = _posts(row)
    code = result_code(row.plan)
    remarks = _remarks(row)
    lines = _lines(row, remarks)
    return EvaluationForm(
        code=code,
        holder=party_of(row.assignment.employee, row.assignment),
        rater=party_of(row.rater, posts.main_of(row.rater_id)),
        main=tuple(line for kind, line in lines if kind == WorkResult.Kind.MAIN),
        additional=tuple(line for kind, line in lines if kind != WorkResult.Kind.MAIN),
        behaviours=_behaviours(row.plan, remarks),
        signatures=(decider_signature(row),),
        heads=row.plan.for_head,
        term=term_of(row.period),
        agency=row.agency.name,
        period=period_words(row.period),
        organisation=_level(row, posts),
        result_rating=Rating(row.result_rating) if row.result_rating else None,
        behaviour_rating=Rating(row.behaviour_rating) if row.behaviour_rating else None,
        grade=Grade(row.grade) if row.grade else None,
        footnotes=_FOOTNOTES_IN_WORDS if code == "C.1.1" else None,
    )


@in_indonesian
def document_form(row: Evaluation) -> ResultForm:
    """Return the evaluation document (D.1.1 to D.1.3). Up to five queries."""
    posts = _posts(row)
    code = document_code(row)
    objection = Objection.objects.filter(evaluation=row).first() if code == "D.1.3" else None
    return ResultForm(
        code=code,
        holder=party_of(row.assignment.employee, row.assignment),
        rater=party_of(row.rater, posts.main_of(row.rater_id)),
        reviewer=party_of(row.reviewer, posts.main_of(row.reviewer_id)),
        signatures=_signatures(row, code),
        term=term_of(row.period),
        agency=row.agency.name,
        period=period_words(row.period),
        organisation=_level(row, posts),
        grade=Grade(row.grade) if row.grade else None,
        recommendation=(objection.old_recommendation if objection else row.recommendation) or None,
        objection=objection.reason if objection else None,
        explanation=(objection.explanation or None) if objection else None,
        decision=_decision(row, objection) if objection else None,
    )


def term_of(period: Period) -> str:
    """The period as the form names it; the year's is the last quarter's or month's, "akhir"."""
    if not period.is_annual:
        return period.name.upper()
    quarterly = period.agency.rhythm == Agency.Rhythm.QUARTERLY
    return "TRIWULAN IV-AKHIR" if quarterly else "DESEMBER-AKHIR"


def period_words(period: Period) -> str:
    """The days the evaluation covers: "1 JANUARI SD 31 DESEMBER TAHUN 2026"."""
    first, last = (_day_month(day) for day in (period.starts, period.ends))
    return f"{first} SD {last} TAHUN {period.ends.year}"


def _day_month(day: date) -> str:
    return f"{day.day} {formats.MONTHS[day.month - 1]}".upper()


def _posts(row: Evaluation) -> Posts:
    day = row.signed_on or row.period.ends
    return posts_on((row.rater_id, row.reviewer_id), day)


def _level(row: Evaluation, posts: Posts) -> OrganisationLevel | None:
    unit = posts.unit_led(row.rater_id, row.assignment.unit)
    day = row.signed_on or row.period.ends
    return level_for(unit.pk, row.period, day).level if unit else None


def party_of(person: Employee | None, post: Assignment | None) -> Party:
    """Return who a form names, with the post. No query."""
    if person is None:
        return Party()
    return Party(
        name=person.full_name,
        nip=person.nip,
        rank=person.rank or None,
        position=post.position.name if post else None,
        unit=post.unit.name if post else None,
    )


def _lines(row: Evaluation, remarks: list[Feedback]) -> list[tuple[str, ResultLine]]:
    realised = dict(row.results.values_list("result_id", "realisation"))
    results = row.plan.results.select_related("supports").prefetch_related("measures")
    said = defaultdict(list)
    for remark in remarks:
        said[remark.result.key if remark.result else None].append(remark)
    ordered = sorted(results, key=lambda one: (one.kind != WorkResult.Kind.MAIN, one.order))
    return [
        (one.kind, _line(number, one, realised.get(one.pk, ""), said[one.key]))
        for number, one in enumerate(ordered, start=1)
    ]


def _line(number: int, row: WorkResult, realised: str, said: list[Feedback]) -> ResultLine:
    measures = sorted(row.measures.all(), key=lambda measure: measure.order)
    return ResultLine(
        number=number,
        text=row.text,
        assigned_by=row.assigned_by or None,
        supports=(row.supports.text if row.supports else row.supports_text) or None,
        measures=tuple(map(_measure, measures)),
        realisation=tuple(_lines_of(realised)),
        feedback=tuple(map(_remark, said)),
    )


def _measure(row: IndividualIndicator) -> Measure:
    label = str(row.get_aspect_display()) if row.aspect else None
    by_perspective = row.aspect in IndividualIndicator.PERSPECTIVES
    return Measure(
        text=row.text,
        target=row.target or None,
        aspect=None if by_perspective else label,
        perspective=label if by_perspective else None,
    )


def _behaviours(plan: PerformancePlan, remarks: list[Feedback]) -> tuple[Behaviour, ...]:
    expected = dict(plan.expectations.values_list("value", "text"))
    return tuple(
        Behaviour(
            number=number,
            value=value.name,
            guides=value.form_guides,
            expectations=tuple(_lines_of(expected[value.key])) if value.key in expected else None,
            feedback=tuple(_remark(one) for one in remarks if one.value == value.key),
        )
        for number, value in enumerate(VALUES, start=1)
    )


def _remarks(row: Evaluation) -> list[Feedback]:
    """Feedback of the period, oldest first, on whichever version of the plan."""
    found = Feedback.objects.filter(
        plan__assignment=row.assignment_id,
        plan__year=row.plan.year,
        day__range=(row.period.starts, row.period.ends),
    ).exclude(text="")
    return list(found.select_related("result").order_by("day", "pk"))


def _remark(row: Feedback) -> Remark:
    return Remark(row.giver_name or _GIVERS[Feedback.Source(row.source)], row.text)


def _lines_of(text: str) -> Iterable[str]:
    return (line.strip() for line in text.splitlines() if line.strip())


def _signatures(row: Evaluation, code: DocumentCode) -> tuple[Signature, ...]:
    person = row.assignment.employee
    holder = Signature("Pegawai yang Dinilai", person.full_name, person.nip)
    if code != "D.1.3":
        return (holder, decider_signature(row))
    return (holder, _signature("Pejabat Penilai Kinerja", row.rater, row.signed_on), _reviewer(row))


def _reviewer(row: Evaluation) -> Signature:
    objection = Objection.objects.filter(evaluation=row).first()
    day = objection.decided_on if objection else row.signed_on
    return _signature("Atasan Pejabat Penilai Kinerja", row.reviewer, day)


def decider_signature(row: Evaluation) -> Signature:
    """Return the place of who decided, with the day of signing. No query."""
    if row.decided_by_id is not None and row.decided_by_id == row.reviewer_id:
        return _signature("Atasan Pejabat Penilai Kinerja", row.reviewer, row.signed_on)
    return _signature("Pejabat Penilai Kinerja", row.rater, row.signed_on)


def _signature(role: str, person: Employee | None, day: date | None) -> Signature:
    stamp = _("disahkan dalam sistem pada %(day)s") % {"day": formats.day(day)} if day else None
    return Signature(
        role,
        person.full_name if person else None,
        person.nip if person else None,
        formats.day(day) if day else None,
        stamp,
    )


def _decision(row: Evaluation, objection: Objection) -> str:
    """What the superior decided, why, and what follows from it."""
    words = [f"{objection.get_decision_display()}. {objection.decision_reason}"]
    if objection.decision == Objection.Decision.CHANGES:
        before, after = objection.get_old_grade_display(), row.get_grade_display()
        text = _("Predikat semula %(before)s menjadi %(after)s.")
        words.append(text % {"before": before, "after": after})
    if row.recommendation and row.recommendation != objection.old_recommendation:
        words.append(_("Rekomendasi: %(text)s") % {"text": row.recommendation})
    return " ".join(words)
