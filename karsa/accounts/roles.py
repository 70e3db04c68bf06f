"""What a person is in the house: most of it follows from assignments, a little is granted."""

from enum import StrEnum


class Role(StrEnum):
    """A role of the access table; the codes are stored and read by people."""

    EMPLOYEE = "employee"  # pegawai
    RATER = "rater"  # pejabat penilai kinerja
    REVIEWER = "reviewer"  # atasan pejabat penilai kinerja
    UNIT_HEAD = "unit_head"  # kepala OPD or of any unit
    EVALUATION_TEAM = "evaluation_team"  # tim evaluasi OPD
    PERFORMANCE_MANAGER = "performance_manager"  # pengelola kinerja (BKPSDM)
    REGENT = "regent"  # kepala daerah
    INSPECTOR = "inspector"  # inspektorat
    UNIT_OPERATOR = "unit_operator"  # operator unit: types for others, never rates or signs
    COMPLAINTS_OFFICER = "complaints_officer"  # petugas pengaduan: the agency's intake office
    PRIVACY_OFFICER = "privacy_officer"  # pejabat pelindungan data pribadi
    ADMINISTRATOR = "administrator"  # administrator sistem


# Never reset by a superior's one-time code: the harm of a mistake is too large.
GRANTED = frozenset(
    {
        Role.EVALUATION_TEAM,
        Role.PERFORMANCE_MANAGER,
        Role.REGENT,
        Role.INSPECTOR,
        Role.UNIT_OPERATOR,
        Role.COMPLAINTS_OFFICER,
        Role.PRIVACY_OFFICER,
        Role.ADMINISTRATOR,
    }
)
