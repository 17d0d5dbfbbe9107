"""This machine → a report on what it has and lacks; the clerk's guide → a page for her browser.

The entry points are `examine` and `guide_page`.
"""

from sokhet_docs.help.examination import examine
from sokhet_docs.help.guide import guide_page
from sokhet_docs.help.report import Finding, Machine, State, report_text
from sokhet_docs.help.surroundings import homes, user_name

__all__ = ["Finding", "Machine", "State", "examine", "guide_page", "homes", "report_text", "user_name"]
