"""What became of the records a batch touched: how many of each table, and where the window lists them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Table, exists, func, or_, select

from db.engine import Session
from db.models import ImportBatch, ImportRow, load_all
from db.queries.lists import BATCH
from db.queries.tables import table_of
from db.record import metadata

WORDS: Mapping[str, str] = {
    "streamer": "主播",
    "platform_account": "平台账号",
    "org": "机构",
    "live_session": "直播场次",
    "live_presenter": "出镜主播",
    "account_day": "账号日数据",
    "follower_snapshot": "粉丝数",
    "contract": "合同",
    "course": "课程",
    "training": "培训场次",
    "attendance": "培训签到",
    "assessment": "考核",
    "certificate": "证书",
    "brand": "品牌",
    "brand_month": "品牌月度数据",
    "brand_service": "品牌服务记录",
    "brand_streamer": "品牌主播",
    "brand_account": "品牌账号",
    "support": "扶持记录",
    "qualification": "资质",
    "product": "产品",
    "product_check": "选品核验",
    "issue_ticket": "工单",
    "evaluation": "评价",
    "campaign": "活动",
    "campaign_event": "大事",
    "campaign_line": "主题、场景、内容",
    "campaign_party": "参与方",
    "event_guest": "嘉宾",
    "agreement": "协议",
    "city_figure": "城市数据",
    "city_programme": "计划与理念",
    "incident": "安全与合规事件",
    "employment_month": "就业情况",
    "retail_month": "网络零售额",
    "baseline_value": "历史数据",
    "onboarding_node": "入职节点",
    "onboarding_step": "入职流程节点",
    "mandatory_document": "必备资质",
    "rubric_item": "评分项",
    "live_base": "直播基地",
    "report": "月报",
    "category": "主营类目",
    "status_history": "状态历史",
    "attachment": "附件",
    "reminder_mark": "提醒处理",
    "own_reminder": "自建提醒",
    "setting": "设置",
    "brand_decision": "门槛决定",
}
"""What the rows of a table are called, of every table an import or a merge may touch."""

LISTS: Mapping[str, tuple[str, str]] = {
    "streamer": ("streamers", "streamers"),
    "contract": ("streamers", "contracts"),
    "live_session": ("lives", ""),
    "training": ("trainings", "sessions"),
    "course": ("trainings", "courses"),
    "certificate": ("trainings", "certificates"),
    "org": ("partners", "companies"),
    "qualification": ("partners", "qualifications"),
    "product": ("partners", "products"),
    "product_check": ("partners", "product_checks"),
    "issue_ticket": ("partners", "tickets"),
    "evaluation": ("partners", "evaluations"),
    "brand": ("brands", "list"),
    "support": ("brands", "supports"),
    "brand_service": ("brands", "services"),
    "brand_month": ("brands", "metrics"),
    "campaign": ("campaigns", "campaign_list"),
    "campaign_event": ("campaigns", "campaign_events"),
    "agreement": ("campaigns", "agreements"),
    "city_figure": ("campaigns", "city_figures"),
    "city_programme": ("campaigns", "city_programmes"),
}
"""Table → page of the window and its part that list the records of it."""

_LARGE: Mapping[str, tuple[str, ...]] = {
    "live_session": ("lives",),
    "account_day": ("lives", "refunds"),
    "follower_snapshot": ("streamers", "followers"),
}
"""Tables of millions of rows → the kinds of sheets that add to them: nobody else looks through them."""
_TURNS = "status_history"
"""What tells of the turns of other rows is not counted beside them."""
_ROWS, _BATCHES = table_of(ImportRow), table_of(ImportBatch)


@dataclass(frozen=True, slots=True)
class Touched:
    """How many rows of a table a batch added, and are still there, and how many it changed.

    ``word`` is what they are called. ``page`` and ``filters`` lead to the list of them; ``page`` is "" for
    rows no list of the window shows.
    """

    entity: str
    word: str
    added: int
    changed: int
    page: str = ""
    filters: tuple[tuple[str, object], ...] = ()


def touched(session: Session, batch: int) -> tuple[Touched, ...]:
    """Return what a batch touched, most rows first; of one that was taken back what it added and stays."""
    asked = select(_BATCHES.c.kind, _BATCHES.c.undone_at).where(_BATCHES.c.id == batch)
    known = session.execute(asked).first()
    if known is None:
        return ()
    added = _added(session, batch, known.kind)
    changed = Counter[str]() if known.undone_at else _changed(session, batch, added)
    found = [_touched(batch, entity, added[entity], changed[entity]) for entity in WORDS if entity != _TURNS]
    return tuple(sorted((one for one in found if one.added or one.changed), key=_size))


def _changed(session: Session, batch: int, added: Counter[str]) -> Counter[str]:
    """Return how many rows of each table a batch changed; what images tell to be new goes to ``added``."""
    changed = Counter[str]()
    images = select(_ROWS.c.entity, _ROWS.c.before.is_(None), func.count(_ROWS.c.entity_id.distinct()))
    images = images.where(_ROWS.c.batch_id == batch).group_by(_ROWS.c.entity, _ROWS.c.before.is_(None))
    for entity, is_new, count in session.execute(images).all():
        if is_new and entity not in added:
            added[entity] = count
        elif not is_new and entity in WORDS:
            changed[entity] = _known_before(session, batch, metadata.tables[entity])
    return changed


def _known_before(session: Session, batch: int, table: Table) -> int:
    """Return how many rows that were there before a batch it changed, those deleted since left out."""
    here = [table.c.id == _ROWS.c.entity_id]
    if "deleted_at" in table.c:
        here.append(table.c.deleted_at.is_(None))
    if "batch_id" in table.c:
        here.append(or_(table.c.batch_id.is_(None), table.c.batch_id != batch))
    asked = select(func.count(_ROWS.c.entity_id.distinct())).where(
        _ROWS.c.batch_id == batch,
        _ROWS.c.entity == table.name,
        _ROWS.c.before.is_not(None),
        exists().where(*here),
    )
    return session.scalar(asked) or 0


def _added(session: Session, batch: int, kind: str) -> Counter[str]:
    """Return how many living rows of each table carry the batch of a kind that added them."""
    counts = Counter[str]()
    load_all()
    for name in WORDS:
        table = metadata.tables[name]
        if "batch_id" in table.c and kind in _LARGE.get(name, (kind,)):
            alive: list[ColumnElement[bool]] = [table.c.batch_id == batch]
            if "deleted_at" in table.c:
                alive.append(table.c.deleted_at.is_(None))
            counts[name] = session.scalar(select(func.count()).select_from(table).where(*alive)) or 0
    return +counts


def _touched(batch: int, entity: str, added: int, changed: int) -> Touched:
    """Return what was touched of one table, with the way to it."""
    page, part = LISTS.get(entity, ("", ""))
    filters = (("part", part),) if part else ()
    return Touched(entity, WORDS[entity], added, changed, page, (*filters, (BATCH, batch)) if page else ())


def _size(one: Touched) -> int:
    """Return what sorts the most rows to the front."""
    return -(one.added + one.changed)
