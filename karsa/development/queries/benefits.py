"""What somebody has got out of Karsa so far, early and for their eyes alone."""

from dataclasses import dataclass

from django.db.models import Count, Q

from karsa.accounts.actor import Actor
from karsa.development.models import HelpedDraft
from karsa.development.queries.helping import drafts_for
from karsa.feedback.models import Feedback
from karsa.journal.models import DailyEntry

# An estimate, said as one: finding the plan's row in e-Kinerja and typing day, words and number.
MINUTES_AN_ENTRY = 2
_READY = (DailyEntry.State.SENT, DailyEntry.State.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Benefits:
    """`entries` of the year need no second typing for BKN; this month's stand on `days` days."""

    praise: Feedback | None
    entries: int
    month_entries: int
    days: int
    drafts: tuple[HelpedDraft, ...]

    @property
    def minutes(self) -> int:
        """About how long typing them again would take."""
        return self.entries * MINUTES_AN_ENTRY

    def __bool__(self) -> bool:
        return bool(self.praise or self.entries or self.drafts)


def benefits_of(actor: Actor) -> Benefits:
    """Return the actor's benefits. Three queries."""
    praise = Feedback.objects.filter(
        agency=actor.agency, employee=actor.me, tone=Feedback.Tone.POSITIVE
    )
    month = Q(day__month=actor.today.month)
    entries = DailyEntry.objects.filter(
        agency=actor.agency, employee=actor.me, day__year=actor.today.year, state__in=_READY
    )
    return Benefits(
        praise=praise.select_related("giver").order_by("day", "pk").first(),
        **entries.aggregate(
            entries=Count("pk"),
            month_entries=Count("pk", filter=month),
            days=Count("day", filter=month, distinct=True),
        ),
        drafts=drafts_for(actor),
    )
