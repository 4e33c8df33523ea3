#!/bin/sh
# Runs the main job on the sample base in out/: a window where there is a display, else everything headless.
set -eu
cd "$(dirname "$0")/.."
. packaging/display.sh

if has_display; then
    .venv/bin/basedesk demo --out out --open
else
    QT_QPA_PLATFORM=offscreen .venv/bin/basedesk demo --out out
fi
