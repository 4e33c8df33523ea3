"""The list-and-form machinery all records share."""
