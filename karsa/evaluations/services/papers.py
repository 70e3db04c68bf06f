"""The forms an evaluation leaves the house with."""

from karsa.accounts.actor import Actor
from karsa.documents.models import IssuedDocument
from karsa.documents.services import issue, mark_changed
from karsa.documents.shapes import EvaluationForm, ResultForm
from karsa.evaluations.models import Evaluation, EvaluationPaper
from karsa.evaluations.queries.paper import document_form, result_form
from karsa.files.services import keep_bytes


def issue_papers(actor: Actor, row: Evaluation, host: str) -> tuple[EvaluationPaper, ...]:
    """Issue the evaluation result (C.1.x) and the evaluation document (D.1.1 or D.1.2).

    Must run inside the service's transaction.
    """
    return tuple(_issued(actor, row, form, host) for form in (result_form(row), document_form(row)))


def replace_document(actor: Actor, row: Evaluation, host: str) -> EvaluationPaper:
    """Issue D.1.3 after an objection; the document it replaces says that it was changed."""
    before = row.papers.filter(code__startswith="D", document__state=IssuedDocument.State.VALID)
    for paper in before:
        mark_changed(document_id=paper.document_id)
    return _issued(actor, row, document_form(row), host)


def replace_result(actor: Actor, row: Evaluation, host: str) -> EvaluationPaper:
    """Issue the result anew with the changed ratings; the old one says that it was changed."""
    before = row.papers.filter(code__startswith="C", document__state=IssuedDocument.State.VALID)
    for paper in before:
        mark_changed(document_id=paper.document_id)
    return _issued(actor, row, result_form(row), host)


def _issued(
    actor: Actor, row: Evaluation, form: EvaluationForm | ResultForm, host: str
) -> EvaluationPaper:
    code = form.code
    number = f"{code}/{row.period.year}/{row.period.number}/{row.pk}"
    taken = row.papers.filter(code=code).count()
    document, content = issue(
        agency=actor.agency,
        kind="evaluation_result" if code.startswith("C") else "evaluation_document",
        number=f"{number}-{taken + 1}" if taken else number,
        day=actor.today,
        form=form,
        now=actor.now,
        host=host,
    )
    name = f"{code} {row.period.name} {row.period.year}.pdf"
    stored = keep_bytes(actor, content, name, "application/pdf", "evaluation")
    return EvaluationPaper.objects.create(
        agency=actor.agency, evaluation=row, code=code, document=document, file=stored
    )
