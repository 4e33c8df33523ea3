"""Reports as records: begun, written, signed and frozen, corrected; what was signed is never changed."""
