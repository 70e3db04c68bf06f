"""Rows of this room for tests."""

from datetime import timedelta
from typing import Any

from karsa.accounts.roles import Role
from karsa.org.models import Employee
from karsa.org.tests import make as org
from karsa.privacy.models import DataRequest, Incident, Unsealing
from karsa.privacy.services.incidents import Facts


def inspector(people: org.People) -> Employee:
    """Somebody of the inspectorate."""
    person = org.employee(people.clinic.agency, "Made Inspektur")
    org.assignment(person, org.unit(people.government, name="Inspektorat"))
    org.grant(person, Role.INSPECTOR)
    return person


def unsealing(people: org.People, by: Employee, **over: Any) -> Unsealing:
    """An inspector asks for Rina's counselling; Hana is the second person."""
    defaults = {
        "kind": Unsealing.Kind.COUNSELLING,
        "employee": people.rina,
        "case_number": "700/12/2026",
        "reason": "Diminta majelis kode etik.",
        "asked_by": by,
        "asked_at": org.NOW,
        "second": people.hana,
    }
    return Unsealing.objects.create(agency=people.clinic.agency, **(defaults | over))


def opened(people: org.People, by: Employee, **over: Any) -> Unsealing:
    """The same, agreed to for two weeks."""
    ends = org.NOW.date() + timedelta(days=14)
    return unsealing(people, by, state=Unsealing.State.OPEN, ends=ends, **over)


def facts(**over: Any) -> Facts:
    """A table of staff was sent to a wrong address an hour ago."""
    defaults: dict[str, Any] = {
        "title": "Tabel pegawai salah kirim",
        "found_at": org.NOW - timedelta(hours=1),
        "happened": "Dikirim ke alamat surel yang keliru.",
        "disclosed": "Nama dan NIP",
        "people": "Pegawai Dinas Kesehatan",
        "count": 41,
        "efforts": "Penerima diminta menghapus; tautan dicabut.",
    }
    return Facts(**(defaults | over))


def incident(of: Any, **over: Any) -> Incident:
    """Such an incident in the register."""
    told = facts()
    known = {name: getattr(told, name) for name in Facts.__slots__}
    return Incident.objects.create(agency=of, **(known | over))


def request(person: Employee, **over: Any) -> DataRequest:
    """Somebody asks that the day of birth be corrected."""
    defaults = {
        "kind": DataRequest.Kind.CORRECT,
        "what": "Tanggal lahir",
        "why": "Seharusnya 2 Mei, seperti akta.",
        "asked_at": org.NOW,
    }
    return DataRequest.objects.create(agency=person.agency, employee=person, **(defaults | over))
