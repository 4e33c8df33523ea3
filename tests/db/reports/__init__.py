"""Reports as records: states, signing, correcting, keeping."""
