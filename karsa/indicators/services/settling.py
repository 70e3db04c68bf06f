"""What waits because it is unlikely: another person looks at it and accepts or refuses it."""

from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.indicators import policies
from karsa.indicators.models import Measurement, Observation, Receipt
from karsa.indicators.services.feeding import event_of, mark
from karsa.indicators.services.forecasting import forecast_later
from karsa.rules import flow
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

State, Waiting = Measurement.State, Observation.State
_ALIKE = 500
_SETTLED = _("Kejadian ini sudah diputuskan. Muat ulang halaman untuk melihat yang tersisa.")


@transaction.atomic
def settle_figure(
    *, actor: Actor, measurement: Measurement, accept: bool, reason: str = ""
) -> Measurement:
    """Let a held figure count, in the place of the month's present one, or set it aside.

    Raises PermissionDenied for who does not keep the indicator or reported the figure; Refused if
    it no longer waits, or is refused without a reason.
    """
    found = (
        Measurement.objects.select_for_update(of=("self",))
        .select_related("indicator__unit")
        .get(pk=measurement.pk)
    )
    if not policies.can_verify(actor, found):
        raise PermissionDenied
    if accept:
        _take(found)
        forecast_later(actor.agency, [found.indicator_id])
    else:
        found.state = flow.step(flow.MEASUREMENT, found.state, State.REFUSED)
        found.note = "\n".join(filter(None, (found.note, _reason(reason))))
        found.corrects = None
    found.save(update_fields=["state", "note", "corrects"])
    record(actor, f"measurement.{'accepted' if accept else 'refused'}", found, note=reason)
    return found


def _take(found: Measurement) -> None:
    found.state = flow.step(flow.MEASUREMENT, found.state, State.REPORTED)
    rows = Measurement.objects.select_for_update().filter(
        indicator=found.indicator, year=found.year, month=found.month
    )
    before = rows.filter(state__in=Measurement.COUNTS).first()
    if before is not None:
        before.state = State.REPLACED
        before.save(update_fields=["state"])
    found.corrects = before


@transaction.atomic
def settle_event(
    *,
    actor: Actor,
    observation: Observation,
    accept: bool,
    reason: str = "",
    with_alike: bool = False,
) -> int:
    """Let a held event count, in the place of earlier revisions, or set it aside; return how many.

    `with_alike` settles up to 500 that the same machine sent and that wait for the same reason: a
    wrong unit comes in hundreds. Raises PermissionDenied for who does not keep the indicator;
    Refused if it no longer waits, is empty and accepted all the same, or is refused without a
    reason. Six queries, and three for each that corrects another.
    """
    found = (
        Observation.objects.select_for_update(of=("self",))
        .select_related("indicator__unit", "agency")
        .get(pk=observation.pk)
    )
    if not policies.can_keep_indicators(actor, found.indicator.unit):
        raise PermissionDenied
    if found.state != Waiting.HELD:
        raise Refused(_SETTLED)
    if accept and found.value is None:
        raise Refused(
            _("Nilainya kosong, jadi tidak bisa dihitung. Minta sumbernya mengirim lagi.")
        )
    rows = _alike(found) if with_alike else [found]
    _settle(found, rows, accept=accept, reason=reason)
    record(actor, f"event.{'accepted' if accept else 'refused'}", found, note=reason)
    return len(rows)


def _alike(found: Observation) -> list[Observation]:
    rows = Observation.objects.select_for_update().filter(
        agency=found.agency_id, state=Waiting.HELD, feed=found.feed_id, indicator=found.indicator_id
    )
    return list(rows.filter(reason=found.reason).order_by("pk")[:_ALIKE])


def _settle(found: Observation, rows: list[Observation], *, accept: bool, reason: str) -> None:
    for row in rows:
        if accept and row.revision > 1:
            _replace_earlier(found, row)
    settled = Observation.objects.filter(pk__in=[row.pk for row in rows])
    if accept:
        settled.update(state=Waiting.VALID)
    else:
        settled.update(state=Waiting.REFUSED, reason=_reason(reason)[:300])
    zone = ZoneInfo(found.agency.zone)
    moments = [row.at.astimezone(zone) for row in rows]
    mark(found.agency, [(found.indicator_id, at.year, at.month) for at in moments])


def _replace_earlier(found: Observation, row: Observation) -> None:
    """The revisions before `row` no longer count; their months are made anew."""
    event = event_of(row.feed_id, row.indicator_id, row.key)
    before = Receipt.objects.filter(event=event, revision__lt=row.revision)
    earlier = Observation.objects.filter(
        pk__in=list(before.values_list("observation", flat=True)), state=Waiting.VALID
    )
    zone = ZoneInfo(found.agency.zone)
    moments = [at.astimezone(zone) for at in earlier.values_list("at", flat=True)]
    earlier.update(state=Waiting.REPLACED)
    mark(found.agency, [(found.indicator_id, at.year, at.month) for at in moments])


def _reason(text: str) -> str:
    if not text.strip():
        raise Refused(_("Tulis alasannya, supaya yang melapor tahu apa yang perlu diperbaiki."))
    return text.strip()
