"""Pages of the allowance: one's own figures to their evidence, and nobody else's for a leader."""

import io
import json

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from karsa.audit.models import AuditEntry
from karsa.consequences.models import AllowanceLine, AllowanceRule, AllowanceRun
from karsa.consequences.services.allowance_runs import compute
from karsa.consequences.tasks import work_out_allowance
from karsa.consequences.tests import make_allowance as make
from karsa.jobs import services as jobs
from karsa.jobs.models import Batch
from karsa.kit import clock
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: org.NOW)


def test_my_figure_is_explained_to_its_evidence(people, sign_in):
    line = make.line(people)
    page = sign_in(people.rina).get(reverse("consequences:allowance_why", args=[line.pk]))
    text = page.content.decode()

    for said in (
        "Rp4.590.000 untuk Februari 2026",
        "Ini simulasi",
        "Besaran TPP jabatan",
        "bobot 40%",
        "12 masuk jenjang sampai 30, nilainya 0,5%",
        "Perbup 12 Tahun 2026",
        reverse("evaluations:mine"),
    ):
        assert said in text


def test_what_is_held_says_what_is_missing(people, sign_in):
    line = make.line(people, people.dedi)
    page = sign_in(people.dedi).get(reverse("consequences:allowance_why", args=[line.pk]))
    text = page.content.decode()

    assert "TPP Februari 2026 belum bisa dihitung" in text
    assert "Belum ada data: Kali tidak ikut apel" in text
    assert "selisihnya dibayar lewat koreksi" in text


def test_a_leader_sees_no_amount_of_the_team(people, sign_in):
    line = make.line(people)
    for person in (people.andi, people.sinta):
        page = sign_in(person).get(reverse("consequences:allowance_why", args=[line.pk]))
        assert page.status_code == 404
    for person in (people.hana, people.regent):
        page = sign_in(person).get(reverse("consequences:allowance_why", args=[line.pk]))
        assert page.status_code == 200


def test_what_waits_for_a_second_person_is_the_first_they_read(people, sign_in):
    run = make.run(people)
    AllowanceRun.objects.filter(pk=run.pk).update(state=AllowanceRun.State.PROPOSED)
    said = "TPP Februari 2026 menunggu persetujuan Anda"
    shown = [
        said in sign_in(one).get(reverse("consequences:allowance")).content.decode()
        for one in (people.regent, people.hana, people.rina)
    ]
    assert shown == [True, False, False]  # hana worked it out


@pytest.mark.parametrize("name", ["allowance", "allowance_run"])
def test_lists_cost_the_same_for_one_row_or_many(people, sign_in, name):
    run, client = make.run(people), sign_in(people.hana)
    url = reverse(f"consequences:{name}", args=[run.pk] if name == "allowance_run" else [])

    def grow() -> None:
        person = org.employee(people.rina.agency)
        post = org.assignment(person, people.clinic)
        row = {"run": run, "employee": person, "assignment": post, "standing": "ready"}
        AllowanceLine.objects.create(agency=run.agency, amount=1, **row)
        make.rule(people)

    assert_flat(lambda: client.get(url), grow)


def test_a_rule_is_written_with_its_lines_told(people, sign_in):
    client, url = sign_in(people.hana), reverse("consequences:allowance_rule_new")
    said = {"name": "TPP", "legal_basis": "Perbup 1", "starts": "2026-01-01", "rounding": "1"}
    said |= {"silence": "full", "proration": "working", "text": 'komponen a 90% "A" = 1'}
    refused = client.post(url, said).content.decode()
    assert "bobot semua komponen berjumlah 90%" in refused
    assert "komponen a 90%" in refused  # what was typed stays
    assert "waktu_efektif" in client.get(f"{url}?pola=dki").content.decode()

    made = client.post(url, said | {"text": make.PATTERN}, follow=True).content.decode()
    assert "Disiplin kerja" in made
    rule = AllowanceRule.objects.get()
    client.post(reverse("consequences:allowance_rule_propose", args=[rule.pk]))
    sign_in(people.regent).post(reverse("consequences:allowance_rule_approve", args=[rule.pk]))
    rule.refresh_from_db()
    assert rule.state == "approved"


def test_a_month_that_could_not_be_worked_out_says_so_and_is_asked_for_again(people, sign_in):
    make.ready(people)
    client = sign_in(people.hana)
    client.post(reverse("consequences:allowance_work_out"), {"month": "2026-02-01"})
    made = AllowanceRun.objects.get()
    url = reverse("consequences:allowance_run", args=[made.pk])
    jobs.fail(Batch.objects.get(), "Terhenti karena gangguan.", org.NOW)
    text = client.get(url).content.decode()
    assert "Terhenti karena gangguan." in text
    assert reverse("consequences:allowance_work_out") in text
    assert "sedang dihitung" not in text
    assert "hx-get" not in text.partition('id="bulan"')[2].partition(">")[0]

    client.post(reverse("consequences:allowance_work_out"), {"month": "2026-02-01"})
    assert "sedang dihitung" in client.get(url).content.decode()
    again = Batch.objects.latest("pk")
    work_out_allowance(made.agency, org.NOW, run_id=made.pk, batch_id=again.pk)
    again.refresh_from_db()
    assert again.state == "done"
    assert "Simulasi TPP Februari 2026" in client.get(url).content.decode()


def test_a_month_is_worked_out_and_taken_as_a_file(people, sign_in):
    make.ready(people)
    client = sign_in(people.hana)
    client.post(reverse("consequences:allowance_work_out"), {"month": "2026-02-01"})
    made = AllowanceRun.objects.get()
    url = reverse("consequences:allowance_run", args=[made.pk])
    assert "sedang dihitung" in client.get(url).content.decode()
    taken = reverse("consequences:allowance_file", args=[made.pk, "csv"])
    assert client.get(taken).status_code == 404

    compute(agency=made.agency, run_id=made.pk)
    text = client.get(url).content.decode()
    assert "Simulasi TPP Februari 2026: Rp4.590.000" in text
    assert "Belum ada data" in text
    assert people.dedi.name not in client.get(f"{url}?keadaan=ready").content.decode()

    table = client.get(taken)
    assert "simulasi-tpp-2026-02-v1.csv" in table["Content-Disposition"]
    assert "4590000;;SIMULASI" in table.content.decode()
    book = client.get(reverse("consequences:allowance_file", args=[made.pk, "xlsx"])).content
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(book))
    assert sheets.sheet_names == ["Dibayar", "Ditahan"]
    assert len(sheets.get_sheet_by_index(1).to_python()) == 7
    assert AuditEntry.objects.filter(verb="allowance_run.taken").count() == 2


def test_amounts_stand_in_no_address_and_facts_are_plain(people):
    line = make.line(people)

    assert json.loads(json.dumps(line.facts)) == line.facts
    assert line.facts["values"]["pagu"] == "5000000"
