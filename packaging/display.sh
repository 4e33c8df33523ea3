# Sourced: has_display tells whether a window can be shown here.
has_display() {
    [ "$(uname)" != Linux ] || [ -n "${WAYLAND_DISPLAY:-}" ] || [ -n "${DISPLAY:-}" ]
}
