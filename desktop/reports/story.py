"""Turn the blocks of a document into what reportlab puts on pages, one method per kind of block."""

from math import ceil

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, NextPageTemplate, PageBreak, Spacer

from desktop.reports import document as blocks
from desktop.reports.charts import lay_chart
from desktop.reports.document import Align, Document
from desktop.reports.fonts import Fonts, Role, clean
from desktop.reports.ledger_pages import lay_ledger
from desktop.reports.lines import balance, break_lines
from desktop.reports.page import BODY, PITCH, TITLE, WIDE_WIDTH, WIDTH, Line, Text, Type, flow, placed
from desktop.reports.pipeline import Pipeline
from desktop.reports.pipeline_chart import lay_pipeline
from desktop.reports.tables import lay_table

_TITLE_PITCH = 1.25 * PITCH
_AFTER_HEADING = 2
"""Lines of what follows a heading that stay with it; a paragraph that cannot be parted so stays whole."""
_LINES_WITH_SIGNATURE = 2
_SEAL_ABOVE = 2 * PITCH
"""With name, date and the line below them 52 mm: a seal of 42 to 45 mm has room."""


def tell(document: Document, fonts: Fonts) -> list[Flowable]:
    """Return everything of a document in order, ready to be put on pages."""
    story = _Story(fonts)
    for block in document.blocks:
        story.add(block)
    return [*story.parts, *story.attached]


class _Story:
    """The parts laid out so far, and how wide the present page is."""

    def __init__(self, fonts: Fonts) -> None:
        self.parts: list[Flowable] = []
        self.fonts = fonts
        self.width = WIDTH
        self.body = Type(fonts, Role.BODY, BODY)
        self.level = -1
        self.headings: list[Text] = []
        self.attached: list[Flowable] = []

    def add(self, block: blocks.Block) -> None:
        """Lay out one block after the last."""
        if not isinstance(block, blocks.Heading | blocks.Paragraph | blocks.Items):
            self._put_headings(_AFTER_HEADING)
        match block:
            case blocks.Addressee():
                self._text(f"{clean(block.name)}：", self.body)
            case blocks.Heading():
                self._heading(block)
            case blocks.Paragraph():
                self._paragraph(clean(block.text))
            case blocks.Items():
                several = len(block.texts) > 1
                for number, text in enumerate(block.texts, 1):
                    self._paragraph(clean(f"{number}. {text}" if several else text))
            case blocks.Table() | blocks.Ledger() | blocks.Chart() | Pipeline():
                self.parts += self._figure(block)
            case _:
                self._frame(block)

    def _figure(self, block: blocks.Table | blocks.Ledger | blocks.Chart | Pipeline) -> list[Flowable]:
        """Return a table or a chart, laid out."""
        match block:
            case blocks.Table():
                return lay_table(block, self.fonts, self.width)
            case blocks.Ledger():
                return lay_ledger(block, self.fonts, self.width)
            case blocks.Chart():
                return lay_chart(block, self.fonts, self.width)
            case _:
                return lay_pipeline(block, self.fonts, self.width)

    def _frame(self, block: blocks.Block) -> None:
        """Lay out what stands around the text."""
        match block:
            case blocks.Title():
                self._title(block.parts)
            case blocks.Attachments():
                self._attachments(block.names)
            case blocks.Signature():
                self._signature(block)
            case blocks.AttachmentTitle():
                self._attachment_title(block)
            case blocks.PageBreak():
                self.parts.append(PageBreak())

    def _text(self, text: str, face: Type, outline: tuple[int, str] | None = None) -> None:
        """Add a line that begins at the edge, on the grid of lines."""
        self.parts.append(Text(flow(text, face, self.width), face, PITCH, outline))

    def _paragraph(self, text: str) -> None:
        """Add a paragraph below the headings it stands under."""
        lines = flow(text, self.body, self.width, indent=2 * BODY)
        part = Text(lines, self.body, PITCH)
        whole = not part.split(self.width, _AFTER_HEADING * PITCH)
        self._put_headings(len(lines) if whole else _AFTER_HEADING)
        self.parts.append(part)

    def _title(self, parts: tuple[str, ...]) -> None:
        """Add the title, turned over where it may be and filled up to whole lines, and a blank line."""
        face = Type(self.fonts, Role.TITLE, TITLE)
        parts = tuple(clean(part) for part in parts)
        whole = "".join(parts)
        if face.width(whole) <= self.width:
            lines = [whole]
        else:
            lines = [line for part in parts for line in balance(part, self.width, face.width)]
        height = len(lines) * _TITLE_PITCH
        self.parts += [
            Spacer(1, ceil(height / PITCH) * PITCH - height),
            Text(placed(lines, face, self.width, Align.CENTRE), face, _TITLE_PITCH),
            Spacer(1, PITCH),
        ]

    def _heading(self, block: blocks.Heading) -> None:
        """Keep a heading and its bookmark for what follows: it does not stay alone at the end of a page."""
        text = clean(block.text)
        face = Type(self.fonts, (Role.HEADING, Role.SUBHEADING, Role.BODY)[block.level - 1], BODY)
        lines = flow(text, face, self.width, indent=2 * BODY)
        self.headings.append(Text(lines, face, PITCH, self._outline(block.level - 1, text)))

    def _put_headings(self, following: int) -> None:
        """Add the headings kept, where so many lines after them have room too."""
        if self.headings:
            lines = following + sum(len(heading.lines) for heading in self.headings)
            self.parts += [CondPageBreak(lines * PITCH), *self.headings]
            self.headings = []

    def _outline(self, level: int, text: str) -> tuple[int, str]:
        """Return a bookmark at most one level below the last, as PDF wants it."""
        self.level = min(level, self.level + 1)
        return self.level, text

    def _attachments(self, names: tuple[str, ...]) -> None:
        """Keep 附件说明 for the signature: “附件：1. …”, each name turned over below its own beginning."""
        left, lines = 2 * BODY, []
        label = self.body.width("附件：")
        for number, name in enumerate(names, 1):
            mark = f"{number}. " if len(names) > 1 else ""
            start = left + label + self.body.width(mark)
            broken = break_lines(clean(name), self.width - start, self.body.width)
            first = f"附件：{mark}{broken[0]}" if number == 1 else f"{mark}{broken[0]}"
            lines.append(Line(first, left if number == 1 else left + label))
            lines += [Line(line, start) for line in broken[1:]]
        self.attached = [Spacer(1, PITCH), Text(lines, self.body, PITCH)]

    def _signature(self, block: blocks.Signature) -> None:
        """Add name and date with room for the seal, the name in the middle above the date."""
        name, on = clean(block.name), clean(block.on)
        names = balance(name, self.width * 0.8, self.body.width)
        half = max(self.body.width(text) for text in (on, *names)) / 2
        middle = min(self.width - 4 * BODY - self.body.width(on) / 2, self.width - half)
        lines = [Line(text, middle - self.body.width(text) / 2) for text in (*names, on)]
        end: list[Flowable] = [Spacer(1, _SEAL_ABOVE), Text(lines, self.body, PITCH)]
        contact = [
            line
            for said in block.contact.splitlines()
            for line in flow(clean(said), self.body, self.width, indent=2 * BODY)
        ]
        end.append(Text(contact, self.body, PITCH) if block.contact else Spacer(1, PITCH))
        self.parts.append(KeepTogether([*self._last_lines(), *self.attached, *end]))
        self.attached = []

    def _last_lines(self) -> list[Flowable]:
        """Take back the last lines of text and their heading: no signature stands on a page without."""
        taken: list[Flowable] = []
        count = 0
        while count < _LINES_WITH_SIGNATURE and self.parts and isinstance(self.parts[-1], Text | Spacer):
            part = self.parts.pop()
            if isinstance(part, Text):
                if len(part.lines) > 2 * _LINES_WITH_SIGNATURE:
                    first, part = part.part(len(part.lines) - _LINES_WITH_SIGNATURE)
                    self.parts.append(first)
                count += len(part.lines)
            taken.insert(0, part)
        if self.parts and isinstance(self.parts[-1], Text) and self.parts[-1].outline:
            taken.insert(0, self.parts.pop())
        return taken

    def _attachment_title(self, block: blocks.AttachmentTitle) -> None:
        """Begin an attachment on a new page: its number flush left, its title in the middle."""
        self.width = WIDE_WIDTH if block.wide else WIDTH
        self.parts += [NextPageTemplate("wide" if block.wide else "upright"), PageBreak()]
        label, title = clean(block.label), clean(block.title)
        self._text(label, Type(self.fonts, Role.HEADING, BODY), outline=self._outline(0, f"{label}　{title}"))
        if title:
            self.parts.append(Spacer(1, PITCH))
            face = Type(self.fonts, Role.TITLE, TITLE - 2)
            lines = placed(balance(title, self.width, face.width), face, self.width, Align.CENTRE)
            self.parts += [Text(lines, face, _TITLE_PITCH), Spacer(1, 4)]
