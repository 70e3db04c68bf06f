"""What a rater reads beside the evidence, and what is never counted: the circumstances.

Promised support first: where it did not come, the expectation may be adjusted
(PermenPANRB 6/2022 Pasal 11(2)). Then the part in the role-result matrix, innovations, and the
outcomes that the results serve, each with how far one person controls it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from karsa.evaluations.queries.achievements import achievements_of
from karsa.indicators.models import Indicator, IndicatorCard, Innovation
from karsa.kit import formats
from karsa.monitoring.models import SupportAnswer
from karsa.org.models import Period
from karsa.plans.models import AnnexItem, MatrixCell, PerformancePlan

_CONTROL = {
    IndicatorCard.Quality.INTERMEDIATE: gettext_lazy("kendali sebagian"),
    IndicatorCard.Quality.OUTCOME: gettext_lazy("kendali bersama banyak pihak"),
}
_SIGNS = {
    SupportAnswer.State.NOT: "warn",
    SupportAnswer.State.PARTLY: "warn",
    SupportAnswer.State.FULFILLED: "good",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of context: what, what is known of it, and a label that says how to read it."""

    text: str
    note: str
    label: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """Everything beside the evidence; nothing in it enters a proposal."""

    support: tuple[Fact, ...]
    roles: tuple[Fact, ...]
    innovations: tuple[Fact, ...]
    outcomes: tuple[Fact, ...]

    @property
    def is_missing_support(self) -> bool:
        """Whether a promise did not come, or came in part."""
        return any(one.kind == "warn" for one in self.support)

    @property
    def parts(self) -> tuple[tuple[str, tuple[Fact, ...]], ...]:
        """The parts that have something to say, under their headings, support first."""
        named = (
            (_("Dukungan yang dijanjikan"), self.support),
            (_("Peran dalam matriks hasil unit"), self.roles),
            (_("Inovasi"), self.innovations),
            (_("Outcome yang dilayani dan dampak bagi warga"), self.outcomes),
        )
        return tuple((heading, facts) for heading, facts in named if facts)

    def plain(self) -> list[dict[str, Any]]:
        """Return it as JSON, to be kept with a decision."""
        return [
            {
                "heading": heading,
                "facts": [[one.text, one.note, one.label, one.kind] for one in facts],
            }
            for heading, facts in self.parts
        ]


def context_of(plan: PerformancePlan, period: Period) -> Context:
    """Return what surrounds the results of `plan` by the end of `period`.

    Four queries, one more where results are linked to indicators.
    """
    return Context(
        support=_support(plan),
        roles=_roles(plan),
        innovations=_innovations(plan, period),
        outcomes=_outcomes(plan, period),
    )


def kept_context(proposal: Mapping[str, Any]) -> tuple[tuple[str, tuple[Fact, ...]], ...]:
    """Return the context as it was kept with a decision. No query."""
    return tuple(
        (part["heading"], tuple(Fact(*fact) for fact in part["facts"]))
        for part in proposal.get("context", [])
    )


def _support(plan: PerformancePlan) -> tuple[Fact, ...]:
    """Promises of the annex A.1.8 with the newest answer; what did not come stands first."""
    answers = SupportAnswer.objects.filter(
        assignment=plan.assignment_id, year=plan.year, text=OuterRef("text")
    ).order_by("-pk")
    rows = plan.annex.filter(section=AnnexItem.Section.SUPPORT).annotate(
        state=Subquery(answers.values("state")[:1]), said=Subquery(answers.values("note")[:1])
    )
    facts = [_promise(row) for row in rows.order_by("order", "pk")]
    return tuple(sorted(facts, key=lambda one: one.kind != "warn"))


def _promise(row: Any) -> Fact:
    state = SupportAnswer.State(row.state or SupportAnswer.State.AGREED)
    return Fact(row.text, row.said or "", str(state.label), _SIGNS.get(state, ""))


def _roles(plan: PerformancePlan) -> tuple[Fact, ...]:
    cells = MatrixCell.objects.filter(
        row__assignment=plan.assignment_id, column__matrix__year=plan.year
    ).order_by("column__matrix", "column__order", "order")
    found = cells.values_list("text", "column__text", "column__matrix__title")
    return tuple(
        Fact(text, _("untuk %(column)s (%(matrix)s)") % {"column": column, "matrix": matrix})
        for text, column, matrix in found
    )


def _innovations(plan: PerformancePlan, period: Period) -> tuple[Fact, ...]:
    """Those begun by the period's end, as owner or member."""
    person = plan.assignment.employee_id
    rows = (
        Innovation.objects.filter(Q(owner=person) | Q(members__employee=person))
        .filter(agency=plan.agency_id, changed_on__lte=period.ends)
        .annotate(copied=Count("replications", distinct=True))
        .distinct()
        .order_by("-changed_on", "pk")
    )
    return tuple(map(_innovation, rows))


def _innovation(row: Any) -> Fact:
    copied = _("ditiru %(n)s unit lain") % {"n": row.copied} if row.copied else row.change
    return Fact(row.title, copied, str(row.get_state_display()))


def _outcomes(plan: PerformancePlan, period: Period) -> tuple[Fact, ...]:
    """Indicators that the results carry, and those of the outcomes above them in the tree."""
    own = Q(carried_by__result__plan=plan)
    above = Q(node__children__indicators__carried_by__result__plan=plan)
    newest = IndicatorCard.objects.filter(indicator=OuterRef("pk")).order_by("-version")
    rows = (
        Indicator.objects.filter(own | above, agency=plan.agency_id, is_active=True)
        .annotate(quality=Subquery(newest.values("quality")[:1]))
        .select_related("node", "voice")
        .distinct()
        .order_by("pk")
    )
    found = list(rows)
    if not found:
        return ()
    known = achievements_of(Indicator.objects.filter(pk__in=[row.pk for row in found]), period)
    values = {fact.indicator_id: fact.found.value for fact in known}
    return tuple(Fact(row.name, _outcome_note(row, values), _control(row)) for row in found)


def _control(row: Any) -> str:
    quality = IndicatorCard.Quality(row.quality or IndicatorCard.Quality.OUTCOME)
    reach = _CONTROL.get(quality)
    return f"{quality.label}: {reach}" if reach else str(quality.label)


def _outcome_note(row: Indicator, values: Mapping[int, Decimal | None]) -> str:
    value = values.get(row.pk)
    if value is None:
        return " · ".join(_told(row, _("belum ada data terverifikasi")))
    text = _("capaian %(percent)s%%") % {"percent": formats.number(value)}
    return " · ".join(_told(row, text))


def _told(row: Indicator, said: str) -> Iterable[str]:
    yield said
    if row.node:
        yield row.node.text
    if hasattr(row, "voice"):
        yield _("dari suara warga: %(voice)s") % {"voice": row.voice.get_voice_display()}
