"""What is special about one post in one period, in sentences for whoever rates it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from karsa.evaluations.queries.facts import ResultFact
from karsa.kit.formats import day as in_words
from karsa.org.models import Assignment, EmployeeStatus, Period
from karsa.plans.models import PerformancePlan

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


def cases_of(
    plan: PerformancePlan, period: Period, results: Sequence[ResultFact]
) -> tuple[str, ...]:
    """Return what the annex says of this post besides the usual; mostly nothing. One query."""
    post = plan.assignment
    posts = _posts(post, period)
    others = [one for one in posts if one.pk != post.pk]
    status = next((one.status for one in posts if one.status), "")
    found = (*_of_status(status), *_of_post(post, period, others), *_of_results(results))
    return tuple(found)


def _posts(post: Assignment, period: Period) -> list[_Post]:
    is_set = Q(plans__year=period.year, plans__state=PerformancePlan.State.SET)
    held = EmployeeStatus.objects.on(period.ends).filter(employee=OuterRef("employee"))
    rows = Assignment.objects.filter(employee=post.employee_id).annotate(
        n=Count("plans", filter=is_set),
        status=Subquery(held.order_by("-starts").values("kind")[:1]),
    )
    return [_Post(*row) for row in rows.values_list("pk", "starts", "n", "status")]


def _of_status(status: str) -> Iterator[str]:
    if status == Kind.STUDY_LEAVE:
        yield _(
            "Sedang tugas belajar. Pertimbangkan umpan balik dan hasil akademik dari lembaganya; "
            "panduan IPK ada di Lampiran II huruf B (Lampiran IV huruf A angka 16)."
        )
    if status == Kind.STUDY_ENDED:
        yield _(
            "Tugas belajarnya tidak selesai. Predikatnya Kurang atau Sangat Kurang, dengan "
            "mempertimbangkan perilaku kerja (Lampiran IV huruf B angka 3)."
        )
    if status == Kind.LONG_LEAVE:
        yield _("Sedang cuti panjang. Hari cuti bukan bukti yang kurang; nilai hari kerjanya.")


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


def _of_results(results: Sequence[ResultFact]) -> Iterator[str]:
    names = sorted({one.assigned_by for one in results if one.assigned_by})
    if names:
        text = _("Ada hasil atas penugasan %(names)s. Mintalah umpan baliknya sebelum menilai.")
        yield text % {"names": ", ".join(names)}
