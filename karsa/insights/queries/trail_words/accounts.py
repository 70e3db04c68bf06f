"""Words of the trail about accounts and signing in."""

from django.utils.translation import gettext_lazy as _

from karsa.insights.queries.trail_words.verbs import Words

KINDS: Words = {
    "accounts.accesscode": _("Kode akses"),
    "accounts.grant": _("Peran khusus"),
    "accounts.identityprovider": _("Penyedia identitas"),
    "accounts.passkey": _("Kunci sandi"),
    "accounts.recoverycode": _("Kode cadangan"),
    "accounts.signin": _("Perangkat yang masuk"),
    "accounts.signinfailures": _("Percobaan masuk"),
    "accounts.totpsecret": _("Aplikasi autentikator"),
    "accounts.user": _("Akun"),
    "accounts.viewconsent": _("Izin melihat"),
}
VERBS: Words = {
    "accounts.activated": _("Akun diaktifkan"),
    "accounts.activation_code_issued": _("Kode aktivasi diterbitkan"),
    "accounts.factors_taken": _("Langkah kedua dilepas administrator"),
    "accounts.password_changed": _("Sandi diganti"),
    "accounts.opened_by_provider": _("Akun dibuka lewat penyedia identitas"),
    "accounts.page_viewed": _("Halaman dilihat dengan izin"),
    "accounts.passkey_added": _("Kunci sandi dipasang"),
    "accounts.passkey_removed": _("Kunci sandi dihapus"),
    "accounts.provider_saved": _("Penyedia identitas ditulis"),
    "accounts.provider_in_force": _("Penyedia identitas berlaku"),
    "accounts.provider_dropped": _("Penyedia identitas batal diajukan"),
    "accounts.recovery_codes_renewed": _("Kode cadangan dibuat"),
    "accounts.reset_code_issued": _("Kode atur ulang sandi diterbitkan"),
    "accounts.role_ended": _("Peran diakhiri"),
    "accounts.role_given": _("Peran diberikan"),
    "accounts.second_factor_chosen": _("Kewajiban langkah kedua diatur"),
    "accounts.session_ended": _("Satu perangkat dikeluarkan"),
    "accounts.sessions_ended": _("Semua perangkat dikeluarkan"),
    "accounts.totp_added": _("Aplikasi autentikator dipasang"),
    "accounts.totp_removed": _("Aplikasi autentikator dihapus"),
    "accounts.view_allowed": _("Izin melihat diberikan"),
    "accounts.view_began": _("Mulai melihat dengan izin"),
    "accounts.view_ended": _("Selesai melihat dengan izin"),
}
