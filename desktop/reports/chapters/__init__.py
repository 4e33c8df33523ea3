"""The chapters of the report, one subject per file: what each says in sentences, tables and charts.

A chapter yields blocks out of a ``ReportContent``. Without data it says so in one sentence and has no table.
"""
