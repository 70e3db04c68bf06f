"""Papers: the agency's seal on what was printed, last year's SKP and results, a typed form."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import cast

from django.core.files.base import ContentFile

from karsa.documents import pades
from karsa.documents.bsre import Credential
from karsa.documents.models import Method
from karsa.documents.signing import Signer, keep_setting, keep_signature, put_signature
from karsa.evaluations.models import EvaluationPaper
from karsa.evaluations.queries.periods import chosen, periods_to_choose
from karsa.evaluations.services.paper_forms import print_evaluation, type_form
from karsa.evaluations.services.past import PastResults
from karsa.files import store
from karsa.kit.spreadsheets import Sheet
from karsa.org.models import Assignment
from karsa.plans.models import PerformancePlan, WorkResult
from karsa.plans.services.past import PastPlans
from karsa.rules.refused import Refused
from karsa.site.demo.people import SEATS
from karsa.site.demo.world import World

_UNIT = "Puskesmas Mataram"
_PEOPLE = 12
_RATED = {
    "result_rating": "meets",
    "behaviour_rating": "meets",
    "reason": "Seperti tertulis pada kertas: kunjungan lengkap, laporan akhir bulan terlambat.",
    "recommendation": "Catat kunjungan pada hari yang sama.",
}


def lay(world: World) -> None:
    """Choose the agency's seal, bring last year in, and leave a typed form to be confirmed."""
    with suppress(Refused):  # a second demo keeps the first one's certificate
        pades.make_certificate(world.agency, world.now)
    keep_setting(world.agency, paper="a4", method=Method.LOCAL, address="", account="", password="")
    with suppress(Refused):  # which another secret may no longer open
        _seal_printed(world)
    _last_year(world)
    _typed_form(world)


def _seal_printed(world: World) -> None:
    """The rater of what was printed last has signed; the employee has not yet."""
    papers = EvaluationPaper.objects.filter(agency=world.agency, code__startswith="D")
    paper = papers.select_related("file", "document", "evaluation__rater").order_by("-pk").first()
    if paper is not None:
        signer = Signer("rater", paper.evaluation.rater.full_name)
        doer = replace(world.actor, now=paper.document.issued_at)
        signed = put_signature(doer.agency, paper.document_id, paper.file, signer, Credential())
        keep_signature(doer, signed)


@dataclass(frozen=True)
class _Table:
    """Rows as a file would give them."""

    cells: Sequence[dict[str, str]]

    def rows(self, *only: str) -> Iterator[tuple[int, dict[str, str]]]:
        """Lines count from 2, as under a header."""
        return iter(list(enumerate(self.cells, start=2)))


def _last_year(world: World) -> None:
    """The health centre's plans and results of the year before the demo's first."""
    year = world.years[0] - 1
    posts = _posts(world)
    results = WorkResult.objects.filter(
        plan__in=PerformancePlan.objects.current().filter(
            assignment__in=posts, year=world.today.year
        )
    )
    lines = results.select_related("plan__assignment__employee").order_by("plan", "order")
    plans = [
        {
            "nip": row.plan.assignment.employee.nip,
            "result": row.text,
            "kind": row.get_kind_display(),
            "measure": "Laporan lengkap setiap bulan",
            "target": "12 laporan",
        }
        for row in lines
    ]
    rated = [
        {
            "nip": post.employee.nip,
            "year": str(year),
            "result": "Sesuai ekspektasi",
            "behaviour": "Sesuai ekspektasi",
            "grade": "Baik",
        }
        for post in posts
    ]
    first = world.today.replace(year=world.years[0])
    for importer, rows in ((PastPlans, plans), (PastResults, rated)):
        table = _Table(rows)
        made = importer(world.agency, first, cast(Sheet, table), year=year)
        made.take(list(table.rows()), write_down=True)


def _typed_form(world: World) -> None:
    """The operator typed what a rater wrote by hand; the rater is asked to confirm it."""
    period = chosen(periods_to_choose(world.agency, world.today), "", world.today)
    post = _unrated(_posts(world))
    if period is None or post is None:
        return
    operator = replace(world.actor, operated_paths=(post.unit.path,))
    form = print_evaluation(actor=operator, post=post, period=period)
    scan = ContentFile(store.path_of(form.file).read_bytes(), "pindaian.pdf")
    type_form(actor=operator, form_id=form.pk, code=form.document.code, typed=_RATED, upload=scan)


def _unrated(posts: Iterable[Assignment]) -> Assignment | None:
    """Somebody whom the printed rater rates, with a plan and not yet a signed evaluation."""
    raters = [seat.nip for seat in SEATS]
    return next(
        (
            post
            for post in posts
            if post.rater_lines.filter(rater__nip__in=raters, ends__isnull=True).exists()
            and post.plans.filter(state=PerformancePlan.State.SET).exists()
            and post.employee.nip not in raters
        ),
        None,
    )


def _posts(world: World) -> list[Assignment]:
    rows = Assignment.objects.on(world.today).filter(agency=world.agency, unit__name=_UNIT)
    found = rows.select_related("employee", "position", "unit", "agency")
    return list(found.order_by("pk")[:_PEOPLE])
