"""Directives as lists and their page show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from karsa.accounts.actor import Actor
from karsa.monitoring.models import Directive, DirectiveReport
from karsa.monitoring.policies import can_carry_out, can_confirm
from karsa.rules.escalation import days_late


@dataclass(frozen=True, slots=True)
class DirectiveRow:
    """One directive; `late` in days, and what the reader may do with it now."""

    row: Directive
    late: int
    carries_out: bool
    confirms: bool

    @property
    def pk(self) -> int:
        """The directive's id."""
        return self.row.pk


def rows_of(actor: Actor, directives: Iterable[Directive]) -> list[DirectiveRow]:
    """Return rows for directives with names at hand, in their order. No query."""
    return [row_of(actor, row) for row in directives]


def row_of(actor: Actor, row: Directive) -> DirectiveRow:
    """Return one directive, with names at hand, as a row. No query."""
    return DirectiveRow(
        row=row,
        late=days_late(row.due_on, actor.today) if row.is_open else 0,
        carries_out=row.is_open and can_carry_out(actor, row),
        confirms=row.state == Directive.State.DONE and can_confirm(actor, row),
    )


def reports_of(directive: Directive) -> list[DirectiveReport]:
    """Return what was reported and asked, newest first. One query."""
    return list(directive.reports.select_related("by", "evidence").order_by("-pk"))
