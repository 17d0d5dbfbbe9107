"""Write the Word templates of ``templates/``: the same bytes every time.

    python -m tools.build_templates [FOLDER]

A clerk may edit the templates in Word; who changes them here builds them again and commits both.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tools.ooxml_package import docx_bytes
from tools.template_invitations import invitation, issuer_invitation
from tools.template_lists import distribution_list
from tools.template_outline import outline
from tools.template_plan import plan
from tools.template_report import report
from tools.template_tracking import consolidated_report, reminder

DOCUMENTS = (
    outline,
    invitation,
    report,
    issuer_invitation,
    plan,
    distribution_list,
    reminder,
    consolidated_report,
)


def main(folder: Path) -> None:
    """Write every template into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for document in (make() for make in DOCUMENTS):
        (folder / document.file_name).write_bytes(docx_bytes(document))


if __name__ == "__main__":
    default = Path(__file__).resolve().parent.parent / "templates"
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else default)
