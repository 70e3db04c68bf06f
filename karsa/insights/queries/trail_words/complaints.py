"""What the trail says of citizens' reports."""

from django.utils.translation import gettext_lazy as _

from karsa.insights.queries.trail_words.verbs import Words

KINDS: Words = {
    "complaints.answertemplate": _("Contoh jawaban"),
    "complaints.area": _("Wilayah"),
    "complaints.case": _("Laporan warga"),
    "complaints.casebrowser": _("Perangkat pelapor"),
    "complaints.casefile": _("Berkas laporan"),
    "complaints.category": _("Pokok laporan"),
    "complaints.contact": _("Kontak pelapor"),
    "complaints.hearing": _("Hak jawab"),
    "complaints.route": _("Aturan penerusan laporan"),
    "complaints.step": _("Langkah laporan"),
}
VERBS: Words = {
    "area.imported": _("Wilayah diimpor"),
    "complaint.added": _("Keterangan laporan ditambah"),
    "complaint.answered": _("Laporan warga dijawab"),
    "complaint.asked": _("Pelapor ditanya"),
    "complaint.climbed": _("Laporan warga dinaikkan ke pimpinan"),
    "complaint.closed": _("Laporan warga selesai"),
    "complaint.confirmed": _("Pelapor menyatakan beres"),
    "complaint.contact_read": _("Kontak pelapor dibuka"),
    "complaint.disputed": _("Pelapor menyatakan belum beres"),
    "complaint.erased": _("Isi laporan dihapus sesuai waktu simpan"),
    "complaint.filed": _("Laporan warga diterima"),
    "complaint.hearing_answered": _("Hak jawab dipakai"),
    "complaint.hearing_asked": _("Hak jawab diminta"),
    "complaint.held_back": _("Laporan tidak ditampilkan"),
    "complaint.imported": _("Laporan warga diimpor"),
    "complaint.merged": _("Laporan warga digabung"),
    "complaint.not_fixed": _("Perbaikan dinyatakan belum beres"),
    "complaint.noted": _("Catatan laporan ditulis"),
    "complaint.published": _("Laporan ditampilkan di laman publik"),
    "complaint.rated": _("Jawaban dinilai pelapor"),
    "complaint.read": _("Laporan terlindung dibuka"),
    "complaint.reopened": _("Laporan warga dibuka lagi"),
    "complaint.routed": _("Laporan warga diteruskan"),
    "complaint.taken": _("Laporan warga diambil"),
    "complaint.verified": _("Perbaikan diperiksa"),
    "complaint_category.kept": _("Pokok laporan diatur"),
    "complaint_rule.added": _("Aturan penerusan ditambah"),
    "complaint_rule.ended": _("Aturan penerusan diakhiri"),
    "complaint_template.added": _("Contoh jawaban ditambah"),
    "complaint_template.dropped": _("Contoh jawaban dihapus"),
}
