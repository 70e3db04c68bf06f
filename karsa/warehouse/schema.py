"""What a snapshot holds: its tables and their columns. A change of either is a new SCHEMA.

Every table begins with `agency` (its code) and `month` (202603). Measures are whole numbers: a
quantity in hundredths, an indicator's value, target and weight in ten-thousandths, a severity in
thousandths. `person` and `rater` are keyed hashes (queries/keys.py); units and services have the
numbers they have in the agency's open data.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

SCHEMA = 1


class Kind(StrEnum):
    """What a column holds, as Arrow calls it."""

    LONG = "int64"
    INTEGER = "int32"
    TEXT = "string"
    DAY = "date32"
    FLAG = "bool"


Columns = Mapping[str, Kind]
LONG, INTEGER, TEXT, DAY, FLAG = Kind
HEAD: Columns = {"agency": TEXT, "month": INTEGER}
_PLACE: Columns = {"unit": LONG, "office": LONG}
_AIM: Columns = {"measure": TEXT, "polarity": TEXT}

TABLES: Mapping[str, Columns] = {
    "entries": {
        "person": LONG,
        **_PLACE,
        "day": DAY,
        "state": TEXT,
        "quantity": LONG,
        "measure": TEXT,
        "indicator": TEXT,
    },
    "evaluations": {
        **_PLACE,
        "rater": LONG,
        "year": INTEGER,
        "period": INTEGER,
        "result": TEXT,
        "behaviour": TEXT,
        "grade": TEXT,
    },
    "raters": {
        "rater": LONG,
        "year": INTEGER,
        "period": INTEGER,
        **dict.fromkeys(("people", "middle", "alike", "lifted", "lowered"), INTEGER),
        **dict.fromkeys(("severity", "error"), INTEGER),
        "notable": FLAG,
    },
    "figures": {
        **_PLACE,
        "indicator": TEXT,
        **_AIM,
        "over_places": TEXT,
        "aim": TEXT,
        **dict.fromkeys(("value", "weight", "target", "low", "high"), LONG),
    },
    "responses": {
        **_PLACE,
        "service": LONG,
        **{f"u{number}": INTEGER for number in range(1, 10)},
    },
    "complaints": {
        **_PLACE,
        "kind": TEXT,
        "days": INTEGER,
        "in_time": FLAG,
        "reopened": FLAG,
    },
    "trainings": {
        "person": LONG,
        **_PLACE,
        "course": TEXT,
        "hours": INTEGER,
        "score_before": INTEGER,
        "score_after": INTEGER,
    },
    "panel": {
        "unit": LONG,
        "indicator": TEXT,
        **_AIM,
        "moment": INTEGER,
        "first": INTEGER,
        "y": LONG,
    },
}


def arrow(columns: Columns) -> Any:
    """Return the Arrow schema of columns; texts that repeat are kept once."""
    import pyarrow as pa

    kinds = {kind: getattr(pa, kind)() for kind in Kind if kind is not FLAG}
    kinds |= {FLAG: pa.bool_(), TEXT: pa.dictionary(pa.int32(), pa.string())}
    return pa.schema([(name, kinds[kind]) for name, kind in columns.items()])
