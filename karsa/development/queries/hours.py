"""Hours of learning (JP): earned by completed trainings, beside what the rules ask or allow."""

from collections.abc import Iterable

from django.db.models import Sum

from karsa.development.models import Registration, TrainingSession
from karsa.org.models import Employee
from karsa.org.queries.rules import rule_set
from karsa.rules import training
from karsa.rules.training import HoursRules, HoursStanding
from karsa.tenancy.models import Agency


def hours_rules(agency: Agency, year: int) -> HoursRules:
    """Return how many JP a year asks and allows (rule set "training"), else the usual figures.

    Raises TypeError for a name that does not exist. One query a minute.
    """
    found = rule_set(agency, year, "training")
    return training.configured(found.values, found.source) if found else training.USUAL


def standing_of(person: Employee, year: int, rules: HoursRules) -> HoursStanding:
    """Return where a person stands in `year`. One query."""
    return standings([person], year, rules)[person.pk]


def standings(people: Iterable[Employee], year: int, rules: HoursRules) -> dict[int, HoursStanding]:
    """Return where each person stands in `year`, by id. One query."""
    known = list(people)
    done = Registration.objects.filter(employee__in=known, completed_on__year=year)
    sums = dict(done.order_by().values_list("employee").annotate(Sum("hours")))
    return {
        person.pk: training.standing(person.employment, sums.get(person.pk, 0), rules)
        for person in known
    }


def passes_ceiling(person: Employee, session: TrainingSession) -> bool:
    """Whether this session takes somebody beyond the hours their contract allows in its year.

    What is booked counts too. Two queries where there is a ceiling, and one a minute.
    """
    year = session.starts.year
    rules = hours_rules(session.agency, year)
    if person.employment not in rules.most:
        return False
    coming = Registration.objects.filter(
        employee=person, state__in=Registration.BINDING, session__starts__year=year
    ).exclude(session=session)
    booked = coming.filter(completed_on=None).aggregate(n=Sum("session__course__hours"))["n"] or 0
    return training.passes_ceiling(standing_of(person, year, rules), booked, session.course.hours)


def ledger(person: Employee, year: int) -> list[Registration]:
    """Return the trainings a person completed in `year`, newest first, with course. One query."""
    done = Registration.objects.filter(employee=person, completed_on__year=year)
    return list(done.select_related("session__course").order_by("-completed_on", "-pk"))
