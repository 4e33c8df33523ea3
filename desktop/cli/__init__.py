"""The command line; Qt is loaded only when a window is wanted."""
