"""What the user has to know beside the answer of a command."""

import sys


def note(*sentences: str) -> None:
    """Print each sentence on a line of stderr, so that stdout keeps to its form; empty ones are left out."""
    for sentence in filter(None, sentences):
        print(sentence, file=sys.stderr)
