"""Tests of `sokhet_docs.printing`."""
