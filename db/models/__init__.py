"""The tables, one subject per file."""

from db.models.account import FollowerSnapshot, PlatformAccount
from db.models.base import Category, CityFigure, LiveBase, RetailMonth, Setting
from db.models.brand import Brand, BrandAccount, BrandDecision, BrandStreamer
from db.models.brand_work import BrandMonth, BrandService, Support
from db.models.contract import Contract
from db.models.live import LivePresenter, LiveSession
from db.models.org import Org, OrgRole
from db.models.streamer import Streamer
from db.models.totals import MEASURES, AccountDay, MonthTotal
from db.models.trail import CodeCounter, HeaderMemory, ImportBatch, ImportRow, StatusHistory, Trail

__all__ = [
    "MEASURES",
    "AccountDay",
    "Brand",
    "BrandAccount",
    "BrandDecision",
    "BrandMonth",
    "BrandService",
    "BrandStreamer",
    "Category",
    "CityFigure",
    "CodeCounter",
    "Contract",
    "FollowerSnapshot",
    "HeaderMemory",
    "ImportBatch",
    "ImportRow",
    "LiveBase",
    "LivePresenter",
    "LiveSession",
    "MonthTotal",
    "Org",
    "OrgRole",
    "PlatformAccount",
    "RetailMonth",
    "Setting",
    "StatusHistory",
    "Streamer",
    "Support",
    "Trail",
]
