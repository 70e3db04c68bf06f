"""What the indicator's page shows of its way down: the agreements that promise it."""

from karsa.indicators.queries.sections import Section, Subject, Tab, add_section
from karsa.plans.models import AgreementLine
from karsa.plans.queries.way import lines_of


def promised(subject: Subject) -> tuple[AgreementLine, ...]:
    """Return the lines of the year's agreements that carry the indicator. One query."""
    return lines_of(subject.indicator, subject.year)


add_section("plans", Section(Tab.CARD, "plans/parts/of_indicator.html", promised))
