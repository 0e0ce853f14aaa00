"""How events become rows: what a view is, one page of events in one transaction, rebuilding, comparing."""
