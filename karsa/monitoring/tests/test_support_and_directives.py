"""Promised support is answered by whom it was promised to; directives go down and come back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from karsa.audit.models import AuditEntry
from karsa.files.tests import make as files
from karsa.monitoring import services
from karsa.monitoring.models import Directive, SupportAnswer
from karsa.monitoring.queries.support import promises, rows_of, shares, with_names
from karsa.monitoring.services.directives import DirectiveWords
from karsa.monitoring.tests import make as rows
from karsa.org.tests import make
from karsa.plans.services.leader import set_annex
from karsa.rules.refused import Refused


def test_a_promise_is_answered_by_whom_it_was_made_to(people):
    item = rows.promise(people.rina)

    services.answer_support(actor=make.actor(people.rina), item=item, state="fulfilled")

    answer = SupportAnswer.objects.get()
    assert (answer.confirmed_by, answer.day, answer.text) == (people.rina, make.TODAY, item.text)
    assert AuditEntry.objects.filter(verb="monitoring.support_answered").exists()
    for other in (people.andi, people.dedi, people.hana):
        with pytest.raises(PermissionDenied):
            services.answer_support(actor=make.actor(other), item=item, state="fulfilled")


def test_a_missing_support_says_what_is_missing(people):
    item, rina = rows.promise(people.rina), make.actor(people.rina)
    with pytest.raises(Refused, match="Tulis apa"):
        services.answer_support(actor=rina, item=item, state="not")
    with pytest.raises(Refused, match="Pilih"):
        services.answer_support(actor=rina, item=item, state="agreed")


def register(person):
    actor = make.actor(person)
    return {row.text: row for row in rows_of(actor, with_names(promises(actor)))}


def test_the_newest_answer_counts_and_outlives_a_rewritten_annex(people):
    kept, new = "Kendaraan dua hari sepekan", "Pelatihan kader"
    item = rows.promise(people.rina, kept)
    rows.answer(item, "not", note="Belum ada")
    rows.answer(item, "fulfilled")

    set_annex(actor=make.actor(people.andi), plan=item.plan, section="support", lines=[kept, new])

    found = register(people.rina)
    assert {text: row.state for text, row in found.items()} == {kept: "fulfilled", new: "agreed"}
    assert (found[kept].kind, found[new].kind) == ("Sarana", "Pendampingan")


def test_the_register_shows_the_share_of_what_was_answered(people):
    for number, state in enumerate(("fulfilled", "fulfilled", "partly", "not")):
        rows.answer(rows.promise(people.rina, f"Dukungan {number}"), state, note="Ya")
    rows.promise(people.dedi, "Dukungan lain")

    whole, units, leaders = shares(promises(make.actor(people.andi)))

    assert (whole.total, whole.fulfilled, whole.partly, whole.missing) == (5, 2, 1, 1)
    assert whole.percent == 50
    assert [one.name for one in (*units, *leaders)] == ["Puskesmas Melati", "Andi Prasetyo"]
    assert not register(people.budi)


def give(actor, units=(), people=(), text="Percepat imunisasi", due_on=rows.SOON):
    words = DirectiveWords(text, due_on)
    return services.give_directives(actor=actor, words=words, units=units, people=people)


def test_a_leader_directs_units_and_people_below(people):
    made = give(make.actor(people.sinta), units=[people.clinic], people=[people.rina])

    assert [row.recipient for row in made] == ["Puskesmas Melati", "Rina Kartikasari"]
    assert {row.state for row in made} == {"sent"}
    assert AuditEntry.objects.filter(verb="monitoring.directive_given").count() == 2


def test_nobody_directs_what_is_not_below(people):
    sinta = make.actor(people.sinta)
    for who in ({"units": [people.office]}, {"people": [people.sinta]}, {"people": [people.budi]}):
        with pytest.raises(PermissionDenied):
            give(sinta, **who)
    with pytest.raises(PermissionDenied):
        give(make.actor(people.rina), people=[people.dedi])
    for wrong in ({"text": " "}, {"due_on": rows.LATE}):
        with pytest.raises(Refused):
            give(sinta, units=[people.clinic], **wrong)
    with pytest.raises(Refused, match="paling sedikit"):
        give(sinta)


def test_the_head_of_region_directs_every_office_below(people):
    [row] = give(make.actor(people.regent), units=[people.office])
    assert row.giver == people.regent


def test_a_directive_goes_its_way(people):
    row = rows.directive(people.sinta, unit=people.clinic)
    andi, sinta = make.actor(people.andi), make.actor(people.sinta)
    proof = SimpleUploadedFile("foto.png", files.picture())

    services.acknowledge(actor=andi, directive=row)
    services.report(actor=andi, directive=row, text="Mulai", is_done=False, evidence=proof)
    services.report(actor=andi, directive=row, text="Beres", is_done=True)
    services.send_back(actor=sinta, directive=row, text="Tambahkan daftar desa")
    services.report(actor=andi, directive=row, text="Ditambah", is_done=True)
    done = services.confirm(actor=sinta, directive=row)

    assert done.state == "confirmed"
    assert done.confirmed_at == make.NOW
    states = [one.state for one in row.reports.order_by("pk")]
    assert states == ["in_progress", "done", "in_progress", "done"]
    for act in (services.confirm, services.acknowledge):
        with pytest.raises((Refused, PermissionDenied)):
            act(actor=andi, directive=row)


def test_each_step_is_taken_by_its_side_in_its_time(people):
    row = rows.directive(people.sinta, employee=people.rina)
    rina, sinta = make.actor(people.rina), make.actor(people.sinta)

    with pytest.raises(PermissionDenied):
        services.acknowledge(actor=make.actor(people.andi), directive=row)
    with pytest.raises(PermissionDenied):
        services.report(actor=sinta, directive=row, text="Saya", is_done=True)
    with pytest.raises(PermissionDenied):
        services.send_back(actor=rina, directive=row, text="Kurang")
    with pytest.raises(Refused, match="belum bisa"):
        services.confirm(actor=sinta, directive=row)
    with pytest.raises(Refused, match="belum dilaporkan"):
        services.send_back(actor=sinta, directive=row, text="Kurang")
    with pytest.raises(Refused, match="Tulis singkat"):
        services.report(actor=rina, directive=row, text=" ", is_done=True)
    services.report(actor=rina, directive=row, text="Beres", is_done=True)
    with pytest.raises(Refused, match="sudah dilaporkan"):
        services.report(actor=rina, directive=row, text="Lagi", is_done=True)
    with pytest.raises(Refused, match="Tulis apa"):
        services.send_back(actor=sinta, directive=row, text=" ")


def test_both_sides_see_a_directive_and_nobody_else(people):
    rows.directive(people.sinta, employee=people.rina)
    seen = {
        name
        for name in ("rina", "andi", "sinta", "dedi", "budi", "hana", "regent")
        if Directive.objects.visible_to(make.actor(getattr(people, name))).exists()
    }
    assert seen == {"rina", "sinta"}
