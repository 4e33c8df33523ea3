"""Courses, training sessions, who came, assessments, certificates."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from db.migrations.shapes import ALIVE, KEY, record

revision = "0007"
down_revision = "0006"


_TABLES: dict[str, tuple[sa.schema.SchemaItem, ...]] = {
    "course": (
        *record(),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("category", sa.String(20)),
        sa.Column("level", sa.String(20)),
        sa.Column("credit", sa.Integer()),
        sa.Column("is_mandatory", sa.Boolean(), nullable=False),
        sa.Column("syllabus", sa.String(2000)),
        sa.Column("remark", sa.String(2000)),
    ),
    "training": (
        *record(),
        sa.Column("title", sa.String(100), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("course_id", KEY, sa.ForeignKey("course.id")),
        sa.Column("category", sa.String(20)),
        sa.Column("start_at", sa.DateTime(), nullable=False),
        sa.Column("end_at", sa.DateTime()),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("credit", sa.Integer()),
        sa.Column("trainer", sa.String(60)),
        sa.Column("place", sa.String(100)),
        sa.Column("place_kind", sa.String(20)),
        sa.Column("trainer_id", KEY, sa.ForeignKey("streamer.id")),
        sa.Column("trainer_org_id", KEY, sa.ForeignKey("org.id")),
        sa.Column("host_org_id", KEY, sa.ForeignKey("org.id")),
        sa.Column("plan_count", sa.Integer()),
        sa.Column("capacity", sa.Integer()),
        sa.Column("cost", sa.BigInteger()),
        sa.Column("funding", sa.String(20)),
        sa.Column("is_public_event", sa.Boolean(), nullable=False),
        sa.Column("event_kind", sa.String(20)),
        sa.Column("feedback", sa.String(2000)),
        sa.Column("remark", sa.String(2000)),
        sa.Column("extra", sa.JSON()),
    ),
    "attendance": (
        *record(),
        sa.Column("training_id", KEY, sa.ForeignKey("training.id"), nullable=False),
        sa.Column("streamer_id", KEY, sa.ForeignKey("streamer.id"), nullable=False),
        sa.Column("is_planned", sa.Boolean(), nullable=False),
        sa.Column("present", sa.String(20)),
        sa.Column("minutes", sa.Integer()),
        sa.Column("method", sa.String(20)),
        sa.Column("signed_at", sa.DateTime()),
        sa.Column("satisfaction", sa.Integer()),
        sa.Column("remark", sa.String(200)),
        sa.Column("extra", sa.JSON()),
    ),
    "assessment": (
        *record(),
        sa.Column("streamer_id", KEY, sa.ForeignKey("streamer.id"), nullable=False),
        sa.Column("training_id", KEY, sa.ForeignKey("training.id")),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("rubric", sa.JSON()),
        sa.Column("total", sa.Float()),
        sa.Column("result", sa.String(20)),
        sa.Column("assessor", sa.String(30)),
        sa.Column("retake_of", KEY, sa.ForeignKey("assessment.id")),
        sa.Column("remark", sa.String(2000)),
    ),
    "rubric_item": (
        *record(),
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("full", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
    ),
    "certificate": (
        *record(),
        sa.Column("streamer_id", KEY, sa.ForeignKey("streamer.id"), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("level", sa.String(20)),
        sa.Column("number", sa.String(60)),
        sa.Column("issuer", sa.String(60)),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date()),
        sa.Column("training_id", KEY, sa.ForeignKey("training.id")),
        sa.Column("credit", sa.Integer()),
        sa.Column("remark", sa.String(2000)),
    ),
}
_INDEXES: tuple[tuple[str, str, list[str], dict[str, Any]], ...] = (
    ("uq_course_name", "course", ["name"], {"unique": True, **ALIVE}),
    ("ix_training_list", "training", ["month", "start_at"], {}),
    ("ix_training_start", "training", ["start_at"], ALIVE),
    ("ix_training_course_id", "training", ["course_id"], {}),
    ("ix_training_trainer_id", "training", ["trainer_id"], {}),
    ("ix_training_trainer_org_id", "training", ["trainer_org_id"], {}),
    ("ix_training_host_org_id", "training", ["host_org_id"], {}),
    (
        "uq_attendance_training_id_streamer_id",
        "attendance",
        ["training_id", "streamer_id"],
        {"unique": True, **ALIVE},
    ),
    ("ix_attendance_training_id", "attendance", ["training_id"], {}),
    ("ix_attendance_streamer_id", "attendance", ["streamer_id"], {}),
    ("ix_assessment_streamer_id", "assessment", ["streamer_id"], {}),
    ("ix_assessment_training_id", "assessment", ["training_id"], {}),
    ("uq_rubric_item_name", "rubric_item", ["name"], {"unique": True, **ALIVE}),
    ("ix_certificate_streamer_id", "certificate", ["streamer_id"], {}),
    ("ix_certificate_training_id", "certificate", ["training_id"], {}),
    ("ix_certificate_number", "certificate", ["number"], {}),
)


def upgrade() -> None:
    """Make the tables of training."""
    for table, columns in _TABLES.items():
        op.create_table(table, *columns)
    for name, table, fields, options in _INDEXES:
        op.create_index(name, table, fields, **options)
