"""What people write stands in the report as they wrote it, numbered as a clerk numbers."""

import pytest

from desktop.reports import monthly
from desktop.reports.document import Heading, Paragraph
from desktop.reports.texts import PLANS, POLICY, TROUBLES, parts_of, told, typed
from tests.desktop.reports import made_up_rows


def _said(key: str, text: str, generated: str = "") -> list[str]:
    blocks = told([Paragraph(generated, key)], {key: text}, "本月")
    return [block.text for block in blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ["本月未填报存在的困难和问题。"]),
        ("仓容不足", ["仓容不足。"]),
        (
            "1、仓容不足\n\n（二）主播流失；\n3.租金上涨！",
            ["（一）仓容不足。", "（二）主播流失；", "（三）租金上涨！"],
        ),
        ("3.5万件积压\n一、缺人", ["（一）3.5万件积压。", "（二）缺人。"]),
        ("①甲；\n2026年起涨价；", ["（一）甲；", "（二）2026年起涨价。"]),
    ],
)  # fmt: skip
def test_points_are_numbered_once_whatever_they_were_typed_with(text: str, said: list[str]) -> None:
    assert _said(TROUBLES, text) == said


def test_points_below_a_heading_are_numbered_with_figures() -> None:
    assert _said(POLICY, "兑付奖补\n（2）申报示范") == ["1. 兑付奖补。", "2. 申报示范。"]
    assert _said(POLICY, "  ") == []


def test_more_points_than_chinese_numbers_are_counted_on() -> None:
    assert _said(PLANS, "\n".join("甲" * 12))[10:] == ["（11）甲。", "（12）甲。"]


def test_an_edited_paragraph_stands_for_the_generated_one() -> None:
    assert _said("一.运行概况", "改写的一段。\n另起一段。", "原文。") == ["改写的一段。", "另起一段。"]
    assert _said("一.运行概况", "", "原文。") == []
    assert list(told([Paragraph("原文。", "一.运行概况")], {}, "本月")) == [
        Paragraph("原文。", "一.运行概况")
    ]


def test_every_text_is_told_with_its_chapter_in_the_order_of_print() -> None:
    parts = list(parts_of([Heading(1, "七、重点活动"), Paragraph("甲。", "七.重点活动"), typed(POLICY)]))
    assert [(part.key, part.chapter, part.label, part.generated, part.is_typed) for part in parts] == [
        ("七.重点活动", "七、重点活动", "重点活动", "甲。", False),
        ("七.政策落实", "七、重点活动", "政策落实情况", "", True),
    ]


def test_a_report_has_a_text_of_its_own_for_each_key() -> None:
    parts = monthly.texts_of(made_up_rows.content())
    keys = [part.key for part in parts]
    assert len(keys) == len(set(keys))
    assert keys[-2:] == ["九", "十"]
    assert [key for key in keys if key.endswith("补充说明")] == [
        f"{one}.补充说明" for one in "一二三四五六七八"
    ]
    assert all(part.generated for part in parts if not part.is_typed)
    assert not any("\ue000" in part.generated for part in parts)
    assert next(part.generated for part in parts if part.key == "一.累计情况").endswith("主要指标见表1。")
