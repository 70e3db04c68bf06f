"""Leave, rosters and graces: imported, registered, and what they do to a person's days."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from karsa.audit.models import AuditEntry
from karsa.kit.testing import assert_flat
from karsa.org.imports.run import run
from karsa.org.models import Grace, Leave
from karsa.org.queries.absence import calendar_for, day_of_duty, grace_days, leave_days
from karsa.org.services.graces import give_grace, take_grace_back
from karsa.org.tests import make
from karsa.org.tests.files import outcomes, write
from karsa.rules.refused import Refused


def take(agency, path, kind):
    steps = run(agency=agency, today=make.TODAY, kind=kind, path=path, write_down=True)
    return [verdict for step in steps for verdict in step]


def leave_row(nip, **over):
    row = {"NIP": nip, "Jenis cuti": "Cuti Tahunan", "Mulai": "05-03-2026", "Selesai": "06-03-2026"}
    return row | over


def test_leave_comes_in_from_a_table_and_twice_changes_nothing(people, agency, tmp_path):
    rows = [
        leave_row(people.rina.nip),
        leave_row(people.rina.nip, Selesai="01-03-2026"),
        leave_row(people.dedi.nip, **{"Jenis cuti": "liburan"}),
        leave_row("123"),
    ]
    path = write(tmp_path / "cuti.csv", *rows)

    assert outcomes(take(agency, path, "leave")) == ["taken", "refused", "refused", "refused"]
    assert outcomes(take(agency, path, "leave"))[0] == "unchanged"
    assert Leave.objects.get().kind == Leave.Kind.ANNUAL
    found = leave_days(agency, [people.rina.pk], date(2026, 3, 6), date(2026, 3, 31))
    assert found == {people.rina.pk: {date(2026, 3, 6)}}


def test_a_corrected_leave_replaces_the_old_one(people, agency, tmp_path):
    for last in ("06-03-2026", "09-03-2026"):
        path = write(tmp_path / "cuti.csv", leave_row(people.rina.nip, Selesai=last))
        take(agency, path, "leave")

    assert Leave.objects.get().ends == date(2026, 3, 9)


def test_a_roster_comes_in_and_its_night_belongs_to_the_evening(people, agency, tmp_path):
    row = {"NIP": people.rina.nip, "Tanggal": "2026-03-03", "Masuk": "21.00", "Pulang": "07.00"}
    path = write(tmp_path / "jadwal.csv", row, row | {"Pulang": ""}, row | {"Tanggal": "x"})

    assert outcomes(take(agency, path, "roster")) == ["taken", "refused", "refused"]
    assert outcomes(take(agency, path, "roster"))[0] == "unchanged"
    at_two = datetime(2026, 3, 3, 19, tzinfo=UTC)
    assert day_of_duty(agency, people.rina.pk, at_two) == date(2026, 3, 3)
    assert day_of_duty(agency, people.dedi.pk, at_two) == make.TODAY
    assert not calendar_for(agency, people.rina.pk, make.TODAY).is_working(make.TODAY)


def give(actor, **over):
    said: dict[str, Any] = {"kind": "outage", "reason": "Badai"}
    days = {"starts": make.TODAY, "ends": make.TODAY}
    return give_grace(actor=actor, **(said | days | over))


def test_a_unit_s_outage_counts_for_everybody_below(people, agency):
    row = give(make.actor(people.sinta), unit_id=people.office.pk)
    year = (date(2026, 1, 1), date(2026, 12, 31))

    assert grace_days(agency, people.rina.pk, *year) == {make.TODAY}
    assert grace_days(agency, people.budi.pk, *year) == set()
    assert not calendar_for(agency, people.rina.pk, make.TODAY).is_working(make.TODAY)
    assert AuditEntry.objects.filter(verb="org.grace_given").exists()
    take_grace_back(actor=make.actor(people.hana), grace=row)
    assert not Grace.objects.exists()


def test_field_duty_of_one_person_counts_for_that_person(people, agency):
    give(make.actor(people.andi), employee_id=people.rina.pk, kind="field_duty")
    week = (date(2026, 3, 1), date(2026, 3, 7))

    assert grace_days(agency, people.rina.pk, *week) == {make.TODAY}
    assert grace_days(agency, people.dedi.pk, *week) == set()


@pytest.mark.parametrize(
    ("over", "says"),
    [
        ({}, "satu unit, atau satu orang"),
        ({"unit_id": 1, "employee_id": 1}, "satu unit, atau satu orang"),
        ({"employee_id": 999999}, "tidak ditemukan"),
        ({"unit_id": 1, "ends": date(2026, 3, 1)}, "mendahului"),
        ({"unit_id": 1, "ends": date(2026, 4, 30)}, "Paling lama"),
    ],
)
def test_what_will_not_do_says_why(people, over, says):
    with pytest.raises(Refused) as why:
        give(make.actor(people.hana), **over)

    assert says in str(why.value)


def test_nobody_registers_for_another_s_unit(people):
    with pytest.raises(PermissionDenied):
        give(make.actor(people.budi), unit_id=people.clinic.pk)
    row = give(make.actor(people.andi), unit_id=people.clinic.pk)
    with pytest.raises(PermissionDenied):
        take_grace_back(actor=make.actor(people.budi), grace=row)


def test_the_pages(people, sign_in):
    andi, number = sign_in(people.andi), iter(range(1, 28))
    said = {"kind": "outage", "reason": "Badai", "starts": "2026-03-04", "ends": "2026-03-04"}
    said |= {"unit_seek": "Melati", "unit": people.clinic.pk}
    assert andi.post(reverse("org:add_grace"), said).status_code == 302
    assert "Badai" in andi.get(reverse("org:graces")).content.decode()

    actor = make.actor(people.andi)
    assert_flat(
        lambda: andi.get(reverse("org:graces")),
        lambda: give(actor, unit_id=people.clinic.pk, reason=f"Hari {next(number)}"),
    )
    row = Grace.objects.get(reason="Badai")
    andi.post(reverse("org:remove_grace", args=[row.pk]))
    assert not Grace.objects.filter(reason="Badai").exists()
