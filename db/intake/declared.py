"""A kind of sheet whose lines are records of one model, made from a declaration.

What a subject writes (``db/intake/contracts.py``), and one line in ``db.intake``::

    CONTRACTS = declared(
        Declared(
            name="contracts",  # as the command line knows it
            title="合同台账",  # name of the sheet, the template and the choice in the wizard
            noun="合同",  # 合同编号 heads the column of codes
            model=Contract,  # columns, checks, choices, limits, links follow from its fields
            keys=(("streamer_id", "start_on", "kind"),),  # found by these when there is no code
            links=(Link("org_id", makes=True),),  # a 机构 the base does not have is added
        )
    )

Every link among the fields is found by name or code (organisations also without their legal suffix and by
credit code, streamers also by 主播编号 and phone); a name that fits several records is refused with their
codes. Lines are read, put together when they are one record, held to ``db.checks`` as whole records, and
compared with the base: an empty cell erases only, and what was typed by hand gives way only, where the user
wants it. Saving writes in bulk, with ImportRow and StatusHistory, so that the batch can be undone. The export
has the same columns and changes nothing when it is taken in again.

Hooks get a ``Review`` (``review.items``, ``review.refuse(item, sentence, column)``, ``review.warn``)::

    def _fill(review: Review) -> None:
        for item in review.items:
            if (start := item.values.get("start_at")) is not None:
                item.values["month"] = month_of(start)

    Declared(…, complete=_fill, faults=_overlaps, follow=_finish_trainings)
"""

from functools import partial

from db.engine import Session
from db.imports import Checked, SheetKind
from db.intake.declared_checks import judge
from db.intake.declared_columns import anchors_for, columns_for, fields_but
from db.intake.declared_export import lines as export_lines
from db.intake.declared_items import Declared, Item, Link, Review, Written
from db.intake.declared_lines import ItemReader, choose
from db.intake.declared_match import match
from db.intake.declared_saving import save
from db.intake.lines import STRIDE, Lines
from db.steps import Step

__all__ = ["Declared", "Item", "Link", "Review", "Written", "declared", "fields_but"]


def declared(kind: Declared) -> SheetKind:
    """Return the kind of sheet a declaration describes."""
    columns = columns_for(kind)
    return SheetKind(
        kind.name,
        kind.title,
        columns,
        kind.ask,
        partial(check, kind),
        partial(save, kind),
        partial(export_lines, kind),
        kind.model,
        kind.anchors or anchors_for(columns),
    )


def check(kind: Declared, session: Session, checked: Checked, step: Step) -> None:
    """Read and check the lines of a declared kind; ``checked.good`` becomes the items that may be saved."""
    lines = checked.lines = Lines(checked)
    lines.read(partial(choose, kind), step)
    if not checked.kind.keeps_extra:
        lines.tell_unknown()
    reader, review = ItemReader(kind, session, lines), Review(kind, session, lines)
    for line in lines.good():
        if line % STRIDE == 0:
            step(len(lines) + line // 2, 2 * len(lines))
        review.items.append(reader.item(line))
    kind.complete(review)
    review.drop_refused()
    match(review)
    judge(review, step)
    checked.good = review.items
    lines.finish()
