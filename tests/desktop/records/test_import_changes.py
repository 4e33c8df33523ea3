"""The third step of the import: what would change, and what was typed by hand."""

from pytestqt.qtbot import QtBot
from sqlmodel import select

from db import store
from db.models import Streamer
from desktop.records.import_wizard import ImportWizard
from desktop.tasks import Tasks
from tests.desktop.records.check_steps import JOINED, PEOPLE, STAGE, Open, save, settle, stored, type_over


def changes(wizard: ImportWizard) -> list[tuple[str, ...]]:
    """Return row, field, old, new and decision of the changes listed."""
    rows = wizard.check.changes._rows
    return [(row[1], *row[3:]) for row in rows]


def typed_by_hand(opened: Open, tasks: Tasks, qtbot: QtBot) -> None:
    """Take a person in, then change the stage name by hand."""
    save(opened(PEOPLE[3]), qtbot)
    with tasks.database.write() as session:
        one = session.exec(select(Streamer)).one()
        store.save(session, Streamer, {"stage_name": "手改的"}, one.id, one.version)


OTHER = ("钱春生", "文件的", "13812340004", "在播", "2026-09-09")


def test_changes_are_listed_old_and_new_and_what_was_typed_by_hand_stays_unless_told_otherwise(
    opened: Open, tasks: Tasks, qtbot: QtBot
) -> None:
    typed_by_hand(opened, tasks, qtbot)
    wizard = opened(OTHER)
    assert changes(wizard) == [
        ("2", "艺名", "手改的", "文件的", "冲突：保留现有"),
        ("2", "入驻日期", "2026-09-01", "2026-09-09", ""),
    ]
    save(wizard, qtbot)
    assert (stored(tasks, "钱春生").stage_name, str(stored(tasks, "钱春生").joined_on)) == (
        "手改的",
        "2026-09-09",
    )


def test_a_conflict_is_decided_for_the_file_line_by_line(opened: Open, tasks: Tasks, qtbot: QtBot) -> None:
    typed_by_hand(opened, tasks, qtbot)
    wizard = opened(OTHER)
    view = wizard.check.changes
    view.table.selectRow(0)
    view.turn_one.click()
    assert changes(wizard)[0][-1] == "冲突：用文件的"
    view.all_kept.click()
    assert changes(wizard)[0][-1] == "冲突：保留现有"
    view.all_taken.click()
    save(wizard, qtbot)
    assert stored(tasks, "钱春生").stage_name == "文件的"


def test_empty_cells_empty_what_the_base_has_once_that_is_wanted(
    opened: Open, tasks: Tasks, qtbot: QtBot
) -> None:
    save(opened(PEOPLE[3]), qtbot)
    wizard = opened(("钱春生", "", "13812340004", "在播", "2026-09-01"))
    assert changes(wizard) == []
    wizard.check.options.erases.click()
    settle(wizard, qtbot)
    assert changes(wizard) == [("2", "艺名", "春生", "（空）", "")]
    save(wizard, qtbot)
    assert stored(tasks, "钱春生").stage_name is None


def test_a_list_of_changes_follows_a_correction(opened: Open, qtbot: QtBot) -> None:
    save(opened(PEOPLE[3]), qtbot)
    wizard = opened(("钱春生", "另一个", "13812340004", "在播", "2026-09-01"))
    assert changes(wizard) == [("2", "艺名", "春生", "另一个", "")]
    type_over(wizard, 0, STAGE, "春生", qtbot)
    assert changes(wizard) == []
    assert wizard.check.views._group.button(1).text() == "改动 0"


def test_a_decision_stays_when_another_cell_of_the_line_is_corrected(
    opened: Open, tasks: Tasks, qtbot: QtBot
) -> None:
    typed_by_hand(opened, tasks, qtbot)
    wizard = opened(OTHER)
    wizard.check.changes.all_taken.click()
    assert wizard.check.taken[0].checked.wishes.overwrites
    type_over(wizard, 0, JOINED, "2026-09-08", qtbot)
    assert changes(wizard)[0] == ("2", "艺名", "手改的", "文件的", "冲突：用文件的")
    assert changes(wizard)[1][3] == "2026-09-08"
    save(wizard, qtbot)
    assert stored(tasks, "钱春生").stage_name == "文件的"
