"""How long what people left behind is kept; a region may set its own days."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class RetentionRules:
    """Calendar days after something ended or was written, each at least 1.

    `answers_days`: until a survey's answers lose who answered (age, sex, schooling, work,
    disability) and the day in the month; the figures themselves stay.
    `comments_days`: until a survey's comments are deleted.
    `support_days`: until the browsers of supporters are deleted; how many they were stays.
    `names_days`: until the nickname under an opinion is deleted; the opinion stays.
    `notices_days`: until a notice to a member of staff is deleted.
    `details_days`: until reasons and changed values beside the record of acts are deleted.
    `reports_days`: until what an import said of each row is deleted.
    `attempts_days`: until failed attempts to sign in are deleted.
    `sessions_days`: until devices somebody signed in on are deleted, after they were last used.
    `requests_days`: until answered requests about one's own data are deleted.
    """

    answers_days: int = 1825
    comments_days: int = 730
    support_days: int = 30
    names_days: int = 730
    notices_days: int = 365
    details_days: int = 1825
    reports_days: int = 365
    requests_days: int = 1825
    attempts_days: int = 1
    sessions_days: int = 90
    source: str = "UU 27/2022 Pasal 16 (2) huruf g; lamanya kelaziman"

    def __post_init__(self) -> None:
        days = [value for value in vars(self).values() if isinstance(value, int)]
        if min(days) < 1:
            raise ValueError("what people leave is kept for at least one day")


USUAL = RetentionRules()


def configured(values: Mapping[str, Any], source: str) -> RetentionRules:
    """Return an agency's own days; those it does not name stay. TypeError for an unknown one."""
    return RetentionRules(**{**values, "source": source}) if values else USUAL
