from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.indicators.models.indicator import Indicator
from karsa.org.models import ServicePoint, Unit
from karsa.org.models.units import below
from karsa.tenancy.models import AgencyModel


class FeedQuerySet(models.QuerySet["Feed"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of them for who keeps the house; else those of units one leads or works for."""
        rows = self.filter(agency=actor.agency)
        if actor.has(Role.ADMINISTRATOR, Role.PERFORMANCE_MANAGER):
            return rows
        return rows.filter(below(actor.led_paths + actor.granted_paths, "unit__path"))


class Feed(AgencyModel):
    """A machine that reports events: a queue, a registry, a payment system."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="feeds")
    name = models.CharField(max_length=120)
    provider = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64)  # keyed hash of the token, which is shown once
    tail = models.CharField(max_length=4)  # the token's last signs, to tell one from another
    is_active = models.BooleanField(default=True)
    every_days = models.PositiveSmallIntegerField(default=1)  # how often it should be heard of
    created_at = models.DateTimeField()
    last_fed_at = models.DateTimeField(null=True)
    indicators = models.ManyToManyField(Indicator, through="FeedIndicator", related_name="feeds")

    objects = FeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "digest"], name="feed_token_once"),
            models.UniqueConstraint(fields=["agency", "name"], name="feed_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class FeedIndicator(AgencyModel):
    """What a feed may report, and the unit of one event (a share in % comes from minutes)."""

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="links")
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="feed_links")
    measure = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["feed", "indicator"], name="feed_indicator_once")
        ]

    def __str__(self) -> str:
        return f"{self.feed_id}: {self.indicator_id}"


class Observation(AgencyModel):
    """One event. A correction is a new revision of its key; the old one stays, replaced.

    Parted by month on PostgreSQL (`indicators/parts.py`), so nothing may point here. Nobody's
    identity is in it: the key is a hash that was salted where the event took place. Feeds,
    indicators and points are never deleted; their existence is checked at the door instead of at
    every row.
    """

    class State(models.TextChoices):
        VALID = "valid", _("Dipakai")
        HELD = "held", _("Menunggu dilihat")
        REFUSED = "refused", _("Tidak dipakai")
        REPLACED = "replaced", _("Diganti")

    agency = models.ForeignKey(
        "tenancy.Agency", models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    feed = models.ForeignKey(
        Feed, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    point = models.ForeignKey(
        ServicePoint,
        models.PROTECT,
        null=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    key = models.CharField(max_length=64)
    at = models.DateTimeField()
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    weight = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    revision = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=8, choices=State, default=State.VALID)
    reason = models.CharField(max_length=300, blank=True)  # why it waits, or is not used
    received_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["indicator", "at"], name="observation_of_month"),
            models.Index(
                fields=["agency", "id"], condition=Q(state="held"), name="observation_held"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.at:%Y-%m-%d}: {self.value}"


class Receipt(AgencyModel):
    """That a revision of an event was taken in: the same event sent again is the same event.

    `event` is a digest of feed, indicator and key, `digest` of what was said, so that a
    repetition is told from a correction.
    """

    pk = models.CompositePrimaryKey("event", "revision")
    agency = models.ForeignKey(
        "tenancy.Agency", models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    event = models.UUIDField()
    revision = models.PositiveSmallIntegerField()
    observation = models.BigIntegerField()
    digest = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.event} r{self.revision}"


class EventMonth(AgencyModel):
    """The events of an indicator in a month, in figures: what pages and boards read.

    Marked dirty with the events' own transaction and made anew from them. `parts` holds the same
    for each service point: [{"point", "count", "mean", "median", "p90", "within"}] as text.
    """

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="event_months")
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField(default=0)
    total = models.DecimalField(max_digits=24, decimal_places=4, default=0)
    mean = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    median = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    p90 = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    within = models.DecimalField(max_digits=7, decimal_places=4, null=True)  # the promise, in %
    low = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    high = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    held = models.PositiveIntegerField(default=0)  # events that wait for a person
    width = models.DecimalField(max_digits=18, decimal_places=4, null=True)  # of a class
    classes = models.JSONField(default=list, blank=True)  # counts, the last one open
    parts = models.JSONField(default=list, blank=True)
    version = models.PositiveIntegerField(default=0)
    is_dirty = models.BooleanField(default=True)
    made_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year", "month"], name="event_month_once"),
            models.CheckConstraint(condition=Q(month__range=(1, 12)), name="event_month_month"),
        ]
        indexes = [
            models.Index(
                fields=["agency", "id"], condition=Q(is_dirty=True), name="event_month_dirty"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.year}/{self.month}"
