"""Consultations of the demo: one with the staff, one with citizens, one decided; two meetings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

from karsa.accounts.models import Grant
from karsa.accounts.roles import Role
from karsa.consultations.models import (
    Answer,
    Consultation,
    ConsultationEvent,
    Contribution,
    Invitation,
    Meeting,
    MeetingParticipant,
    Moderation,
    StakeholderGroup,
    Support,
)
from karsa.consultations.queries.final_text import final_text
from karsa.files.services import keep_bytes
from karsa.indicators.models import Indicator, Target
from karsa.org.models import Assignment, Employee, Unit
from karsa.org.queries.heads import heads_of
from karsa.rules.fingerprint import fingerprint
from karsa.site.demo.pictures import draw
from karsa.site.demo.words.library import library
from karsa.site.demo.world import World

Words = Mapping[str, Any]
Kind = ConsultationEvent.Kind
_ADVERT = "iklan jasa pengurusan"
_HELD = "memuat nomor yang tampak pribadi; menunggu dilihat petugas"


@dataclass(frozen=True, slots=True)
class Heard:
    """A consultation as written, its words, and who keeps it."""

    row: Consultation
    words: Words
    head: Employee
    staff: Sequence[Employee]


def lay(world: World) -> None:
    """Write groups, consultations, voices, answers, meetings and a decision. About 60 queries."""
    said = library("consultations")
    groups = _groups(world, said["groups"])
    for words in said["consultations"]:
        heard = _open(world, words)
        voices = _voices(world, heard)
        _answer(world, heard, voices)
        _moderate(world, voices)
        _meet(world, heard)
        _decide(world, heard, voices)
        if heard.row.is_public and heard.row.ends >= world.today:
            _invite(world, heard, groups)


def _groups(world: World, lines: Sequence[str]) -> list[StakeholderGroup]:
    return StakeholderGroup.objects.bulk_create(
        StakeholderGroup(agency=world.agency, name=name, kind=kind, contact_name=contact)
        for name, kind, contact in (line.split("|") for line in lines)
    )


def _open(world: World, words: Words) -> Heard:
    unit = Unit.objects.get(agency=world.agency, name__iexact=words["unit"])
    starts, ends, due = (world.today + timedelta(days=day) for day in words["days"])
    head = heads_of([unit], world.today)[0].employee
    row = Consultation.objects.create(
        agency=world.agency,
        unit=unit,
        subject=words["subject"],
        title=words["title"],
        explanation=words["explanation"],
        starts=starts,
        weighs_from=world.today + timedelta(days=words["weighs"]) if "weighs" in words else None,
        ends=ends,
        answers_due=due,
        is_public=words["is_public"],
        state=Consultation.State.OPEN,
        opened_by=head,
        **_about(world, unit, words),
    )
    posts = Assignment.objects.on(world.today).filter(
        unit__path__startswith=unit.path, employee__is_active=True
    )
    people = [
        post.employee for post in posts.select_related("employee").order_by("unit__path", "pk")
    ]
    heard = Heard(row, words, head, [one for one in people if one.pk != head.pk])
    _tell(world, heard, Kind.OPENED, starts)
    return heard


def _about(world: World, unit: Unit, words: Words) -> dict[str, Any]:
    """The target of an indicator, or a service that people propose for."""
    if "service" in words:
        offered = unit.services.filter(is_open=True).order_by("pk")
        return {"service": offered.filter(name__startswith=words["service"]).first() or offered[0]}
    about = Indicator.objects.get(unit=unit, name__startswith=words["indicator"])
    return {
        "indicator": about,
        "year": world.today.year + words["year"],
        "draft_value": words["value"],
        "measure": about.cards.get().measure,
    }


def _tell(world: World, heard: Heard, kind: str, day: date, text: str = "") -> None:
    ConsultationEvent.objects.create(
        agency=world.agency,
        consultation=heard.row,
        kind=kind,
        text=text,
        by=heard.head,
        at=world.at(day, 9),
    )


def _voices(world: World, heard: Heard) -> list[Contribution]:
    rows = [_voice(world, heard, number, line) for number, line in enumerate(heard.words["voices"])]
    Contribution.objects.bulk_create(rows)
    Support.objects.bulk_create(one for row in rows for one in _supports(heard, row))
    return rows


def _voice(world: World, heard: Heard, number: int, line: str) -> Contribution:
    kind, origin, supports, *rest = line.split("|")
    has_value = kind == "alternative" and "value" in heard.words
    value = Decimal(rest.pop(0)) if has_value else None
    advert, nameless = kind == "advert", origin == "nameless"
    hidden = advert or kind == "hidden"
    first = heard.row.starts + timedelta(days=1 + number)
    return Contribution(
        agency=world.agency,
        consultation=heard.row,
        kind=heard.row.kinds[-1] if hidden else kind,
        text=rest[0],
        value=value,
        origin="staff" if nameless else origin,
        employee=heard.staff[number % len(heard.staff)] if origin == "staff" else None,
        shown_name=rest[1] if len(rest) > 1 else "",
        day=min(first, heard.row.ends, world.today),
        state=Contribution.State.HIDDEN if hidden else Contribution.State.SHOWN,
        hidden_because=_ADVERT if advert else _HELD if hidden else "",
        is_checked=advert or not hidden,
        supports=int(supports) if heard.row.is_public else min(int(supports), len(heard.staff) - 1),
    )


def _moderate(world: World, voices: Sequence[Contribution]) -> None:
    """What was hidden by somebody from outside, for a reason; its author may ask again."""
    manager = Grant.objects.filter(agency=world.agency, role=Role.PERFORMANCE_MANAGER)
    keeper = Employee.objects.filter(user__in=manager.values("user")).order_by("pk").first()
    hidden = [row for row in voices if row.hidden_because == _ADVERT]
    Moderation.objects.bulk_create(
        Moderation(
            agency=world.agency,
            contribution=row,
            hides=True,
            reason=_ADVERT,
            by=keeper,
            day=row.day,
        )
        for row in hidden
    )


def _supports(heard: Heard, row: Contribution) -> Iterator[Support]:
    """Of browsers where citizens take part, else of colleagues, never of who said it."""
    others = [one for one in heard.staff if one.pk != row.employee_id]
    for number in range(row.supports):
        one = Support(agency_id=row.agency_id, contribution=row)
        if heard.row.is_public:
            one.browser = sha256(f"{row.pk}:{number}".encode()).hexdigest()
        else:
            one.employee = others[number]
        yield one


def _answer(world: World, heard: Heard, voices: Sequence[Contribution]) -> None:
    lines = (line.split("|") for line in heard.words.get("answers", ()))
    Answer.objects.bulk_create(
        Answer(
            agency=world.agency,
            contribution=voices[int(place)],
            verdict=verdict,
            reason=reason,
            by=heard.head,
            day=min(heard.row.answers_due, world.today),
        )
        for place, verdict, reason in lines
    )


def _meet(world: World, heard: Heard) -> None:
    words = heard.words.get("meeting")
    if not words:
        return
    day = world.today + timedelta(days=words["day"])
    name = f"musyawarah-{day:%Y%m%d}.webp"
    picture = draw("pertemuan", day)
    row = Meeting.objects.create(
        agency=world.agency,
        consultation=heard.row,
        day=day,
        place=words["place"],
        led_by=words["led_by"],
        points=words["points"],
        agreements=words["agreements"],
        photo=keep_bytes(world.actor, picture, name, "image/webp", "consultations.meeting"),
        recorded_by=heard.head,
        recorded_at=world.at(day, 15),
    )
    people = (line.split("|") for line in words["people"])
    MeetingParticipant.objects.bulk_create(
        MeetingParticipant(agency=world.agency, meeting=row, name=name, capacity=capacity)
        for name, capacity in people
    )
    Contribution.objects.bulk_create(
        Contribution(
            agency=world.agency,
            consultation=heard.row,
            kind="alternative",
            text=text,
            origin="hall",
            meeting=row,
            hands=int(hands),
            supports=int(hands),
            day=day,
        )
        for hands, text in (line.split("|") for line in words.get("proposals", ()))
    )


def _decide(world: World, heard: Heard, voices: Sequence[Contribution]) -> None:
    """The decision, and the target it became."""
    words, row = heard.words.get("decision"), heard.row
    if not words:
        return
    adopted = voices[words["adopted"]]
    day = world.today + timedelta(days=words["day"])
    row.state, row.outcome, row.decision = "decided", words["outcome"], words["text"]
    row.adopted, row.handed_over_at = adopted, world.at(day, 11)
    row.final_text = final_text(row, day)
    row.fingerprint = fingerprint(row.final_text)
    row.save()
    _tell(world, heard, Kind.DECIDED, day, row.decision)
    told = f"{adopted.value} {row.measure}"
    _tell(world, heard, Kind.HANDED_OVER, day, told)
    Target.objects.update_or_create(
        agency=world.agency,
        indicator=row.indicator,
        year=world.today.year + heard.words["year"],
        month=0,
        defaults={"value": adopted.value},
    )


def _invite(world: World, heard: Heard, groups: Sequence[StakeholderGroup]) -> None:
    Invitation.objects.bulk_create(
        Invitation(
            agency=world.agency,
            consultation=heard.row,
            group=group,
            number=f"005/{400 + 10 * heard.row.pk + place}/{heard.row.starts.year}",
            place="Contoh",
            day=heard.row.starts,
            meeting="",
        )
        for place, group in enumerate(groups)
    )
