"""A month's figure that follows from events or entries, beside what people wrote."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from karsa.audit.services import Nobody, record_many
from karsa.indicators.models import Measurement
from karsa.indicators.services.forecasting import forecast_later
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

State, Origin = Measurement.State, Measurement.Origin
VOICES = frozenset({Origin.SURVEY, Origin.COMPLAINTS})
OPEN = (State.REPORTED, State.VERIFIED, State.HELD)
BESIDE = _("Bulan ini sudah punya angka lain. Bandingkan keduanya, lalu pilih yang dipakai.")
NONE_LEFT = _("Tidak ada lagi kejadian yang dipakai bulan ini.")
Key = tuple[int, int, int]  # indicator, year, month


@dataclass(frozen=True, slots=True)
class DerivedFigure:
    """A month's figure in the indicator's measure, None without events; `weight` its events."""

    indicator_id: int
    year: int
    month: int
    value: Decimal | None
    weight: Decimal | None
    note: str = ""

    @property
    def key(self) -> Key:
        """The month it speaks of."""
        return self.indicator_id, self.year, self.month


def write_figures(
    agency: Agency,
    figures: Sequence[DerivedFigure],
    sources: Mapping[int, str],
    now: datetime,
    origin: str = Origin.MACHINE,
) -> None:
    """Write the months' figures in the caller's transaction. Four queries for any number.

    A figure nobody has verified moves with its events, which are its history; a verified one is
    replaced by a new row, and so is what citizens said of a month that is over. Beside a figure
    of other origin the new one waits for a person, once.
    """
    before = _rows(figures, origin)
    new, changed = [], []
    for figure in figures:
        mine, has_other, was_refused = before.get(figure.key, (None, False, False))
        if mine is None:
            if figure.value is not None and not (has_other and was_refused):
                source = sources.get(figure.indicator_id, "")
                row = _new(agency, figure, figure.value, source, now)
                row.origin = origin
                if has_other:
                    row.state, row.held_because = State.HELD, BESIDE
                new.append(row)
        elif (mine.value, mine.weight) != (figure.value, figure.weight):
            changed.append(mine)
            if after := _change(agency, mine, figure, now):
                new.append(after)
    Measurement.objects.bulk_update(
        changed, ["value", "weight", "state", "note", "reported_at"], batch_size=200
    )
    Measurement.objects.bulk_create(new, batch_size=500)
    moved = [row for row in changed if row.verified_by_id]
    record_many(Nobody(agency, now.date()), "measurement.moved", moved)
    forecast_later(agency, _over((*changed, *new), now))


def _over(rows: Iterable[Measurement], now: datetime) -> set[int]:
    """Whose months are over; the running month moves all day and is forecast by night."""
    running = (now.year, now.month)
    return {row.indicator_id for row in rows if (row.year, row.month) < running}


Standing = tuple[Measurement | None, bool, bool]


def _rows(figures: Iterable[DerivedFigure], origin: str) -> dict[Key, Standing]:
    """By month: the open row of this origin, whether another counts, whether one was refused."""
    wanted = {figure.key for figure in figures}
    rows = Measurement.objects.select_for_update().filter(
        indicator__in={key[0] for key in wanted}, year__in={key[1] for key in wanted}
    )
    found: dict[Key, Standing] = {}
    for row in rows.filter(state__in=(*OPEN, State.REFUSED)).order_by("pk"):
        key = (row.indicator_id, row.year, row.month)
        mine, other, refused = found.get(key, (None, False, False))
        if row.origin != origin:
            other = other or row.state in Measurement.COUNTS
        elif row.state == State.REFUSED:
            refused = True
        else:
            mine = row
        found[key] = (mine, other, refused)
    return found


def _new(
    agency: Agency, figure: DerivedFigure, value: Decimal, source: str, now: datetime
) -> Measurement:
    return Measurement(
        agency=agency,
        indicator_id=figure.indicator_id,
        year=figure.year,
        month=figure.month,
        value=value,
        weight=figure.weight,
        note=figure.note,
        source=source,
        reported_at=now,
    )


def _change(
    agency: Agency, mine: Measurement, figure: DerivedFigure, now: datetime
) -> Measurement | None:
    """Move `mine` with its events; return the row that comes after it where a new one must."""
    if figure.value is None:
        mine.state, mine.note = State.REFUSED, NONE_LEFT
        return None
    if mine.value != figure.value and _is_kept(mine, now):
        mine.state = State.REPLACED
        after = _new(agency, figure, figure.value, mine.source, now)
        after.origin, after.corrects = mine.origin, mine
        return after
    mine.value, mine.weight, mine.reported_at = figure.value, figure.weight, now
    mine.note = figure.note
    return None


def _is_kept(mine: Measurement, now: datetime) -> bool:
    """Whether people may have read it: it was verified, or citizens' month is over."""
    closed = mine.origin in VOICES and (mine.year, mine.month) < (now.year, now.month)
    return mine.state == State.VERIFIED or (mine.state == State.REPORTED and closed)
