"""Typed parsers of the account pages; passwords are never shown again."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from karsa.accounts.codes import LENGTH, plain
from karsa.tenancy.models import Agency

_MOST = 8000  # of a browser's answer about a key, in characters
_PASSWORD_HELP = _("Paling sedikit 10 huruf atau angka. Kalimat pendek mudah diingat.")


def tidy_name(typed: str) -> str:
    """Return a sign-in name as stored: a NIP may be typed with blanks or an apostrophe."""
    bare = "".join(typed.split()).strip("'")
    return bare if bare.isdigit() else typed.strip()


class SignInForm(forms.Form):
    name = forms.CharField(
        label=_("NIP"),
        max_length=60,
        error_messages={"required": _("Isi NIP Anda, 18 angka tanpa spasi.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Kata sandi"),
        strip=False,
        max_length=200,
        error_messages={"required": _("Isi kata sandi Anda.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    remember = forms.BooleanField(label=_("Ingat perangkat ini selama 30 hari"), required=False)

    def clean_name(self) -> str:
        return tidy_name(str(self.cleaned_data["name"]))

    def refuse(self) -> None:
        """Say that name and password do not fit, and which part looks wrong."""
        self.add_error(None, _("NIP dan kata sandi tidak cocok. Periksa keduanya, lalu coba lagi."))
        typed = str(self.cleaned_data["name"])
        if typed.isdigit() and 15 <= len(typed) <= 21 and len(typed) != 18:
            text = _("NIP punya 18 angka, yang terisi %(count)s. Periksa lagi.")
            self.add_error("name", ValidationError(text, params={"count": len(typed)}))


class NewPassword(forms.Form):
    new = forms.CharField(
        label=_("Kata sandi baru"),
        strip=False,
        max_length=200,
        help_text=_PASSWORD_HELP,
        error_messages={"required": _("Isi kata sandi yang Anda pilih.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Ulangi kata sandi baru"),
        strip=False,
        max_length=200,
        error_messages={"required": _("Ketik sekali lagi, supaya tidak salah ketik.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_new(self) -> str:
        value = str(self.cleaned_data["new"])
        validate_password(value)
        return value

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        if "new" in found and "again" in found and found["new"] != found["again"]:
            self.add_error("again", _("Belum sama dengan kata sandi di atasnya."))
        return found


class ActivationForm(NewPassword):
    code = forms.CharField(
        label=_("Kode 8 huruf dan angka"),
        max_length=20,
        help_text=_("Tertulis di slip atau pesan Anda, misalnya K7QX-2MPA."),
        error_messages={"required": _("Isi kode dari slip atau pesan Anda.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "data-code": ""}
        ),
    )
    field_order = ["code", "new", "again"]

    def clean_code(self) -> str:
        code = plain(str(self.cleaned_data["code"]))
        if len(code) != LENGTH:
            text = _("Kode punya 8 huruf dan angka, yang terisi %(count)s.")
            raise ValidationError(text, params={"count": len(code)})
        return code


class PasswordForm(NewPassword):
    current = forms.CharField(
        label=_("Kata sandi sekarang"),
        strip=False,
        max_length=200,
        error_messages={"required": _("Isi kata sandi Anda yang sekarang.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ["current", "new", "again"]


class CodeForm(forms.Form):
    """A code of the app, or one on paper; or the answer of a device's key."""

    code = forms.CharField(
        label=_("Kode 6 angka dari aplikasi, atau kode cadangan"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "none"}),
    )
    credential = forms.CharField(required=False, max_length=_MOST, widget=forms.HiddenInput)


class ProofForm(CodeForm):
    """Any one of the ways to show that the owner is there."""

    password = forms.CharField(
        label=_("Kata sandi"),
        strip=False,
        max_length=200,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ["password", "code", "credential"]


class TotpForm(forms.Form):
    code = forms.CharField(
        label=_("Kode 6 angka yang tampil di aplikasi"),
        max_length=10,
        error_messages={"required": _("Isi 6 angka yang tampil di aplikasi.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def clean_code(self) -> str:
        return "".join(str(self.cleaned_data["code"]).split())


class PasskeyForm(forms.Form):
    name = forms.CharField(
        label=_("Nama perangkat ini"),
        max_length=60,
        help_text=_("Supaya Anda mengenalinya nanti, misalnya HP dinas."),
        error_messages={"required": _("Beri nama, misalnya HP dinas.")},
    )
    credential = forms.CharField(
        max_length=_MOST,
        error_messages={"required": _("Perangkat belum membuat kunci. Tekan tombol di bawah.")},
        widget=forms.HiddenInput,
    )


class MetForm(forms.Form):
    has_met = forms.BooleanField(
        label=_("Saya sudah bertemu orangnya dan memastikan dia benar pemilik akun ini"),
        required=False,
    )


class SecondFactorForm(forms.Form):
    second_factor = forms.ChoiceField(
        label=_("Langkah kedua"), choices=Agency.SecondFactor.choices, widget=forms.RadioSelect
    )


class ProviderForm(forms.Form):
    """The agency's provider; a secret left empty stays as it is."""

    name = forms.CharField(
        label=_("Nama di tombol masuk"),
        max_length=60,
        help_text=_("Misalnya SSO Kabupaten."),
        error_messages={"required": _("Isi nama yang dikenal pegawai.")},
    )
    issuer = forms.URLField(
        label=_("Alamat penyedia (issuer)"),
        max_length=300,
        assume_scheme="https",
        error_messages={"required": _("Isi alamatnya, diawali https://.")},
    )
    client_id = forms.CharField(
        label=_("Client ID"),
        max_length=200,
        error_messages={"required": _("Isi client ID dari penyedia.")},
    )
    secret = forms.CharField(
        label=_("Rahasia client"),
        max_length=300,
        required=False,
        strip=True,
        help_text=_("Kosongkan bila tidak diganti."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    claim = forms.CharField(
        label=_("Klaim yang memuat NIP"),
        max_length=60,
        error_messages={"required": _("Isi nama klaimnya, misalnya nip.")},
    )
    is_on = forms.BooleanField(label=_("Tampilkan tombolnya di halaman masuk"), required=False)
    opens_accounts = forms.BooleanField(
        label=_("Buatkan akun bagi pegawai yang sudah terdata tetapi belum punya akun"),
        required=False,
    )
    asks_second_factor = forms.BooleanField(
        label=_("Penyedia ini sudah meminta langkah kedua sendiri"), required=False
    )


class AllowForm(forms.Form):
    helper = forms.ChoiceField(
        label=_("Administrator yang boleh melihat"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih satu orang.")},
    )


class ViewForm(forms.Form):
    code = forms.CharField(
        label=_("Kode izin"),
        max_length=20,
        error_messages={"required": _("Isi kode yang disebutkan pemilik akun.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-code": ""}),
    )
