"""Search, load, save, delete and follow records, for every model.

Everything takes a Session and plain values and returns frozen values: no model object leaves this package.
"""

from db.store.codes import next_codes
from db.store.followers import record_followers
from db.store.history import BY_BATCHES, IMPORTED, Change, history
from db.store.listing import Order, Page, Query, Row, names, rows, search
from db.store.presenters import Presenter, presenters, set_presenters
from db.store.reading import Loaded, load, reveal
from db.store.saving import delete, restore, save

__all__ = [
    "BY_BATCHES",
    "IMPORTED",
    "Change",
    "Loaded",
    "Order",
    "Page",
    "Presenter",
    "Query",
    "Row",
    "delete",
    "history",
    "load",
    "names",
    "next_codes",
    "presenters",
    "record_followers",
    "restore",
    "reveal",
    "rows",
    "save",
    "search",
    "set_presenters",
]
