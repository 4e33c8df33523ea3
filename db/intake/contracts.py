"""合同台账: a line is one contract of one streamer."""

from db.intake.cleaning import read_contract_end
from db.intake.declared import Declared, Link, declared
from db.models import Contract

CONTRACTS = declared(
    Declared(
        name="contracts",
        title="合同台账",
        noun="合同",
        model=Contract,
        keys=(("streamer_id", "start_on", "kind"),),
        links=(Link("org_id", makes=True),),
        dated={"end_on": read_contract_end},
    )
)
