from functools import lru_cache
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.org.models import Employee
from karsa.org.models.dated import Dated, DatedQuerySet
from karsa.rules.allowance import KNOWN
from karsa.rules.formula import Sheet, read_sheet
from karsa.tenancy.models import AgencyModel


class AllowanceRuleQuerySet(DatedQuerySet["AllowanceRule"]):
    def visible_to(self, actor: Actor) -> Self:
        """Approved rules are everybody's; drafts are the office's and the regent's."""
        mine = self.filter(agency=actor.agency)
        if actor.has(Role.PERFORMANCE_MANAGER, Role.REGENT):
            return mine
        return mine.filter(state__in=(AllowanceRule.State.APPROVED, AllowanceRule.State.SUPERSEDED))


class AllowanceRule(AgencyModel, Dated):
    """How the allowance is worked out, by which regulation and from when.

    Frozen once a second person has approved it: a change is another version.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draf")
        PROPOSED = "proposed", _("Diajukan")
        APPROVED = "approved", _("Disetujui")
        SUPERSEDED = "superseded", _("Diganti versi baru")

    class Silence(models.TextChoices):
        FULL = "full", _("Dihitung penuh")
        LAST_KNOWN = "last_known", _("Dipakai predikat terakhir yang diketahui")

    class Proration(models.TextChoices):
        CALENDAR = "calendar", _("Menurut hari kalender dalam jabatan")
        WORKING = "working", _("Menurut hari kerja dalam jabatan")
        LAST_DAY = "last_day", _("Penuh bagi yang menjabat pada hari terakhir")

    class Rounding(models.IntegerChoices):
        ONE = 1, _("Rupiah penuh")
        HUNDRED = 100, _("Ratusan rupiah")
        THOUSAND = 1000, _("Ribuan rupiah")

    name = models.CharField(max_length=120)
    legal_basis = models.CharField(max_length=200)
    version = models.PositiveSmallIntegerField(default=1)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    rounding = models.PositiveSmallIntegerField(choices=Rounding, default=Rounding.ONE)
    silence = models.CharField(max_length=10, choices=Silence, default=Silence.FULL)
    proration = models.CharField(max_length=8, choices=Proration, default=Proration.CALENDAR)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    written_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    approved_on = models.DateField(null=True)

    objects = AllowanceRuleQuerySet.as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(approved_by=F("written_by")), name="allowance_rule_takes_two"
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_by__isnull=False),
                name="allowance_rule_approved_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["agency", "state", "starts"], name="allowance_rule_now")]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    @property
    def sheet(self) -> Sheet:
        """The rule read. Raises: FormulaProblem for a draft that is not sound yet."""
        return _read(self.text)


@lru_cache(maxsize=32)
def _read(text: str) -> Sheet:
    """Read once for everybody: a sheet does not change."""
    return read_sheet(text, KNOWN)
