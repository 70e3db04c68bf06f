"""B.1.2: only what was accepted, in the order of the plan, on the page and on paper."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from karsa.documents.tests import reading
from karsa.journal import queries
from karsa.journal.models import DailyEntry
from karsa.journal.queries.paper import documentation_form, realised
from karsa.journal.tests import make
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org
from karsa.plans.models import PerformancePlan
from karsa.plans.tests import make as plans


@pytest.fixture
def period(work, agency):
    plans.action(work.result, text="Kelas ibu hamil")
    make.evidence(make.accepted(work.result, action=work.action, quantity=Decimal(12)))
    make.accepted(work.result, action=work.action, quantity=Decimal("3.50"))
    make.accepted(work.result, quantity=None, text="Apel siaga")
    make.accepted(work.result, day=date(2026, 5, 1))
    make.entry(work.result)
    return org.quarter(agency)


def read(work, period, actor=None):
    return queries.documentation(actor or work.rina, work.plan, period.starts, period.ends)


def test_it_stands_on_accepted_entries_of_the_period(work, period):
    found = read(work, period)
    lines = [realised(action) for action in found.results[0].actions]

    assert (found.entries, found.waiting) == (3, 1)
    assert lines == [
        "15,5 orang (2 catatan). Bukti: posyandu.webp.",
        "–",
        "4 Maret 2026: Apel siaga (1 catatan).",
    ]


def test_entries_of_an_older_version_stand_under_the_same_result_and_action(work, period):
    PerformancePlan.objects.update(state=PerformancePlan.State.SUPERSEDED)
    newer = plans.plan(work.plan.assignment, version=2)
    plans.action(plans.result(newer, key=work.result.key))
    found = queries.documentation(work.rina, newer, period.starts, period.ends)

    assert found.results[0].actions[0].sums == ((Decimal("15.50"), "orang"),)


def test_many_proofs_are_named_shortly(work, period):
    entry = make.accepted(work.result, quantity=None, text="")
    for number in range(7):
        make.evidence(entry, name=f"{number}.webp")
    (line,) = [
        realised(queries.DocumentedAction("", (queries.row_of(one),)))
        for one in DailyEntry.objects.filter(pk=entry.pk).for_list()
    ]

    assert line == (
        "Dilaporkan dengan bukti (1 catatan). "
        "Bukti: 0.webp, 1.webp, 2.webp, 3.webp, 4.webp dan 2 berkas lain."
    )


def test_the_form_carries_every_line(work, period):
    plan = PerformancePlan.objects.select_related("agency", "rater", "assignment__employee").get()
    form = documentation_form(plan, read(work, period), period)

    assert form.code == "B.1.2"
    assert form.lines[0].actions == ("Memeriksa ibu hamil", "Kelas ibu hamil")
    assert (form.holder.name, form.rater.name) == ("Rina Kartikasari", "Andi Prasetyo")
    assert form.period == "1 JANUARI SD 31 DESEMBER TAHUN 2026"


def test_the_page_and_its_paper(work, period, people, sign_in, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: org.NOW)
    client = sign_in(people.rina)
    page = client.get(reverse("journal:documentation", args=[work.plan.pk]))
    paper = client.get(reverse("journal:documentation_pdf", args=[work.plan.pk, period.pk]))

    assert "3 catatan diterima" in page.content.decode()
    assert "1 catatan masih menunggu" in page.content.decode()
    assert paper["Content-Type"] == "application/pdf"
    assert "Rina" not in paper["Content-Disposition"]
    assert reading.missing(paper.content, ["PENDOKUMENTASIAN KINERJA", "15,5 orang"]) == []


def test_without_periods_the_whole_plan_is_shown(work, people, sign_in):
    make.accepted(work.result)
    page = sign_in(people.rina).get(reverse("journal:documentation", args=[work.plan.pk]))

    assert "1 catatan diterima" in page.content.decode()


def test_it_costs_the_same_for_one_and_many(work, period, people, sign_in):
    client = sign_in(people.andi)
    url = reverse("journal:documentation", args=[work.plan.pk])

    def grow():
        for _ in range(8):
            result = plans.result(work.plan)
            make.evidence(make.accepted(result, action=plans.action(result)))

    assert_flat(lambda: client.get(url), grow)
