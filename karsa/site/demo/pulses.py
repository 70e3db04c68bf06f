"""The pulse of last quarter with management's answers, and one that is open now."""

import json
from dataclasses import replace
from datetime import timedelta

from karsa.accounts.roles import Role
from karsa.development import services
from karsa.development.models import PulseBox, PulsePart
from karsa.development.services.pulse import sealed
from karsa.rules.pulse import QUESTIONS
from karsa.site.demo.chance import between, happens
from karsa.site.demo.trainings import holder
from karsa.site.demo.world import World

_AGO, _DAYS = 40, 9
# What most say: the lowest and the highest answer to each question.
_SAID = {"burden": (1, 4), "fairness": (2, 5), "motivation": (3, 5), "support": (2, 5)}
_REPLY = (
    "Terima kasih sudah jujur. Yang paling banyak dikeluhkan adalah mengetik ulang data yang sama. "
    "Itu benar, dan itu kami hentikan."
)
_CHANGE = "laporan bulanan di tiga aplikasi lain tidak diminta lagi"


def lay(world: World) -> None:
    """Ask, answer, release and reply as people do; then ask again. About 20 queries."""
    manager = holder(world, Role.PERFORMANCE_MANAGER)
    day = world.today - timedelta(days=_AGO)
    then = replace(manager, today=day, now=world.at(day, 9))
    closes = day + timedelta(days=_DAYS)
    row = services.open_pulse(actor=then, name=_named(day.year, day.month), closes=closes)
    parts = list(row.parts.all())
    answered = [part for part in parts if happens(0.64, part.employee_id, row.name)]
    PulseBox.objects.bulk_create(
        (
            PulseBox(
                agency=world.agency, pulse=row, unit_id=part.unit_id, box=sealed(part, _said(part))
            )
            for part in answered
        ),
        batch_size=1000,
    )
    PulsePart.objects.filter(pk__in=[part.pk for part in answered]).update(has_answered=True)
    released = closes + timedelta(days=1)
    services.release_pulses(agency=world.agency, today=released)
    regent = holder(world, Role.REGENT)
    services.reply_pulse(
        actor=replace(regent, today=released + timedelta(days=4), now=world.at(released, 10)),
        pulse=row,
        unit=None,
        text=_REPLY,
        change=_CHANGE,
        due=world.today + timedelta(days=30),
    )
    until = world.today + timedelta(days=6)
    name = _named(world.today.year, world.today.month, now=True)
    services.open_pulse(actor=manager, name=name, closes=until)


def _named(year: int, month: int, *, now: bool = False) -> str:
    quarter = (month - 1) // 3 + 1 - (not now)
    year, quarter = (year, quarter) if quarter else (year - 1, 4)
    return f"Triwulan {('I', 'II', 'III', 'IV')[quarter - 1]} {year}"


def _said(part: PulsePart) -> str:
    answers = {
        key: between(*_SAID[key], part.employee_id, key)
        for key in QUESTIONS
        if key != "support" or happens(0.8, part.employee_id, key)
    }
    return json.dumps(answers)
