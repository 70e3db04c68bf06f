from django.urls import path

from karsa.accounts.views import door, others, password, provider, security, viewing, ways

app_name = "accounts"
urlpatterns = [
    path("masuk/", door.sign_in, name="sign_in"),
    path("masuk/langkah-kedua/", door.second_step, name="second_step"),
    path("masuk/kunci/", door.with_passkey, name="with_passkey"),
    path("masuk/penyedia/", provider.start, name="provider_start"),
    path("masuk/penyedia/kembali/", provider.back, name="provider_back"),
    path("keluar/", door.sign_out, name="sign_out"),
    path("aktivasi/", password.activate, name="activate"),
    path("sandi/", password.password, name="password"),
    path("kerja/akun/keamanan/", security.security, name="security"),
    path("kerja/akun/bukti/", security.prove, name="prove"),
    path("kerja/akun/aplikasi/", security.totp, name="totp"),
    path("kerja/akun/aplikasi/mulai/", security.totp_begin, name="totp_begin"),
    path("kerja/akun/aplikasi/hapus/", security.totp_remove, name="totp_remove"),
    path("kerja/akun/kunci/", security.passkey_add, name="passkey_add"),
    path("kerja/akun/kunci/<int:pk>/hapus/", security.passkey_remove, name="passkey_remove"),
    path("kerja/akun/kode-cadangan/", security.recovery_codes, name="recovery_codes"),
    path("kerja/akun/perangkat/<int:pk>/keluar/", security.session_end, name="session_end"),
    path("kerja/akun/perangkat/keluar/", security.sessions_end, name="sessions_end"),
    path("kerja/akun/cara-masuk/", ways.ways, name="ways"),
    path("kerja/akun/cara-masuk/kewajiban/", ways.second_factor, name="second_factor"),
    path("kerja/akun/cara-masuk/penyedia/", ways.provider, name="provider"),
    path("kerja/akun/cara-masuk/coba/", ways.provider_check, name="provider_check"),
    path(
        "kerja/akun/cara-masuk/penyedia/<int:pk>/sahkan/",
        ways.provider_confirm,
        name="provider_confirm",
    ),
    path(
        "kerja/akun/cara-masuk/penyedia/<int:pk>/batal/", ways.provider_drop, name="provider_drop"
    ),
    path("kerja/akun/izin/", viewing.allow, name="view_allow"),
    path("kerja/akun/izin/<int:pk>/akhiri/", viewing.withdraw, name="view_withdraw"),
    path("kerja/akun/bantu/", viewing.begin, name="view_begin"),
    path("kerja/akun/bantu/selesai/", viewing.finish, name="view_finish"),
    path("kerja/akun/orang/<int:pk>/", others.person, name="person"),
    path("kerja/akun/orang/<int:pk>/keluar/", others.end_sessions, name="person_out"),
    path("kerja/akun/orang/<int:pk>/lepas/", others.take_factors, name="person_factors"),
]
