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
    *, actor: Actor, observation: Observation, accept: bool, reason: str = ""
) -> Observation:
    """Let a held event count, in the place of earlier revisions, or set it aside.

    Raises PermissionDenied for who does not keep the indicator; Refused if it no longer waits, is
    empty and accepted all the same, or is refused without a reason. Five queries.
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
    if accept:
        _replace_earlier(found)
    found.state = Waiting.VALID if accept else Waiting.REFUSED
    found.reason = found.reason if accept else _reason(reason)[:300]
    found.save(update_fields=["state", "reason"])
    local = found.at.astimezone(ZoneInfo(found.agency.zone))
    mark(found.agency, [(found.indicator_id, local.year, local.month)])
    record(actor, f"event.{'accepted' if accept else 'refused'}", found, note=reason)
    return found


def _replace_earlier(found: Observation) -> None:
    """The revisions before this one no longer count; their months are made anew."""
    event = event_of(found.feed_id, found.indicator_id, found.key)
    before = Receipt.objects.filter(event=event, revision__lt=found.revision)
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
