"""One's own mirror, and the copy of one's own data."""

import csv
import gc
import io
import json
import tracemalloc
import zipfile

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from karsa.audit.models import AuditEntry
from karsa.consequences.models import AllowanceRule
from karsa.consequences.services import hearing
from karsa.consequences.tests import make as consequences
from karsa.consequences.tests import make_allowance as allowances
from karsa.evaluations.tests import make as evaluations
from karsa.feedback.models import Round, RoundPart, RoundScore
from karsa.feedback.tests import make as feedback
from karsa.inbox.models import Notice, Preference
from karsa.insights.queries import own_copy
from karsa.insights.queries import own_data as own_data_queries
from karsa.insights.queries.own_data import own_tables
from karsa.insights.queries.own_tables import TABLES
from karsa.insights.services.own_data import own_data
from karsa.journal.models import DailyEntry
from karsa.journal.tests import make as journal
from karsa.kit import archives
from karsa.kit.personal import activities
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org
from karsa.plans.models import PerformancePlan
from karsa.plans.tests import make as plans


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: org.NOW)


@pytest.fixture
def plan(people) -> PerformancePlan:
    made = plans.plan(people.rina.assignments.get())
    plans.measure(plans.result(made))
    return made


def shown(client, **asked) -> str:
    return str(client.get(reverse("insights:mirror"), asked).content.decode())


def test_a_month_in_one_picture_and_what_is_missing(plan, people, sign_in):
    plans.result(plan)
    journal.accepted(plan.results.order_by("pk")[0])
    journal.entry(plan.results.order_by("pk")[0], day=org.TODAY.replace(day=3))
    back = {"state": DailyEntry.State.RETURNED, "review_reason": "Tambah bukti"}
    journal.entry(plan.results.order_by("pk")[0], day=org.TODAY.replace(month=2), **back)
    page = shown(sign_in(people.rina))

    assert "1 catatan Anda diterima tahun ini" in page
    assert "2 hari dengan catatan" in page
    assert "1 catatan dikembalikan" in page
    assert "1 hasil belum punya catatan yang diterima." in page
    assert "Belum ada umpan balik" in page
    assert "1 hari dengan catatan" in shown(sign_in(people.rina), bulan="2026-02")
    for odd in ("kapan", "0001-01", "9999-12"):
        assert "2 hari dengan catatan" in shown(sign_in(people.rina), bulan=odd)


def test_nothing_missing_is_said(plan, people, sign_in):
    journal.accepted(plan.results.get())
    feedback.feedback(plan, giver=people.dedi, source="peer")
    page = shown(sign_in(people.rina))

    assert "Tidak ada yang kurang hari ini." in page
    assert "Dedi" not in page
    assert "Rencana tahun ini belum ada" in shown(sign_in(people.budi))


def test_the_mirror_costs_the_same_for_one_and_many(plan, people, sign_in):
    client = sign_in(people.rina)

    def grow():
        for _ in range(5):
            result = plans.result(plan)
            plans.measure(result)
            journal.accepted(result)
            feedback.feedback(plan)

    grow()
    assert_flat(lambda: client.get(reverse("insights:mirror")), grow)


def taken(client) -> zipfile.ZipFile:
    answer = client.post(reverse("insights:own_data"))
    assert answer["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def test_a_copy_of_ones_own_data_holds_ones_own_and_nothing_else(plan, people, sign_in):
    entry = journal.accepted(plan.results.get())
    journal.evidence(entry)
    feedback.feedback(plan, giver=people.dedi, source="peer", text="Ringan tangan.")
    theirs = plans.plan(people.dedi.assignments.get())
    journal.accepted(plans.result(theirs), text="Kerja Dedi")
    copy = taken(sign_in(people.rina))
    told = json.loads(copy.read("semua.json"))
    whole = b"".join(copy.read(name) for name in copy.namelist() if not name.startswith("bukti/"))

    assert copy.testzip() is None
    assert told["pegawai"][0]["nip"] == people.rina.nip
    assert told["catatan"][0]["text"] == entry.text
    assert told["umpan-balik-diterima"][0]["text"] == "Ringan tangan."
    rows = list(csv.DictReader(io.StringIO(copy.read("catatan.csv").decode())))
    assert [row["day"] for row in rows] == ["2026-03-04"]
    assert [name for name in copy.namelist() if name.startswith("bukti/2026-03-04-")]
    assert b"Dedi" not in whole
    assert people.dedi.nip.encode() not in whole
    kept = AuditEntry.objects.get(verb="own_data.taken")
    assert (kept.actor_id, kept.object_id) == (people.rina.user_id, str(people.rina.pk))


def test_a_copy_tells_of_many_voices_only_what_the_page_shows(plan, people, sign_in):
    agency, clinic = people.rina.agency, people.clinic
    days = {"starts": org.YEAR_START, "closes": org.TODAY, "released_on": org.TODAY}
    row = Round.objects.create(agency=agency, unit=clinic, name="Semester I", **days)
    about = {"agency": agency, "round": row, "subject": people.rina}
    RoundPart.objects.create(rater=people.dedi, group="peer", **about)
    for number in range(5):
        RoundScore.objects.create(shown_as="peer", scores={"loyal": 1 + number}, **about)
    told = json.loads(taken(sign_in(people.rina)).read("semua.json"))

    assert len(told["nilai-360"]) == 7
    assert {one["mean"] for one in told["nilai-360"]} == {None, "3.0"}
    assert "langkah-pembinaan" in told


def test_a_trial_of_another_rule_is_nobodys_amount_yet(people):
    allowances.ready(people)
    trial = allowances.draft(people, name="Percobaan")
    allowances.run(people, rule=trial)
    assert not own_amounts(people.rina)
    agreed = {"state": AllowanceRule.State.APPROVED, "approved_by": people.regent}
    AllowanceRule.objects.filter(pk=trial.pk).update(approved_on=org.TODAY, **agreed)
    assert len(own_amounts(people.rina)) == 1


def own_amounts(person):
    return rows_of(person)["tpp"]


def rows_of(person):
    return {one.name: list(one.rows) for one in own_tables(org.actor(person))}


def test_a_copy_is_a_page_to_read_as_well(plan, people, sign_in):
    journal.accepted(plan.results.get(), text="<b>Posyandu</b>")
    page = taken(sign_in(people.rina)).read("baca.html").decode()

    assert "&lt;b&gt;Posyandu" in page
    for way_out in ("<script", "http:", "https:", "src="):
        assert way_out not in page


def test_a_lost_file_does_not_keep_the_rest_back(plan, people, sign_in, settings, tmp_path):
    journal.evidence(journal.accepted(plan.results.get()))
    settings.FILES_ROOT = tmp_path
    copy = taken(sign_in(people.rina))

    assert "semua.json" in copy.namelist()
    assert not [name for name in copy.namelist() if name.startswith("bukti/")]


def test_a_copy_of_many_rows_takes_no_more_memory_than_one_of_few(people, monkeypatch):
    small = ((own_copy, "SLICE", 50), (own_data_queries, "SLICE", 50), (archives, "_CHUNK", 4096))
    for module, name, size in small:
        monkeypatch.setattr(module, name, size)
    about = {"agency": people.rina.agency, "user": people.rina.user, "at": org.NOW}

    def peak(more):
        made = range(Notice.objects.count(), Notice.objects.count() + more)
        Notice.objects.bulk_create(
            (Notice(kind="due", key=f"k{number}", **about) for number in made), batch_size=500
        )
        gc.collect()
        tracemalloc.start()
        packed = b"".join(own_data(actor=org.actor(people.rina)))
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return zipfile.ZipFile(io.BytesIO(packed)).getinfo("semua.json").file_size, most

    peak(50)  # once, so that templates and models are there
    few, many = peak(150), peak(2_400)
    assert many[0] > 10 * few[0]
    assert many[1] < 1.3 * few[1], (few, many)


def test_a_copy_goes_on_over_slices_and_names_each_row_once(people, monkeypatch, sign_in):
    monkeypatch.setattr(own_copy, "SLICE", 2)
    about = {"agency": people.rina.agency, "user": people.rina.user, "at": org.NOW}
    for number in range(5):
        Notice.objects.create(kind="due", key=f"k{number}", count=number + 1, **about)
    copy = taken(sign_in(people.rina))

    told = json.loads(copy.read("semua.json"))["pemberitahuan"]
    rows = list(csv.DictReader(io.StringIO(copy.read("pemberitahuan.csv").decode())))
    page = copy.read("baca.html").decode()
    assert [one["count"] for one in told] == [1, 2, 3, 4, 5]
    assert [row["count"] for row in rows] == ["1", "2", "3", "4", "5"]
    assert page.count("<table") == page.count("</table>")
    assert page.count("<h2>") == len(json.loads(copy.read("semua.json")))
    assert "Tidak ada." in page


def test_an_account_without_a_person_has_no_copy(people):
    nobody = org.actor(people.rina)
    people.rina.assignments.update(ends=org.YEAR_START.replace(year=2025, month=2))
    with pytest.raises(PermissionDenied):
        own_data(actor=org.actor(people.rina))
    assert own_data(actor=nobody)


def test_a_copy_holds_why_a_rating_was_taken_over(people):
    evaluations.taken_over(people)
    tables = rows_of(people.rina)

    assert "Sudah diingatkan" in tables["penilaian-diambil-alih"][0]


def test_a_copy_holds_what_followed_and_a_case_once_its_person_is_called(people):
    def rows(name):
        return rows_of(people.rina)[name]

    row = consequences.taken(people)
    assert not rows("perkara-disiplin")
    day, call = consequences.HEARING, consequences.at(people.hana)
    hearing.summon(actor=call, case_id=row.pk, hearing=day, text="Ruang rapat")
    assert "Ruang rapat" in rows("perkara-disiplin")[0]
    consequences.improvement(people)
    assert "Laporan terlambat tiga bulan berturut-turut" in rows("langkah-perbaikan")[0]


# Whose row it is, or that it tells of others, and why nothing of it stands in the copy.
NOT_COPIED = {
    "AccessCode": "a digest",
    "AllowanceRun": "made for everybody",
    "AwardRound": "who led it",
    "CalibrationSession": "of raters together",
    "CaseConflict": "sealed between raters",
    "DeadlineFeed": "a digest",
    "DisciplineCase": "as its steps, from the summons on",
    "EntryMonth": "counts of the entries, which are copied",
    "HelpCall": "gone within a month",
    "Juror": "sealed votes",
    "KeptProposal": "nobody's decision; the evaluation stands",
    "MatrixRow": "of the unit's roles",
    "Nomination": "the nominee hears of an award",
    "PaperForm": "what it says stands in plan and evaluation",
    "Practice": "made-up people",
    "PulsePart": "whether one answered",
    "RecoveryCode": "a digest",
    "RoundPart": "would name who spoke",
    "RoundScore": "as means",
    "RoundWord": "without authors",
    "SealedAnswer": "nobody reads it",
    "SessionMember": "sealed votes",
    "TotpSecret": "a secret",
    "Unsealing": "once it is over",
    "Attendance": "of sessions",
}
PERSON = {"employee", "person", "user", "subject", "assignment", "rater"}


@pytest.mark.once
def test_every_table_about_a_person_is_copied_or_it_is_said_why_not():
    copied = {table for _name, table, _whose, _fields in TABLES}
    for room, activity in activities():
        for name in activity.tables:
            table = apps.get_model(room, name)
            held = {one.name for one in table._meta.fields if one.is_relation} & PERSON
            assert not held or table in copied or name in NOT_COPIED, (room, name, held)


def test_what_needs_nobodys_decision_is_erased_at_once(people, sign_in):
    agency, user = people.rina.agency, people.rina.user
    Preference.objects.create(agency=agency, user=user, email="rina@contoh.id", phone="628123")
    notice = {"agency": agency, "kind": "follow_up", "path": "/", "at": org.NOW}
    Notice.objects.create(user=user, key="read", read_at=org.NOW, **notice)
    Notice.objects.create(user=user, key="new", **notice)
    Notice.objects.create(user=people.dedi.user, key="his", read_at=org.NOW, **notice)
    client = sign_in(people.rina)
    assert "Hapus sekarang" in client.get(reverse("insights:my_data")).content.decode()
    client.post(reverse("insights:erase_own"))

    assert set(Notice.objects.values_list("key", flat=True)) == {"new", "his"}
    assert (Preference.objects.get().email, Preference.objects.get().phone) == ("", "")
    assert AuditEntry.objects.filter(verb="own_data.erased").count() == 1
