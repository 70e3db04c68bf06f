"""A little of everything that a month's snapshot holds, in March 2026."""

from decimal import Decimal

from karsa.complaints.tests import make as complaints
from karsa.development.tests import make as development
from karsa.evaluations.tests import make as evaluations
from karsa.indicators.tests import make as indicators
from karsa.journal.tests import make as journal
from karsa.org.tests import make as org
from karsa.plans.tests import make as plans
from karsa.surveys.tests import make as surveys
from karsa.warehouse.month import Month

MARCH = Month(2026, 3)


def month(people: org.People) -> None:
    evaluation = evaluations.signed(people)
    result = evaluation.plan.results.get()
    served = indicators.indicator(people.clinic, name="Ibu hamil terlayani Puskesmas Melati")
    plans.measure(result, order=9, indicator=served)
    indicators.target(served, 80)
    indicators.figure(served, 3, "60.5")
    journal.accepted(result, quantity=Decimal("0.29"), measure="orang")
    journal.entry(result, quantity=None, measure='kotak, "besar"')
    journal.entry(result, state="draft")
    evaluations.effect(people)
    closed = surveys.survey(people.clinic, state="closed")
    surveys.answers(closed, 4, 4)
    surveys.answers(closed, 2, (1, 2, 3, 4, 4, 4, 4, 4, 4))
    surveys.answers(surveys.survey(people.clinic), 3)
    complaints.closed(people.clinic)
    complaints.case(people.clinic, climbed=1)
    complaints.protected(people.clinic, people.office)
    course = development.course(people.rina.agency)
    session = development.session(course, org.TODAY)
    development.registration(session, people.rina, state="attended", completed_on=org.TODAY)
