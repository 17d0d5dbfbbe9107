"""Files that came in → whose they are and what they say.

The entry points are `collect` and `read_answers`.
"""

from sokhet_docs.office.docx_blocks import TextRun
from sokhet_docs.office.looks import Look
from sokhet_docs.returns.account import Unplaced
from sokhet_docs.returns.answers import Answers, AnswerTable, Content, FormChange, Paragraph, Reading
from sokhet_docs.returns.assignment import how_to_take_up, quoted, shortest_name
from sokhet_docs.returns.collecting import Collected, CollectOptions
from sokhet_docs.returns.doubts import FigureDoubt, doubts_of
from sokhet_docs.returns.expected import Expected
from sokhet_docs.returns.intake import collect
from sokhet_docs.returns.mail_bodies import is_long as is_long_text
from sokhet_docs.returns.mail_greetings import says_more_than_a_greeting
from sokhet_docs.returns.mail_notes import note_of
from sokhet_docs.returns.reader import read_answers
from sokhet_docs.returns.received import (
    Intake,
    Return,
    intake_folder,
    original_fault,
    read_intake,
    refuse_unnoted,
    told_copies,
)
from sokhet_docs.returns.returned_lines import shown_lines
from sokhet_docs.returns.runs import split_runs
from sokhet_docs.returns.sent_forms import SentForms
from sokhet_docs.returns.supplements import (
    words_that_add,
    words_that_announce,
    words_that_miss_a_report,
    words_that_refer_back,
)
from sokhet_docs.text.vietnamese import VIETNAM

__all__ = [
    "VIETNAM",
    "AnswerTable",
    "Answers",
    "CollectOptions",
    "Collected",
    "Content",
    "Expected",
    "FigureDoubt",
    "FormChange",
    "Intake",
    "Look",
    "Paragraph",
    "Reading",
    "Return",
    "SentForms",
    "TextRun",
    "Unplaced",
    "collect",
    "doubts_of",
    "how_to_take_up",
    "intake_folder",
    "is_long_text",
    "note_of",
    "original_fault",
    "quoted",
    "read_answers",
    "read_intake",
    "refuse_unnoted",
    "says_more_than_a_greeting",
    "shortest_name",
    "shown_lines",
    "split_runs",
    "told_copies",
    "words_that_add",
    "words_that_announce",
    "words_that_miss_a_report",
    "words_that_refer_back",
]
