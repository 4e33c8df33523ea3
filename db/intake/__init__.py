"""What each kind of sheet holds and how its rows become records."""
