"""A small language for allowance rules: Indonesian words, Decimal figures, every step explained.

`read_formula` and `text_of` go both ways; `read_sheet` reads named lines, `calculate` works them
out, and `explain` tells each step in a sentence. Nothing of it can run code: a formula is read
into the few kinds of `nodes`, has no loops and no way to the outside.
docs/decisions/0034-allowance.md
"""

from karsa.rules.formula.calculating import Line, Outcome, calculate
from karsa.rules.formula.explaining import explain
from karsa.rules.formula.parsing import read_formula
from karsa.rules.formula.printing import text_of
from karsa.rules.formula.problem import FormulaProblem
from karsa.rules.formula.sheet import Row, RowKind, Sheet, read_sheet

__all__ = [
    "FormulaProblem",
    "Line",
    "Outcome",
    "Row",
    "RowKind",
    "Sheet",
    "calculate",
    "explain",
    "read_formula",
    "read_sheet",
    "text_of",
]
