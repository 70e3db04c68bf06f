"""The pages: what they say, what a tap does, and that their queries do not grow with the rows."""

from functools import partial

from django.urls import reverse

from karsa.accounts.roles import Role
from karsa.indicators.tests import make as indicators
from karsa.journal.tests import make as journal
from karsa.kit.testing import assert_all_flat
from karsa.monitoring.models import (
    Directive,
    EvaluationTeam,
    FollowUp,
    ReviewSession,
    SupportAnswer,
)
from karsa.monitoring.tests import make as rows
from karsa.org.tests import make
from karsa.plans.tests import make as plans


def at(name, *args):
    return reverse(f"monitoring:{name}", args=args)


def text_of(client, name, *args, query=""):
    response = client.get(at(name, *args) + query)
    assert response.status_code == 200
    return response.content.decode()


def lagging(people):
    row = indicators.indicator(people.clinic, name="Imunisasi lengkap")
    indicators.target(row, 100)
    indicators.figure(row, 1, 70)
    indicators.figure(row, 2, 60)
    return row


def busy(people, team, sessions=False):
    """A row of everything."""
    lagging(people)
    rows.obstacle(people.clinic)
    rows.owned(people.clinic, people.rina, due_on=rows.LATE)
    done = {"state": "done", "ended_on": make.TODAY, "indicator": lagging(people)}
    rows.owned(people.clinic, people.rina, **done)
    rows.answer(rows.promise(people.rina, f"Alat {rows.SOON}"))
    rows.directive(people.sinta, unit=people.clinic)
    rows.directive(people.sinta, employee=people.dedi, due_on=rows.LATE)
    journal.entry(plans.result(people.rina.assignments.get().plans.get()))
    if sessions:
        rows.closed(rows.session(team, people.dedi), people.dedi)


def test_the_team_starts_its_day_here_and_meets_with_one_tap(people, team, sign_in):
    busy(people, team)
    client = sign_in(people.dedi)

    assert client.get("/kerja/").url == at("home")
    text = text_of(client, "home")

    assert "1 tindak lanjut lewat tanggalnya" in text
    assert "Imunisasi lengkap" in text
    assert "Perkiraan akhir tahun: belum cukup data" in text
    assert at("session_new", team.pk) in text
    assert text.index("/kerja/pemantauan/") < text.index("/kerja/hari-ini/")


PAGES = [
    ("dedi", "home", ""),
    ("hana", "home", ""),
    ("dedi", "people", ""),
    ("hana", "teams", ""),
    ("sinta", "obstacles", ""),
    ("sinta", "obstacles", "?pilih=tanpa"),
    ("andi", "obstacles", "?pilih=naik"),
    ("sinta", "obstacles", "?pilih=lewat"),
    ("sinta", "obstacles", "?pilih=selesai"),
    ("rina", "obstacles", "?pilih=saya"),
    ("sinta", "support", ""),
    ("sinta", "directives_given", ""),
    ("andi", "directives", ""),
]


def test_lists_cost_the_same_for_one_and_many(people, team, sign_in_each):
    busy(people, team)
    clients = sign_in_each(people, {name for name, _page, _query in PAGES})

    def grow():
        for _ in range(8):
            busy(people, team)
            person = make.employee(people.clinic.agency)
            make.assignment(person, people.clinic)
            rows.team(make.unit(people.office), person)

    assert_all_flat(
        [partial(text_of, clients[name], page, query=query) for name, page, query in PAGES], grow
    )


def test_a_team_a_session_an_obstacle_and_a_directive_cost_the_same(people, team, sign_in):
    busy(people, team, sessions=True)
    session = rows.session(team, people.dedi)
    row = rows.owned(people.clinic, people.rina, session=session)
    order = rows.directive(people.sinta, unit=people.clinic)

    def grow():
        for _ in range(8):
            busy(people, team)
            rows.owned(people.clinic, people.rina, session=session)
            FollowUp.objects.create(
                agency=row.agency, obstacle=row, text="Ya", state="open", at=make.NOW
            )
            order.reports.create(
                agency=row.agency, text="Ya", state="read", by=people.andi, at=make.NOW
            )

    client = sign_in(people.sinta)
    shown = {"team": team, "session": session, "screen": session, "obstacle": row}
    shown["directive"] = order
    assert_all_flat([partial(text_of, client, name, one.pk) for name, one in shown.items()], grow)


def test_lists_are_read_on_by_key(people, sign_in):
    for _ in range(51):
        rows.obstacle(people.clinic)
    client = sign_in(people.andi)
    first = client.get(at("obstacles"))
    following = client.get(at("obstacles"), {"setelah": first.context["next_key"]})
    assert (len(first.context["rows"]), len(following.context["rows"])) == (50, 1)


def test_a_team_is_formed_and_staffed_by_forms(people, sign_in):
    hana = sign_in(people.hana)
    said = {"unit": people.office.pk, "name": "Tim", "decree": "SK 9", "starts": "2026-03-04"}

    assert hana.post(at("team_new"), said).status_code == 302
    team = EvaluationTeam.objects.get()
    seat = {"employee": people.andi.pk, "seat": "chair"}
    assert hana.post(at("member_add", team.pk), seat).status_code == 302
    member = team.members.get()
    assert "Andi Prasetyo" in text_of(hana, "team", team.pk)
    assert hana.post(at("member_end", member.pk)).status_code == 302
    assert not team.members.on(make.actor(people.hana)).exists()
    assert hana.post(at("dissolve", team.pk)).status_code == 302


def test_a_session_is_held_from_start_to_end(people, team, agency, sign_in):
    row = lagging(people)
    client = sign_in(people.dedi)
    day = {"day": "2026-03-04", "place": "Aula"}

    assert client.post(at("session_new", team.pk), day).status_code == 302
    session = ReviewSession.objects.get()
    assert client.get(at("session_new", team.pk)).url == at("session", session.pk)
    wall = [text_of(client, "screen", session.pk, query=f"?butir={n}") for n in (1, 2, 3, 99)]
    assert "Imunisasi lengkap" in wall[1]
    assert 'rel="next"' in wall[0]
    assert 'rel="next"' not in wall[3]
    raised = {
        "unit": people.clinic.pk,
        "text": "Kader kurang",
        "cause": "people",
        "indicator": row.pk,
    }
    address = f"{at('obstacle_new')}?rapat={session.pk}"
    assert client.post(address, raised).url == at("session", session.pk)
    said = {"present": [people.dedi.pk], "conclusions": "Kader dilatih, Andi, 20 Maret"}
    assert client.post(at("minutes", session.pk), said).status_code == 302
    assert client.post(at("memo_renew", session.pk)).status_code == 302
    assert client.post(at("session_close", session.pk)).status_code == 302
    text = text_of(client, "session", session.pk)
    assert "Kader kurang" in text
    assert "Kader dilatih, Andi, 20 Maret" in text
    memo = client.get(at("memo_pdf", session.pk)).content
    assert memo.startswith(b"%PDF")
    agency.mode = "companion"  # beside BKN's record it says that it is not one
    agency.save()
    assert client.get(at("memo_pdf", session.pk)).content != memo


def test_an_obstacle_is_owned_and_followed_up_by_forms(people, team, sign_in):
    row = rows.obstacle(people.clinic)
    client = sign_in(people.andi)

    owner = {"owner": f"orang-{people.rina.pk}", "due_on": "2026-03-20"}
    assert client.post(at("obstacle_owner", row.pk), owner).status_code == 302
    step = {"text": "Sudah dipesan", "state": "in_progress"}
    assert client.post(at("follow_up", row.pk), step).status_code == 302
    assert "Sudah dipesan" in text_of(sign_in(people.rina), "obstacle", row.pk)
    late = owner | {"due_on": "2026-03-01"}
    wrong = sign_in(people.andi).post(at("obstacle_owner", row.pk), late)
    assert "sudah lewat" in wrong.content.decode()


def test_the_superior_sees_what_climbed(people, sign_in):
    row = rows.owned(people.clinic, people.rina, due_on=rows.LATE)
    client = sign_in(people.andi)
    assert "Naik ke Anda" in text_of(client, "obstacles", query="?pilih=naik")
    assert "Sekarang menunggu langkah Anda" in text_of(client, "obstacle", row.pk)
    assert "Naik ke Anda" not in text_of(sign_in(people.sinta), "obstacles")


def test_a_promise_is_answered_by_a_form(people, sign_in):
    item = rows.promise(people.rina)
    client = sign_in(people.rina)
    said = {"state": "partly", "note": "Baru satu hari"}

    assert client.post(at("support_answer", item.pk), said).status_code == 302

    assert SupportAnswer.objects.get().state == "partly"
    assert "Baru satu hari" in text_of(client, "support")
    assert sign_in(people.andi).get(at("support_answer", item.pk)).status_code == 403
    assert sign_in(people.budi).get(at("support_answer", item.pk)).status_code == 404


def test_a_directive_is_given_done_with_one_tap_and_confirmed(people, sign_in):
    sinta = sign_in(people.sinta)
    said = {"text": "Percepat", "due_on": "2026-03-30", "units": [people.clinic.pk]}
    assert sinta.post(at("directive_new"), said).status_code == 302
    row = Directive.objects.get()

    andi = sign_in(people.andi)
    assert "Percepat" in text_of(andi, "directives")
    assert andi.post(at("directive_read", row.pk)).status_code == 302
    assert andi.post(at("directive_done", row.pk)).status_code == 302
    assert row.reports.get().text == "Selesai dikerjakan."
    sinta = sign_in(people.sinta)
    assert "Setujui" in text_of(sinta, "directives_given", query="?pilih=selesai")
    assert sinta.post(at("directive_confirm", row.pk)).status_code == 302
    row.refresh_from_db()
    assert row.state == "confirmed"


def test_whoever_serves_only_as_operator_runs_no_session(people, team, sign_in):
    make.grant(people.budi, Role.UNIT_OPERATOR, people.office.path)
    assert sign_in(people.budi).get(at("session_new", team.pk)).status_code == 403
