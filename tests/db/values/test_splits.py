"""分成约定: a rate or tiers, as people write them, kept one way."""

import pytest

from db.errors import BadValue
from db.values import Kind, read
from db.values.splits import Tier, read_tiers

_WAN = 1_000_000


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("30%", "30%"),
        ("３０％", "30%"),
        ("33.5%分成", "33.5%"),
        ("10万元以下 30%；10万元以上 40%", "10万元以下 30%；10万元以上 40%"),
        ("0-10万:30%,10-50万 35%,50万以上 40%", "10万元以下 30%；10万元至50万元 35%；50万元以上 40%"),
        ("10w以下30%\n10w-50w 35%\n50w以上40%", "10万元以下 30%；10万元至50万元 35%；50万元以上 40%"),
        ("不足8500元 20%；超过8500元 25%", "8500元以下 20%；8500元以上 25%"),
        ("100,000元以下 30%；100000元以上 35%", "10万元以下 30%；10万元以上 35%"),
    ],
)
def test_a_share_is_kept_one_way_and_read_again_as_it_was(raw: str, kept: str) -> None:
    assert read(Kind.SPLIT, raw) == (kept, "")
    assert read(Kind.SPLIT, kept) == (kept, "")


@pytest.mark.parametrize(
    ("raw", "kept"), [(0.3, "30%"), (0.125, "12.5%"), (30.0, "30%"), ("0.4", "40%"), (1, "100%")]
)
def test_a_bare_number_is_a_rate_with_a_remark(raw: object, kept: str) -> None:
    assert read(Kind.SPLIT, raw) == (kept, f"没有写 %，按 {kept} 记，请核对")  # type: ignore[arg-type]


def test_tiers_are_whole_numbers() -> None:
    assert read_tiers("10万以下 30%；10-50万 33.35%；50万以上 40%") == (
        Tier(0, 10 * _WAN, 3000),
        Tier(10 * _WAN, 50 * _WAN, 3335),
        Tier(50 * _WAN, None, 4000),
    )


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("三七开", "缺少分成比例"),
        ("10万以下 30%", "10万元 以上的分成没有约定"),
        ("10万以下 30%；20万以上 40%", "下一档须从 10万元 开始"),
        ("5万以上 40%", "第一档须从 0 开始"),
        ("30%；40%", "不封顶的一档须放在最后"),
        ("10万至5万 30%", "第一档须从 0 开始"),
        ("0-10万 30%；10万-10万 35%；10万以上 40%", "止须大于起"),
        ("0%", "须在 0 至 100% 之间"),
        ("130%", "须在 0 至 100% 之间"),
        ("看情况 30%", "看不懂"),
    ],
)
def test_a_share_that_does_not_hold_together_says_how_to_write_it(raw: str, words: str) -> None:
    with pytest.raises(BadValue, match=words):
        read(Kind.SPLIT, raw)
