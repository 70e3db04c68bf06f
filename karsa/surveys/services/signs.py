"""Odd answers raised as flags; only a person's decision takes an answer out of the figures."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.jobs.services import later
from karsa.rules.odd_answers import Given, Sign, signs
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.surveys import policies
from karsa.surveys.models import COLUMNS, Flag, FlaggedResponse, Response, Survey, Trace
from karsa.surveys.queries.figures import index_of, settled

State = Flag.State
_WITHOUT_DEVICE = (Response.Origin.KIOSK, Response.Origin.PAPER)


def raise_flags(survey: Survey) -> int:
    """Flag what looks odd among a survey's answers; return how many wait for a person.

    A flag that stands keeps its state; as long as it waits, new answers of its kind join it.
    Five queries.
    """
    found = signs(_given(survey))
    Flag.objects.bulk_create((_flag(survey, one) for one in found), ignore_conflicts=True)
    waiting = survey.flags.filter(state=State.WAITING)
    rows = {(row.kind, row.place_id, row.day, row.sign): row for row in waiting}
    FlaggedResponse.objects.bulk_create(
        (
            FlaggedResponse(agency_id=survey.agency_id, flag=row, response_id=response)
            for one in found
            if (row := rows.get((one.kind, one.place, one.day, one.mark)))
            for response in one.ids
        ),
        ignore_conflicts=True,
    )
    return len(rows)


@transaction.atomic
def decide_flag(*, actor: Actor, flag: Flag, set_aside: bool, reason: str) -> Flag:
    """Count the flagged answers or leave them out, saying why; decided again, it says so anew.

    The index with and without them is kept with the decision, and the indicators that listen to
    this service are fed again. Raises PermissionDenied for the unit itself; Refused without a
    reason.
    """
    rows = Flag.objects.select_for_update(of=("self",)).select_related("survey__service__unit")
    found = rows.get(pk=flag.pk)
    if not policies.can_decide_flag(actor, found.survey.service.unit):
        raise PermissionDenied
    if not reason.strip():
        raise Refused(_("Tulis alasannya; keputusan ini mengubah atau membenarkan angka resmi."))
    _decide(actor, found, State.SET_ASIDE if set_aside else State.KEPT, reason.strip())
    record(actor, "survey.flag_decided", found, note=f"{found.state}: {reason.strip()}")
    later("indicators.voices", actor.agency, service_id=found.survey.service_id)
    return found


def _decide(actor: Actor, found: Flag, state: str, reason: str) -> None:
    responses = found.survey.responses
    flagged = found.members.values("response")
    found.state, found.reason = state, reason
    found.decided_by_id, found.decided_on = actor.employee_id, actor.today
    with_them = responses.filter(Q(is_counted=True) | Q(pk__in=flagged))
    without = responses.filter(is_counted=True).exclude(pk__in=flagged)
    found.index_with, found.index_without = index_of(settled(with_them)), index_of(settled(without))
    found.save()
    # An answer counts unless any of its flags was decided against it.
    out = FlaggedResponse.objects.filter(flag__survey=found.survey, flag__state=State.SET_ASIDE)
    responses.filter(pk__in=flagged).update(is_counted=True)
    responses.filter(pk__in=out.values("response")).update(is_counted=False)


def _flag(survey: Survey, sign: Sign) -> Flag:
    return Flag(
        agency_id=survey.agency_id,
        survey=survey,
        kind=sign.kind,
        place_id=sign.place,
        day=sign.day,
        sign=sign.mark,
    )


def _given(survey: Survey) -> list[Given]:
    traces = {
        key: (device, inside)
        for key, device, inside in Trace.objects.filter(survey=survey).values_list(
            "response", "device", "is_inside"
        )
    }
    rows = survey.responses.values_list("pk", "key", "place", "day", "origin", *COLUMNS)
    return [
        Given(
            pk,
            place,
            day,
            tuple(answers),
            origin in _WITHOUT_DEVICE,
            *traces.get(key, ("", False)),
        )
        for pk, key, place, day, origin, *answers in rows.order_by("pk")
    ]
