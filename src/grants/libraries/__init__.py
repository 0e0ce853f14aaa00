"""Libraries and the coalitions they lead: public data of institutions only."""
