"""Parts that know nothing of the program: card, badge, chart, empty state, notice, progress, crash box."""
