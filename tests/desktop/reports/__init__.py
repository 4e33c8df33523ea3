"""The report: made-up figures in, a PDF and a workbook out, read back with other libraries."""
