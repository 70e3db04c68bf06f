"""The month that a snapshot tells of."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year; `code` is how the files write it, 202603."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the month of a day."""
        return cls(day.year, day.month)

    @classmethod
    def named(cls, text: str) -> Self:
        """Return the month written as 2026-03. Raises ValueError."""
        return cls.of(date.fromisoformat(f"{text}-01"))

    @classmethod
    def before(cls, day: date) -> Self:
        """Return the last month that is whole on a day."""
        return cls.of(day.replace(day=1) - timedelta(days=1))

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    @property
    def code(self) -> int:
        """202603."""
        return self.year * 100 + self.number

    @property
    def place(self) -> int:
        """Its place in the row of all months, so that the next one is one more."""
        return self.year * 12 + self.number - 1

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02d}"
