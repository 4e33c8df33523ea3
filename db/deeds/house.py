"""What a base sets for itself – weights, gates, numbers, lists – changed as a moment that can be undone."""

from collections.abc import Callable, Mapping

from db.deeds.deed import Deed, named
from db.deeds.doing import to_one
from db.engine import Session
from db.models import OnboardingStep, RubricItem
from db.queries import brand_limits, declared, house_numbers, scorecards
from db.store import certifying, delete, load, onboarding
from db.undoing import as_moment


def set_weights(session: Session, wanted: Mapping[str, int]) -> Deed:
    """Keep other weights of the scorecard, as ``scorecards.set_weights`` does."""
    return _to_all(session, "修改评价权重", lambda: scorecards.set_weights(session, wanted))


def set_brand_limits(session: Session, wanted: brand_limits.BrandLimits) -> Deed:
    """Keep other thresholds of the gates of brands."""
    return _to_all(session, "修改品牌门槛", lambda: brand_limits.set_brand_limits(session, wanted))


def set_numbers(session: Session, wanted: Mapping[str, int]) -> Deed:
    """Keep other numbers of the base, as ``house_numbers.set_numbers`` does."""
    return _to_all(session, "修改业务参数", lambda: house_numbers.set_numbers(session, wanted))


def set_report(session: Session, limits: declared.Thresholds, *, is_centred: bool) -> Deed:
    """Keep other thresholds of the report, and where its page numbers stand."""

    def do() -> None:
        declared.set_thresholds(session, limits)
        declared.set_centred(session, wanted=is_centred)

    return _to_all(session, "修改统计口径和页码位置", do)


def set_training(session: Session, lesson_minutes: int, pass_mark: int) -> Deed:
    """Keep another length of a 学时, and other points that pass."""

    def do() -> None:
        declared.set_number(session, "lesson_minutes", lesson_minutes)
        declared.set_number(session, "pass_mark", pass_mark)

    return _to_all(session, "修改培训口径", do)


def delete_rubric_item(session: Session, place: int) -> Deed:
    """Delete an item of the rubric; a base without one of its own takes over that of the house first."""
    name = certifying.rubric(session)[place].name

    def do() -> None:
        certifying.adopt_rubric(session)
        key = certifying.rubric(session)[place].id or 0
        delete(session, RubricItem, key, load(session, RubricItem, key).version)

    return _to_all(session, f"删除评分项“{name}”", do)


def save_step(session: Session, values: Mapping[str, object], key: int | None) -> Deed:
    """Add a node at the end of the 入职流程 (no ``key``), or change one."""
    if key is None:
        made = onboarding.save_step(session, values)
        return Deed(f"新增{named(session, OnboardingStep, made)}", 1, key=made)
    return to_one(
        session,
        OnboardingStep,
        key,
        lambda whom: f"修改{whom}",
        lambda: onboarding.save_step(session, values, key),
    )


def shift_step(session: Session, key: int, by: int) -> Deed:
    """Move a node of the 入职流程 up (-1) or down (1)."""
    return to_one(
        session,
        OnboardingStep,
        key,
        lambda whom: f"调整{whom}的顺序",
        lambda: onboarding.shift_step(session, key, by),
    )


def _to_all(session: Session, words: str, do: Callable[[], object]) -> Deed:
    """Change what the whole base shares, as one moment."""
    with as_moment(session, words) as moment:
        do()
    return Deed(words, 1, (), moment.batch)
