"""All papers of a unit's people as one PDF, for the printer: long work with progress."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.accounts.models import User
from karsa.audit.services import record, record_many
from karsa.documents.services import verification_url
from karsa.documents.signing import current_file
from karsa.documents.standing import mark_of
from karsa.documents.typeset import PAPERS, Form, Verification, joined, pdf
from karsa.evaluations.models import Evaluation, EvaluationPaper
from karsa.evaluations.queries.paper import document_form, result_form
from karsa.evaluations.queries.printing import KIND, to_print
from karsa.files.services import keep_bytes, let_go
from karsa.files.store import path_of
from karsa.jobs import services as jobs
from karsa.jobs.models import Batch
from karsa.kit.refusals import sentence
from karsa.org.models import Period, Unit
from karsa.org.queries.actor import actor_of
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope

_PURPOSE = "evaluation_print"
# A print is for the printer: everybody's papers in one file are not left lying about.
_KEPT = timedelta(days=30)


@transaction.atomic
def ask_print(*, actor: Actor, period: Period, unit: Unit, paper: str) -> Batch:
    """Have the signed papers of the people whom the actor rates in `unit` set for the printer.

    Raises Refused for another paper than A4 and F4, or where nobody's is signed.
    """
    if paper not in PAPERS:
        raise Refused(_("Pilih kertas A4 atau F4."))
    if not to_print(actor, period, unit.pk).exists():
        raise Refused(_("Belum ada dokumen yang ditandatangani di unit ini."))
    batch = jobs.start(actor, f"{KIND}.{paper}")
    record(actor, "evaluations.print_asked", unit, note=period.name)
    jobs.later(
        KIND, actor.agency, batch_id=batch.pk, period_id=period.pk, unit_id=unit.pk, paper=paper
    )
    return batch


def run_print(
    *, agency: Agency, batch_id: int, period_id: int, unit_id: int, paper: str, now: datetime
) -> None:
    """Set the papers one person after another, and keep them as one file. Opens its own scopes."""
    with scope(agency):
        batch = Batch.objects.get(pk=batch_id, agency=agency)
        actor = actor_of(User.objects.get(pk=batch.started_by or 0), agency, now)
        period = Period.objects.select_related("agency").get(pk=period_id, agency=agency)
        rows = list(to_print(actor, period, unit_id).values_list("pk", flat=True))
        jobs.begin(batch, len(rows), anew=True)
    try:
        content = joined(_papers(agency, batch, rows, paper))
    except Refused as why:  # a file is lost, or no longer what was signed
        with scope(agency):
            jobs.fail(batch, sentence(why), now)
        return
    with scope(agency), transaction.atomic():
        name = f"dokumen evaluasi {period.name} {period.year} {paper.upper()}.pdf"
        batch.refresh_from_db()
        until = actor.today + _KEPT
        stored = keep_bytes(actor, content, name, "application/pdf", _PURPOSE, until)
        batch.file_id = stored.pk
        batch.save(update_fields=["file_id"])
        jobs.finish(batch, now)


@transaction.atomic
def forget_prints(*, actor: Actor) -> int:
    """Remove the prints whose days are over; each night. Returns how many.

    The papers themselves stay, and whoever needs a print has it set again.
    """
    gone = let_go(actor.agency, actor.today, _PURPOSE)
    batches = Batch.objects.filter(agency=actor.agency, kind__startswith=KIND, file_id__in=gone)
    record_many(actor, "evaluations.print_forgotten", batches)
    batches.update(file_id=None)
    return len(gone)


def _papers(agency: Agency, batch: Batch, rows: list[int], paper: str) -> Iterator[bytes]:
    for key in rows:
        with scope(agency):
            row = Evaluation.objects.for_page().get(pk=key)
            found = row.papers.filter(document__state="valid").select_related("document", "file")
            for one in found.prefetch_related("document__signatures__file").order_by("code"):
                yield _printed(row, one, paper)
            jobs.move(batch.pk, 1)


def _printed(row: Evaluation, one: EvaluationPaper, paper: str) -> bytes:
    """What people have signed as they signed it; what carries no signature, on `paper`."""
    signatures = list(one.document.signatures.all())
    stored = current_file(one.document, one.file, signatures)
    return _set(row, one, paper) if stored == one.file else path_of(stored).read_bytes()


def _set(row: Evaluation, one: EvaluationPaper, paper: str) -> bytes:
    """The issued paper again, with its own code and number, on the size that was asked for."""
    form: Form = result_form(row) if one.code.startswith("C") else document_form(row)
    document = one.document
    seal = Verification(
        url=verification_url(row.agency.host, document.code),
        code=document.code,
        number=document.number,
        issued_at=document.issued_at,
    )
    return pdf(form, paper=paper, verification=seal, watermark=mark_of(row.agency))
