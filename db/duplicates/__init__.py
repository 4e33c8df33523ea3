"""Records entered twice: found by what they share, looked at side by side, merged into one.

The same number of an ID document twice is refused by the table itself; here is looked for what people and
companies share beside it. A merge is one transaction and a batch of its own, which can be taken back.
"""

from db.duplicates.apart import Apart, apart, keep_apart, take_back
from db.duplicates.choices import Choice
from db.duplicates.comparing import Comparison, FieldPair, compare
from db.duplicates.finding import Candidates, candidates
from db.duplicates.merging import Merged, merge
from db.duplicates.pairs import PAGE, Pair, Side, pairs
from db.duplicates.signs import Likelihood, Sign

__all__ = [
    "PAGE",
    "Apart",
    "Candidates",
    "Choice",
    "Comparison",
    "FieldPair",
    "Likelihood",
    "Merged",
    "Pair",
    "Side",
    "Sign",
    "apart",
    "candidates",
    "compare",
    "keep_apart",
    "merge",
    "pairs",
    "take_back",
]
