from django_tasks_db.management.commands import db_worker


class Command(db_worker.Command):
    help = "Do the work that pages and commands left for later, until stopped."
