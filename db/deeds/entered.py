"""What a user enters at a record that is no field of it: who presented, who follows, who came, for whom."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from db import trail
from db.deeds.deed import Deed
from db.deeds.doing import to_one
from db.engine import Session
from db.lifecycle.brands import refuse
from db.models import Brand, Campaign, CampaignLine, LiveSession, PlatformAccount, Training
from db.models.brand_words import Decision
from db.models.campaign_words import LineKind
from db.models.training_words import Present
from db.queries.tables import table_of
from db.queries.training import roll
from db.store import delete, record_followers, set_presenters
from db.store.certifying import issue
from db.store.ordering import place_lines
from db.store.reading import row_of
from db.store.signing import enrol, finish_signing, sign


def present(session: Session, live: int, version: int, shares: Mapping[int, int | None]) -> Deed:
    """Let these people have presented a session, as ``store.set_presenters`` does."""
    return to_one(
        session,
        LiveSession,
        live,
        lambda whom: f"修改{whom}的出镜主播",
        lambda: set_presenters(session, live, version, shares),
    )


def count_followers(session: Session, account: int, on: date, followers: int) -> Deed:
    """Keep an account's followers of a day, as ``store.record_followers`` does."""
    return to_one(
        session,
        PlatformAccount,
        account,
        lambda whom: f"登记{whom}的粉丝数",
        lambda: record_followers(session, account, on, followers),
    )


def enrol_all(session: Session, training: int, people: Sequence[int]) -> Deed:
    """Put people on the roll of a training; ``done`` counts those who were not on it before."""
    there = {line.streamer_id for line in roll(session, training).lines}
    fresh = [who for who in dict.fromkeys(people) if who not in there]

    def do() -> None:
        if enrol(session, training, fresh):
            _tell_roll(session, training, "批量报名", len(fresh))

    return to_one(
        session, Training, training, lambda whom: f"给{whom}报名 {len(fresh):,} 人", do, lambda: len(fresh)
    )


def mark_absent(session: Session, training: int) -> Deed:
    """Mark everybody on the roll of a training who has no state yet as 缺席; ``done`` counts them."""
    waiting = [line.streamer_id for line in roll(session, training).lines if line.present is None]

    def do() -> None:
        for who in waiting:
            sign(session, training, who, Present.ABSENT)
        if waiting:
            _tell_roll(session, training, "其余记为缺席", len(waiting))

    return to_one(
        session,
        Training,
        training,
        lambda whom: f"把{whom}的 {len(waiting):,} 人记为缺席",
        do,
        lambda: len(waiting),
    )


def finish_sign_in(session: Session, training: int) -> Deed:
    """完成签到, as ``signing.finish_signing`` does; ``done`` is 0 where that was done before."""
    moved: list[bool] = []

    def do() -> None:
        moved.append(finish_signing(session, training))

    return to_one(session, Training, training, lambda whom: f"完成{whom}的签到", do, lambda: sum(moved))


def issue_all(session: Session, training: int) -> tuple[Deed, list[int]]:
    """Issue 结业证 to everybody who finished a training, as ``issue`` does; return the keys too."""
    made: list[int] = []
    deed = to_one(
        session,
        Training,
        training,
        lambda whom: f"签发{whom}的 {len(made):,} 张结业证",
        lambda: made.extend(issue(session, training)),
        lambda: len(made),
    )
    return deed, made


def change_people(session: Session, brand: int, change: Callable[[], object]) -> Deed:
    """Add or take away who goes live for a brand, or where."""
    return to_one(session, Brand, brand, lambda whom: f"修改{whom}的主播与账号", change)


def refuse_stage(
    session: Session, brand: int, to: str, reason: str, decision: Decision, on: date | None = None
) -> Deed:
    """Record that a brand is not let into a stage (驳回), or told to wait (暂缓), as ``refuse`` does."""
    return to_one(
        session,
        Brand,
        brand,
        lambda whom: f"驳回{whom}进入“{to}”" if decision is Decision.REFUSED else f"暂缓{whom}进入“{to}”",
        lambda: refuse(session, brand, to, reason, decision, on),
    )


def delete_line(session: Session, campaign: int, line: int) -> Deed:
    """Delete a theme, venue or content of a campaign."""
    row = row_of(session, CampaignLine, line)

    def do() -> None:
        delete(session, CampaignLine, line, row["version"])
        told: trail.Changes = {"line": [row["text"], None]}
        trail.record(session, "删除条目", table_of(Campaign).name, campaign, told)

    return to_one(session, Campaign, campaign, lambda whom: f"删除{whom}的{row['kind']}“{row['text']}”", do)


def order_lines(session: Session, campaign: int, kind: LineKind, keys: list[int]) -> Deed:
    """Bring the themes, venues or contents of a campaign into another order."""
    return to_one(
        session,
        Campaign,
        campaign,
        lambda whom: f"重新排列{whom}的{kind}",
        lambda: place_lines(session, campaign, kind, keys),
    )


def _tell_roll(session: Session, training: int, action: str, people: int) -> None:
    """Tell in the history of a training what was done to several on its roll."""
    told: trail.Changes = {"people": [None, str(people)]}
    trail.record(session, action, table_of(Training).name, training, told)
