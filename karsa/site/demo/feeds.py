"""Machines of the demo and the events they sent: the months before this one, and until today."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from decimal import Decimal
from hashlib import blake2b, sha256

from karsa.indicators.models import (
    EventMonth,
    Feed,
    FeedIndicator,
    IndicatorCard,
    Measurement,
    Observation,
    Receipt,
)
from karsa.indicators.services.feeding import event_of
from karsa.indicators.services.feeds import give_code
from karsa.indicators.services.rollup import roll_up
from karsa.org.models import Service, ServicePoint, Unit
from karsa.rules.plausible import TOO_HIGH, ZERO
from karsa.site.demo.chance import between, happens, pick, share
from karsa.site.demo.indicators import Measured
from karsa.site.demo.posts import field_of
from karsa.site.demo.words.library import library
from karsa.site.demo.world import World

_MONTHS = 3
_PLACES = Decimal("0.1")
_WHOLE = frozenset({"orang", "keluarga"})
_DAYS = 21  # working days of a month
# A long spread: where it begins, and how far its tail reaches at chance 1.
_START, _TAIL = 0.35, 1.95


@dataclass(frozen=True, slots=True)
class _Report:
    """What a machine says of one indicator, and how its events are spread."""

    one: Measured
    statistic: str
    measure: str
    promise: Decimal | None
    low: Decimal | None
    high: Decimal | None
    spread: str
    a_day: Decimal
    known: Mapping[tuple[int, int], Decimal]  # the months' figures that were planned

    def figure(self, day: date) -> float:
        """What the month of `day` is about; the last known month's where it has none."""
        month = (day.year, day.month)
        return float(self.known.get(month) or self.known[max(self.known)])


def connect(world: World, indicators: Sequence[Measured]) -> None:
    """Register machines and write their events; the months' figures then follow from them."""
    days = _days(world)
    for words in library("feeds")["feeds"]:
        reports = _reports(words, indicators)
        if reports:
            _feed(world, words, reports, days)
    roll_up(agency=world.agency, now=world.now)


def _days(world: World) -> list[date]:
    first = world.today.replace(day=1)
    for _ in range(_MONTHS - 1):
        first = (first - timedelta(days=1)).replace(day=1)
    return [day for day in world.working_days if day >= first]


def _reports(words: dict[str, str], indicators: Sequence[Measured]) -> list[_Report]:
    """The first unit of the field that has the indicators."""
    own = [one for one in indicators if _field(one.row.unit) == words["field"]]
    if not own:
        return []
    by_name = {one.metric.name: one for one in own if one.row.unit == own[0].row.unit}
    return [_report(by_name, line) for line in words["reports"]]


def _field(unit: Unit) -> str:
    return field_of(unit.name, unit.name)


def _known(one: Measured) -> dict[tuple[int, int], Decimal]:
    rows = Measurement.objects.filter(indicator=one.row).order_by("year", "month")
    return {
        (year, month): value for year, month, value in rows.values_list("year", "month", "value")
    }


def _report(by_name: dict[str, Measured], line: str) -> _Report:
    name, statistic, measure, promise, low, high, spread, a_day = line.split("|")
    return _Report(
        one=by_name[name],
        statistic=statistic,
        measure=measure,
        promise=_bound(promise),
        low=_bound(low),
        high=_bound(high),
        spread=spread,
        a_day=Decimal(a_day),
        known=_known(by_name[name]),
    )


def _bound(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _feed(
    world: World, words: dict[str, str], reports: Sequence[_Report], days: Sequence[date]
) -> None:
    unit = reports[0].one.row.unit
    silent = int(words.get("silent_days", 0))
    token = sha256(words["name"].encode()).hexdigest()  # nobody knows a token with this digest
    feed = Feed.objects.create(
        agency=world.agency,
        unit=unit,
        name=words["name"],
        provider=words["provider"],
        digest=token,
        tail=token[:4],
        every_days=words["every_days"],
        created_at=world.at(days[0], 8),
        last_fed_at=world.now - timedelta(days=silent, minutes=4),
    )
    points = _points(world, unit, words)
    told = [day for day in days if day <= world.today - timedelta(days=silent)]
    for report in reports:
        _describe(feed, report)
        _keep(world, feed, report, list(_events(world, feed, report, points, told)))


def _points(world: World, unit: Unit, words: dict[str, str]) -> list[ServicePoint]:
    if not words["points"]:
        return []
    named = {"agency": world.agency, "unit": unit, "name": words["service"]}
    service = Service.objects.filter(**named).first() or Service.objects.create(**named)
    return ServicePoint.objects.bulk_create(
        ServicePoint(agency=world.agency, service=service, name=name) for name in words["points"]
    )


def _describe(feed: Feed, report: _Report) -> None:
    indicator = report.one.row
    give_code(indicator)
    FeedIndicator.objects.create(
        agency=feed.agency, feed=feed, indicator=indicator, measure=report.measure
    )
    IndicatorCard.objects.filter(indicator=indicator).update(
        statistic=report.statistic,
        promise=report.promise,
        plausible_low=report.low,
        plausible_high=report.high,
    )


def _events(
    world: World,
    feed: Feed,
    report: _Report,
    points: Sequence[ServicePoint],
    days: Iterable[date],
) -> Iterator[Observation]:
    indicator = report.one.row
    for day in days:
        for number in range(_how_many(report, day)):
            seed = (indicator.name, day, number)
            value = _value(report, day, seed)
            odd = _odd(value, report)
            yield Observation(
                agency=world.agency,
                feed=feed,
                indicator=indicator,
                point=pick(points, *seed, "point") if points else None,
                key=sha256("|".join(map(str, seed)).encode()).hexdigest(),
                at=world.at(day, between(8, 14, *seed), between(0, 59, *seed, "m")).astimezone(UTC),
                value=value,
                state=Observation.State.HELD if odd else Observation.State.VALID,
                reason=odd,
                received_at=world.at(day, 15),
            )


def _how_many(report: _Report, day: date) -> int:
    if report.a_day < 1:
        return int(happens(float(report.a_day), report.one.row.name, day))
    mean = report.figure(day) / _DAYS if report.spread == "one" else float(report.a_day)
    return max(1, round(mean * (0.7 + 0.6 * share(report.one.row.name, day))))


def _value(report: _Report, day: date, seed: tuple[object, ...]) -> Decimal:
    """Around what the indicator's year is about; once in a while a machine slips."""
    if report.spread == "one":
        return Decimal(1)
    if happens(0.002, *seed, "zero"):
        return Decimal(0)
    if report.high and happens(0.002, *seed, "slip"):
        return report.high * 20
    chance = share(*seed, "value")
    shape = _START + _TAIL * chance**2 if report.spread == "long" else 0.75 + 0.5 * chance
    places = Decimal(1) if report.measure in _WHOLE else _PLACES
    value = Decimal(str(_centre(report, day) * shape)).quantize(places)
    return max(value, report.low or _PLACES)


def _centre(report: _Report, day: date) -> float:
    """What values lie around, so that their month comes near the figure that was planned."""
    figure = report.figure(day)
    if report.statistic == "share":
        kept = min(figure, 96) / 100
        return float(report.promise or 1) / (_START + _TAIL * kept**2)
    if report.statistic == "sum":
        return figure / (_DAYS * float(report.a_day))
    return figure


def _odd(value: Decimal, report: _Report) -> str:
    if value == 0:
        return ZERO
    return TOO_HIGH if report.high is not None and value > report.high else ""


def _keep(world: World, feed: Feed, report: _Report, events: list[Observation]) -> None:
    Observation.objects.bulk_create(events, batch_size=500)
    Receipt.objects.bulk_create(
        (
            Receipt(
                agency=world.agency,
                event=event_of(feed.pk, row.indicator_id, row.key),
                revision=1,
                observation=row.pk,
                digest=int.from_bytes(
                    blake2b(row.key.encode(), digest_size=8).digest(), signed=True
                ),
            )
            for row in events
        ),
        batch_size=500,
    )
    months = sorted({(row.at.year, row.at.month) for row in events})
    EventMonth.objects.bulk_create(
        EventMonth(agency=world.agency, indicator=report.one.row, year=year, month=month)
        for year, month in months
    )
    for year, month in months:
        Measurement.objects.filter(indicator=report.one.row, year=year, month=month).update(
            origin=Measurement.Origin.MACHINE,
            state=Measurement.State.REPORTED,
            source=feed.name,
            reported_by=None,
            verified_by=None,
        )
