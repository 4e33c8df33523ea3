"""Give a document read from Markdown the sizes, distances and colours of the window."""

from __future__ import annotations

from PySide6.QtGui import (
    QBrush,
    QColor,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)

from desktop.theme import look, tokens

_LINE, _WHOLE = 125, 100  # per cent of the text's height
_QUOTE = int(QTextFormat.Property.BlockQuoteLevel)


def typeset(document: QTextDocument) -> None:
    """Set every block, run of text and table of a document."""
    document.setDocumentMargin(tokens.L)
    document.setIndentWidth(tokens.XL)
    block = document.begin()
    while block.isValid():
        _set_block(block)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _set_table(frame)


def _set_block(block: QTextBlock) -> None:
    """Set the distances of a block, and its text."""
    cursor = QTextCursor(block)
    form = QTextBlockFormat(block.blockFormat())
    level = form.headingLevel()
    in_table = cursor.currentTable() is not None
    height = _WHOLE if _holds_picture(block) else _LINE
    form.setLineHeight(height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    form.setTopMargin(0 if in_table else tokens.L if level else 0)
    form.setBottomMargin(
        0 if in_table else tokens.S if level else tokens.XS if block.textList() else tokens.S
    )
    if form.intProperty(_QUOTE):
        form.setBackground(QBrush(QColor(look().tokens.brand_tint)))
        form.setLeftMargin(0)
        form.setRightMargin(0)
    cursor.setBlockFormat(form)
    _set_text(block, level)


def _holds_picture(block: QTextBlock) -> bool:
    """Say whether a block is a picture; one higher than its line would leave a gap below."""
    run = block.begin()
    return not run.atEnd() and run.fragment().charFormat().isImageFormat()


def _set_text(block: QTextBlock, level: int) -> None:
    """Give headings the window's sizes, and keys the look of keys."""
    sizes, colours = look().sizes, look().tokens
    pieces = []
    run = block.begin()
    while not run.atEnd():
        pieces.append(run.fragment())
        run += 1
    for piece in pieces:
        form = QTextCharFormat(piece.charFormat())
        if form.isImageFormat():
            continue
        form.clearProperty(QTextFormat.Property.FontSizeAdjustment.value)
        size = sizes.heading if level else sizes.body
        form.setProperty(QTextFormat.Property.FontPixelSize.value, size)
        if form.fontFixedPitch():
            form.clearProperty(QTextFormat.Property.FontFamilies.value)
            form.clearProperty(QTextFormat.Property.FontFixedPitch.value)
            form.setBackground(QBrush(QColor(colours.line)))
        if form.isAnchor():
            form.setForeground(QBrush(QColor(colours.link)))
            form.setFontUnderline(False)
        cursor = QTextCursor(block.document())
        cursor.setPosition(piece.position())
        cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(form)


def _set_table(table: QTextTable) -> None:
    """Give a table thin lines and room around its words; its first row stands out."""
    colours = look().tokens
    form = table.format()
    form.setCellPadding(tokens.S - 2)
    form.setCellSpacing(0)
    form.setBorder(1)
    form.setBorderCollapse(True)
    form.setBorderBrush(QBrush(QColor(colours.border)))
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    form.setTopMargin(tokens.XS)
    form.setBottomMargin(tokens.M)
    table.setFormat(form)
    for column in range(table.columns()):
        cell = table.cellAt(0, column)
        head = cell.format()
        head.setBackground(QBrush(QColor(colours.sub)))
        cell.setFormat(head)
