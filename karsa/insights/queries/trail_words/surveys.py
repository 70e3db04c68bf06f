"""What the trail says of satisfaction surveys."""

from django.utils.translation import gettext_lazy as _

from karsa.insights.queries.trail_words.verbs import Words

KINDS: Words = {
    "surveys.comment": _("Komentar warga"),
    "surveys.commentmoderation": _("Moderasi komentar"),
    "surveys.commentreport": _("Laporan tentang komentar"),
    "surveys.flag": _("Tanda kejanggalan"),
    "surveys.flaggedresponse": _("Jawaban yang ditandai"),
    "surveys.followup": _("Rencana tindak lanjut"),
    "surveys.linkkey": _("Kunci tautan survei"),
    "surveys.onetimelink": _("Tautan sekali pakai"),
    "surveys.response": _("Jawaban survei"),
    "surveys.survey": _("Survei kepuasan"),
    "surveys.surveyplace": _("Alamat survei"),
    "surveys.surveyquestion": _("Pertanyaan survei"),
    "surveys.surveywording": _("Bahasa survei"),
    "surveys.trace": _("Sidik pengisian survei"),
}
VERBS: Words = {
    "comment.asked_again": _("Penulis komentar minta dilihat lagi"),
    "comment.hidden": _("Komentar warga disembunyikan"),
    "comment.reported": _("Komentar warga dilaporkan pembaca"),
    "comment.shown": _("Komentar warga diterbitkan"),
    "follow_up.done": _("Tindak lanjut survei selesai"),
    "follow_up.planned": _("Tindak lanjut survei direncanakan"),
    "survey.changed": _("Rancangan survei diubah"),
    "survey.closed": _("Survei ditutup"),
    "survey.drafted": _("Survei dirancang"),
    "survey.flag_decided": _("Tanda kejanggalan diputuskan"),
    "survey.forgotten": _("Data pengisi survei dihapus"),
    "survey.link_key_added": _("Kunci tautan survei dibuat"),
    "survey.link_key_stopped": _("Kunci tautan survei dihentikan"),
    "survey.opened": _("Survei dibuka"),
    "survey.paper_taken": _("Jawaban survei di atas kertas dimasukkan"),
    "survey.published": _("Hasil survei diterbitkan"),
    "survey.translated": _("Bahasa survei ditambahkan"),
}
