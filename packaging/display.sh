# Sourced: has_display tells whether a window can be shown here, also when DISPLAY names a screen that is gone.
has_display() {
    case "${QT_QPA_PLATFORM:-}" in offscreen* | minimal*) return 1 ;; esac
    [ "$(uname)" = Linux ] || return 0
    [ -n "${WAYLAND_DISPLAY:-}${DISPLAY:-}" ] || return 1
    .venv/bin/python -c 'from PySide6.QtGui import QGuiApplication; QGuiApplication([])' >/dev/null 2>&1
}
