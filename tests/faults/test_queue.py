"""Work that comes twice, or in another order, leaves the same behind."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest
from django.apps import apps
from django.core.signals import setting_changed
from django.db import models, transaction
from django_tasks_db.models import DBTaskResult

from karsa.accounts.models import IdentityProvider
from karsa.accounts.roles import Role
from karsa.complaints.services import tables
from karsa.complaints.tests import make as complaining
from karsa.consequences.services import allowance_runs
from karsa.development import services as development
from karsa.evaluations import services as evaluations
from karsa.evaluations.tests import make as evaluating
from karsa.files.tests.make import upload
from karsa.indicators.services import sheets
from karsa.indicators.services.sheet_rows import HEADER
from karsa.indicators.tests import make as measuring
from karsa.jobs import registry, services, tasks
from karsa.kit import clock
from karsa.kit.spreadsheets import csv_lines
from karsa.org.models import Employee
from karsa.org.queries.actor import actor_of
from karsa.org.tests import make
from karsa.surveys.services.paper import take_paper
from karsa.surveys.tests import make as asking
from tests.faults import region

Work = tuple[str, dict[str, Any]]
# How it went and not what is left: the queue, seals of whatever was open, once-keys.
_OF_THE_WAY = {"django_tasks_database", "jobs.oncekey", "audit.auditseal", "tenancy.turn"}
_NOW = datetime(2026, 6, 10, 3, tzinfo=UTC)
_CASES = b"Nomor laporan;Tanggal laporan;Isi laporan\n1;2026-03-01;Lampu mati\n"


@pytest.fixture
def queue(settings) -> Iterator[None]:
    """The queue of a region, which keeps what services ask for."""
    before = settings.TASKS
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    yield
    settings.TASKS = before
    setting_changed.send(sender=None, setting="TASKS", value=before, enter=True)


@pytest.fixture
def asked(people, queue, monkeypatch) -> list[Work]:
    """All long work there is, asked for as people do, and every night's and hour's."""
    monkeypatch.setattr("karsa.kit.clock.now", lambda: _NOW)
    # Other processes would not see what this transaction holds.
    monkeypatch.setattr("karsa.evaluations.tasks.processes_here", lambda: 1)
    hana, andi = _actor(people.hana), _actor(people.andi)
    _evaluated(people)
    # Behind the quarter: whether they come before or after it is closed makes no difference.
    region.import_people(hana, people.clinic.name, range(3), since="2026-05-01")
    region.allowance(hana, people)
    period = evaluating.quarter(people)
    allowance_runs.work_out(actor=hana, month=period.starts, period=None)
    evaluations.ask_print(actor=andi, period=period, unit=people.clinic, paper="f4")
    evaluations.close_period(actor=hana, period=period, reason="Cuti")
    services.later("evaluations.fairness", hana.agency, period_id=period.pk)
    _tables(people)
    _provider(people)
    found = [tuple(row.args_kwargs["args"]) for row in DBTaskResult.objects.all()]
    regular: list[Work] = [(name, {}) for name in registry.nightly() + registry.hourly()]
    return [(name, given) for name, _agency, given in found] + regular


def _actor(person: Employee) -> Any:
    assert person.user
    return actor_of(person.user, person.agency, clock.now())


def _evaluated(people: make.People) -> None:
    andi = evaluating.at(people.andi)
    for row in evaluating.both_decided(people):
        evaluations.sign(actor=andi, evaluation_id=row.pk)
        evaluations.deliver(actor=andi, evaluation_id=row.pk)


def _provider(people: make.People) -> None:
    """A provider of identities whose second person is told of it."""
    waiting = IdentityProvider.objects.create(
        agency=people.hana.agency,
        name="SSO",
        issuer="https://sso.contoh.go.id",
        client_id="karsa",
        state=IdentityProvider.State.WAITING,
        written_by=people.budi.user,
    )
    services.later("inbox.provider_waits", people.hana.agency, provider_id=waiting.pk)


def _tables(people: make.People) -> None:
    """The tables that other rooms take, and a letter to who reported."""
    hana, andi = _actor(people.hana), _actor(people.andi)
    cells: list[Any] = [
        measuring.indicator(people.clinic).pk,
        "",
        "%",
        2026,
        "81,5",
        *[""] * 11,
        "Laporan",
    ]
    figures = "".join(csv_lines(HEADER, [cells], for_excel=True)).encode()
    sheets.check_sheet(actor=andi, unit=people.clinic, upload=upload("angka.csv", figures))
    levels = b"Jabatan;Kompetensi;Jenis;Level\nBidan Terampil;Integritas;Manajerial;3\n"
    development.check_profiles(actor=hana, upload=upload("profil.csv", levels))
    answers = b"No;U1;U2;U3;U4;U5;U6;U7;U8;U9\n1;4;4;4;4;4;4;4;4;4\n"
    take_paper(actor=andi, survey=asking.survey(people.clinic), upload=upload("skm.csv", answers))
    case = complaining.answered(people.clinic)
    complaining.contact(case)
    services.later("complaints.letter", hana.agency, case_id=case.pk)
    make.grant(people.hana, Role.COMPLAINTS_OFFICER)
    tables.check(actor=_actor(people.hana), upload=upload("aduan.csv", _CASES))


def test_twice_and_shuffled_leaves_the_same(asked, agency):
    every = {name for name in registry._JOBS if not name.startswith("tests.")}
    assert every - {name for name, _given in asked} == set()

    once = _left(asked, agency.pk)
    shuffled = asked * 2
    Random(42).shuffle(shuffled)
    found = _differences(once, _left(shuffled, agency.pk))
    assert not found, "\n".join(f"{row} {counts}" for row, counts in found.items())


def _left(work: list[Work], agency_id: int) -> Counter[str]:
    """What stands in all tables after this work, which is taken back."""
    with transaction.atomic():
        for name, given in work:
            tasks.perform.func(name, agency_id, given)
        found = Counter(row for model in apps.get_models() for row in _rows(model))
        transaction.set_rollback(True)
    return found


def _rows(model: type[models.Model]) -> list[str]:
    """A table's rows as text, without keys, which depend on the order."""
    label = model._meta.label_lower
    if label in _OF_THE_WAY or model._meta.app_label in _OF_THE_WAY:
        return []
    plain = [one.attname for one in model._meta.concrete_fields if not _is_key(one)]
    return [f"{label} {row}" for row in model._default_manager.values_list(*plain)]


def _is_key(field: Any) -> bool:
    return bool(field.primary_key or field.is_relation or field.name.endswith("_id"))


def _differences(one: Counter[str], other: Counter[str]) -> dict[str, tuple[int, int]]:
    return {row: (one[row], other[row]) for row in one | other if one[row] != other[row]}
