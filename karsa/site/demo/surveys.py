"""Surveys of the demo: for each service one that is published and one that runs, with a burst."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from karsa.indicators.models import Indicator, Measurement, VoiceSource
from karsa.indicators.services.voices import feed_voices
from karsa.org.models import Service, ServicePoint, Unit
from karsa.org.queries.heads import heads_of
from karsa.rules.moderation import held_because
from karsa.rules.skm import Element
from karsa.site.demo.chance import between, happens, pick, share
from karsa.site.demo.words.library import library
from karsa.site.demo.world import World
from karsa.surveys.models import (
    COLUMNS,
    Comment,
    FollowUp,
    Response,
    Survey,
    SurveyPlace,
    SurveyWording,
)
from karsa.surveys.services.signs import raise_flags

Words = Mapping[str, Any]
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
# A day on which somebody praised twenty times over.
_RAVED, _RAVES = 12, 24
_JAVANESE = {
    "waktu": "Kados pundi rikating layanan?",
    "waktu:1": "Boten cepet",
    "waktu:2": "Kirang cepet",
    "waktu:3": "Cepet",
    "waktu:4": "Cepet sanget",
    "perilaku": "Kados pundi sopan lan grapyakipun petugas?",
}


def lay(world: World) -> None:
    """Write the surveys, what people said, a flag, plans, and an indicator that listens.

    About fifty queries.
    """
    for words in library("surveys")["surveys"]:
        service = _service(world, words)
        first = world.today - timedelta(days=300)
        over = _survey(world, service, words, first, world.today - timedelta(days=120))
        Survey.objects.filter(pk=over.pk).update(
            state=Survey.State.CLOSED, published_on=over.ends + timedelta(days=7)
        )
        runs = _survey(
            world, service, words, over.ends + timedelta(days=30), world.today + timedelta(days=25)
        )
        _comments(over, words, shown=True)
        _comments(runs, words, shown=False)
        _plan(world, over, words)
        _listen(world, service, words["indicator"])
        raise_flags(runs)
    feed_voices(agency=world.agency, now=world.now)


def _service(world: World, words: Words) -> Service:
    unit = Unit.objects.get(agency=world.agency, name__iexact=words["unit"])
    found = Service.objects.filter(unit=unit, name=words["service"]).first()
    made = found or Service.objects.create(agency=world.agency, unit=unit, name=words["service"])
    ServicePoint.objects.bulk_create(
        ServicePoint(agency=world.agency, service=made, name=name) for name in words["points"]
    )
    return made


def _survey(world: World, service: Service, words: Words, first: date, last: date) -> Survey:
    row = Survey.objects.create(
        agency=world.agency,
        service=service,
        title=f"Survei kepuasan {service.name} {first.year}",
        starts=first,
        ends=last,
        population=words["population"],
        state=Survey.State.OPEN,
    )
    points = [None, *service.points.order_by("pk")]
    places = SurveyPlace.objects.bulk_create(
        SurveyPlace(agency=world.agency, survey=row, point=point, code=_code(row, number))
        for number, point in enumerate(points)
    )
    SurveyWording.objects.create(
        agency=world.agency, survey=row, language="jv", name="Basa Jawa", texts=_JAVANESE
    )
    Response.objects.bulk_create(_responses(world, row, places, words["means"]), batch_size=1000)
    return row


def _code(row: Survey, number: int) -> str:
    return "".join(pick(_SIGNS, row.pk, number, at) for at in range(7))


def _responses(
    world: World, row: Survey, places: list[SurveyPlace], means: list[float]
) -> Iterator[Response]:
    days = [day for day in world.working_days if row.starts <= day <= min(row.ends, world.today)]
    for day in days:
        for number in range(between(1, 4, row.pk, day)):
            place = pick(places[1:] or places, row.pk, day, number)
            answers = [_said(mean, row.pk, day, number, at) for at, mean in enumerate(means)]
            yield _response(row, place, day, answers, number)
    if row.ends > world.today and "Kecamatan" in row.service.unit.name:
        raved = days[-_RAVED]
        for number in range(_RAVES):
            yield _response(row, places[0], raved, [4] * 9, number)


def _said(mean: float, *seed: object) -> int:
    """Whole answers around a mean: now and then a step aside."""
    step = share(*seed) + share(*seed, "more") - 1
    return min(4, max(1, round(mean + 0.9 * step)))


def _response(
    row: Survey, place: SurveyPlace, day: date, answers: list[int], number: int
) -> Response:
    seed = (row.pk, day, number)
    told = happens(0.7, *seed, "profile")
    return Response(
        agency_id=row.agency_id,
        survey=row,
        place=place,
        day=day,
        origin=pick(("qr", "qr", "qr", "link", "paper"), *seed, "way"),
        age=pick(Response.Age.values, *seed, "age") if told else "",
        sex=pick(Response.Sex.values, *seed, "sex") if told else "",
        disability=pick(("none",) * 9 + ("yes",), *seed, "able") if told else "",
        **dict(zip(COLUMNS, answers, strict=True)),
    )


def _comments(row: Survey, words: Words, *, shown: bool) -> None:
    place = row.places.earliest("pk")
    reasons = ((text, held_because(text)) for text in words["comments"])
    Comment.objects.bulk_create(
        Comment(
            agency_id=row.agency_id,
            survey=row,
            place=place,
            text=text,
            why=why,
            state=_state(why, shown=shown),
        )
        for text, why in reasons
    )


def _state(why: str, *, shown: bool) -> str:
    if not shown:
        return Comment.State.WAITING
    return Comment.State.HIDDEN if why else Comment.State.SHOWN


def _plan(world: World, row: Survey, words: Words) -> None:
    weakest = min(zip(words["means"], Element, strict=True))[1]
    head = heads_of([row.service.unit], world.today)[0].employee
    FollowUp.objects.create(
        agency=world.agency,
        survey=row,
        element=weakest,
        action="Tambah satu petugas di loket pada jam ramai, pukul 07.00–10.00.",
        owner=head,
        due=world.today + timedelta(days=20),
    )


def _listen(world: World, service: Service, name: str) -> None:
    """An indicator that was typed until now is heard from the survey instead."""
    found = Indicator.objects.filter(agency=world.agency, name=name).first() if name else None
    if found is None:
        return
    VoiceSource.objects.create(
        agency=world.agency, indicator=found, voice="survey", service=service, statistic="ikm"
    )
    rows = Measurement.objects.filter(indicator=found, year=world.today.year)
    rows.filter(corrects=None, corrected_by=None).delete()
