"""What the user once said of a header is found again by the header, on both databases."""

from db.engine import Session
from db.queries.memory import known_before, recall, remember

HEADER = ("主播们的名字", "电话那栏")
OTHER = ("甲", "乙")


def test_the_first_header_ever_decided_on_is_found_among_the_rows_of_a_sheet(session: Session) -> None:
    kinds = ["lives", "streamers"]
    assert known_before(session, kinds, [OTHER, HEADER]) is None
    remember(session, "streamers", HEADER, {"主播们的名字": "name"})
    assert known_before(session, kinds, [OTHER, HEADER, HEADER]) == ("streamers", 1)
    assert known_before(session, ["lives"], [OTHER, HEADER]) is None
    assert known_before(session, kinds, []) is None


def test_a_later_answer_takes_the_place_of_the_one_before(session: Session) -> None:
    remember(session, "streamers", HEADER, {"主播们的名字": "name"})
    remember(session, "streamers", HEADER, {"主播们的名字": "stage_name"})
    assert recall(session, "streamers", HEADER) == {"主播们的名字": "stage_name"}
    assert recall(session, "streamers", OTHER) == {}
