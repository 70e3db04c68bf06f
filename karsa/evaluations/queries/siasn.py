"""Evaluations as the national record takes them: SIASN's `kinerjaperiodik`, one item a person."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from karsa.evaluations.models import Evaluation, EvaluationQuerySet, Grade, Rating
from karsa.org.models import Assignment, Period
from karsa.tenancy.models import Agency

# Source: the payload of SIASN's web service, as the digest of the rules cites it (section 8).
_RATING = {Rating.ABOVE: 1, Rating.MEETS: 2, Rating.BELOW: 3}
_QUADRANT = {grade: number for number, grade in enumerate(Grade, start=1)}
_MONTHLY, _QUARTERLY = 1, 2
_UNSIGNED = (Evaluation.State.DRAFT, Evaluation.State.DECIDED)


@dataclass(frozen=True, slots=True)
class Ready:
    """How many signed evaluations can go, and how many have nobody SIASN would know."""

    items: int
    without_id: int


def ready_for_siasn(agency: Agency, period: Period) -> Ready:
    """Count what `siasn_items` would yield, and what it leaves out. One query."""
    unknown = Q(assignment__employee__external_id="")
    found = _signed(agency, period).aggregate(
        items=Count("pk", filter=~unknown), without_id=Count("pk", filter=unknown)
    )
    return Ready(**found)


def siasn_items(agency: Agency, period: Period) -> Iterator[dict[str, Any]]:
    """Yield an item per signed evaluation of somebody with a SIASN id. Two queries."""
    rows = _signed(agency, period).exclude(assignment__employee__external_id="")
    posts = _posts_of_raters(agency, period)
    for row in rows.select_related("assignment__employee", "decided_by").order_by("pk"):
        rater = row.decided_by
        post = posts.get(rater.pk) if rater else None
        yield {
            "pnsDinilaiId": row.assignment.employee.external_id,
            "tahun": period.year,
            "tahunMulaiPenilaian": period.starts.year,
            "tahunSelesaiPenilaian": period.ends.year,
            "bulanMulaiPenilaian": period.starts.month,
            "bulanSelesaiPenilaian": period.ends.month,
            "periodikId": _MONTHLY if period.starts.month == period.ends.month else _QUARTERLY,
            "hasilKinerjaNilai": _RATING[Rating(row.result_rating)],
            "perilakuKerjaNilai": _RATING[Rating(row.behaviour_rating)],
            "kuadranKinerjaNilai": _QUADRANT[Grade(row.grade)],
            "penilaiNama": rater.full_name if rater else "",
            "penilaiNipNrp": rater.nip if rater else "",
            "penilaiGolongan": rater.rank if rater else "",
            "penilaiJabatanNama": post.position.name if post else "",
            "penilaiUnorNama": post.unit.name if post else "",
            "statusPenilai": "ASN",
        }


def _signed(agency: Agency, period: Period) -> EvaluationQuerySet:
    rows = Evaluation.objects.rated_here().filter(agency=agency, period=period)
    return rows.exclude(state__in=_UNSIGNED)


def _posts_of_raters(agency: Agency, period: Period) -> dict[int, Assignment]:
    """Each rater's post when the period ended, the definitive one where there are several."""
    raters = _signed(agency, period).values("decided_by")
    posts = Assignment.objects.on(period.ends).filter(agency=agency, employee__in=raters)
    rows = posts.select_related("position", "unit")
    ordered = sorted(rows, key=lambda post: post.kind == Assignment.Kind.DEFINITIVE)
    return {post.employee_id: post for post in ordered}
