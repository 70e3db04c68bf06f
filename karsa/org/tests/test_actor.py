from karsa.accounts.models import User
from karsa.accounts.roles import Role
from karsa.kit.testing import queries_of
from karsa.org.models import Assignment, Employee
from karsa.org.queries.actor import actor_of
from karsa.org.tests import make
from karsa.tenancy.scope import scope


def test_roles_follow_from_assignments_and_rater_lines(people):
    assert make.actor(people.rina).roles == {Role.EMPLOYEE}
    assert make.actor(people.andi).roles == {Role.EMPLOYEE, Role.UNIT_HEAD, Role.RATER}
    assert Role.REVIEWER in make.actor(people.sinta).roles
    assert Role.PERFORMANCE_MANAGER in make.actor(people.hana).roles


def test_a_leader_sees_the_people_below_and_nobody_elsewhere(people):
    seen = set(Employee.objects.visible_to(make.actor(people.andi)))

    assert seen == {people.andi, people.rina, people.dedi}
    assert people.rina not in Employee.objects.visible_to(make.actor(people.budi))


def test_another_agency_sees_nothing(people, elsewhere):
    with scope(elsewhere):
        stranger = make.employee(elsewhere, "Orang Lain")
        make.assignment(stranger, make.unit(agency=elsewhere), is_head=True)
        actor = make.actor(stranger)
        assert list(Employee.objects.visible_to(actor)) == [stranger]
        assert Assignment.objects.visible_to(actor).count() == 1


def test_the_definitive_post_names_who_also_stands_in_elsewhere(people: make.People):
    make.assignment(people.andi, people.office, kind="acting", is_head=True)
    actor = make.actor(people.andi)
    assert actor.unit == people.clinic.name
    assert set(actor.led_paths) == {people.clinic.path, people.office.path}


def test_grants_of_today_count_once_however_many_posts(people: make.People):
    make.assignment(people.andi, people.office, kind="acting")
    given = make.grant(people.andi, Role.UNIT_OPERATOR, people.clinic.path)
    make.grant(people.andi, Role.EVALUATION_TEAM, people.office.path)
    ended = make.grant(people.andi, Role.INSPECTOR, people.government.path)
    ended.ends = make.YEAR_START
    ended.save()

    actor = make.actor(people.andi)

    assert {Role.UNIT_OPERATOR, Role.EVALUATION_TEAM} < actor.roles
    assert Role.INSPECTOR not in actor.roles
    assert actor.granted_paths == (people.clinic.path, people.office.path)
    assert actor.operated_paths == (given.unit_path,)


def test_roles_are_kept_by_an_account_without_a_post(agency):
    user = User.objects.create(agency=agency, username="admin")
    make.grant_to(user, Role.ADMINISTRATOR)
    make.grant_to(user, Role.UNIT_OPERATOR, "/000001/")

    actor = actor_of(user, agency, make.NOW)

    assert actor.roles == {Role.ADMINISTRATOR, Role.UNIT_OPERATOR}
    assert actor.operated_paths == ("/000001/",)


def test_an_actor_costs_one_query_with_a_post_or_without(people, agency):
    admin = User.objects.create(agency=agency, username="admin")
    assert len(queries_of(lambda: make.actor(people.hana))) == 1
    assert len(queries_of(lambda: actor_of(admin, agency, make.NOW))) == 1
