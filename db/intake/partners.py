"""合作企业名单, and what hangs on companies: 资质台账, 产品清单, 选品核验记录, 工单台账."""

from db.intake.cleaning import read_contract_end
from db.intake.declared import Declared, Item, Link, Review, declared
from db.intake.side_notes import keep_note, phones_besides
from db.models import IssueTicket, Org, Product, ProductCheck, Qualification
from db.models.partner_words import PartnerState
from db.models.words import OrgRoleKind
from db.queries.partners import WORKING, is_partner

OTHER_CODE = "库中同名企业 {} 的统一社会信用代码是 {}，请核对；确为两家企业请在页面新增"
NO_PAPERS = "按名单记为“{}”；资质请随后导入资质台账，缺必备资质的会在列表中标出"


def _first(_item: Item) -> dict[str, object]:
    """Let a company whose sheet says nothing of it be a supplier."""
    return {"roles": OrgRoleKind.SUPPLIER.value}


def _faults(review: Review) -> None:
    """Refuse a company that only shares its name with one of the base; tell of states taken on trust."""
    notes = phones_besides(review.lines)
    for item in review.items:
        keep_note(review.lines, item, "；".join(notes[line] for line in item.lines if line in notes))
        code, row = item.values.get("credit_code"), item.known
        if row is not None and code and row["credit_code"] and row["credit_code"] != code:
            review.refuse(item, OTHER_CODE.format(row["code"], row["credit_code"]), "credit_code")
        if row is not None and not row["roles"] and not item.values.get("roles"):
            item.values["roles"] = OrgRoleKind.SUPPLIER.value  # it was only named so far, by another sheet
        state = item.values.get("status")
        if row is None and state in WORKING:
            review.warn_once(item, NO_PAPERS.format(PartnerState(str(state)).value), "status", NO_PAPERS)


PARTNERS = declared(
    Declared(
        name="partners",
        title="合作企业名单",
        noun="企业",
        model=Org,
        keys=(("credit_code",), ("name",)),
        anchors=(("name", "code"), ("credit_code", "roles", "legal_rep", "categories", "status", "region")),
        fixed=("status",),
        first=_first,
        faults=_faults,
        scope=is_partner(),
    )
)
QUALIFICATIONS = declared(
    Declared(
        name="qualifications",
        title="资质台账",
        noun="资质",
        model=Qualification,
        keys=(("org_id", "kind", "number"), ("org_id", "kind", "number?", "valid_to?")),
        anchors=(("org_id", "org_id.credit_code", "code"), ("kind", "code")),
        dated={"valid_to": read_contract_end},
    )
)
PRODUCTS = declared(
    Declared(
        name="products",
        title="产品清单",
        noun="产品",
        model=Product,
        keys=(("org_id", "name", "sku?"),),
        links=(Link("category_id", makes=True),),
    )
)
CHECKS = declared(
    Declared(
        name="checks",
        title="选品核验记录",
        noun="核验",
        model=ProductCheck,
        keys=(("product_id", "checked_on", "items?"),),
        anchors=(("product_id", "code"), ("items", "result", "code")),
    )
)
TICKETS = declared(
    Declared(
        name="tickets",
        title="工单台账",
        noun="工单",
        model=IssueTicket,
        keys=(("org_id", "opened_on", "kind", "description"),),
        anchors=(("org_id", "org_id.credit_code", "code"), ("description", "code"), ("kind", "code")),
    )
)
