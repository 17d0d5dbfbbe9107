"""What was sent and what came back → who is missing, letters of reminder, the consolidated report.

`tracking` says how every unit stands; `reminders`, `consolidation` and `figures_book` are made of that.
"""
