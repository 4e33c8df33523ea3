"""Which words of the trade are shown as a badge, and in which tone."""

from db.models.brand_words import BrandStage
from db.models.campaign_words import CampaignState
from db.models.partner_words import CheckResult, DocumentCheck, Papers, PartnerState, TicketState
from db.models.training_words import Present, TrainingState, Verdict
from db.models.words import AccountState, ContractState, DataStage, StreamerState
from db.record import Record
from desktop.widgets.badge import Tone

_GOOD = (
    StreamerState.ACTIVE,
    StreamerState.SIGNED,
    AccountState.NORMAL,
    ContractState.ACTIVE,
    ContractState.SIGNED,
    DataStage.CHECKED,
    DataStage.LOCKED,
    TrainingState.DONE,
    TrainingState.ARCHIVED,
    Present.ATTENDED,
    Verdict.PASSED,
    BrandStage.S4,
    BrandStage.S5,
    BrandStage.S6,
    PartnerState.QUALIFIED,
    DocumentCheck.YES,
    CheckResult.PASSED,
    TicketState.CLOSED,
    Papers.COMPLETE,
)
_CARE = (
    StreamerState.READY,
    StreamerState.TRAINING,
    StreamerState.EXAM,
    StreamerState.PREP,
    StreamerState.PAUSED,
    StreamerState.LEAVING,
    AccountState.LIMITED,
    ContractState.REVIEW,
    ContractState.EXPIRED,
    DataStage.PROVISIONAL,
    TrainingState.OPEN,
    TrainingState.RUNNING,
    TrainingState.CLOSED,
    TrainingState.POSTPONED,
    Present.LATE,
    Present.EARLY,
    PartnerState.COLLECTING,
    PartnerState.REVIEW,
    PartnerState.LIMITED,
    DocumentCheck.NO,
    CheckResult.PASSED_IF,
    TicketState.OPEN,
    Papers.LACKING,
    Papers.DUE,
    BrandStage.S2,
    BrandStage.S3,
)
_BAD = (
    StreamerState.LEFT,
    StreamerState.REJECTED,
    StreamerState.SUSPENDED,
    StreamerState.BLACKLIST,
    StreamerState.TRANSFERRED,
    AccountState.BANNED,
    AccountState.CLOSED,
    ContractState.TERMINATED,
    ContractState.VOID,
    TrainingState.CANCELLED,
    Present.ABSENT,
    Verdict.FAILED,
    PartnerState.SUSPENDED,
    PartnerState.EXITED,
    PartnerState.BLACKLIST,
    DocumentCheck.MISMATCH,
    CheckResult.REFUSED,
    Papers.EXPIRED,
    BrandStage.SX,
)
_TONES: dict[str, Tone] = {
    **dict.fromkeys(map(str, _GOOD), "ok"),
    **dict.fromkeys(map(str, _CARE), "warn"),
    **dict.fromkeys(map(str, _BAD), "bad"),
}
_OVER = {("campaign", str(CampaignState.CLOSED))}
"""States of one table that ask for nothing more, though another table's state of that name does."""


def tone_of(word: str, model: type[Record] | None = None) -> Tone:
    """Return the tone of a state's word, of a model where it is known; "plain" for a word without one."""
    table = "" if model is None else str(model.__tablename__)
    return "plain" if (table, word) in _OVER else _TONES.get(word, "plain")
