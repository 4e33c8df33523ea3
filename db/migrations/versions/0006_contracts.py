"""Contracts in full, and the checklist of a streamer's first days."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from db.migrations.shapes import ALIVE, KEY, record

revision = "0006"
down_revision = "0005"

_COLUMNS = (
    sa.Column("edition", sa.Integer(), nullable=False, server_default=sa.text("1")),
    sa.Column("platforms", sa.String(200)),
    sa.Column("exclusivity", sa.String(20)),
    sa.Column("split_mode", sa.String(20)),
    sa.Column("split", sa.String(400)),
    sa.Column("base_pay", sa.BigInteger()),
    sa.Column("penalty", sa.String(1000)),
    sa.Column("sign_method", sa.String(20)),
    sa.Column("archive_no", sa.String(40)),
    sa.Column("remind_days", sa.String(40), server_default="90,30,7"),
    sa.Column("remark", sa.String(2000)),
)
_STEPS = (
    ("信息同步", 30, False, "把面试结论、联系方式、到岗时间同步给运营、经纪、财务"),
    ("运营首次建联", 120, False, "加好友，自我介绍，说明接下来的安排"),
    ("花名册核对/补全", 180, False, "姓名、证件、手机号、平台账号、类目逐项核对"),
    ("当面建档", 240, False, "基础信息、直播核心信息、个人特质、风险排查"),
    ("服务群组建", 360, False, "主播、运营、经纪、场控进群，发群公告"),
    ("签约", 720, False, "核对证件原件，当面讲清分成、期限、违约条款"),
    ("设备交付", 1080, False, "手机、灯光、声卡、支架点交签字"),
    ("风格定位", 1440, True, "人设、赛道、对标账号、话术基调，主播确认"),
    ("视觉前置核验", 1800, True, "座椅、素颜、背景、坐姿镜头、服装、发型"),
    ("视觉调试", 2160, False, "构图、灯光、美颜参数、试镜视频"),
    ("开播培训", 2880, False, "平台规则、合规红线、流程话术、应急处理"),
    ("3分钟录屏考核", 3240, False, "录屏存档，按评分表打分"),
    ("首播筹备", 4080, False, "首播前30分钟：设备、网络、脚本、货盘、跟播人员到位"),
    ("首播跟播", 4320, False, "运营全程在场，记录问题"),
    ("首播复盘", 4380, False, "数据、话术、镜头、改进项，主播签认"),
)
"""Name, minutes after the interview was passed, 不得跳过, what it is about."""


def upgrade() -> None:
    """Widen contracts, give the known ones their history, add the checklist and its template."""
    for column in _COLUMNS:
        op.add_column("contract", column)
    key = "BIGINT" if op.get_bind().dialect.name == "postgresql" else "INTEGER"
    op.execute(f"ALTER TABLE contract ADD COLUMN previous_id {key} REFERENCES contract (id)")
    op.create_index("ix_contract_previous_id", "contract", ["previous_id"])
    op.create_index("ix_contract_org_id", "contract", ["org_id"])
    op.create_index("ix_contract_list", "contract", ["code"], **ALIVE)
    op.create_index("ix_contract_end_on", "contract", ["end_on"], **ALIVE)
    _tell_history()
    op.create_table(
        "onboarding_step",
        *record(),
        sa.Column("name", sa.String(30), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("must", sa.Boolean(), nullable=False),
        sa.Column("hint", sa.String(200)),
        sa.Column("sort", sa.Integer(), nullable=False),
    )
    op.create_table(
        "onboarding_node",
        *record(),
        sa.Column("streamer_id", KEY, sa.ForeignKey("streamer.id"), nullable=False),
        sa.Column("name", sa.String(30), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("must", sa.Boolean(), nullable=False),
        sa.Column("hint", sa.String(200)),
        sa.Column("owner", sa.String(30)),
        sa.Column("done_at", sa.DateTime()),
        sa.Column("done_by", sa.String(40)),
        sa.Column("evidence", sa.String(200)),
        sa.Column("skipped_reason", sa.String(200)),
    )
    op.create_index("ix_onboarding_node_streamer_id", "onboarding_node", ["streamer_id"])
    op.create_index("ix_onboarding_node_due_at", "onboarding_node", ["due_at"], **ALIVE)
    _seed_steps()


def _tell_history() -> None:
    """Write what the dates of the contracts known so far tell of their states."""
    into = 'INSERT INTO status_history (entity, entity_id, from_state, to_state, "on", at, by, reason) '
    since = "SELECT 'contract', id, NULL, '生效', start_on, created_at, '系统规则', '数据升级' FROM contract "
    op.execute(into + since + "WHERE status IN ('生效', '到期', '已解除')")
    broken = (
        "SELECT 'contract', id, '生效', '已解除', ended_on, created_at, '系统规则', '数据升级' FROM contract "
    )
    op.execute(into + broken + "WHERE status = '已解除'")
    later = "date(end_on, '+1 day')" if op.get_bind().dialect.name == "sqlite" else "end_on + 1"
    ended = "SELECT 'contract', id, '生效', '到期', {}, created_at, '系统规则', '数据升级' FROM contract "
    op.execute(into + ended.format(later) + "WHERE status = '到期'")
    other = "SELECT 'contract', id, NULL, status, start_on, created_at, '系统规则', '数据升级' FROM contract "
    op.execute(into + other + "WHERE status NOT IN ('生效', '到期', '已解除')")


def _seed_steps() -> None:
    """Write the template every base begins with."""
    now = datetime.now(UTC)
    steps = sa.table(
        "onboarding_step",
        *(sa.column(name) for name in ("code", "created_by", "updated_by", "name", "hint")),
        *(sa.column(name, sa.DateTime(timezone=True)) for name in ("created_at", "updated_at")),
        *(sa.column(name, sa.Integer()) for name in ("version", "minutes", "sort")),
        *(sa.column(name, sa.Boolean()) for name in ("must", "is_demo")),
    )
    carried = {"version": 1, "created_by": "", "updated_by": "", "created_at": now, "updated_at": now}
    op.bulk_insert(
        steps,
        [
            {
                **carried, "code": f"RZ-{sort:06d}", "name": name, "minutes": minutes, "must": must,
                "hint": hint, "sort": sort, "is_demo": False,
            }
            for sort, (name, minutes, must, hint) in enumerate(_STEPS, 1)
        ],
    )  # fmt: skip
    counter = sa.table("code_counter", sa.column("prefix"), sa.column("last", sa.Integer()))
    op.bulk_insert(counter, [{"prefix": "RZ", "last": len(_STEPS)}])
