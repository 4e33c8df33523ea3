"""Partners of the supply chain: profile, qualifications, products, tickets, evaluations."""

from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from db.migrations.shapes import ALIVE, KEY, record

revision = "0008"
down_revision = "0007"


_ROLES = (
    "供应商", "工厂", "产业带商户", "品牌方", "经销商", "商家", "物流", "仓储", "服务商", "入驻企业", "操盘团队", "MCN",
    "院校", "协会", "媒体", "政府",
)  # fmt: skip
_ORG: tuple[sa.Column[Any], ...] = (
    sa.Column("roles", sa.String(200)),
    sa.Column("region", sa.String(20)),
    sa.Column("address", sa.String(120)),
    sa.Column("is_local", sa.Boolean()),
    sa.Column("legal_rep", sa.String(30)),
    sa.Column("established_on", sa.Date()),
    sa.Column("contact", sa.String(30)),
    sa.Column("phone", sa.String(200)),
    sa.Column("phone_index", sa.String(64)),
    sa.Column("phone_tail", sa.String(4)),
    sa.Column("status", sa.String(20), nullable=False, server_default="潜在"),
    sa.Column("coop_level", sa.String(20)),
    sa.Column("signed_on", sa.Date()),
    sa.Column("reviewed_on", sa.Date()),
    sa.Column("payment_terms", sa.String(60)),
    sa.Column("deposit", sa.BigInteger()),
    sa.Column("categories", sa.String(200)),
    sa.Column("brands", sa.String(200)),
    sa.Column("capacity", sa.Integer()),
    sa.Column("least_order", sa.Integer()),
    sa.Column("lead_days", sa.Integer()),
    sa.Column("after_sale_contact", sa.String(60)),
    sa.Column("after_sale_address", sa.String(120)),
    sa.Column("return_policy", sa.String(200)),
    sa.Column("remark", sa.String(2000)),
    sa.Column("extra", sa.JSON()),
)
_TABLES: dict[str, tuple[sa.schema.SchemaItem, ...]] = {
    "mandatory_document": (
        *record(),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("role", sa.String(20)),
        sa.Column("category", sa.String(20)),
        sa.Column("instead", sa.String(20)),
    ),
    "qualification": (
        *record(),
        sa.Column("org_id", KEY, sa.ForeignKey("org.id"), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("number", sa.String(60)),
        sa.Column("issuer", sa.String(60)),
        sa.Column("issued_on", sa.Date()),
        sa.Column("valid_to", sa.Date()),
        sa.Column("scope", sa.String(200)),
        sa.Column("verified", sa.String(20), nullable=False),
        sa.Column("verified_on", sa.Date()),
        sa.Column("verified_by", sa.String(30)),
        sa.Column("remark", sa.String(2000)),
        sa.Column("extra", sa.JSON()),
    ),
    "product": (
        *record(),
        sa.Column("org_id", KEY, sa.ForeignKey("org.id"), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("category_id", KEY, sa.ForeignKey("category.id")),
        sa.Column("brand_name", sa.String(40)),
        sa.Column("sku", sa.String(60)),
        sa.Column("price", sa.BigInteger()),
        sa.Column("stock", sa.String(20)),
        sa.Column("licences", sa.String(200)),
        sa.Column("remark", sa.String(2000)),
        sa.Column("extra", sa.JSON()),
    ),
    "product_check": (
        *record(),
        sa.Column("product_id", KEY, sa.ForeignKey("product.id"), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("items", sa.String(200)),
        sa.Column("result", sa.String(20), nullable=False),
        sa.Column("checked_by", sa.String(30)),
        sa.Column("session_id", KEY, sa.ForeignKey("live_session.id")),
        sa.Column("note", sa.String(2000)),
    ),
    "issue_ticket": (
        *record(),
        sa.Column("org_id", KEY, sa.ForeignKey("org.id"), nullable=False),
        sa.Column("product_id", KEY, sa.ForeignKey("product.id")),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("source", sa.String(20)),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("description", sa.String(2000), nullable=False),
        sa.Column("blame", sa.String(20)),
        sa.Column("outcome", sa.String(2000)),
        sa.Column("closed_on", sa.Date()),
    ),
    "evaluation": (
        *record(),
        sa.Column("org_id", KEY, sa.ForeignKey("org.id"), nullable=False),
        sa.Column("period", sa.String(10), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("total", sa.Float(), nullable=False),
        sa.Column("grade", sa.String(20), nullable=False),
        sa.Column("evaluated_on", sa.Date(), nullable=False),
        sa.Column("evaluated_by", sa.String(30)),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("supplied", sa.String(200)),
        sa.Column("remark", sa.String(2000)),
    ),
}
_INDEXES: tuple[tuple[str, str, list[str], dict[str, Any]], ...] = (
    ("ix_org_list", "org", ["code"], ALIVE),
    ("ix_qualification_org", "qualification", ["org_id", "kind"], ALIVE),
    ("ix_qualification_due", "qualification", ["valid_to"], ALIVE),
    ("ix_product_org_id", "product", ["org_id"], {}),
    ("ix_product_category_id", "product", ["category_id"], {}),
    ("ix_product_check_product_id", "product_check", ["product_id"], {}),
    ("ix_product_check_session_id", "product_check", ["session_id"], {}),
    ("ix_issue_ticket_org", "issue_ticket", ["org_id", "opened_on"], ALIVE),
    ("ix_issue_ticket_product_id", "issue_ticket", ["product_id"], {}),
    ("uq_evaluation_org_id_period", "evaluation", ["org_id", "period"], {"unique": True, **ALIVE}),
)
_MANDATORY = (
    ("营业执照", None, None, None),
    ("食品经营许可证", None, "食品", "食品生产许可证"),
    ("食品经营许可证", None, "零食", "食品生产许可证"),
    ("食品经营许可证", None, "粮油", "食品生产许可证"),
    ("食品经营许可证", None, "酒水", "食品生产许可证"),
    ("商标授权书", "经销商", None, "品牌授权链"),
)


def upgrade() -> None:
    """Add the tables, the profile of a partner, and carry the roles over."""
    for column in _ORG:
        op.add_column("org", column)
    for table, columns in _TABLES.items():
        op.create_table(table, *columns)
    for name, table, fields, options in _INDEXES:
        op.create_index(name, table, fields, **options)
    _carry_roles()
    _begin_histories()
    _ask_for_documents()


def _carry_roles() -> None:
    """Write the roles of each organisation beside it, in their order, and drop the table they were kept in."""
    connection = op.get_bind()
    held: defaultdict[int, set[str]] = defaultdict(set)
    for org, role in connection.execute(sa.text("SELECT org_id, role FROM org_role")):
        held[org].add(role)
    told = [
        {"org": org, "roles": "、".join(filter(roles.__contains__, _ROLES))} for org, roles in held.items()
    ]
    if told:
        connection.execute(sa.text("UPDATE org SET roles = :roles WHERE id = :org"), told)
    op.drop_table("org_role")


def _begin_histories() -> None:
    """Let every organisation be 潜在 from the start, one that may be brought back too: nothing was said before."""
    op.execute(
        sa.text(
            "INSERT INTO status_history (entity, entity_id, to_state, at, by, is_override) "
            "SELECT 'org', id, '潜在', created_at, created_by, false FROM org ORDER BY id"
        )
    )


def _ask_for_documents() -> None:
    """Name the documents partners are asked for; a base changes them as it likes."""
    table = sa.table("mandatory_document", *(sa.column(each.name, each.type) for each in _columns()))
    moment = datetime.now(UTC)
    rows = [
        {
            "code": f"BB-{number:06d}", "created_at": moment, "created_by": "", "updated_at": moment,
            "updated_by": "", "is_demo": False, "kind": kind, "role": role, "category": category, "instead": instead,
        }
        for number, (kind, role, category, instead) in enumerate(_MANDATORY, 1)
    ]  # fmt: skip
    op.bulk_insert(table, rows)
    counter = sa.table("code_counter", sa.column("prefix", sa.String), sa.column("last", sa.BigInteger))
    op.bulk_insert(counter, [{"prefix": "BB", "last": len(rows)}])


def _columns() -> list[sa.Column[Any]]:
    """Return the columns of the table of mandatory documents."""
    return [each for each in _TABLES["mandatory_document"] if isinstance(each, sa.Column)]
