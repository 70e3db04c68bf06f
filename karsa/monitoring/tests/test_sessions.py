"""A session: a memo from the data that stands still, minutes, and the next one's first list."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from karsa.documents.tests import reading
from karsa.documents.typeset import pdf
from karsa.evaluations.tests import make as evaluations
from karsa.feedback.tests import make as feedback
from karsa.indicators.models import Forecast
from karsa.indicators.tests import make as indicators
from karsa.journal.tests import make as journal
from karsa.monitoring import services
from karsa.monitoring.models import ReviewSession
from karsa.monitoring.queries.memo import read_memo
from karsa.monitoring.queries.paper import memo_form
from karsa.monitoring.queries.slides import slides_of
from karsa.monitoring.tests import make as rows
from karsa.org.tests import make
from karsa.plans.tests import make as plans
from karsa.rules.refused import Refused


def lagging(unit, **card):
    row = indicators.indicator(unit, card={"causes": "Vaksin terlambat\nKader kurang"} | card)
    indicators.target(row, 100)
    for month, value in ((1, 70), (2, 60)):
        indicators.figure(row, month, value)
    return row


def test_the_memo_names_what_lags_with_gap_forecast_and_causes(people, team):
    row = lagging(people.clinic)
    well = indicators.indicator(people.office)
    indicators.target(well, 100)
    indicators.figure(well, 2, 101)
    Forecast.objects.create(
        agency=row.agency,
        indicator=row,
        year=2026,
        through_month=2,
        months_used=14,
        mean=Decimal(65),
        low=Decimal(60),
        high=Decimal(71),
        probability=Decimal("0.04"),
        made_at=make.NOW,
    )

    memo = read_memo(rows.session(team, people.dedi))

    [one] = memo.signals
    assert (one.name, one.light, one.trend) == (row.name, "bad", "worsening")
    assert (one.reason, one.since_name) == ("Tertinggal dan memburuk", "Januari")
    assert one.gap_words == "40 % di bawah yang diharapkan"
    assert one.causes == ["Vaksin terlambat", "Kader kurang"]
    assert one.chance == "Kemungkinan mencapai target: kurang dari 1 dari 10"
    assert (memo.good, memo.total) == (1, 2)


def test_without_a_forecast_the_memo_says_so(people, team):
    lagging(people.clinic)
    session = rows.session(team, people.dedi)
    assert reading.missing(pdf(memo_form(session)), "Belum cukup data") == []


def test_a_memo_stands_still_until_it_is_taken_anew(people, team):
    session = rows.session(team, people.dedi)
    rows.obstacle(people.clinic, text="Lemari es rusak")

    session.refresh_from_db()
    assert not read_memo(session).obstacles
    services.renew_memo(actor=make.actor(people.dedi), session=session)
    session.refresh_from_db()
    assert [one.text for one in read_memo(session).obstacles] == ["Lemari es rusak"]


def test_the_memo_counts_the_cycle_and_knows_no_persons_rating_or_feedback(people, team):
    evaluations.delivered(people)
    feedback.feedback(plans.result(people.rina.assignments.get().plans.get()).plan, text="Rahasia")
    journal.entry(
        people.rina.assignments.get().plans.get().results.first(),
        sent_at=make.NOW.replace(month=1),
    )

    session = rows.session(team, people.dedi)

    cycle = read_memo(session).cycle
    assert (cycle.owed, cycle.without_plan, cycle.waiting_long) == (4, 3, 1)
    text = json.dumps(session.memo)
    for secret in ("Rahasia", "rating", "grade", people.rina.name):
        assert secret not in text


def test_the_next_session_opens_with_the_last_list(people, team):
    dedi = make.actor(people.dedi)
    first = rows.session(team, people.dedi)
    promised = rows.owned(people.clinic, people.andi, session=first)
    rows.closed(first, people.dedi, "Vaksin dipesan tiap tanggal 5\nKader dilatih")
    services.follow_up(actor=dedi, obstacle=promised, text="Sudah dipesan", state="done")

    second = rows.session(team, people.dedi, date(2026, 3, 25))

    memo = read_memo(second)
    assert second.previous == first
    assert memo.last_conclusions == ["Vaksin dipesan tiap tanggal 5", "Kader dilatih"]
    assert [(one.text, one.is_done) for one in memo.last] == [(promised.text, True)]
    rows.closed(second, people.dedi)
    third = read_memo(rows.session(team, people.dedi))
    assert not third.last  # what was solved is not read out again


def test_what_stays_open_is_on_the_list_again(people, team):
    old = rows.owned(people.clinic, due_on=rows.VERY_LATE)
    rows.closed(rows.session(team, people.dedi), people.dedi)

    memo = read_memo(rows.session(team, people.dedi))

    assert [(one.obstacle_id, one.late, one.level) for one in memo.last] == [(old.pk, 20, 2)]
    assert not memo.obstacles


def test_one_session_runs_at_a_time_and_needs_conclusions(people, team):
    dedi = make.actor(people.dedi)
    session = rows.session(team, people.dedi)

    with pytest.raises(Refused, match="belum ditutup"):
        rows.session(team, people.dedi)
    with pytest.raises(Refused, match="simpulan"):
        services.close_session(actor=dedi, session=session)
    rows.closed(session, people.dedi)
    with pytest.raises(Refused, match="sudah ditutup"):
        services.renew_memo(actor=dedi, session=session)
    assert ReviewSession.objects.get().state == "closed"


def test_attendance_names_every_member(people, team):
    minutes = services.Minutes([people.dedi.pk], "Camat", "Dibahas", "Selesai")
    session = rows.session(team, people.dedi)

    services.write_minutes(actor=make.actor(people.dedi), session=session, minutes=minutes)
    services.write_minutes(actor=make.actor(people.dedi), session=session, minutes=minutes)

    assert [(row.employee, row.is_present) for row in session.attendance.all()] == [
        (people.dedi, True)
    ]


def test_only_who_follows_the_unit_up_runs_its_sessions(people, team):
    for name in ("rina", "budi", "regent"):
        if name != "regent":
            with pytest.raises(PermissionDenied):
                rows.session(team, getattr(people, name))
    session = rows.session(team, people.sinta)
    for act in (services.renew_memo, services.close_session):
        with pytest.raises(PermissionDenied):
            act(actor=make.actor(people.andi), session=session)


def test_the_memo_prints_and_turns_into_items(people, team):
    lagging(people.clinic)
    rows.obstacle(people.clinic, text="Lemari es rusak")
    session = rows.closed(rows.session(team, people.dedi), people.dedi, "Vaksin dipesan")

    content = pdf(memo_form(session))

    said = ["MEMO RAPAT EVALUASI KINERJA", "Lemari es rusak", "Vaksin dipesan", "Vaksin terlambat"]
    assert reading.missing(content, said) == []
    kinds = [slide.kind for slide in slides_of(session)]
    assert kinds == ["start", "signal", "obstacle", "cycle", "end"]
