"""Signatures on the issued forms, and how an agency signs."""

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.documents import signing
from karsa.documents.bsre import Credential
from karsa.documents.models import DocumentSetting, DocumentSignature, Method
from karsa.evaluations.models import Evaluation, EvaluationPaper
from karsa.evaluations.policies import can_bring_scan, can_keep_papers, can_sign_paper
from karsa.evaluations.queries.signing import signers_of
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


def sign_paper(*, actor: Actor, paper_id: int, credential: Credential) -> DocumentSignature:
    """Sign an issued form as the one it names.

    What was typed for BSrE is passed on once and neither kept nor recorded. It is asked before
    anything is locked or written. Raises PermissionDenied to everybody else, Refused as
    `documents.signing.put_signature` and `keep_signature`.
    """
    paper, row = _paper(paper_id)
    role = next(
        (
            role
            for role, person in signers_of(row, paper.code).items()
            if can_sign_paper(actor, person.pk)
        ),
        None,
    )
    if role is None:
        raise PermissionDenied
    signer = signing.Signer(role, signers_of(row, paper.code)[role].full_name)
    signed = signing.put_signature(actor.agency, paper.document_id, paper.file, signer, credential)
    with transaction.atomic():
        made = signing.keep_signature(actor, signed)
        record(actor, "evaluations.paper_signed", paper, note=made.method)
    return made


@transaction.atomic
def bring_scan(
    *, actor: Actor, paper_id: int, code: str, upload: "File[bytes]"
) -> DocumentSignature:
    """Keep the scan of a form that was signed by hand, by the code printed on it.

    Raises PermissionDenied to all whom the form does not name, Refused for a scan of another
    version or as `documents.signing.keep_scan`.
    """
    paper, row = _paper(paper_id)
    named = {one.pk: one.full_name for one in signers_of(row, paper.code).values()}
    if not can_bring_scan(actor, frozenset(named)):
        raise PermissionDenied
    made = signing.keep_scan(actor, paper.document_id, code, upload, named[actor.me])
    record(actor, "evaluations.paper_scanned", paper)
    return made


@transaction.atomic
def choose_papers(
    *, actor: Actor, paper: str, method: str, address: str, account: str, password: str
) -> DocumentSetting:
    """Choose the agency's paper and way of signing. Raises PermissionDenied, Refused."""
    if not can_keep_papers(actor):
        raise PermissionDenied
    if paper not in DocumentSetting.Paper.values or method not in Method.values:
        raise Refused(_("Pilih ukuran kertas dan cara tanda tangan."))
    row = signing.keep_setting(
        actor.agency,
        paper=paper,
        method=method,
        address=address,
        account=account,
        password=password,
    )
    record(actor, "evaluations.papers_chosen", row, note=f"{paper} {method}")
    return row


def _paper(paper_id: int) -> tuple[EvaluationPaper, Evaluation]:
    paper = EvaluationPaper.objects.select_related("file").get(pk=paper_id)
    return paper, Evaluation.objects.for_page().get(pk=paper.evaluation_id)
