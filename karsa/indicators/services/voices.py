"""What citizens say as indicators' figures: surveys and complaints, month by month.

A room below says what it hears by one function (`Voice.figures`); here it becomes a Measurement
with its n, drawn in where few spoke (`rules/voice.py`). When something it said changes, the room
asks for the work "indicators.voices" with the service's id.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache, partial

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.complaints.queries import figures as complaints
from karsa.indicators.models import Indicator, VoiceSource
from karsa.indicators.services.derived import DerivedFigure, Origin, write_figures
from karsa.indicators.services.keeping import check_keeper, lock
from karsa.jobs.services import later
from karsa.kit.formats import number
from karsa.org.models import Service
from karsa.rules.calendar import local_day
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.rules.voice import ENOUGH, Heard, drawn_in
from karsa.surveys.queries import voice as surveys
from karsa.tenancy.models import Agency

# What the months of a year say of a service (its id; None is all of them), by statistic.
Figures = Callable[[Agency, int | None, str, int], list[Heard]]
_OWN = _("Dari %(n)s suara.")
_DRAWN = _(
    "Dari %(n)s suara: %(own)s. Karena kurang dari %(enough)s, ditarik ke %(usual)s sedaerah."
)


@dataclass(frozen=True, slots=True)
class Voice:
    """A room that hears citizens: its code (the measurements' origin), and what it can say.

    `statistics` are its codes with their labels; those in `counts` are numbers of cases, never
    drawn in and never hidden. `figures` asks the room, a few queries.
    """

    code: str
    label: str | Promise
    statistics: Mapping[str, str | Promise]
    figures: Figures
    counts: frozenset[str] = frozenset()


# Each room adds its own line here.
VOICES: Mapping[str, Voice] = {
    voice.code: voice
    for voice in (
        Voice(Origin.SURVEY, Origin.SURVEY.label, surveys.STATISTICS, surveys.heard),
        Voice(
            Origin.COMPLAINTS,
            Origin.COMPLAINTS.label,
            complaints.STATISTICS,
            complaints.heard,
            frozenset({"received"}),
        ),
    )
}


@transaction.atomic
def choose_voice(
    *, actor: Actor, indicator: Indicator, voice: str, service: Service | None, statistic: str
) -> Indicator:
    """Measure an indicator by what citizens say; an empty `voice` ends that.

    Raises PermissionDenied for whoever does not keep the unit's indicators; Refused for a voice
    or statistic that does not exist, or without a service.
    """
    found = lock(indicator)
    check_keeper(actor, found.unit)
    if not voice:
        VoiceSource.objects.filter(indicator=found).delete()
    else:
        _keep(found, voice, service, statistic)
    later("indicators.voices", actor.agency)
    record(actor, "indicator.voice_chosen", found, note=f"{voice} {statistic}".strip())
    return found


def _keep(found: Indicator, voice: str, service: Service | None, statistic: str) -> None:
    if voice not in VOICES or statistic not in VOICES[voice].statistics:
        raise Refused(_("Pilih sumber suara warga dan ukurannya dari daftar."))
    if service is None:
        raise Refused(_("Pilih layanannya, supaya jelas suara tentang apa yang dipakai."))
    chosen = {"voice": voice, "service": service, "statistic": statistic}
    VoiceSource.objects.update_or_create(
        indicator=found, defaults=chosen, create_defaults={"agency": found.agency, **chosen}
    )


def feed_voices(*, agency: Agency, now: datetime, service_id: int | None = None) -> int:
    """Write the figures of this year and the last anew; return how many indicators listen.

    `service_id` limits it to the indicators of a service. Safe to repeat: what has not changed is
    not written. Each indicator asks its room twice, and so does each statistic for all services.
    """
    rows = VoiceSource.objects.filter(agency=agency, indicator__is_active=True)
    if service_id is not None:
        rows = rows.filter(service=service_id)
    chosen = list(rows.select_related("service").order_by("pk"))
    this_year = local_day(now, agency.zone).year
    for code, voice in VOICES.items():
        mine = [row for row in chosen if row.voice == code]
        usual = cache(partial(voice.figures, agency, None))
        figures = [
            figure
            for row in mine
            for year in (this_year - 1, this_year)
            for figure in _figures(voice, row, year, usual(row.statistic, year))
        ]
        sources = {row.indicator_id: f"{voice.label}: {row.service.name}"[:200] for row in mine}
        write_figures(agency, figures, sources, now, voice.code)
    return len(chosen)


def _figures(
    voice: Voice, row: VoiceSource, year: int, usual: Sequence[Heard]
) -> list[DerivedFigure]:
    heard = voice.figures(row.agency, row.service_id, row.statistic, year)
    of_month = {one.month: one for one in usual}
    said = {one.month: one for one in heard}
    return [
        _figure(voice, row, year, said[month], of_month.get(month))
        if month in said
        # Nothing is said of it, perhaps no longer: an earlier figure is set aside.
        else DerivedFigure(row.indicator_id, year, month, None, None)
        for month in range(1, 13)
    ]


def _figure(
    voice: Voice, row: VoiceSource, year: int, heard: Heard, usual: Heard | None
) -> DerivedFigure:
    counts = row.statistic in voice.counts
    value = heard.value if counts else drawn_in(heard, usual)
    weight = None if counts else Decimal(heard.n)
    note = "" if counts else _note(heard, usual)
    return DerivedFigure(row.indicator_id, year, heard.month, value, weight, note)


def _note(heard: Heard, usual: Heard | None) -> str:
    if heard.n >= ENOUGH or usual is None:
        return gettext(_OWN) % {"n": heard.n}
    facts: dict[str, object] = {
        "n": heard.n,
        "own": number(heard.value, 2),
        "enough": ENOUGH,
        "usual": number(usual.value, 2),
    }
    return gettext(_DRAWN) % facts
