from django.urls import path

from karsa.journal.views import export, mine, paper, phone, review, writing

app_name = "journal"
urlpatterns = [
    path("", mine.entries, name="mine"),
    path("baru/", writing.new, name="new"),
    path("menunggu/", review.waiting, name="waiting"),
    path("menunggu/terima/", review.accept_many, name="accept_many"),
    path("di-ponsel/", phone.device, name="device"),
    path("kirim/", phone.send, name="send"),
    path("kirim/<uuid:key>/<uuid:file>/", phone.send_file, name="send_file"),
    path("ekinerja/", export.export, name="export"),
    path("<int:pk>/", mine.entry, name="entry"),
    path("<int:pk>/ubah/", writing.change, name="change"),
    path("<int:pk>/ulang/", writing.repeat, name="repeat"),
    path("<int:pk>/tarik/", mine.withdraw, name="withdraw"),
    path("<int:pk>/hapus/", mine.discard, name="discard"),
    path("<int:pk>/terima/", review.accept, name="accept"),
    path("<int:pk>/kembalikan/", review.return_entry, name="return"),
    path("<int:pk>/batal-terima/", review.undo, name="undo"),
    path("bukti/<int:pk>/", paper.evidence, name="evidence"),
    path("bukti/<int:pk>/lepas/", writing.drop_evidence, name="drop_evidence"),
    path("dokumentasi/<int:plan>/", paper.documentation, name="documentation"),
    path(
        "dokumentasi/<int:plan>/<int:period>/pdf/",
        paper.documentation_pdf,
        name="documentation_pdf",
    ),
]
