"""A year of everybody's work: plan, results, daily entries with evidence, feedback."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from django.db import connection

from karsa.audit.models import AuditEntry
from karsa.feedback.models import Feedback
from karsa.journal.models import DailyEntry, EntryEvidence
from karsa.journal.months import uncounted
from karsa.journal.services.counting import recount
from karsa.plans.models import IndividualIndicator, PerformancePlan, WorkResult
from karsa.rules.behaviour import VALUE_KEYS
from karsa.site.demo.words.library import voices
from karsa.site.seed.ground import Ground
from karsa.site.seed.pen import Row, next_key, write
from karsa.site.seed.size import RESULTS, SPARSE_ENTRIES
from karsa.site.seed.words import Task, field_of, tasks_of

_REVIEW = timedelta(days=2)
_PICTURED = 0.3  # of the entries
_RETURNED = 0.01
_SAID = 6  # feedback a person and year
_MEASURE = "orang"
_DAY = timedelta(days=1)


class Year:
    """One year of a region; `first_plan` and `first_result` tell a person's keys."""

    def __init__(self, ground: Ground, year: int) -> None:
        self.ground, self.year, self.days = ground, year, ground.days[year]
        self.first_plan, self.first_result = next_key(PerformancePlan), next_key(WorkResult)
        self.first_entry = next_key(DailyEntry)
        self.reviewed_before = ground.size.today - _REVIEW

    def write(self) -> None:
        """Write the year's rows."""
        everybody = range(self.ground.size.people)
        write(PerformancePlan, _PLAN, map(self._plan, everybody))
        write(WorkResult, _RESULT, (row for one in everybody for row in self._results(one)))
        first = next_key(IndividualIndicator)
        count = len(everybody) * RESULTS
        write(IndividualIndicator, _AIM, (self._aim(first, number) for number in range(count)))
        entries = self._journal()
        self._pictures(entries)
        self._acts(entries)
        write(Feedback, _FEEDBACK, self._feedback())

    def _journal(self) -> int:
        """Entries, then their months at once."""
        with uncounted(connection):
            entries = write(DailyEntry, _ENTRY, self._entries())
        recount(self.ground.agency, (date(self.year, number + 1, 1) for number in range(12)))
        return entries

    def _tasks(self, person: int) -> tuple[Task, ...]:
        return tasks_of(field_of(self.ground.size.unit_of(person)))

    def _rater(self, person: int) -> int | None:
        rater = self.ground.size.rater_of(person)
        return None if rater is None else self.ground.first_person + rater

    def _plan(self, person: int) -> Row:
        ground, moment = self.ground, self.ground.moments[self.days[0]]
        post, rater = ground.first_assignment + person, self._rater(person)
        lasts = (date(self.year, 1, 1), date(self.year, 12, 31))
        key = self.first_plan + person
        return key, ground.agency.pk, post, self.year, "set", rater, *lasts, moment, rater

    def _results(self, person: int) -> Iterator[Row]:
        first, plan = self.first_result + person * RESULTS, self.first_plan + person
        for order, task in enumerate(self._tasks(person)):
            key = first + order
            yield key, self.ground.agency.pk, plan, order + 1, task.text, _uuid(1, key)

    def _aim(self, first: int, number: int) -> Row:
        task = self._tasks(number // RESULTS)[number % RESULTS]
        target = Decimal(SPARSE_ENTRIES * 5 if self.ground.size.is_sparse else len(self.days) * 2)
        said = (task.measure, f"{target} {_MEASURE}", "quantity", target, _MEASURE)
        return first + number, self.ground.agency.pk, self.first_result + number, 1, *said

    def _entries(self) -> Iterator[Row]:
        key = self.first_entry
        for person in range(self.ground.size.people):
            chance = Random(person * 10_000 + self.year)
            whose, tasks = self._whose(person), self._tasks(person)
            result, rater = self.first_result + person * RESULTS, self._rater(person)
            for place, day in enumerate(self._days_of(chance)):
                turn = place % RESULTS
                told = tasks[turn].sentences
                words = told[int(chance.random() * len(told))]
                amount = Decimal(1 + int(chance.random() * 12))
                state = self._state(day, rater, chance)
                said = (day, amount, _MEASURE, words)
                yield key, *whose, result + turn, *said, _uuid(2, key), *state
                key += 1

    def _whose(self, person: int) -> tuple[int, int, int, int]:
        ground = self.ground
        post = ground.first_assignment + person
        return ground.agency.pk, ground.first_person + person, post, self.first_plan + person

    def _days_of(self, chance: Random) -> Iterator[date]:
        """Some miss one day in four, some hardly any."""
        if self.ground.size.is_sparse:
            count = len(self.days)
            yield from (self.days[at * count // SPARSE_ENTRIES] for at in range(SPARSE_ENTRIES))
            return
        rate = 0.76 + 0.23 * chance.random()
        yield from (day for day in self.days if chance.random() < rate)

    def _state(self, day: date, rater: int | None, chance: Random) -> Row:
        """State, when sent, by whom and when reviewed, and why returned."""
        sent = self.ground.moments[day]
        if rater is None or day >= self.reviewed_before:
            return "sent", sent, None, None, ""
        if chance.random() < _RETURNED:
            reason = chance.choice(voices()["return_reasons"])
            return "returned", sent, rater, sent + _DAY, reason
        return "accepted", sent, rater, sent + _DAY, ""

    def _pictures(self, entries: int) -> None:
        chance, files = Random(self.year), self.ground.files
        shown = (at for at in range(entries) if chance.random() < _PICTURED)
        rows = (
            (key, self.ground.agency.pk, self.first_entry + at, files[at % len(files)])
            for key, at in enumerate(shown, next_key(EntryEvidence))
        )
        write(EntryEvidence, ("id", "agency_id", "entry_id", "file_id"), rows)

    def _acts(self, entries: int) -> None:
        """The record of who reported what; a sparse region keeps none."""
        if self.ground.size.is_sparse:
            return
        posts = DailyEntry.objects.filter(pk__gte=self.first_entry).order_by("pk")
        told = posts.values_list("pk", "sent_at", "employee__user").iterator(chunk_size=20_000)
        first = next_key(AuditEntry)
        rows = (
            (key, self.ground.agency.pk, at, user, "journal.report", "journal.dailyentry", str(pk))
            for key, (pk, at, user) in enumerate(told, first)
        )
        write(AuditEntry, _ACT, rows)

    def _feedback(self) -> Iterator[Row]:
        key = next_key(Feedback)
        for person in range(self.ground.size.people):
            rater, chance = self._rater(person), Random(person * 7 + self.year)
            for turn in range(_SAID if rater else 0):
                about = self._about(person, turn, chance)
                plan, who = self.first_plan + person, self.ground.first_person + person
                yield key, self.ground.agency.pk, who, plan, rater, *about
                key += 1

    def _about(self, person: int, turn: int, chance: Random) -> Row:
        """Result or value, tone, words, day and moment."""
        day = self.days[(turn * len(self.days) + person % 17) // (_SAID + 1)]
        good = chance.random() < 0.8
        words = chance.choice(voices()["praise_result" if good else "improve_result"])
        said = ("positive" if good else "constructive", words, day, self.ground.moments[day])
        if turn % 2:
            return None, chance.choice(VALUE_KEYS), *said
        return self.first_result + person * RESULTS + turn % RESULTS, "", *said


def _uuid(tag: int, key: int) -> UUID:
    """Keys in rising order: an index over them is written at its end."""
    return UUID(int=tag << 96 | key)


_PLAN = (
    "id",
    "agency_id",
    "assignment_id",
    "year",
    "state",
    "rater_id",
    "starts",
    "ends",
    "set_at",
    "set_by_id",
)
_RESULT = ("id", "agency_id", "plan_id", "order", "text", "key")
_AIM = (
    "id",
    "agency_id",
    "result_id",
    "order",
    "text",
    "target",
    "aspect",
    "target_value",
    "measure",
)
_ENTRY = (
    "id",
    "agency_id",
    "employee_id",
    "assignment_id",
    "plan_id",
    "result_id",
    "day",
    "quantity",
    "measure",
    "text",
    "key",
    "state",
    "sent_at",
    "reviewed_by_id",
    "reviewed_at",
    "review_reason",
)
_ACT = ("id", "agency_id", "at", "actor_id", "verb", "kind", "object_id")
_FEEDBACK = (
    "id",
    "agency_id",
    "employee_id",
    "plan_id",
    "giver_id",
    "result_id",
    "value",
    "tone",
    "text",
    "day",
    "given_at",
)
