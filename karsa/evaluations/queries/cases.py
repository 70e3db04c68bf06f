"""What is special about one post in one period, in sentences for whoever rates it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from karsa.evaluations.queries.facts import ResultFact
from karsa.kit.formats import day as in_words
from karsa.kit.formats import number
from karsa.org.models import Assignment, EmployeeStatus, Period
from karsa.plans.models import PerformancePlan
from karsa.rules.study import Accreditation, Degree, bounds

Kind = EmployeeStatus.Kind


def status_in(plan: PerformancePlan, period: Period) -> str:
    """Return the status that the person of a plan has at the period's end, or none. One query."""
    rows = EmployeeStatus.objects.on(period.ends).filter(employee=plan.assignment.employee_id)
    return rows.order_by("-starts").values_list("kind", flat=True).first() or ""


@dataclass(frozen=True, slots=True)
class _Post:
    """One of the person's posts, and their status at the period's end."""

    pk: int
    starts: date
    plans: int
    status: str | None
    leader: str | None  # the post by which the plan's rater leads


def cases_of(
    plan: PerformancePlan, period: Period, results: Sequence[ResultFact]
) -> tuple[str, ...]:
    """Return what the annex says of this post besides the usual; mostly nothing. One query."""
    post = plan.assignment
    posts = _posts(plan, period)
    others = [one for one in posts if one.pk != post.pk]
    status = next((one.status for one in posts if one.status), "")
    found = (
        *_of_status(status),
        *_of_post(post, period, others),
        *_of_results(results, _leaders(post, posts)),
    )
    return tuple(found)


def _posts(plan: PerformancePlan, period: Period) -> list[_Post]:
    is_set = Q(plans__year=period.year, plans__state=PerformancePlan.State.SET)
    held = EmployeeStatus.objects.on(period.ends).filter(employee=OuterRef("employee"))
    led = Assignment.objects.on(period.ends).filter(employee=plan.rater_id, is_head=True)
    rows = Assignment.objects.filter(employee=plan.assignment.employee_id).annotate(
        n=Count("plans", filter=is_set),
        status=Subquery(held.order_by("-starts").values("kind")[:1]),
        leader=Subquery(led.values("position__name")[:1]),
    )
    return [_Post(*row) for row in rows.values_list("pk", "starts", "n", "status", "leader")]


def _leaders(post: Assignment, posts: Sequence[_Post]) -> frozenset[str]:
    """How the own leader is called in a plan: by the post, or as head of the unit."""
    names = (post.unit.head_title, *(one.leader for one in posts))
    return frozenset(name.casefold() for name in names if name)


def _of_status(status: str) -> Iterator[str]:
    if status == Kind.STUDY_LEAVE:
        yield _(
            "Sedang tugas belajar. Pertimbangkan umpan balik dan hasil akademik dari lembaganya; "
            "panduan IPK ada di Lampiran II huruf B (Lampiran IV huruf A angka 16)."
        )
        yield from _guide()
    if status == Kind.STUDY_ENDED:
        yield _(
            "Tugas belajarnya tidak selesai. Predikatnya Kurang atau Sangat Kurang, dengan "
            "mempertimbangkan perilaku kerja (Lampiran IV huruf B angka 3)."
        )
    if status == Kind.LONG_LEAVE:
        yield _("Sedang cuti panjang. Hari cuti bukan bukti yang kurang; nilai hari kerjanya.")


def _guide() -> Iterator[str]:
    """The annex's tables (II.B.5-6) in words; guidance for a person, never arithmetic."""
    text = _(
        "Panduan IPK %(degree)s di universitas berakreditasi %(rank)s: Sangat Baik mulai %(best)s, "
        "Baik mulai %(good)s, Butuh Perbaikan mulai %(least)s."
    )
    for degree, name in ((Degree.FIRST, "S-1"), (Degree.HIGHER, "S-2/S-3")):
        for rank in (Accreditation.A, Accreditation.B, Accreditation.C):
            best, good, least = map(number, bounds(degree, rank))
            grades = {"best": best, "good": good, "least": least}
            yield text % {"degree": name, "rank": rank.upper(), **grades}


def _of_post(post: Assignment, period: Period, others: Sequence[_Post]) -> Iterator[str]:
    acting = {Assignment.Kind.ACTING: _("Plt"), Assignment.Kind.DAILY_ACTING: _("Plh")}
    if name := acting.get(Assignment.Kind(post.kind)):
        text = _("Dinilai sebagai %(name)s oleh pimpinan unit tempat tugas itu dilaporkan.")
        yield text % {"name": name}
    if period.starts < post.starts <= period.ends:
        yield _arrived(post, moved=any(one.starts < post.starts for one in others))
    if count := sum(one.plans > 0 for one in others):
        text = _("Punya %(count)s SKP lain tahun ini. Setiap SKP dinilai sendiri.")
        yield text % {"count": count}


def _arrived(post: Assignment, *, moved: bool) -> str:
    facts = {"day": in_words(post.starts)}
    if not moved:
        return _("Pegawai baru sejak %(day)s. Target dihitung sejak hari itu.") % facts
    text = _(
        "Pindah ke sini pada %(day)s. Anda menilai atas capaian unit ini; hasil periode sebelumnya "
        "boleh dipakai bila disepakati berdua: tulis itu sebagai alasan (Lampiran IV huruf A "
        "angka 13)."
    )
    return text % facts


def _of_results(results: Sequence[ResultFact], own: frozenset[str]) -> Iterator[str]:
    names = sorted({one.assigned_by for one in results})
    names = [name for name in names if name and name.casefold() not in own]
    if names:
        text = _("Ada hasil atas penugasan %(names)s. Mintalah umpan baliknya sebelum menilai.")
        yield text % {"names": ", ".join(names)}
