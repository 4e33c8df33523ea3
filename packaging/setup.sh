#!/bin/sh
# Makes .venv with exactly the versions of uv.lock. Gets uv by itself; on Debian and Ubuntu, as root, also the
# system libraries Qt needs (else prints the one line to run). Safe to run again.
set -eu
cd "$(dirname "$0")/.."

QT_LIBRARIES="libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0 libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libx11-xcb1"

debian() { command -v apt-get >/dev/null 2>&1 && command -v dpkg-query >/dev/null 2>&1; }
installed() {
    case "$(dpkg-query -W -f '${db:Status-Abbrev}' "$1" 2>/dev/null)" in ii*) return 0 ;; esac
    # Ubuntu 24.04 and Debian 13 renamed some of them (…t64).
    case "$(dpkg-query -W -f '${db:Status-Abbrev}' "${1}t64" 2>/dev/null)" in ii*) return 0 ;; esac
    return 1
}

# apt_packages NAME…: install what is missing when root, else say the one line to run.
apt_packages() {
    debian || return 0
    missing=""
    for package in "$@"; do installed "$package" || missing="$missing $package"; done
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" = 0 ]; then
        echo "setup: installing system libraries:$missing"
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing; } \
            >/tmp/basedesk-apt.$$ 2>&1 || { cat /tmp/basedesk-apt.$$ >&2; rm -f /tmp/basedesk-apt.$$; return 1; }
        rm -f /tmp/basedesk-apt.$$
    else
        echo "setup: please run once: sudo apt-get install -y --no-install-recommends$missing" >&2
    fi
}

# find_python: the newest of 3.13, 3.12, 3.11 that runs; uv can also bring its own.
find_python() {
    for name in python3.13 python3.12 python3.11 python3; do
        if "$name" -c 'import sys; raise SystemExit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

find_uv() {
    if command -v uv >/dev/null 2>&1; then command -v uv; return 0; fi
    [ -x .uv/bin/uv ] && { echo .uv/bin/uv; return 0; }
    return 1
}

bring_uv() {
    python=$(find_python) || { echo "setup: Python 3.11, 3.12 or 3.13 is needed" >&2; exit 1; }
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        apt_packages "$(basename "$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')")-venv"
    fi
    rm -rf .uv
    "$python" -m venv .uv
    .uv/bin/python -m pip install --quiet --disable-pip-version-check uv 2>/dev/null \
        || .uv/bin/python -m pip install --disable-pip-version-check uv
}

find_uv >/dev/null || bring_uv
UV=$(find_uv)
apt_packages $QT_LIBRARIES
if python=$(find_python); then set -- --python "$python"; else set --; fi
# Bytecode now, so that the first start is as quick as the second.
"$UV" sync --locked --quiet --compile-bytecode "$@"
touch .venv/ready
echo "setup: ready, the program is .venv/bin/basedesk"
