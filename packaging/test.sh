#!/bin/sh
# Runs every check a change must pass: the same on a newcomer's machine and in CI.
set -eu
cd "$(dirname "$0")/.."

# bring PACKAGE: the tests check our work against it; root on Debian and Ubuntu gets it here.
bring() {
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        echo "test: installing $1"
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" >/dev/null
    else
        echo "test: no $1 here, its tests are skipped (sudo apt-get install -y $1)" >&2
    fi
}
postgres_here() { command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; }

postgres_here || bring postgresql
command -v pdftotext >/dev/null 2>&1 || bring poppler-utils
if postgres_here; then export BASEDESK_REQUIRE_POSTGRES=1; fi

export QT_QPA_PLATFORM=offscreen
.venv/bin/ruff check --quiet .
.venv/bin/ruff format --check --quiet .
.venv/bin/mypy
.venv/bin/lint-imports
.venv/bin/pytest -n auto --dist loadfile --ignore tests/desktop/feel "$@"
# How long the window keeps the user waiting is measured while nothing else is at work.
exec .venv/bin/pytest tests/desktop/feel
