"""The printed record: B.1.3 in words, B.1.4 in numbers for heads, B.1.5 in numbers for staff."""

from collections import defaultdict
from typing import Literal

from django.utils.translation import gettext as _

from karsa.accounts.actor import Actor
from karsa.documents import shapes
from karsa.documents.language import in_indonesian
from karsa.feedback.queries.record import Record, Remark, Topic, record_of
from karsa.journal.queries.documentation import Documentation, documentation
from karsa.journal.queries.paper import parties_of, period_words, realised
from karsa.org.models import Period
from karsa.plans.models import IndividualIndicator, PerformancePlan, WorkResult
from karsa.rules.behaviour import VALUES

Code = Literal["B.1.3", "B.1.4", "B.1.5"]


def form_code(plan: PerformancePlan) -> Code:
    """Return which of the three forms a plan's record is printed on."""
    if plan.approach == PerformancePlan.Approach.QUALITATIVE:
        return "B.1.3"
    return "B.1.4" if plan.for_head else "B.1.5"


@in_indonesian
def feedback_form(actor: Actor, plan: PerformancePlan, period: Period) -> shapes.FeedbackForm:
    """Return the record of a plan (with its post and people at hand) for one period.

    Realisations are those of accepted entries. Eleven queries.
    """
    holder, rater = parties_of(plan)
    found = record_of(actor, plan, period)
    told = documentation(actor, plan, period.starts, period.ends)
    lines = _lines(plan, found, told)
    return shapes.FeedbackForm(
        code=form_code(plan),
        holder=holder,
        rater=rater,
        main=tuple(line for kind, line in lines if kind == WorkResult.Kind.MAIN),
        additional=tuple(line for kind, line in lines if kind != WorkResult.Kind.MAIN),
        behaviours=_behaviours(plan, found),
        signatures=(shapes.Signature(_("Pejabat Penilai Kinerja"), rater.name, rater.nip),),
        term=period.name.upper(),
        agency=plan.agency.name,
        period=period_words(plan),
    )


def _lines(
    plan: PerformancePlan, found: Record, told: Documentation
) -> list[tuple[str, shapes.ResultLine]]:
    results = {
        str(one.pk): one
        for one in plan.results.select_related("supports").prefetch_related("measures")
    }
    realisations = {
        str(result.result_id): tuple(realised(one) for one in result.actions if one.entries)
        for result in told.results
    }
    return [
        (topic.kind, _line(number, results[topic.key], topic, realisations.get(topic.key, ())))
        for number, topic in enumerate(found.results, start=1)
    ]


def _line(
    number: int, result: WorkResult, topic: Topic, realisation: tuple[str, ...]
) -> shapes.ResultLine:
    supports = result.supports.text if result.supports else result.supports_text
    measures = sorted(result.measures.all(), key=lambda one: one.order)
    return shapes.ResultLine(
        number=number,
        text=result.text,
        assigned_by=result.assigned_by or None,
        supports=supports or None,
        measures=tuple(map(_measure, measures)),
        realisation=realisation,
        feedback=tuple(map(_remark, topic.remarks)),
    )


def _measure(measure: IndividualIndicator) -> shapes.Measure:
    label = str(measure.get_aspect_display()) if measure.aspect else None
    is_perspective = measure.aspect in IndividualIndicator.PERSPECTIVES
    return shapes.Measure(
        text=measure.text,
        target=measure.target or None,
        aspect=None if is_perspective else label,
        perspective=label if is_perspective else None,
    )


def _behaviours(plan: PerformancePlan, found: Record) -> tuple[shapes.Behaviour, ...]:
    wanted: dict[str, list[str]] = defaultdict(list)
    for expectation in plan.expectations.all():
        wanted[expectation.value].append(expectation.text)
    topics = {topic.key: topic for topic in found.values}
    return tuple(
        shapes.Behaviour(
            number=number,
            value=value.name,
            guides=value.form_guides,
            expectations=tuple(wanted[value.key]) or None,
            feedback=tuple(map(_remark, topics[value.key].remarks)),
        )
        for number, value in enumerate(VALUES, start=1)
    )


def _remark(remark: Remark) -> shapes.Remark:
    return shapes.Remark(giver=remark.source, text=remark.words)
