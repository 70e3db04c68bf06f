"""Sows a whole region, in one transaction: all of it or nothing."""

from collections.abc import Callable
from datetime import datetime

from django.db import connection, transaction

from karsa.kit.bulk import without_collecting
from karsa.site.seed.ground import lay, open_ground
from karsa.site.seed.judged import evaluate
from karsa.site.seed.people import settle
from karsa.site.seed.size import Size
from karsa.site.seed.voices import hear
from karsa.site.seed.work import Year
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope

Told = Callable[[str], None]


def sow(size: Size, now: datetime, password: str, told: Told = lambda text: None) -> Agency:
    """Make the region; on PostgreSQL the connection is the tables' owner. Raises Refused.

    The same size and day give the same rows, but for the passwords' salt.
    """
    with without_collecting(), transaction.atomic():
        agency = lay(size)
        with scope(agency):
            ground = open_ground(agency, size, now)
            told("Unit, pegawai, dan pejabat penilai …")
            settle(ground, password)
            plans = {}
            for year in size.all_years:
                told(f"Rencana, catatan, dan umpan balik {year} …")
                work = Year(ground, year)
                work.write()
                plans[year] = work.first_plan
            told("Evaluasi triwulan …")
            evaluate(ground, plans)
            told("Indikator, survei, dan pengaduan …")
            hear(ground)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return agency
