"""Before the first test: click speaks Vietnamese, and Hypothesis tries the same examples every time.

``HYPOTHESIS_PROFILE=random pytest …`` tries many more, and others each time.
"""

import os

from hypothesis import HealthCheck, settings

from sokhet_docs.cli.program import speak_vietnamese

speak_vietnamese()  # tests also run single commands, past the program that does this for a user

settings.register_profile(
    "same",
    derandomize=True,
    deadline=None,  # the machine may be busy
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.register_profile(
    "random", settings.get_profile("same"), derandomize=False, max_examples=5_000, print_blob=True
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
