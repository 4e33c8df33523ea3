"""A finished Chinese sentence is recognised by the form it was made from."""

import pytest

from db.queries.find_hits import FindKind
from desktop import i18n
from desktop.i18n import heading, tr
from desktop.i18n.plurals import agreed
from desktop.i18n.sentences import Sentences
from desktop.records.cell_words import headed
from desktop.records.filter_words import filter_words

WORDS = {
    "主播": "Streamer",
    "姓名": "Name",
    "在播": "On air",
    "休播": "Resting",
    "合同": "contract",
    "家": "companies",
    "{0}的{1}": "{1} of {0}",
    "{0}的{1}{2}月{3}日到期": "The {1} of {0} ends on {2}/{3}",
    "{0}的{1}已到期，请核对": "The {1} of {0} has ended, please check",
    "有 {:,} 场直播{}，请补录": "{:,} live sessions {}, please complete them",
    "没有分类": "have no category",
    "与{where}是同一账号": "Same account as {where}",
    "第 {0} 行": "row {0}",
    "共 {count} 人": "{count} people",
    "请填写": "Please fill this in",
    "删除{0}": "Delete {0}",
    "附件：不超过": "File: at most",
    " {0} 条{1}记录": " {0} records ({1})",
    "将{0}的{1}": "{1} of {0}",
    "{0}设为“{1}”": '{0} set to "{1}"',
    "没有保存。": "Nothing was saved.",
    "请核对": "please check",
    "{0}{1}年{2}月{3}": "{0} {1}-{2} {3}",
    "{0}年{1}月": "{0}-{1}",
}


@pytest.fixture(scope="module")
def sentences() -> Sentences:
    """Give a small catalogue."""
    return Sentences(WORDS)


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("主播", "Streamer"),
        ("张三的合同9月3日到期", "The contract of 张三 ends on 9/3"),
        ("张三的合同已到期，请核对", "The contract of 张三 has ended, please check"),
        ("有 1,204 场直播没有分类，请补录", "1,204 live sessions have no category, please complete them"),
        ("与第 12 行是同一账号", "Same account as row 12"),
        ("共 1,204 人", "1,204 people"),
        ("姓名：请填写", "Name: Please fill this in"),
        ("姓名：请填写；主播：没有保存。", "Name: Please fill this in; Streamer: Nothing was saved."),
        ("没有保存。请核对。", "Nothing was saved. please check."),
        ("在播、休播", "On air, Resting"),
        ("主播（在播）", "Streamer (On air)"),
        ("姓名或主播", "Name or Streamer"),
        ("附件：不超过：请填写", "File: at most: Please fill this in"),
        ("删除 12 条主播记录", "Delete 12 records (Streamer)"),
        ("12家", "12 companies"),
        ("1家", "1 company"),
        ("共 1 人", "1 person"),
        ("有 1.5 场直播没有分类，请补录", "1.5 live sessions have no category, please complete them"),
        ("主播 12", "Streamer 12"),
        ("2026年10月", "2026-10"),
        ("删除主播“张三”", 'Delete Streamer "张三"'),
        ("将主播“张三”的姓名设为“李四”", 'Name set to "李四" of Streamer "张三"'),
        ("Anna", "Anna"),
        ("", ""),
    ],
)
def test_what_the_program_says_is_said_in_english(sentences: Sentences, chinese: str, english: str) -> None:
    assert sentences.say(chinese) == english


@pytest.mark.parametrize(
    "data", ["张三", "沂河的水", "删除张三", "红色“限定”", "红富士、在播", "甲，乙", "（空地）", "老王：好人"]
)
def test_what_the_user_wrote_stays_as_it_is(sentences: Sentences, data: str) -> None:
    assert sentences.say(data) == data


def test_a_form_of_few_words_counts_only_when_nothing_chinese_is_left(sentences: Sentences) -> None:
    assert sentences.say("主播的合同") == "contract of Streamer"
    assert sentences.say("沂河的合同") == "沂河的合同"


def test_chinese_costs_nothing_and_is_what_the_window_speaks_unless_told() -> None:
    assert i18n.language() == i18n.CHINESE
    text = "从现有 Excel 名册导入"
    assert tr(text) is text


def test_what_stands_over_many_is_plural_and_what_names_one_is_not(english: None) -> None:
    del english
    over = {str(kind): heading(str(kind)) for kind in FindKind}
    assert all(said.endswith("s") for kind, said in over.items() if kind != "培训"), over
    assert [tr(word) for word in ("品牌", "主播", "产品")] == ["Brand", "Streamer", "Product"]
    assert [heading(word) for word in ("品牌", "主播", "产品", "培训")] == [
        "Brands", "Streamers", "Products", "Training",
    ]  # fmt: skip


def test_a_language_nobody_knows_is_chinese(english: None) -> None:
    del english
    assert i18n.language() == i18n.ENGLISH
    i18n.use("fr")
    assert i18n.language() == i18n.CHINESE


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("{count} sessions", "{count} session"),
        ("Only {count:,} other categories", "Only {count:,} other category"),
        ("Stalled {count} days", "Stalled {count} day"),
        ("{count} conditions are not met", "{count} condition is not met"),
        ("{count} are not met", "{count} is not met"),
        ("Followers of {count} accounts are old", "Followers of {count} account are old"),
        ("In month {count} the streamers of {0} sessions", "In month {count} the streamers of {0} sessions"),
        ("{count} of them without an address", "{count} of them without an address"),
        ("{0} rows, {count} people", "{0} rows, {count} person"),
        ("{0} status", "{0} status"),
    ],
)
def test_words_after_a_1_are_those_of_one_thing(form: str, said: str) -> None:
    assert agreed(form, lambda name: name == "count") == said


def test_what_the_window_puts_together_agrees_with_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n._Tongue, "sentences", Sentences(WORDS))
    assert tr("共 {count} 人").format(count="1") == "1 person"
    assert tr("共 {count} 人").format(count=1) == "1 person"
    assert tr("共 {count} 人").format(count="1,201") == "1,201 people"


def test_several_values_of_a_filter_are_parted_as_english_does(monkeypatch: pytest.MonkeyPatch) -> None:
    assert filter_words("状态", ["在播", "休播"], {}) == "状态：在播、休播"
    known = WORDS | {"状态": "State", "{label}：{words}": "{label}: {words}"}
    monkeypatch.setattr(i18n._Tongue, "sentences", Sentences(known))
    assert filter_words("状态", ["在播", "休播"], {}) == "State: On air, Resting"


def test_a_unit_the_label_says_already_is_not_said_again(monkeypatch: pytest.MonkeyPatch) -> None:
    heads = {"订单数": "Orders", "单": "orders", "时长": "Duration", "{label}（{unit}）": "{label} ({unit})"}
    assert headed("订单数", "单") == "订单数（单）"
    assert headed("学时", "学时") == "学时"
    monkeypatch.setattr(i18n._Tongue, "sentences", Sentences(heads))
    assert headed("订单数", "单") == "Orders"
    assert headed("时长", "单") == "Duration (orders)"
