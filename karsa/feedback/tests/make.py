"""Factories of feedback: the rater's good word on a result."""

from datetime import timedelta
from typing import Any

from karsa.feedback.models import BehaviourReport, Feedback, FeedbackRequest, Guidance, GuidanceStep
from karsa.org.tests import make as org
from karsa.plans.models import PerformancePlan


def feedback(plan: PerformancePlan, **over: Any) -> Feedback:
    """About the plan's first result, by its rater, unless told otherwise."""
    defaults: dict[str, Any] = {
        "employee": plan.assignment.employee,
        "giver": plan.rater,
        "tone": Feedback.Tone.POSITIVE,
        "text": "Kunjungan rumah berjalan baik.",
        "day": org.TODAY,
        "given_at": org.NOW,
    }
    if "value" not in over and "result" not in over:
        defaults["result"] = plan.results.first()
    return Feedback.objects.create(agency=plan.agency, plan=plan, **(defaults | over))


def request(plan: PerformancePlan, **over: Any) -> FeedbackRequest:
    """The holder asks about the plan's first result, until a month from today."""
    defaults: dict[str, Any] = {
        "result": plan.results.first(),
        "asked_by": plan.assignment.employee,
        "day": org.TODAY,
        "expires": org.TODAY + timedelta(days=30),
    }
    return FeedbackRequest.objects.create(agency=plan.agency, plan=plan, **(defaults | over))


def guidance(plan: PerformancePlan, kind: str = "coaching", **over: Any) -> Guidance:
    """The plan's rater met its holder today and agreed on one step."""
    first = next(iter(Guidance.QUESTIONS[Guidance.Kind(kind)]))
    defaults: dict[str, Any] = {
        "employee": plan.assignment.employee,
        "guide": plan.rater,
        "value": "competent",
        "day": org.TODAY,
        "answers": {first: "Semua ibu hamil terlayani"},
        "recorded_at": org.NOW,
    }
    made = Guidance.objects.create(agency=plan.agency, plan=plan, kind=kind, **(defaults | over))
    GuidanceStep.objects.create(
        agency=plan.agency, guidance=made, text="Jemput bola", due=org.TODAY + timedelta(days=14)
    )
    return made


def behaviour_report(plan: PerformancePlan, **over: Any) -> BehaviourReport:
    """The plan's rater reports its holder."""
    defaults: dict[str, Any] = {
        "employee": plan.assignment.employee,
        "by": plan.rater,
        "value": "accountable",
        "problem": "Sering tidak hadir pada jam pelayanan.",
        "tried": "Tiga kali dibicarakan berdua.",
        "day": org.TODAY,
    }
    return BehaviourReport.objects.create(agency=plan.agency, plan=plan, **(defaults | over))
