"""The tables, one subject per file.

What the roster and the live results need is loaded at once; the files of the other subjects when one of their
tables is first asked for: loading them all takes longer than painting the window.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from db.models.account import FollowerSnapshot, PlatformAccount
from db.models.base import Category, LiveBase, RetailMonth, Setting
from db.models.brand import Brand, BrandAccount, BrandDecision, BrandStreamer
from db.models.campaign import Campaign, CampaignLine, CampaignParty
from db.models.contract import Contract
from db.models.live import LivePresenter, LiveSession
from db.models.org import Org
from db.models.streamer import Streamer
from db.models.totals import (
    MEASURES,
    AccountDay,
    MonthSum,
    MonthTotal,
    PresenterMonth,
    PresenterTotal,
    RefundReading,
)
from db.models.trail import CodeCounter, HeaderMemory, ImportBatch, ImportRow, StatusHistory, Trail

if TYPE_CHECKING:
    from db.models.assessment import Assessment, Certificate, RubricItem
    from db.models.attachment import Attachment, AttachmentContent
    from db.models.brand_work import BrandMonth, BrandService, Support
    from db.models.campaign_event import Agreement, CampaignEvent, EventGuest
    from db.models.city import CityFigure, CityProgramme
    from db.models.declared import BaselineValue, EmploymentMonth, Incident
    from db.models.draft import Draft
    from db.models.onboarding import OnboardingNode, OnboardingStep
    from db.models.partner import (
        Evaluation,
        IssueTicket,
        MandatoryDocument,
        Product,
        ProductCheck,
        Qualification,
    )
    from db.models.reminder import OwnReminder, ReminderMark
    from db.models.report import Report, ReportChange, ReportFile, ReportText, ReportValue
    from db.models.tidying import KeptFile, NotSame
    from db.models.training import Attendance, Course, Training

_LATER: dict[str, tuple[str, ...]] = {
    "assessment": ("Assessment", "Certificate", "RubricItem"),
    "attachment": ("Attachment", "AttachmentContent"),
    "brand_work": ("BrandMonth", "BrandService", "Support"),
    "campaign_event": ("Agreement", "CampaignEvent", "EventGuest"),
    "city": ("CityFigure", "CityProgramme"),
    "declared": ("BaselineValue", "EmploymentMonth", "Incident"),
    "draft": ("Draft",),
    "onboarding": ("OnboardingNode", "OnboardingStep"),
    "partner": ("Evaluation", "IssueTicket", "MandatoryDocument", "Product", "ProductCheck", "Qualification"),
    "reminder": ("OwnReminder", "ReminderMark"),
    "report": ("Report", "ReportChange", "ReportFile", "ReportText", "ReportValue"),
    "tidying": ("KeptFile", "NotSame"),
    "training": ("Attendance", "Course", "Training"),
}
"""File of this package → its tables, loaded when one is asked for."""
_WHERE = {name: file for file, names in _LATER.items() for name in names}

__all__ = [
    "MEASURES",
    "AccountDay",
    "Agreement",
    "Assessment",
    "Attachment",
    "AttachmentContent",
    "Attendance",
    "BaselineValue",
    "Brand",
    "BrandAccount",
    "BrandDecision",
    "BrandMonth",
    "BrandService",
    "BrandStreamer",
    "Campaign",
    "CampaignEvent",
    "CampaignLine",
    "CampaignParty",
    "Category",
    "Certificate",
    "CityFigure",
    "CityProgramme",
    "CodeCounter",
    "Contract",
    "Course",
    "Draft",
    "EmploymentMonth",
    "Evaluation",
    "EventGuest",
    "FollowerSnapshot",
    "HeaderMemory",
    "ImportBatch",
    "ImportRow",
    "Incident",
    "IssueTicket",
    "KeptFile",
    "LiveBase",
    "LivePresenter",
    "LiveSession",
    "MandatoryDocument",
    "MonthSum",
    "MonthTotal",
    "NotSame",
    "OnboardingNode",
    "OnboardingStep",
    "Org",
    "OwnReminder",
    "PlatformAccount",
    "PresenterMonth",
    "PresenterTotal",
    "Product",
    "ProductCheck",
    "Qualification",
    "RefundReading",
    "ReminderMark",
    "Report",
    "ReportChange",
    "ReportFile",
    "ReportText",
    "ReportValue",
    "RetailMonth",
    "RubricItem",
    "Setting",
    "StatusHistory",
    "Streamer",
    "Support",
    "Trail",
    "Training",
]


def __getattr__(name: str) -> Any:
    """Return a table, loading its file; AttributeError for a name that is none."""
    if name not in _WHERE:
        raise AttributeError(name)
    found = globals()[name] = getattr(import_module(f"db.models.{_WHERE[name]}"), name)
    return found


def load_all() -> None:
    """Load every table: for what has to know them all (links between records, the newest shape)."""
    for file in _LATER:
        import_module(f"db.models.{file}")
