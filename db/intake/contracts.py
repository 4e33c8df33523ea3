"""合同台账: a line is one contract of one streamer, told by name, code or phone."""

from collections import defaultdict

from db.columns import column
from db.intake.cleaning import read_contract_end
from db.intake.declared import Declared, Link, Review, declared
from db.models import Contract
from db.queries.contracts import NOT_BINDING, Exclusive, clashes_among, exclusive
from db.store.contracts import contract_faults_in

_START = column(Contract, "start_on").label


def _faults(review: Review) -> None:
    """Refuse terms that stand already, chains that are none, and exclusive contracts that overlap.

    They are held against the base, then against the earlier lines of the file.
    """
    earlier: defaultdict[int, list[Exclusive]] = defaultdict(list)
    for item in review.items:
        values = review.whole[item]
        wrong = list(contract_faults_in(review.session, values, item.id))
        for fault in wrong:
            review.refuse_for(item, fault)
        here = exclusive(values, item.id, f"{review.lines.place(item.lines[0])}的合同")
        if wrong or here is None or values["status"] in NOT_BINDING:
            continue
        for sentence in clashes_among(here, earlier[here.streamer_id]):
            review.refuse(item, sentence, _START)
        earlier[here.streamer_id].append(here)


CONTRACTS = declared(
    Declared(
        name="contracts",
        title="合同台账",
        noun="合同",
        model=Contract,
        keys=(("streamer_id", "start_on", "kind"),),
        links=(Link("org_id", makes=True),),
        dated={"end_on": read_contract_end},
        faults=_faults,
    )
)
