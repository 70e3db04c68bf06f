"""Obstacles: who may do what, when they climb and to whom, and what the indicator did after."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from karsa.audit.models import AuditEntry
from karsa.files.tests import make as files
from karsa.indicators.tests import make as indicators
from karsa.monitoring import services
from karsa.monitoring.models import Obstacle
from karsa.monitoring.queries.obstacles import (
    climbed_count,
    climbed_heads,
    climbed_to,
    rows_of,
)
from karsa.monitoring.services.obstacles import ObstacleWords
from karsa.monitoring.tests import make as rows
from karsa.org.models import RuleSet
from karsa.org.tests import make
from karsa.rules.effect import Direction
from karsa.rules.refused import Refused

WORDS = ObstacleWords(text=" Vaksin habis ", cause="tools")


def test_whoever_works_in_a_unit_says_what_holds_it_back(people):
    row = services.raise_obstacle(actor=make.actor(people.rina), unit=people.clinic, words=WORDS)

    assert (row.text, row.state, row.raised_by) == ("Vaksin habis", "open", people.rina)
    assert AuditEntry.objects.filter(verb="monitoring.obstacle_raised").exists()
    with pytest.raises(PermissionDenied):
        services.raise_obstacle(actor=make.actor(people.budi), unit=people.clinic, words=WORDS)


def give(actor, row, due_on=rows.SOON, **who):
    said = {"owner": None, "unit": None} | who
    return services.give_owner(actor=actor, obstacle=row, due_on=due_on, **said)


def test_the_team_gives_an_owner_and_a_day(people, team):
    row, dedi = rows.obstacle(people.clinic), make.actor(people.dedi)

    give(dedi, row, owner=people.rina)
    row.refresh_from_db()
    assert (row.owner, row.owner_unit, row.due_on) == (people.rina, people.clinic, rows.SOON)

    give(dedi, row, unit=people.office)
    row.refresh_from_db()
    assert (row.owner, row.owner_unit) == (None, people.office)


def test_an_owner_is_given_by_who_follows_up_for_a_day_to_come(people, team):
    row, dedi = rows.obstacle(people.clinic), make.actor(people.dedi)

    with pytest.raises(PermissionDenied):
        give(make.actor(people.rina), row, owner=people.rina)
    with pytest.raises(Refused, match="sudah lewat"):
        give(dedi, row, due_on=rows.LATE, owner=people.rina)
    with pytest.raises(Refused, match="Pilih unit"):
        give(dedi, row)
    with pytest.raises(Refused, match="penempatan"):
        give(dedi, row, owner=make.employee(people.clinic.agency))


def test_the_owner_follows_up_with_a_file_until_it_is_done(people, team):
    row = rows.owned(people.clinic, people.rina)
    rina = make.actor(people.rina)
    proof = SimpleUploadedFile("nota.png", files.picture())

    services.follow_up(
        actor=rina, obstacle=row, text="Dipesan", state="in_progress", evidence=proof
    )
    services.follow_up(actor=rina, obstacle=row, text="Masih jalan", state="in_progress")
    last = services.follow_up(actor=rina, obstacle=row, text="Vaksin datang", state="done")

    row.refresh_from_db()
    assert (row.state, row.ended_on) == ("done", make.TODAY)
    assert [step.state for step in row.follow_ups.order_by("pk")] == [
        "in_progress",
        "in_progress",
        "done",
    ]
    assert last.by == people.rina
    with pytest.raises(Refused, match="belum bisa"):
        services.follow_up(actor=rina, obstacle=row, text="Lagi", state="in_progress")
    with pytest.raises(Refused, match="sudah selesai"):
        give(make.actor(people.dedi), row, owner=people.rina)


def test_what_was_given_up_can_be_taken_up_again(people):
    row = rows.owned(people.clinic, people.rina, state="cannot", ended_on=make.TODAY)
    services.follow_up(
        actor=make.actor(people.andi), obstacle=row, text="Ada dana", state="in_progress"
    )
    row.refresh_from_db()
    assert (row.state, row.ended_on) == ("in_progress", None)


def test_a_follow_up_needs_words_an_owner_and_the_right(people):
    row, andi = rows.obstacle(people.clinic), make.actor(people.andi)
    with pytest.raises(Refused, match="Tentukan dulu"):
        services.follow_up(actor=andi, obstacle=row, text="Ya", state="done")
    row = rows.owned(people.clinic, people.rina)
    with pytest.raises(Refused, match="Tulis"):
        services.follow_up(actor=andi, obstacle=row, text=" ", state="done")
    for stranger in (people.dedi, people.budi):
        with pytest.raises(PermissionDenied):
            services.follow_up(actor=make.actor(stranger), obstacle=row, text="Saya", state="done")


def climbed(person):
    actor = make.actor(person)
    return set(climbed_to(actor, Obstacle.objects.all()).values_list("pk", flat=True))


def test_what_is_overdue_climbs_to_the_head_and_then_to_the_unit_above(people):
    soon = rows.owned(people.clinic, people.rina)
    late = rows.owned(people.clinic, people.rina, due_on=rows.LATE)
    very = rows.owned(people.clinic, people.rina, due_on=rows.VERY_LATE)

    assert climbed(people.andi) == {late.pk, very.pk}
    assert climbed(people.sinta) == {very.pk}
    assert climbed(people.budi) == set()
    assert climbed_count(make.actor(people.andi)) == 2
    assert climbed_count(make.actor(people.rina)) == 0
    row = rows_of(make.actor(people.sinta), [very])[0]
    assert (row.late, row.level, row.is_mine_now) == (20, 2, True)
    assert not rows_of(make.actor(people.sinta), [soon])[0].is_mine_now


def test_what_a_head_owns_climbs_one_step_higher_and_never_to_the_head(people):
    late = rows.owned(people.clinic, people.andi, due_on=rows.LATE)
    very = rows.owned(people.clinic, people.andi, due_on=rows.VERY_LATE)

    assert climbed(people.andi) == set()
    assert climbed(people.sinta) == {late.pk, very.pk}
    assert climbed(people.regent) == {very.pk}


def test_the_page_names_whom_it_climbed_to(people):
    row = rows.owned(people.clinic, people.andi, due_on=rows.VERY_LATE)
    [shown] = rows_of(make.actor(people.hana), [row])
    heads = [post.employee for post in climbed_heads(make.actor(people.hana), shown)]
    assert heads == [people.sinta, people.regent]


def test_a_unit_answers_through_its_head(people):
    late = rows.owned(people.clinic, due_on=rows.LATE)
    assert climbed(people.andi) == {late.pk}
    assert climbed(people.sinta) == set()


def test_at_the_top_it_stays(people):
    very = rows.owned(people.office, people.sinta, due_on=rows.VERY_LATE)
    assert climbed(people.regent) == {very.pk}


def test_an_agency_sets_its_own_days(people):
    late = rows.owned(people.clinic, people.rina, due_on=rows.LATE)
    RuleSet.objects.create(
        agency=people.clinic.agency,
        year=2026,
        key="escalation",
        values={"first": 2, "second": 4},
        source="SE Sekda",
    )
    assert climbed(people.sinta) == {late.pk}


def test_what_is_done_does_not_climb(people):
    rows.owned(people.clinic, people.rina, due_on=rows.VERY_LATE, state="done", ended_on=make.TODAY)
    assert climbed(people.andi) == set()


def solved(people, polarity, values):
    """Solved in April 2025; `values` are of January to July, the fourth counts nowhere."""
    row = indicators.indicator(people.clinic, card={"polarity": polarity, "measure": "menit"})
    for month, value in enumerate(values, start=1):
        indicators.figure(row, month, value, year=2025)
    return rows.owned(
        people.clinic, indicator=row, state="done", ended_on=date(2025, 4, 10), due_on=rows.LATE
    )


@pytest.mark.parametrize(
    ("polarity", "direction"), [("minimize", Direction.BETTER), ("maximize", Direction.WORSE)]
)
def test_the_effect_compares_three_months_before_with_three_after(people, polarity, direction):
    row = solved(people, polarity, (40, 42, 44, 999, 30, 28, 26))

    seen = rows_of(make.actor(people.andi), [row])[0].effect

    assert seen is not None
    assert (seen.effect.before, seen.effect.after) == (Decimal(42), Decimal(28))
    assert (seen.effect.direction, seen.measure) == (direction, "menit")


def test_before_a_month_has_passed_nobody_speaks_of_an_effect(people):
    row = solved(people, "minimize", (40, 42, 44, 50))
    seen = rows_of(make.actor(people.andi), [row])[0].effect
    assert seen is not None
    assert seen.effect.direction is Direction.UNKNOWN


def test_who_sees_an_obstacle(people, team):
    rows.owned(people.clinic, people.rina)
    seen = {
        name: Obstacle.objects.visible_to(make.actor(getattr(people, name))).exists()
        for name in ("rina", "andi", "sinta", "dedi", "budi", "regent", "hana")
    }
    assert seen == {
        "rina": True,
        "andi": True,
        "sinta": True,
        "dedi": True,
        "budi": False,
        "regent": True,
        "hana": True,
    }
