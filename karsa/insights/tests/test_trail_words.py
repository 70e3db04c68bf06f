"""Every verb the code records has words, and no words stand for what nobody records."""

import ast
import re
from collections.abc import Sequence
from pathlib import Path

from django.apps import apps

from karsa.accounts.models import AccessCode
from karsa.accounts.roles import Role
from karsa.audit.services import record
from karsa.complaints.models import Step
from karsa.consequences.models import DisciplineStep, ImprovementStep
from karsa.evaluations.models import Objection
from karsa.indicators.models import Innovation
from karsa.insights.queries.trail_words import KINDS, VERBS
from karsa.org.tests import make
from karsa.plans.models import DialogueMessage, PerformanceAgreement, PerformancePlan
from karsa.privacy.models import DataRequest, Unsealing
from karsa.privacy.services.incidents import WHOM

ROOT = Path(__file__).parents[2]
VERB = re.compile(r"[a-z_]+\.[a-z_]+")
# Kinds of work, purposes and names of files.
NOT_VERBS = {
    "development.certificate",
    "inbox.provider_waits",
    "development.material",
    "development.profiles",
    "consequences.allowance",
    "evaluations.fairness",
    "evaluations.keep_proposals",
    "indicators.figures",
    "indicators.given",
    "indicators.sheet",
    "org.import",
    "complaints.areas",
    "complaints.cases",
    "indicators.voices",
    "machines.deliver",
    "rows.csv",
    "surveys.paper",
}
PLAN, AGREEMENT = PerformancePlan.State, PerformanceAgreement.State
INNOVATION = Innovation.State
# What the holes of verbs that are put together can hold.
HOLES: dict[str, Sequence[str]] = {
    "*imported": ["org."],
    "accounts.*_code_issued": AccessCode.Purpose.values,
    "agreement.*": [AGREEMENT.PROPOSED, AGREEMENT.SIGNED],
    "complaint.*": [
        Step.Kind.DISPUTED,
        Step.Kind.REOPENED,
        Step.Kind.VERIFIED,
        Step.Kind.NOT_FIXED,
    ],
    "allowance_rule.*": ["proposed", "returned", "approved"],
    "allowance_run.*": ["proposed", "returned", "approved"],
    "data_request.*": [DataRequest.State.DONE, DataRequest.State.REFUSED],
    "dialogue.*": DialogueMessage.Kind.values,
    "discipline.*": DisciplineStep.Kind.values,
    "event.*": ["accepted", "refused"],
    "evaluations.*": ["received", "returned_unsigned"],
    "evaluations.objection_*": Objection.Decision.values,
    "improvement.*": ImprovementStep.Kind.values,
    "incident.*_told": list(WHOM),
    "innovation.*": [INNOVATION.TRIAL, INNOVATION.RUNNING, INNOVATION.STOPPED],
    "measurement.*": ["accepted", "refused"],
    "plan.*": [PLAN.PROPOSED, PLAN.AGREED, PLAN.SET],
    "reward.incentive_*": ["approved", "refused"],
    "target_revision.*": ["approved", "refused"],
    "unsealing.*": [Unsealing.State.OPEN, Unsealing.State.REFUSED],
}


def recorded() -> set[str]:
    found = set()
    for path in ROOT.rglob("*.py"):
        if not {"tests", "migrations"} & set(path.parts):
            text = path.read_text(encoding="utf-8")
            if "record" in text:
                found |= verbs_of(list(ast.walk(ast.parse(text))))
    return found - NOT_VERBS


def verbs_of(nodes: list[ast.AST]) -> set[str]:
    """The verbs in a file that records: written whole, or put together."""
    if not any(isinstance(node, ast.Call) and is_record(node.func) for node in nodes):
        return set()
    joined = [node for node in nodes if isinstance(node, ast.JoinedStr)]
    parts = {id(part) for node in joined for part in node.values}
    whole = {
        node.value
        for node in nodes
        if isinstance(node, ast.Constant)
        and id(node) not in parts
        and isinstance(node.value, str)
        and VERB.fullmatch(node.value)
    }
    shapes = (re.sub(r"\{[^}]*\}", "*", ast.unparse(node)[2:-1]) for node in joined)
    filled = {
        shape.replace("*", value)
        for shape in shapes
        if shape in HOLES or re.fullmatch(r"[a-z_]+\.[a-z_*]+", shape)
        for value in HOLES[shape]
    }
    return whole | filled


def is_record(func: ast.expr) -> bool:
    name = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
    return name in ("record", "record_many")


def test_every_recorded_verb_has_words_and_only_those():
    assert recorded() == set(VERBS)


def test_every_kind_of_row_has_words():
    ours = {
        model._meta.label_lower
        for model in apps.get_models()
        if model.__module__.startswith("karsa.") and model._meta.app_label != "audit"
    }
    assert ours == set(KINDS)


def test_the_page_speaks_and_leaves_an_unknown_verb_as_it_is(people, sign_in):
    make.grant(people.budi, Role.INSPECTOR)
    doer = make.actor(people.hana)
    record(doer, "journal.accept", people.rina)
    record(doer, "lama.sekali", people.rina)

    page = sign_in(people.budi).get("/kerja/jejak/").content.decode()

    assert "Catatan diterima" in page
    assert f"Pegawai {people.rina.pk}" in page
    assert "lama.sekali" in page
    assert "journal.accept" not in page
