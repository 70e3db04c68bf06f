"""People who retire, go on leave or move: what a later file changes, and from which day."""

from datetime import date, timedelta
from functools import partial

import pytest

from karsa.org.models import Assignment, Employee, EmployeeStatus
from karsa.org.tests import files, make


@pytest.fixture
def take(agency, tmp_path):
    """Import units, then rows of people, and return the verdicts."""
    return partial(files.take_people, agency, tmp_path)


def only(take, **over):
    """The verdict of a single row."""
    (verdict,) = take(files.person(5, unor_id="P", **over))
    return verdict


def test_retired_people_are_kept_as_inactive_without_a_post(take):
    (verdict,) = take(files.person(1, unor_id="P", kedudukan_hukum_nama="Pensiun"))

    assert (verdict.outcome, "tidak aktif" in verdict.note) == ("taken", True)
    assert not Employee.objects.get().is_active
    assert not Assignment.objects.exists()


def test_whoever_retires_leaves_the_post(take):
    take(files.person(1, unor_id="P"))
    take(files.person(1, unor_id="P", kedudukan_hukum_nama="Pensiun"))

    assert not Employee.objects.get().is_active
    assert Assignment.objects.get().ends == make.TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Tugas Belajar", "study_leave"),
        ("Cuti Luar Tanggungan Negara", "unpaid_leave"),
        ("Pemberhentian Sementara", "suspended"),
        ("Masa Persiapan Pensiun", "retiring"),
    ],
)
def test_a_standing_is_a_dated_status_that_ends_with_it(take, word, kind):
    assert only(take, kedudukan_hukum_nama=word).outcome == "taken"
    assert only(take, kedudukan_hukum_nama=word).outcome == "unchanged"
    status = EmployeeStatus.objects.get()
    assert (status.kind, status.starts, status.ends) == (kind, make.TODAY, None)

    assert only(take).outcome == "taken"
    assert EmployeeStatus.objects.get().ends is not None


def test_a_status_that_a_person_gave_stays(take, agency):
    only(take)
    given = EmployeeStatus.objects.create(
        agency=agency, employee=Employee.objects.get(), kind="other_platform", starts=make.TODAY
    )

    only(take)

    given.refresh_from_db()
    assert given.ends is None


def test_a_transfer_ends_one_post_and_opens_the_next(take):
    take(*files.STAFF)
    (verdict,) = take(files.person(5, unor_id="N", tmt_jabatan="01-03-2026"))

    assert (verdict.outcome, "1 Maret 2026" in verdict.note) == ("taken", True)
    old, new = Assignment.objects.filter(employee__external_id="P5").order_by("starts")
    assert (old.unit.name, old.ends) == ("Puskesmas Melati", date(2026, 2, 28))
    assert (new.unit.name, new.starts, new.ends) == (
        "SD Negeri 1 Melati",
        date(2026, 3, 1),
        None,
    )


def test_a_transfer_without_a_new_date_counts_from_the_import(take):
    take(*files.STAFF)
    take(files.person(5, unor_id="N"))

    old, new = Assignment.objects.filter(employee__external_id="P5").order_by("starts")
    assert (old.ends, new.starts) == (make.TODAY - timedelta(days=1), make.TODAY)


def test_a_correction_on_the_same_day_leaves_no_trace_of_the_mistake(take):
    take(files.person(5, unor_id="N", tmt_jabatan="04-03-2026"))
    take(files.person(5, unor_id="P", tmt_jabatan="04-03-2026"))

    assert Assignment.objects.get().unit.name == "Puskesmas Melati"
