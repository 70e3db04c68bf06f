"""Refuses passwords that leaked elsewhere, and what is made of them by habit.

zxcvbn brings the 30,000 passwords met most often in leaks and counts how many guesses a password
stands behind: "P4ssw0rd2024!" is one of those lists with a capital, digits for letters and a year.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from zxcvbn import zxcvbn

# NIST SP 800-63B asks for the context's own words too; a guesser here begins with these.
_HERE = (
    "karsa",
    "sandi",
    "katasandi",
    "rahasia",
    "indonesia",
    "merdeka",
    "bismillah",
    "alhamdulillah",
    "assalamualaikum",
    "puskesmas",
    "dinas",
    "pemda",
    "pemkab",
    "pemkot",
    "kabupaten",
    "pegawai",
    "kinerja",
    "ekinerja",
    "selamat",
    "sayang",
    "cinta",
    "keluarga",
    "kantor",
    "admin",
    "januari",
    "februari",
    "agustus",
    "desember",
)
# Ten guesses a second at one account, for three years.
_FEWEST_GUESSES = 10**9
_MOST_READ = 72


class GuessableValidator:
    """One of AUTH_PASSWORD_VALIDATORS."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError for a password that is soon guessed."""
        if zxcvbn(password[:_MOST_READ], user_inputs=_HERE)["guesses"] < _FEWEST_GUESSES:
            raise ValidationError(
                _(
                    "Sandi ini mirip sandi yang pernah bocor, jadi cepat tertebak. Rangkai tiga "
                    "kata yang tidak berhubungan, misalnya tentang kebun, hujan, dan sepatu."
                ),
                code="password_too_guessable",
            )

    def get_help_text(self) -> str:
        """Return what Django may show beside the field."""
        return _("Sandi yang pernah bocor di tempat lain ditolak.")
