"""The role-result matrix: form A.1.5."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One employee; a cell per column holds their results, an empty cell means no role."""

    employee: str | None
    position: str | None
    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class RoleResultMatrixForm:
    """Who brings what to each measure of the owner, a leader or a team's head."""

    TEMPLATE: ClassVar[str] = "matrix"

    subtitle: str
    owner: str | None
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    owner_employee: str | None = None
    column_label: str = "OUTCOME ANTARA/ OUTPUT/ LAYANAN"
