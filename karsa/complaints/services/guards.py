"""What the acts share: lock a case, write its next step, keep files, tell its reporter."""

from collections.abc import Iterable

from django.core.files.base import File

from karsa.audit.services import Doer
from karsa.complaints.models import Case, CaseFile, Step
from karsa.complaints.queries.terms import due_of
from karsa.files.kinds import EVIDENCE, Kind
from karsa.files.services import take
from karsa.jobs import services as jobs
from karsa.org.models import Unit
from karsa.rules import flow
from karsa.rules.calendar import local_day
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

Uploads = Iterable["File[bytes]"]
PHOTOS = frozenset({Kind.IMAGE})
MOST_FILES = 5


def lock(case: Case) -> Case:
    """Return the case as it is now, locked, with its unit and what it is about. One query."""
    rows = Case.objects.select_for_update(of=("self",))
    return rows.select_related("unit", "about_unit", "agency", "main").get(pk=case.pk)


def write(
    doer: Doer,
    case: Case,
    kind: str,
    text: str = "",
    *,
    by: int | None = None,
    is_public: bool = True,
    unit: Unit | None = None,
) -> Step:
    """Append a step; one that the reporter may read is told by mail, if they asked for it."""
    step = Step.objects.create(
        agency=doer.agency,
        case=case,
        kind=kind,
        text=text.strip(),
        is_public=is_public,
        unit=unit,
        by_id=by,
        at=doer.now,
    )
    if is_public and by is not None:
        tell_reporter(doer, case)
    return step


def tell_reporter(doer: Doer, case: Case) -> None:
    """Have a letter sent that there is news, to who asked for letters."""
    jobs.later("complaints.letter", doer.agency, case_id=case.pk)


def move(case: Case, state: str) -> list[str]:
    """Put the case into its next state; return the field to save. Raises Refused."""
    case.state = flow.step(flow.COMPLAINT, case.state, state)
    return ["state"]


def attach(doer: Doer, step: Step, uploads: Uploads, *, only_photos: bool = False) -> int:
    """Keep the files of a step, photos drawn anew without where they were taken.

    A reporter's photos lose their names as well: a name may tell whose phone it was. Return
    how many. Raises Refused for more than five or for what will not do.
    """
    given = list(uploads)
    if len(given) > MOST_FILES:
        raise Refused(_("Paling banyak lima berkas. Pilih yang paling jelas."))
    allow = PHOTOS if only_photos else EVIDENCE
    keep_as = "foto" if only_photos else ""
    for upload in given:
        stored = take(doer, upload, purpose="complaints", allow=allow, keep_as=keep_as)
        CaseFile.objects.create(agency=doer.agency, step=step, file=stored)
    return len(given)


def need_words(text: str, sentence: str) -> str:
    """Return the words without blanks around; Refused with `sentence` where there are none."""
    if not text.strip():
        raise Refused(sentence)
    return text.strip()


def work_again(doer: Doer, case: Case) -> list[str]:
    """Send an answered or closed case back to its unit with a new term; return what to save."""
    today = local_day(doer.now, doer.agency.zone)
    fields = move(case, Case.State.IN_PROGRESS)
    case.due_on = due_of(doer.agency, today, case.kind, is_protected=case.is_protected)
    case.verified_on = case.verified_by = case.confirmed_on = case.closed_on = None
    case.climbed = 0
    return [
        *fields,
        *("due_on", "verified_on", "verified_by", "confirmed_on", "closed_on", "climbed"),
    ]
