"""All settings, from the environment, each with a safe default (docs/guides/environment.md)."""

import os
import secrets
from datetime import date
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from karsa.kit.keys import made_once
from karsa.site.databases import replica

BASE = Path(__file__).resolve().parent.parent
ROOT = BASE.parent
DATA = Path(os.environ.get("KARSA_DATA", ROOT / "data")).resolve()
DATA.mkdir(mode=0o700, parents=True, exist_ok=True)


def _secret_key() -> str:
    """Return the signing key: from the environment, or one made once and kept beside the data."""
    if key := os.environ.get("KARSA_SECRET_KEY"):
        return key
    return made_once(DATA / "secret.key", lambda: secrets.token_urlsafe(48).encode()).decode()


SECRET_KEY = _secret_key()
DEBUG = os.environ.get("KARSA_DEBUG") == "1"
# The demo and a laptop are served over plain HTTP on loopback; a region turns this on.
HTTPS = os.environ.get("KARSA_HTTPS") == "1"
ALLOWED_HOSTS = os.environ.get("KARSA_ALLOWED_HOSTS", "127.0.0.1,localhost").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if HTTPS]

INSTALLED_APPS = [
    "karsa.site",  # first: its migrate command also lays the database's own guards
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "ninja",  # its documentation page, served from here
    "karsa.kit",
    "karsa.tenancy",
    "karsa.jobs",
    "karsa.files",
    "karsa.documents",
    "karsa.audit",
    "karsa.accounts",
    "karsa.inbox",
    "karsa.machines",
    "karsa.org",
    "karsa.privacy",
    "karsa.complaints",
    "karsa.surveys",
    "karsa.indicators",
    "karsa.consultations",
    "karsa.plans",
    "karsa.journal",
    "karsa.feedback",
    "karsa.monitoring",
    "karsa.evaluations",
    "karsa.development",
    "karsa.consequences",
    "karsa.insights",
    "karsa.portal",
]

MIDDLEWARE = [
    "karsa.site.observing.requests.ObservingMiddleware",
    "karsa.api.middleware.ProblemMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "karsa.kit.compression.CompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "karsa.journal.middleware.PhonesMiddleware",
    "karsa.tenancy.replica.WritingMiddleware",
    "karsa.tenancy.middleware.AgencyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "karsa.site.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "karsa.accounts.middleware.ViewingMiddleware",
    "karsa.development.middleware.PracticeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "karsa.org.middleware.ActorMiddleware",
    "karsa.kit.refusals.RefusalMiddleware",
]

ROOT_URLCONF = "karsa.site.urls"
WSGI_APPLICATION = "karsa.site.wsgi.application"

_LOADERS = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [("django.template.loaders.cached.Loader", _LOADERS)],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "karsa.kit.templatetags.karsa",
                "karsa.kit.templatetags.drawn",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "karsa.site.context.frame",
            ],
        },
    }
]

DATABASE_URL = os.environ.get("DATABASE_URL", f"sqlite:///{DATA / 'karsa.sqlite3'}")
# Migrations run as the tables' owner; the web runs as a role that row-level security binds.
DATABASE_ADMIN_URL = os.environ.get("DATABASE_ADMIN_URL", DATABASE_URL)
# Who may read every agency's rows, for `karsa backup` (PostgreSQL: a role with BYPASSRLS).
DATABASE_BACKUP_URL = os.environ.get("DATABASE_BACKUP_URL", DATABASE_ADMIN_URL)
# LISTEN needs a connection of its own, straight to the server and not through a pool.
DATABASE_LIVE_URL = os.environ.get("DATABASE_LIVE_URL", DATABASE_URL)
# A connection that the server has closed meanwhile is noticed before a request's first question.
DATABASES = {
    "default": dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True)
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    # kit/statements.py: what every request asks is planned once a connection. A pool may hand
    # the next statement to another connection, which has no such plan.
    THROUGH_POOL = DATABASE_LIVE_URL != DATABASE_URL
    DATABASES["default"]["OPTIONS"] = {"prepare_threshold": None if THROUGH_POOL else 0}
    # Nor has it the cursor that a long reading left open outside a transaction.
    DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = THROUGH_POOL
if DATABASE_REPLICA_URL := os.environ.get("DATABASE_REPLICA_URL", ""):
    DATABASES["replica"] = replica(DATABASE_REPLICA_URL, DATABASES["default"])
DATABASE_ROUTERS = ["karsa.kit.reading.Router"]
# Networks by address or CIDR, comma-separated: whose sendings are not counted against the public
# forms' pace (a kiosk's office, a load test), and which the staff itself sits in.
DOOR_ALLOWED = [one for one in os.environ.get("KARSA_DOOR_ALLOWED", "").split(",") if one]
STAFF_NETWORKS = [one for one in os.environ.get("KARSA_STAFF_NETWORKS", "").split(",") if one]
# Where the browser finds the live process: a port of the same host (`karsa serve` sets it), or,
# empty, the page's own address, where a proxy leads /kerja/langsung/ there.
LIVE_PORT = int(os.environ.get("KARSA_LIVE_PORT") or 0)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["karsa.accounts.backend.AgencyBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "karsa.accounts.guessing.GuessableValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "insights:home"
LOGOUT_REDIRECT_URL = "accounts:sign_in"

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Public pages as they were made (portal/pages.py), each under what it tells of.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
    # Parts of pages (kit/templatetags/drawn.py), each under all it was drawn of.
    "drawn": {
        "BACKEND": "karsa.kit.sized.SizedCache",
        "LOCATION": "drawn",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 5_000, "MAX_BYTES": 16_000_000},
    },
    # What all processes count together (kit/limits.py); `karsa migrate` makes its table.
    "shared": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "karsa_cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# A demo may stand still at a day (`make demo AT=2026-11-20`); a region never sets this.
FIXED_TODAY = date.fromisoformat(os.environ["KARSA_AT"]) if "KARSA_AT" in os.environ else None

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [BASE / "locale"]
FORMAT_MODULE_PATH = "karsa.site.formats"
LANGUAGE_COOKIE_NAME = "bahasa"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
# The agencies' own certificates (PKCS #12), to seal the PDFs they issue.
CERTIFICATES_ROOT = DATA / "certificates"
CERTIFICATE_PASSPHRASE = os.environ.get("KARSA_CERTIFICATE_PASSPHRASE") or SECRET_KEY
STATIC_ROOT = Path(os.environ.get("KARSA_STATIC", ROOT / "build" / "static"))
STATICFILES_DIRS = [("karsa", BASE / "static" / "dist")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILES_ROOT = DATA / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]

# Without a mail server letters become files beside the data, where one can read them.
EMAIL_HOST = os.environ.get("KARSA_MAIL_HOST", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = DATA / "mail"
EMAIL_PORT = int(os.environ.get("KARSA_MAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("KARSA_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("KARSA_MAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("KARSA_MAIL_TLS", "starttls") == "starttls"
EMAIL_USE_SSL = os.environ.get("KARSA_MAIL_TLS") == "ssl"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("KARSA_MAIL_FROM", "karsa@localhost")

# Off without an address: https://graph.facebook.com/<version>/<phone number id>/messages
GATEWAY_URL = os.environ.get("KARSA_GATEWAY_URL", "")
GATEWAY_TOKEN = os.environ.get("KARSA_GATEWAY_TOKEN", "")
GATEWAY_TEMPLATE = os.environ.get("KARSA_GATEWAY_TEMPLATE", "kabar_karsa")

# Addresses that administrators type (webhooks, the provider of identities) are asked by https and
# on the public internet alone, or inside by the names given here; a test may ask itself.
OUTGOING_LOOPBACK = os.environ.get("KARSA_OUTGOING_LOOPBACK") == "1"
OUTGOING_INSIDE = [host for host in os.environ.get("KARSA_OUTGOING_INSIDE", "").split(",") if host]

SESSION_ENGINE = "karsa.accounts.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 60 * 60
if HTTPS:  # a browser takes a name so begun from this host alone, over HTTPS
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sesi", "__Host-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
# Who reads /metrics; empty: nobody does.
METRICS_TOKEN = os.environ.get("KARSA_METRICS_TOKEN", "")
# Where to tell of a weakness (a mailto: or https: address), for /.well-known/security.txt.
SECURITY_CONTACT = os.environ.get("KARSA_SECURITY_CONTACT", "")
# auth.W004: a login name is unique within its agency, and our backend looks it up there.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "karsa.site.observing.logs.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": os.environ.get("KARSA_LOG", "WARNING")},
}
