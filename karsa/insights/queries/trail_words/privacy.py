from django.utils.translation import gettext_lazy as _

KINDS = {
    "privacy.datarequest": _("Permintaan atas data"),
    "privacy.incident": _("Kegagalan pelindungan data"),
    "privacy.incidentmeasure": _("Tindakan atas kegagalan pelindungan data"),
    "privacy.unsealing": _("Pembacaan catatan tersegel"),
}
VERBS = {
    "data_request.asked": _("Perbaikan atau penghapusan data diminta"),
    "data_request.done": _("Permintaan atas data dipenuhi"),
    "data_request.refused": _("Permintaan atas data tidak dapat dipenuhi"),
    "incident.amended": _("Kegagalan pelindungan data dilengkapi"),
    "incident.authority_told": _("Lembaga pelindungan data diberi tahu"),
    "incident.closed": _("Kegagalan pelindungan data ditutup"),
    "incident.measured": _("Tindakan atas kegagalan pelindungan data dicatat"),
    "incident.people_told": _("Orang yang terdampak diberi tahu"),
    "incident.reported": _("Kegagalan pelindungan data dicatat"),
    "own_data.erased": _("Data sendiri dihapus"),
    "unsealing.asked": _("Pembacaan catatan tersegel diminta"),
    "unsealing.open": _("Pembacaan catatan tersegel disetujui"),
    "unsealing.read": _("Catatan tersegel dibaca"),
    "unsealing.refused": _("Pembacaan catatan tersegel ditolak"),
}
