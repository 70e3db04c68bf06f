"""Who signs an issued form, who has, and where its paper stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from karsa.accounts.actor import Actor
from karsa.documents.models import DocumentSignature, IssuedDocument, Method
from karsa.evaluations.models import Evaluation, EvaluationPaper
from karsa.evaluations.policies import can_bring_scan, can_sign_paper
from karsa.kit.statements import instance
from karsa.org.models import Employee

_GIVEN = ("id", "role", "at")
_LABELS = {
    "employee": gettext_lazy("Pegawai yang dinilai"),
    "rater": gettext_lazy("Pejabat penilai"),
    "reviewer": gettext_lazy("Atasan pejabat penilai"),
}


@dataclass(frozen=True, slots=True)
class Party:
    """Who the form names as a signer, and when they signed; None while they have not."""

    role: str
    person: Employee
    signed_at: datetime | None

    @property
    def label(self) -> str:
        """The role in words."""
        return str(_LABELS[self.role])


@dataclass(frozen=True, slots=True)
class PaperState:
    """One issued form with its signers; `acts` are those the reader may do now."""

    paper: EvaluationPaper
    method: str
    parties: tuple[Party, ...]
    scan: DocumentSignature | None
    signs_as: Party | None
    scans: bool

    @property
    def is_done(self) -> bool:
        """Whether nothing is missing any more."""
        if self.method == Method.WET:
            return self.scan is not None
        return all(one.signed_at for one in self.parties)

    @property
    def word(self) -> str:
        """Where the paper stands, in a few words."""
        document = self.paper.document
        if document.state != IssuedDocument.State.VALID or self.method == Method.NONE:
            return str(document.get_state_display())
        if self.method == Method.WET:
            return _("Tersimpan") if self.scan else _("Menunggu scan")
        done = sum(bool(one.signed_at) for one in self.parties)
        return _("%(done)s dari %(all)s tanda tangan") % {"done": done, "all": len(self.parties)}

    @property
    def tone(self) -> str:
        """The tag's tone."""
        valid = self.paper.document.state == IssuedDocument.State.VALID
        return "good" if valid and (self.is_done or self.method == Method.NONE) else "warn"


def signers_of(row: Evaluation, code: str) -> dict[str, Employee]:
    """Return who signs the form of `code`, by role, as the form prints them. No query."""
    decider = "reviewer" if row.decided_by_id == row.reviewer_id else "rater"
    roles = {"C": (decider,), "D": ("employee", decider)}[code[0]]
    if code == "D.1.3":
        roles = ("employee", "rater", "reviewer")
    people = {"employee": row.assignment.employee, "rater": row.rater, "reviewer": row.reviewer}
    return {role: person for role in roles if (person := people[role]) is not None}


def papers_of(actor: Actor, row: Evaluation, method: str) -> tuple[PaperState, ...]:
    """Return the issued forms of an evaluation, the first issued first. One query."""
    papers = row.papers.select_related("document").order_by("pk")
    if method == Method.NONE:
        return tuple(paper_state(actor, row, paper, method, ()) for paper in papers)
    given = {f"given_{name}": F(f"document__signatures__{name}") for name in _GIVEN}
    by_paper = groupby(papers.annotate(**given), key=lambda line: line.pk)
    return tuple(_with_signatures(actor, row, method, list(lines)) for _pk, lines in by_paper)


def _with_signatures(
    actor: Actor, row: Evaluation, method: str, lines: Sequence[EvaluationPaper]
) -> PaperState:
    """One form, a line for each of its signatures."""
    known = ({name: getattr(line, f"given_{name}") for name in _GIVEN} for line in lines)
    given = [instance(DocumentSignature, one) for one in known if one["id"] is not None]
    return paper_state(actor, row, lines[0], method, given)


def paper_state(
    actor: Actor,
    row: Evaluation,
    paper: EvaluationPaper,
    method: str,
    signatures: Sequence[DocumentSignature],
) -> PaperState:
    """Return where one form stands for the reader. No query."""
    found = {one.role: one for one in signatures}
    parties = tuple(
        Party(role, person, found[role].at if role in found else None)
        for role, person in signers_of(row, paper.code).items()
    )
    valid = paper.document.state == IssuedDocument.State.VALID
    electronic = valid and method in (Method.LOCAL, Method.BSRE)
    own = [one for one in parties if can_sign_paper(actor, one.person.pk)]
    mine = next((one for one in own if electronic and not one.signed_at), None)
    scan = found.get(DocumentSignature.SCAN)
    named = frozenset(one.person.pk for one in parties)
    scans = valid and method == Method.WET and scan is None and can_bring_scan(actor, named)
    return PaperState(paper, method, parties, scan, mine, scans)
