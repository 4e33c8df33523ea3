"""Figures as a paper prints them: what is compared, the number, the unit."""

from decimal import Decimal

import pytest

from db.values.as_written import Comparator, Written, read_as_written

FIGURES = (
    # the published figures of the city
    ("超过1.5万名", "超", 15_000, "名"),
    ("300余位", "余", 300, "位"),
    ("20多家", "多", 20, "家"),
    ("超15万人", "超", 150_000, "人"),
    ("25%以上", "以上", 25, "%"),
    ("稳居全国第一", "第N", 1, ""),
    ("超过杭州和广州", "超", None, ""),
    ("2022年 扶持出500个快品牌", "=", 500, "个"),
    ("230亿", "=", 23_000_000_000, ""),
    ("亿级", "无", None, ""),
    ("电商之都", "无", None, ""),
    ("北方最大的短视频直播电商基地", "无", None, ""),
    ("近百位", "近", 100, "位"),
    ("超过600名", "超", 600, "名"),
    ("3000万元", "=", 30_000_000, "元"),
    # others as people write them
    ("1418.1亿元", "=", 141_810_000_000, "元"),
    ("约 3,000 人次", "约", 3000, "人次"),
    ("１２０家", "=", 120, "家"),
    ("300余万件", "余", 3_000_000, "件"),
    ("20多万人", "多", 200_000, "人"),
    ("百余位", "余", 100, "位"),
    ("十几家", "余", 10, "家"),
    ("三百二十场", "=", 320, "场"),
    ("500人左右", "约", 500, "人"),
    ("10场以内", "以下", 10, "场"),
    ("不足50人", "以下", 50, "人"),
    ("不少于20名", "以上", 20, "名"),
    ("上百家", "以上", 100, "家"),
    ("上万人", "以上", 10_000, "人"),
    ("近亿元", "近", 100_000_000, "元"),
    ("逾8亿件", "超", 800_000_000, "件"),
    ("全省第3位", "第N", 3, "位"),
    ("第十二名", "第N", 12, "名"),
    ("2019年", "无", None, ""),
    ("2021年10月", "无", None, ""),
    ("20至30家", "无", None, ""),
    ("20-30家", "无", None, ""),
    ("数百名", "无", None, ""),
    ("成百上千个品牌", "无", None, ""),
    ("一站式服务", "无", None, ""),
    ("快赞百城", "无", None, ""),
    ("不到10%", "以下", 10, "%"),
    ("", "无", None, ""),
)


@pytest.mark.parametrize(("text", "comparator", "value", "unit"), FIGURES, ids=[row[0] for row in FIGURES])
def test_a_figure_is_read_as_it_is_meant(text: str, comparator: str, value: int | None, unit: str) -> None:
    number = None if value is None else Decimal(value)
    assert read_as_written(text) == Written(Comparator(comparator), number, unit)


def test_every_comparator_of_a_printed_figure_is_met() -> None:
    assert {row[1] for row in FIGURES} == set(Comparator)
