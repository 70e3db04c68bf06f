"""A region whose February waits to be worked out, filled in by the database."""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "karsa.site.settings")
django.setup()

from karsa.accounts.actor import Actor  # noqa: E402
from karsa.accounts.roles import Role  # noqa: E402
from karsa.consequences.models import (  # noqa: E402
    AllowanceAmount,
    AllowanceInput,
    AllowanceLine,
    AllowanceRule,
    AllowanceRun,
)
from karsa.consequences.queries.allowance_pages import payout_tables  # noqa: E402
from karsa.consequences.queries.allowance_why import Why, why_of  # noqa: E402
from karsa.consequences.services.allowance_runs import compute, work_out  # noqa: E402
from karsa.evaluations.models import KeptProposal  # noqa: E402
from karsa.kit.spreadsheets import write_book  # noqa: E402
from karsa.org.models import Employee, Period, Position  # noqa: E402
from karsa.tenancy.models import Agency  # noqa: E402
from karsa.tenancy.scope import scope  # noqa: E402
from tests.bench.closing_region import fill, insert  # first: it sets Django up  # noqa: E402

MONTH = date(2026, 2, 1)
# The components of DKI Jakarta with the attendance of Tulang Bawang and the reports of Barru.
_RULE = """
langkah waktu "Waktu efektif" = hari_kerja × 300
langkah batas_menit "Menit paling banyak" = max(waktu − menit_kurang; 0)
langkah telat "Terlambat" = tiap(terlambat; jenjang(ini; 0: 0; 30: 0,5%; 60: 1%; 90: 1,25%; 1,5%))
langkah sehari "Sehari" = tiap(jeda; jika(ini ≤ 1; 1; 0))
langkah tepat "Tepat" = sehari + tiap(jeda_akhir_pekan; jika(ini ≤ 3; 1; 0))
komponen renkin 40% "Renkin" = batas(capaian; 0; 100%)
komponen aktivitas 20% "Aktivitas" = jika(waktu = 0; 0; min(menit; batas_menit) ÷ waktu)
komponen laporan 10% "Laporan" = jika(catatan = 0; 0; tepat ÷ catatan)
komponen disiplin 20% "Disiplin" = max(1 − telat − tanpa_rekam × 1,5% − tidak_apel × 2%; 0)
komponen predikat_kerja 10% "Predikat" = jenjang(predikat; 1: 0; 2: 50%; 3: 75%; 100%)
potongan bpjs "Iuran BPJS" = iuran_bpjs
potongan sah "Potongan sah" = potongan_sah
paling_banyak puncak "Pagu" = pagu
"""
# What the evidence carried, attendance and cuts, as SQL over the number of the person.
_RESULT = """'{"waiting": 0, "measures": [{"achievement": "8' || n % 10 || '.50"}]}'"""
_RESULTS = " || ',' || ".join([_RESULT] * 5)
_KEPT = f"""('{{"results": [' || {_RESULTS} || ']}}')::jsonb"""
_LATE = """('{"terlambat": ["' || n % 40 || '", "75", "' || n % 100 || '"], "tanpa_rekam": "1",
"tidak_apel": "' || n % 3 || '", "menit_kurang": "60"}')::jsonb"""
_CUTS = """('{"iuran_bpjs": "75000", "potongan_sah": "' || n % 7 || '000"}')::jsonb"""


def lay(people: int, entries: int) -> Agency:
    """Make the region of `closing_region`, its quarter closed, and February's tables."""
    fill(people, entries)
    agency = Agency.objects.get()
    with scope(agency):
        Period.objects.update(is_closed=True, starts=date(2025, 10, 1), ends=date(2025, 12, 31))
        known = {"agency_id": str(agency.pk)}
        period = str(Period.objects.get().pk)
        of = {"assignment_id": "n", "plan_id": "n", "period_id": period}
        insert(KeptProposal, people, known, of, proposal=_KEPT)
        AllowanceAmount.objects.create(
            agency=agency,
            position=Position.objects.get(),
            amount=7_500_000,
            job_class=8,
            starts=date(2025, 1, 1),
        )
        month = {"month": "date '2026-02-01'", "employee_id": "n"}
        insert(AllowanceInput, people, known, month, kind="'attendance'", figures=_LATE)
        insert(AllowanceInput, people, known, month, kind="'cuts'", figures=_CUTS, behind=people)
        _rule(agency)
    return agency


def _rule(agency: Agency) -> None:
    first, second = Employee.objects.order_by("pk")[:2]
    AllowanceRule.objects.create(
        agency=agency,
        name="TPP",
        legal_basis="Perbup",
        text=_RULE,
        starts=date(2026, 1, 1),
        state="approved",
        written_by=first,
        approved_by=second,
        approved_on=date(2026, 1, 2),
    )


def work(agency: Agency) -> AllowanceRun:
    """Work February out, as the worker does."""
    first = Employee.objects.order_by("pk")[0]
    now = datetime(2026, 3, 4, 3, tzinfo=UTC)
    actor = Actor(
        agency, None, first.pk, frozenset({Role.PERFORMANCE_MANAGER}), (), (), now.date(), now
    )
    made = work_out(actor=actor, month=MONTH, period=Period.objects.get())
    return compute(agency=agency, run_id=made.pk)


def explained(run: AllowanceRun) -> int:
    """Explain every line, step by step; return how many sentences that took."""
    return sum(sum(map(len, (one.steps for one in why.lines))) for why in _whys(run))


def _whys(run: AllowanceRun) -> Iterator[Why]:
    rows = AllowanceLine.objects.filter(run=run).select_related("run__rule", "employee")
    return (why_of(line, is_own=True) for line in rows.iterator(1000))


def fingerprint(run: AllowanceRun) -> str:
    """The SHA-256 of the payout file as XLSX."""
    kept = BytesIO()
    write_book(kept, payout_tables(run))
    return sha256(kept.getvalue()).hexdigest()
