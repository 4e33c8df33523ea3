"""The tables, one subject per file."""

from db.models.account import FollowerSnapshot, PlatformAccount
from db.models.assessment import Assessment, Certificate, RubricItem
from db.models.attachment import Attachment, AttachmentContent
from db.models.base import Category, LiveBase, RetailMonth, Setting
from db.models.brand import Brand, BrandAccount, BrandDecision, BrandStreamer
from db.models.brand_work import BrandMonth, BrandService, Support
from db.models.campaign import Campaign, CampaignLine, CampaignParty
from db.models.campaign_event import Agreement, CampaignEvent, EventGuest
from db.models.city import CityFigure, CityProgramme
from db.models.contract import Contract
from db.models.live import LivePresenter, LiveSession
from db.models.onboarding import OnboardingNode, OnboardingStep
from db.models.org import Org
from db.models.partner import Evaluation, IssueTicket, MandatoryDocument, Product, ProductCheck, Qualification
from db.models.reminder import ReminderMark
from db.models.streamer import Streamer
from db.models.totals import MEASURES, AccountDay, MonthTotal
from db.models.trail import CodeCounter, HeaderMemory, ImportBatch, ImportRow, StatusHistory, Trail
from db.models.training import Attendance, Course, Training

__all__ = [
    "MEASURES",
    "AccountDay",
    "Agreement",
    "Assessment",
    "Attachment",
    "AttachmentContent",
    "Attendance",
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
    "Evaluation",
    "EventGuest",
    "FollowerSnapshot",
    "HeaderMemory",
    "ImportBatch",
    "ImportRow",
    "IssueTicket",
    "LiveBase",
    "LivePresenter",
    "LiveSession",
    "MandatoryDocument",
    "MonthTotal",
    "OnboardingNode",
    "OnboardingStep",
    "Org",
    "PlatformAccount",
    "Product",
    "ProductCheck",
    "Qualification",
    "ReminderMark",
    "RetailMonth",
    "RubricItem",
    "Setting",
    "StatusHistory",
    "Streamer",
    "Support",
    "Trail",
    "Training",
]
