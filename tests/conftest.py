"""Before the first test: click speaks Vietnamese, as the program makes it speak."""

from sokhet_docs.cli.program import speak_vietnamese

speak_vietnamese()  # tests also run single commands, past the program that does this for a user
