"""活动: campaigns and what belongs to them, events, agreements, and what is known of the city."""
