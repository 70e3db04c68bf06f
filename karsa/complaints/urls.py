from django.urls import path

from karsa.complaints.views import acting, figures, reading, setup, tables

app_name = "complaints"
urlpatterns = [
    path("", reading.home, name="home"),
    path("hak-jawab/", acting.hearings, name="hearings"),
    path("hak-jawab/<int:pk>/", acting.hearing, name="hearing"),
    path("berkas/<int:pk>/", reading.case_file, name="case_file"),
    path("angka/", figures.figures, name="figures"),
    path("angka/unit/<int:pk>/", figures.unit, name="unit"),
    path("atur/", setup.setup, name="setup"),
    path("atur/pokok/baru/", setup.category_new, name="category_new"),
    path("atur/pokok/<int:pk>/", setup.category_change, name="category_change"),
    path("atur/aturan/baru/", setup.rule_new, name="rule_new"),
    path("atur/aturan/<int:pk>/akhiri/", setup.rule_end, name="rule_end"),
    path("atur/contoh/baru/", setup.template_new, name="template_new"),
    path("atur/contoh/<int:pk>/hapus/", setup.template_drop, name="template_drop"),
    path("atur/wilayah/", setup.areas, name="areas"),
    path("lembar/", tables.tables, name="tables"),
    path("lembar/unduh/<slug:kind>/", tables.export, name="export"),
    path("lembar/<int:pk>/", tables.table, name="table"),
    path("lembar/<int:pk>/simpan/", tables.keep, name="table_keep"),
    path("<int:pk>/", reading.case, name="case"),
    path("<int:pk>/ambil/", acting.take, name="take"),
    path("<int:pk>/kontak/", reading.contact, name="contact"),
    path("<int:pk>/<slug:verb>/", acting.act, name="act"),
]
