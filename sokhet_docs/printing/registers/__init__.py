"""Releases → the registers of outgoing documents and of deliveries, in a new book or in the one kept."""
