"""A late rater: warned, then taken over by the superior, who hears the person first."""

from collections import Counter
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.urls import reverse

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.evaluations.models import Evaluation, Takeover
from karsa.evaluations.policies import can_state, can_take_over
from karsa.evaluations.queries.late import undone_in
from karsa.evaluations.queries.turn import terms_of, turn_of, window_of
from karsa.evaluations.services.held import held
from karsa.files.kinds import Kind
from karsa.files.services import take
from karsa.inbox.models import Notice
from karsa.org.models import Period
from karsa.org.queries.periods import all_periods
from karsa.org.services.notices import tell_people
from karsa.plans.models import PerformancePlan
from karsa.rules.calendar import local_day
from karsa.rules.deadlines import Warned, heard_until, warning_due
from karsa.rules.decision import check_takeover
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

_EVIDENCE = frozenset(Kind)
_UNDONE = ("", Evaluation.State.DRAFT, Evaluation.State.DECIDED)


@transaction.atomic
def take_over(*, actor: Actor, plan: PerformancePlan, period: Period, reason: str) -> Takeover:
    """Take a late rater's rating over; the person has five working days to be heard.

    Raises PermissionDenied to all but the rater's superior; Refused inside the window, for a
    closed period, without a reason, a second time, or where the rater has signed.
    """
    plan = PerformancePlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    turn = turn_of(plan, period, actor.today)
    if turn is None or not can_take_over(actor, plan, turn.reviewer_id):
        raise PermissionDenied
    if held(period).is_closed:
        raise Refused(_("Periode ini sudah ditutup, jadi nilainya tidak berubah lagi."))
    # Against the rater's signature at the same moment.
    found = Evaluation.objects.filter(assignment=plan.assignment_id, period=period)
    rated = found.select_for_update().first()
    check_takeover(
        turn.window,
        actor.today,
        is_rated=rated is not None and rated.state not in _UNDONE,
        is_taken=turn.takeover is not None,
    )
    if not reason.strip():
        raise Refused(_("Tulis mengapa diambil alih, dan apa yang sudah Anda tanyakan."))
    terms = terms_of(period)
    row = Takeover.objects.create(
        agency=actor.agency,
        assignment_id=plan.assignment_id,
        period=period,
        reason=reason.strip(),
        taken_by_id=actor.me,
        taken_on=actor.today,
        heard_until=heard_until(terms.calendar, actor.today, terms.rules),
    )
    record(actor, "evaluations.taken_over", row, note=row.reason)
    tell_people(
        actor.agency,
        actor.now,
        {plan.assignment.employee_id: 1},
        kind=Notice.Kind.RATING_TAKEN,
        key=f"taken:{row.pk}",
        path=reverse("evaluations:state", args=[row.pk]),
    )
    return row


@transaction.atomic
def state(
    *, actor: Actor, takeover_id: int, text: str, evidence: "File[bytes] | None" = None
) -> Takeover:
    """Keep what the person says before a final result, with a file; then the superior decides.

    Raises PermissionDenied to everybody else, Refused when empty, a second time, or too late.
    """
    rows = Takeover.objects.select_for_update(of=("self",)).select_related("assignment")
    row = rows.get(pk=takeover_id)
    if not can_state(actor, row):
        raise PermissionDenied
    if not row.hearing.holds(actor.today):
        raise Refused(
            _("Masa penjelasan berakhir pada %(day)s. Atasan penilai kini memutuskan."),
            day=row.heard_until.strftime("%d-%m-%Y"),
        )
    if not text.strip():
        raise Refused(_("Tulis penjelasan Anda: apa yang Anda capai, dan buktinya di mana."))
    row.statement, row.said_on = text.strip(), actor.today
    if evidence:
        row.evidence = take(actor, evidence, purpose="takeover", allow=_EVIDENCE)
    row.save(update_fields=["statement", "evidence", "said_on"])
    record(actor, "evaluations.stated", row)
    return row


def warn_of_windows(*, agency: Agency, now: datetime) -> None:
    """Tell raters, the people they have not rated, and after the window the superiors.

    Five and one working days before the window closes, and one after; each once. Five queries
    a period whose warning is due.
    """
    today = local_day(now, agency.zone)
    for period in all_periods(agency):
        if period.is_closed or period.starts > today:
            continue
        terms = terms_of(period)
        due = warning_due(terms.calendar, window_of(period, terms.rules), today, terms.rules)
        if due:
            _warn(agency, now, period, due)


def _warn(agency: Agency, now: datetime, period: Period, due: Warned) -> None:
    undone = undone_in(period)
    key = f"rating:{period.pk}:{due}"
    team = f"{reverse('evaluations:team')}?periode={period.pk}"
    late = due is Warned.LATE
    kind = Notice.Kind.RATING_LATE if late else Notice.Kind.RATING_DUE
    raters = Counter(one.rater_id for one in undone)
    tell_people(agency, now, raters, kind=kind, key=key, path=team)
    people = Counter(one.employee_id for one in undone)
    own = {"key": f"{key}:own", "path": reverse("evaluations:mine")}
    tell_people(agency, now, people, kind=Notice.Kind.RATING_AWAITED, **own)
    if late:
        above = Counter(one.reviewer_id for one in undone if one.reviewer_id is not None)
        climbed = {"key": f"{key}:above", "path": team}
        tell_people(agency, now, above, kind=Notice.Kind.RATING_CLIMBED, **climbed)
