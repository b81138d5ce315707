"""Settings, all from the environment with the prefix NEWSROOM_ (docs/settings.md); safe when nothing is set."""

from __future__ import annotations

import os
from pathlib import Path

from newsroom import environ
from newsroom.first_run import secret_key

# Before NumPy is imported: its products are small, and the room's work is spread over processes, not threads that wait for
# each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(environ.text("NEWSROOM_DATA_DIR", str(BASE_DIR / "var"))).resolve()
INDEX_DIR = DATA_DIR / "index"

# The search engine: in the data folder, or a cluster of OpenSearch (docs/scale.md).
SEARCH = environ.choice("NEWSROOM_SEARCH", ("whoosh", "opensearch"))
OPENSEARCH = {
    "urls": tuple(environ.words("OPENSEARCH_URL", "http://127.0.0.1:9200")),
    "user": environ.text("NEWSROOM_OPENSEARCH_USER", ""),
    "password": environ.text("NEWSROOM_OPENSEARCH_PASSWORD", ""),
    "ca_file": environ.text("NEWSROOM_OPENSEARCH_CA_FILE", ""),
    "prefix": environ.text("NEWSROOM_OPENSEARCH_PREFIX", "newsroom"),
    "timeout_seconds": environ.whole("NEWSROOM_OPENSEARCH_TIMEOUT_SECONDS", 10, least=1),
    "shards": environ.whole("NEWSROOM_OPENSEARCH_SHARDS", 1, least=1),
    "replicas": environ.whole("NEWSROOM_OPENSEARCH_REPLICAS", 1),
}

DEBUG = environ.switch("NEWSROOM_DEBUG", False)
SECRET_KEY = environ.text("NEWSROOM_SECRET_KEY", "") or secret_key(DATA_DIR)
ALLOWED_HOSTS = environ.words("NEWSROOM_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
HOST = environ.text("NEWSROOM_HOST", "127.0.0.1")
PORT = environ.whole("NEWSROOM_PORT", 8000, least=1)
# Each answers on the same port; one a core, because Python answers one request at a time in each.
WEB_PROCESSES = environ.whole("NEWSROOM_WEB_PROCESSES", min(4, os.cpu_count() or 1), least=1)
SERVER_THREADS = environ.whole("NEWSROOM_THREADS", 4, least=1)
# Languages whose names a recogniser of their own finds; English always is one.
RECOGNITION_LANGUAGES = frozenset(environ.words("NEWSROOM_LANGUAGES", "en")) | {"en"}
# Processes that look for people and places when many articles come at once; each takes some 400 MB.
RECOGNITION_PROCESSES = environ.whole("NEWSROOM_RECOGNITION_PROCESSES", min(4, os.cpu_count() or 1), least=1)
HTTPS = environ.switch("NEWSROOM_HTTPS", False)
# On a laptop whoever can reach the page may read it; a shared room asks for a sign-in first.
READING_NEEDS_SIGN_IN = environ.switch("NEWSROOM_READING_NEEDS_SIGN_IN", False)

# Limits, each with its unit.
UPLOAD_MAX_BYTES = environ.whole("NEWSROOM_UPLOAD_MAX_BYTES", 50 * 1024 * 1024, least=1)
UPLOAD_MAX_FILES = environ.whole("NEWSROOM_UPLOAD_MAX_FILES", 1000, least=1)
HEADER_SECONDS = environ.whole("NEWSROOM_HEADER_SECONDS", 10, least=1)
BODY_BYTES_PER_SECOND = environ.whole("NEWSROOM_BODY_BYTES_PER_SECOND", 1000, least=1)
CONNECTIONS = environ.whole("NEWSROOM_CONNECTIONS", 1000, least=10)
CONNECTIONS_PER_ADDRESS = environ.whole("NEWSROOM_CONNECTIONS_PER_ADDRESS", 100, least=1)
LEASE_SECONDS = environ.whole("NEWSROOM_LEASE_SECONDS", 60, least=5)

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "articles.apps.ArticlesConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Answers are compressed with padding of random length, so that their size tells nothing (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "articles.middleware.ContentSecurityPolicy",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "articles.middleware.ReadingNeedsSignIn",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": environ.database("DATABASE_URL", f"sqlite:///{DATA_DIR}/newsroom.sqlite3")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    environ.needs_package("psycopg", "DATABASE_URL names PostgreSQL", "requirements-postgres.txt")
    # A pool of connections a process, so that a thread does not open one for each request.
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
        "min_size": 1,
        "max_size": environ.whole("NEWSROOM_DATABASE_CONNECTIONS", 12, least=2),
    }
else:
    # A web thread keeps its connection from one request to the next: to open one costs more than most queries.
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Deferred transactions that read before they write fail under load; IMMEDIATE ones wait their turn.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
# By user and address together: one bad typist must not lock out an office, and never for ever.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_LOCKOUT_TEMPLATE = "locked_out.html"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "room"
LOGOUT_REDIRECT_URL = "room"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Under their plain names the files are served as they lie in the program, so that pages need no collected ones.
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "articles.ingest.condition.static_files.RoomStaticStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_MAX_BYTES
DATA_UPLOAD_MAX_NUMBER_FILES = UPLOAD_MAX_FILES

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
if HTTPS:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_SSL_REDIRECT = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    # waitress warns of every request that waits for a thread, which is nothing to act on; what OpenSearch's client says of a
    # node that does not answer, the room says in a sentence of its own.
    "loggers": {"waitress.queue": {"level": "ERROR"}, "opensearch": {"level": "ERROR"}},
    "root": {"handlers": ["console"], "level": environ.text("NEWSROOM_LOG_LEVEL", "WARNING")},
}
