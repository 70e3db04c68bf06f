"""Yearly reports of the demo: what units wrote, the plan's last targets, who reads the month."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from karsa.indicators.models import StrategicPlan, Target
from karsa.insights.models import BriefingReader, ReportText
from karsa.insights.services import switch_briefing
from karsa.org.models import Employee
from karsa.site.demo.follow_up.places import Places
from karsa.site.demo.indicators import Measured
from karsa.site.demo.words.library import library
from karsa.site.demo.world import World

# Example addresses that no mail server delivers to (RFC 2606).
_POST = "contoh.example"


def write(world: World, measured: Iterable[Measured]) -> None:
    """Write end targets, texts and readers. About ten queries."""
    words, places = library("reports"), Places(world)
    last = StrategicPlan.objects.filter(agency=world.agency).latest("last_year").last_year
    ends = (_end(one, last, world.today.year) for one in measured)
    Target.objects.bulk_create((end for end in ends if end), batch_size=1000)
    ReportText.objects.bulk_create(_texts(world, places, words["texts"], measured))
    heads = [places.head(name) for name in (world.agency.name, *words["readers"])]
    for number, head in enumerate(heads, start=1):
        _subscribe(places, head, f"pimpinan{number}@{_POST}")


def _end(one: Measured, last: int, year: int) -> Target | None:
    """Where the plan wants the indicator in its last year: a little further each year."""
    metric, ahead = one.metric, last - year
    if metric.polarity == "range" or ahead <= 0:
        return None
    value = metric.target + (metric.target - metric.base) * ahead / 4
    value = max(value, metric.target / 2)
    if metric.unit == "%":
        value = min(value, Decimal(100))
    value = value.quantize(Decimal("0.1"))
    return Target(agency=one.row.agency, indicator=one.row, year=last, month=0, value=value)


def _texts(
    world: World, places: Places, words: Iterable[dict[str, Any]], measured: Iterable[Measured]
) -> Iterator[ReportText]:
    known = {(one.row.unit_id, one.row.name): one.row for one in measured}
    for said in words:
        unit = places.unit(said["unit"])
        yield ReportText(
            agency=world.agency,
            unit=unit,
            year=world.today.year,
            part=said["part"],
            indicator=known[unit.pk, said["indicator"]] if "indicator" in said else None,
            text=said["text"].strip(),
            written_by=places.heads.get(unit.pk),
            written_at=world.at(places.day(6), 15),
        )


def _subscribe(places: Places, head: Employee, address: str) -> BriefingReader | None:
    return switch_briefing(actor=places.actor(head, places.day(40)), email=address)
