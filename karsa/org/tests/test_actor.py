from karsa.accounts.roles import Role
from karsa.org.models import Assignment, Employee
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
