"""What only the database knows of a brand before it is saved."""

from collections.abc import Iterator

from db.columns import column
from db.engine import Session
from db.errors import BadValue
from db.models import Brand
from db.store.completing import Faults, Values

OWN_COACH = "带教品牌不能是它自己，请选择另一个品牌"


def _brand(_session: Session, values: Values, key: int | None) -> Iterator[BadValue]:
    """Yield: a brand that would coach itself, and so meet the last gate by itself."""
    if key is not None and values.get("coach_id") == key:
        yield BadValue(OWN_COACH, column(Brand, "coach_id").label)


FAULTS: Faults = {Brand: _brand}
