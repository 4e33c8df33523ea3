"""合同台账: a line is one contract of one streamer."""

from db.intake.cleaning import read_contract_end
from db.intake.declared import Declared, Link, declared, fields_but
from db.models import Contract

CONTRACTS = declared(
    Declared(
        name="contracts",
        title="合同台账",
        noun="合同",
        model=Contract,
        keys=(("streamer_id", "start_on", "kind"),),
        columns=fields_but(Contract, "previous_id"),
        links=(Link("org_id", makes=True),),
        dated={"end_on": read_contract_end},
    )
)
