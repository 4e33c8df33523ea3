"""草稿: what a user typed into a form and did not save, kept so that a crash loses nothing."""

from datetime import datetime

from sqlalchemy import LargeBinary, UniqueConstraint
from sqlmodel import Field

from db.record import Fact, now


class Draft(Fact, table=True):
    """One form of one user; ``place`` names it (``streamer/12``), ``version`` is that of its record."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("place", "by"),)

    place: str = Field(max_length=120)
    by: str = Field(default="", max_length=40)
    version: int | None = None
    at: datetime = Field(default_factory=now)
    sealed: bytes = Field(sa_type=LargeBinary)
