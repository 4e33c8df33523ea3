"""The help is whole: every page has its text, every link and picture leads somewhere, and words are found."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import assets, i18n
from desktop.help.browser import HelpBrowser
from desktop.help.dialogs import TOPICS
from desktop.help.finding import _excerpt, find
from desktop.help.topics import Topic, all_topics, topic_of_page
from desktop.i18n.catalogue import read
from desktop.i18n.sentences import CHINESE, Sentences
from desktop.windows.places import PLACES, TRAY

DESKTOP = Path(__file__).parents[3] / "desktop"
LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)]*)\)")
UNDERSTOOD = re.compile("`[^`]*`")
"""What is typed stays Chinese: amounts, shares."""
KEYS = {topic.key for topic in all_topics()}


def test_every_page_of_the_window_has_its_own_topic() -> None:
    for place in (*PLACES, TRAY):
        assert topic_of_page(place.key).page == place.key
    assert topic_of_page("streamers", "contracts").key == "contracts"
    assert topic_of_page("nowhere").key == "start"


def test_every_text_belongs_to_a_topic_and_begins_with_its_title() -> None:
    files = {file.stem: file for file in assets.path("help").glob("*.md")}
    assert set(files) == KEYS
    for topic in all_topics():
        assert files[topic.key].read_text("utf-8").startswith(f"# {topic.title}\n")


@pytest.mark.parametrize("topic", all_topics(), ids=lambda topic: topic.key)
def test_every_link_and_picture_of_a_text_leads_somewhere(topic: Topic) -> None:
    for is_picture, target in LINK.findall(topic.text):
        kind, _, rest = target.partition(":")
        if is_picture:
            for look in ("light", "dark"):
                assert assets.path(f"help/pictures/{target}-{look}.png").is_file(), target
        elif kind == "help":
            assert rest in KEYS
        elif kind == "page":
            assert rest.partition("/")[0] in {place.key for place in (*PLACES, TRAY)}
        else:
            assert target in {"tour:", "feedback:"}


def test_every_topic_has_an_english_text_that_leads_where_the_chinese_one_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chinese = {topic.key: topic.text for topic in all_topics()}
    assert {file.stem for file in assets.path("help/en").glob("*.md")} == KEYS
    monkeypatch.setattr(i18n._Tongue, "name", i18n.ENGLISH)
    monkeypatch.setattr(i18n._Tongue, "sentences", Sentences(read(i18n.ENGLISH)))
    for topic in all_topics():
        assert assets.path(f"help/en/{topic.key}.md").read_text("utf-8").startswith(f"# {topic.title}\n")
        assert LINK.findall(topic.text) == LINK.findall(chinese[topic.key]), topic.key
        for mark in ("\n## ", "\n1. ", "\n|"):
            assert topic.text.count(mark) == chinese[topic.key].count(mark), (topic.key, mark)
        assert not CHINESE.search(UNDERSTOOD.sub("", topic.text)), topic.key


@pytest.mark.parametrize("words", ["导入", "dr", "daoru", "导入表格", "DAORU"])
def test_a_topic_is_found_by_its_words_its_pinyin_and_its_initials(words: str) -> None:
    assert "import" in {hit.topic.key for hit in find(words)[:3]}


def test_what_is_shown_of_a_text_cuts_no_word_of_letters_in_two() -> None:
    text = "Nothing is written before. Everything can be taken back, whoever did it and whenever that was."
    assert _excerpt(text, ["taken"]) == "…Everything can be taken back, whoever did it and whenever…"
    assert _excerpt("甲" * 60 + "乙" + "丙" * 60, ["乙"]) == "…" + "甲" * 9 + "乙" + "丙" * 35 + "…"


def test_words_that_stand_nowhere_find_nothing_and_no_words_find_nothing() -> None:
    assert find("没有人写过这个词") == []
    assert find("  ") == []


def test_every_dialog_named_exists_and_its_topic_too() -> None:
    sources = "\n".join(file.read_text("utf-8") for file in DESKTOP.rglob("*.py"))
    assert [name for name in TOPICS if f"class {name}(" not in sources] == []
    assert set(TOPICS.values()) <= KEYS


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_picture_is_never_wider_than_the_text_however_much_the_screen_is_enlarged(
    ratio: float, themed: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    del themed
    browser = HelpBrowser("帮助")
    qtbot.addWidget(browser)
    monkeypatch.setattr(browser, "devicePixelRatioF", lambda: ratio)
    browser.resize(800, 400)
    browser.show()
    picture = browser.loadResource(QTextDocument.ResourceType.ImageResource.value, "brands")
    assert isinstance(picture, QImage)
    assert 0 < picture.deviceIndependentSize().width() <= browser.viewport().width()
    assert picture.devicePixelRatio() >= min(ratio, 1.3)


def test_a_long_text_is_laid_out_once_for_a_new_width_and_then_rests(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = HelpBrowser("帮助")
    qtbot.addWidget(browser)
    browser.show_text("# 更新记录\n\n" + "导入名册。\n\n" * 200)
    browser.resize(500, 300)
    browser.show()
    laid_out: list[str] = []
    show_text = browser.show_text

    def show(text: str) -> None:
        laid_out.append(text)
        show_text(text)

    monkeypatch.setattr(browser, "show_text", show)
    browser.resize(400, 300)
    qtbot.waitUntil(lambda: bool(laid_out))
    with qtbot.assertNotEmitted(browser._settled.timeout, wait=400):
        pass
    assert len(laid_out) == 1


def test_a_text_shown_as_it_was_typed_stays_when_its_window_changes(qtbot: QtBot) -> None:
    browser = HelpBrowser("日志")
    qtbot.addWidget(browser)
    browser.show_plain("没有记录")
    browser.resize(500, 300)
    browser.show()
    browser.resize(400, 300)
    with qtbot.assertNotEmitted(browser._settled.timeout, wait=300):
        pass
    assert browser.toPlainText() == "没有记录"
