"""What time does, and who is told of what waits."""

from datetime import timedelta
from uuid import uuid4

from karsa.accounts.roles import Role
from karsa.audit.services import Nobody
from karsa.complaints import services
from karsa.complaints.models import Case, Contact
from karsa.complaints.services import filing, keeping
from karsa.complaints.services.filing import Report
from karsa.complaints.tests import make
from karsa.files.models import StoredFile
from karsa.files.store import path_of
from karsa.files.tests.make import photo
from karsa.inbox.models import Notice
from karsa.org.tests import make as org

DAYS = timedelta(days=1)


def told():
    return set(Notice.objects.values_list("user__employee__name", flat=True))


def report(category, **over):
    return Report(key=uuid4(), kind="complaint", text="Antre lama", category=category, **over)


class TestFiling:
    def file(self, people, **category):
        about = make.category(people.clinic.agency, **category)
        return filing.file_publicly(agency=about.agency, report=report(about), today=org.TODAY)[0]

    def test_the_heads_of_its_unit_hear_of_it(self, people, officer):
        self.file(people, unit=people.clinic)
        assert told() == {people.andi.name}

    def test_without_a_unit_the_intake_office_hears_of_it(self, people, officer, inspector):
        self.file(people)
        assert told() == {"Ketut Petugas"}

    def test_of_conduct_only_who_reads_it_and_nobody_it_is_about(self, people, officer, inspector):
        org.grant(people.rina, Role.INSPECTOR)
        row = self.file(people, unit=people.office, is_protected=True)
        assert told() == {"Ketut Petugas", "Made Inspektur", people.rina.name}
        Notice.objects.all().delete()
        Case.objects.update(about_unit=people.clinic)
        services.add(case=row, text="Lagi", today=org.TODAY)
        assert told() == {"Ketut Petugas", "Made Inspektur"}

    def test_sent_twice_at_the_same_moment_it_is_one(self, people):
        about = make.category(people.clinic.agency)
        doer, said = Nobody(about.agency, org.TODAY), report(about)
        first, second = (filing._once(doer, said, (), "digest") for _ in range(2))
        assert first == second


class TestTime:
    def test_what_is_overdue_climbs_to_the_head_and_then_above(self, people):
        row = make.case(people.clinic, due_on=org.TODAY - DAYS)
        make.case(people.clinic)
        for days, person in ((0, people.andi), (20, people.sinta)):
            keeping.climb(agency=row.agency, now=org.NOW + days * DAYS)
            keeping.climb(agency=row.agency, now=org.NOW + days * DAYS)
            newest = Notice.objects.order_by("-pk")[0]
            assert (newest.user, newest.kind) == (person.user, "complaint_climbed")
        row.refresh_from_db()
        assert row.climbed == 2
        assert row.steps.filter(kind="climbed").count() == 2

    def test_what_has_no_unit_climbs_to_the_intake_office(self, people, officer):
        row = make.case(None, agency=people.clinic.agency, due_on=org.TODAY - DAYS)
        keeping.climb(agency=row.agency, now=org.NOW)
        assert told() == {"Ketut Petugas"}
        assert row.steps.filter(kind="climbed").exists()

    def test_a_rise_that_reaches_nobody_is_not_told(self, people):
        row = make.protected(people.clinic, people.office, due_on=org.TODAY - DAYS)
        keeping.climb(agency=row.agency, now=org.NOW)
        assert not row.steps.filter(kind="climbed").exists()

    def test_who_reported_goes_first_and_the_words_later(self, people):
        row = make.closed(people.clinic)
        make.contact(row)
        keeping.forget(agency=row.agency, now=org.NOW + 29 * DAYS)
        assert Contact.objects.exists()
        keeping.forget(agency=row.agency, now=org.NOW + 30 * DAYS)
        assert not Contact.objects.exists()
        assert keeping.forget(agency=row.agency, now=org.NOW + 730 * DAYS) == 1
        row.refresh_from_db()
        assert (row.text, row.code_digest, row.state) == ("", "", "closed")
        assert not row.steps.exists()
        assert keeping.forget(agency=row.agency, now=org.NOW + 731 * DAYS) == 0

    def test_a_picture_that_another_report_shows_stays(
        self, people, settings, tmp_path, django_capture_on_commit_callbacks
    ):
        settings.FILES_ROOT = tmp_path
        rows = [make.answered(people.clinic) for _ in range(2)]
        for row in rows:
            services.add(case=row, text="Ini fotonya", today=org.TODAY, photos=[photo()])
        path = path_of(StoredFile.objects.all()[0])
        for days, row, is_there in ((0, rows[0], True), (1, rows[1], False)):
            services.confirm(case=row, today=org.TODAY + days * DAYS)
            with django_capture_on_commit_callbacks(execute=True):
                keeping.forget(agency=row.agency, now=org.NOW + (730 + days) * DAYS)
            assert path.exists() is is_there

    def test_who_was_named_goes_with_the_words(self, people, officer):
        row = make.protected(people.clinic, people.office, public_answer="Sudah")
        services.hear(actor=officer, case=row, employee=people.rina, question="Karcis?")
        day = {"closed_on": org.TODAY, "confirmed_on": org.TODAY}
        Case.objects.update(state="closed", answered_on=org.TODAY, **day)
        keeping.forget(agency=row.agency, now=org.NOW + 730 * DAYS)
        row.refresh_from_db()
        assert (row.about_employee, row.public_answer) == (None, "")
        assert not row.hearings.exists()
