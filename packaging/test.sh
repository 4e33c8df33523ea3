#!/bin/sh
# Runs every check a change must pass: the same on a newcomer's machine and in CI.
set -eu
cd "$(dirname "$0")/.."

postgres_here() { command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; }
if ! postgres_here; then
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        echo "test: installing PostgreSQL for the database tests"
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >/dev/null
    else
        echo "test: no PostgreSQL here, its tests are skipped (sudo apt-get install -y postgresql)" >&2
    fi
fi
if postgres_here; then export BASEDESK_REQUIRE_POSTGRES=1; fi

export QT_QPA_PLATFORM=offscreen
.venv/bin/ruff check --quiet .
.venv/bin/ruff format --check --quiet .
.venv/bin/mypy
.venv/bin/lint-imports
.venv/bin/pytest -n auto --dist loadfile --ignore tests/desktop/feel "$@"
# How long the window keeps the user waiting is measured while nothing else is at work.
exec .venv/bin/pytest tests/desktop/feel
