"""What painters write can be read on what lies under it, and nothing is told by colour alone."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.lifecycle import Criterion
from desktop import theme
from desktop.records.criteria_list import CriteriaList
from desktop.settings import Settings
from desktop.theme import DARK, LIGHT, Tokens
from desktop.theme.dressing import change_all
from desktop.theme.look import keep
from desktop.theme.style import stylesheet
from desktop.widgets.notice import Tone, tell
from tests.desktop.look.contrast import contrast
from tests.desktop.look.painted import painters, painting
from tests.desktop.look.painted_scenes import card, cards, preview, shown, sidebar, steps

_TEXT, _PART = 4.5, 3.0  # WCAG 2.2 AA: 1.4.3 words, 1.4.11 what a drawing is read by


@pytest.fixture(params=["light", "dark"])
def chosen(request: pytest.FixtureRequest, themed: QApplication, settings: Settings) -> Iterator[str]:
    """Give each theme in turn; the light one is left to the next test."""
    settings.theme = request.param
    theme.apply(themed, settings)
    yield request.param
    settings.theme = "light"
    theme.apply(themed, settings)


def test_every_painted_word_can_be_read_on_what_lies_under_it(
    chosen: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    faint, modules = set(), set()
    with painting(monkeypatch) as painted:
        for window in shown(qtbot):
            painted.clear()
            picture = window.grab().toImage()
            for each in painted:
                ground = each.ground(picture)
                modules.add(each.module)
                if contrast(each.ink, ground) < _TEXT:
                    faint.add((each.module, each.words, each.ink, ground))
    assert faint == set(), chosen
    assert modules == painters(), "a painter is missing from painted_scenes.py"


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_cells_with_a_colour_of_their_own_can_be_read_on_a_chosen_line(tokens: Tokens) -> None:
    colour = asdict(tokens)
    inks = ("text", "text2", "link", "ok", "warn", "bad")
    assert [ink for ink in inks if contrast(colour[ink], tokens.selected) < _TEXT] == []


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_bars_lines_and_signs_are_seen_on_their_card(tokens: Tokens) -> None:
    colour = asdict(tokens)
    drawn = ("brand", "brand_bar", "brand_hover", "link", "text2", "ok", "warn", "bad")
    assert [each for each in drawn if contrast(colour[each], tokens.surface) < _PART] == []


@pytest.fixture
def one_ink(themed: QApplication, settings: Settings) -> Iterator[None]:
    """Give a look in which nothing can be told by colour: all words in one ink, all grounds alike."""
    theme.apply(themed, settings)
    known = theme.look()
    inks = ("text2", "placeholder", "link", "ok", "warn", "bad", "brand", "brand_hover", "brand_bar")
    grounds = ("selected", "hover", "line", "brand_tint", "ok_tint", "warn_tint", "bad_tint")
    colours = dict.fromkeys(inks, LIGHT.text) | dict.fromkeys(grounds, LIGHT.surface)
    bare = replace(known, tokens=replace(LIGHT, **colours))
    keep(themed, bare)
    change_all(themed, stylesheet(bare))
    yield
    keep(themed, known)
    change_all(themed, stylesheet(known))


def told(words: str, tone: Tone) -> QWidget:
    """Return a window with a message over its foot."""
    window = QWidget()
    window.resize(360, 400)
    tell(window, words, tone)
    return window


TOLD_APART: dict[str, Sequence[Callable[[], QWidget]]] = {
    "a step of the checklist": [partial(steps, is_done=done) for done in (True, False)],
    "reminders that wait": [partial(sidebar, overdue=count) for count in (0, 2)],
    "reminders in a narrow window": [partial(sidebar, overdue=count, narrow=True) for count in (0, 2)],
    "cards of the board": [
        partial(cards, card(**changes))
        for changes in ({}, {"is_stuck": True}, {"is_override": True}, {"gate": (Criterion("月销"),)})
    ],
    "messages": [partial(told, "已保存", tone) for tone in ("ok", "warn", "bad")],
    "what a move asks for": [partial(CriteriaList, [Criterion("月销", met=met)]) for met in (True, False)],
}


@pytest.mark.usefixtures("one_ink")
@pytest.mark.parametrize("what", TOLD_APART)
def test_states_are_told_apart_where_all_inks_are_the_same(what: str, qtbot: QtBot) -> None:
    pictures = []
    for make in TOLD_APART[what]:
        widget = make()
        qtbot.addWidget(widget)
        widget.resize(360, 400)
        picture = widget.grab().toImage()
        assert picture not in pictures
        pictures.append(picture)


@pytest.mark.usefixtures("one_ink")
def test_a_cell_of_an_import_shows_its_verdict_and_that_it_was_typed_over_by_shapes(qtbot: QtBot) -> None:
    grid = preview()
    qtbot.addWidget(grid)
    grid.resize(400, 300)
    grid.clearSelection()
    picture = grid.grab().toImage()
    seen = []
    for row in range(3):
        for column in range(2):
            area = grid.visualRect(grid.preview.index(row, column))
            area.moveTo(grid.viewport().mapTo(grid, area.topLeft()))
            area.setWidth(60)
            seen.append(picture.copy(area))
    assert all(one != other for place, one in enumerate(seen) for other in seen[:place])
