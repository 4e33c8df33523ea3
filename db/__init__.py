"""The database side of BaseDesk: records, rules, figures. Knows no Qt, no Excel and no PDF."""
