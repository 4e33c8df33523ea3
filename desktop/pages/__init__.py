"""The pages of the sidebar."""
