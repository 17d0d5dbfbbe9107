"""Write the Word templates of ``templates/``: the same bytes every time.

    python -m tools.build_templates [FOLDER]

The modules of ``tools/templates`` are the truth for the committed templates: who changes one of them builds
the templates again and commits both. A clerk changes her own copies in Word.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tools.templates.conference import build_guest_invitation, build_programme, build_sign_in_sheet
from tools.templates.consolidated_report import build_consolidated_report
from tools.templates.covering_letter import build_covering_letter
from tools.templates.distribution_list import build_distribution_list
from tools.templates.document import docx_bytes
from tools.templates.invitations import build_issuer_invitation, build_unit_invitation
from tools.templates.name_cards import build_name_cards
from tools.templates.outline import build_outline
from tools.templates.plan import build_plan
from tools.templates.print_totals import build_print_totals
from tools.templates.registers import build_registers
from tools.templates.reminder import build_reminder
from tools.templates.report import build_report
from tools.templates.stationery import build_envelopes, build_labels

TEMPLATES = {
    "cong-van.docx": build_covering_letter,
    "de-cuong.docx": build_outline,
    "giay-moi.docx": build_unit_invitation,
    "bao-cao.docx": build_report,
    "giay-moi-khoi.docx": build_issuer_invitation,
    "ke-hoach.docx": build_plan,
    "noi-nhan.docx": build_distribution_list,
    "don-doc.docx": build_reminder,
    "tong-hop.docx": build_consolidated_report,
    "so-van-ban.docx": build_registers,
    "phong-bi.docx": build_envelopes,
    "nhan.docx": build_labels,
    "bang-ke-in.docx": build_print_totals,
    "giay-moi-dai-bieu.docx": build_guest_invitation,
    "diem-danh.docx": build_sign_in_sheet,
    "the-ten.docx": build_name_cards,
    "chuong-trinh.docx": build_programme,
}


def main(folder: Path) -> None:
    """Write every template into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for file_name, build in TEMPLATES.items():
        (folder / file_name).write_bytes(docx_bytes(build()))


if __name__ == "__main__":
    default = Path(__file__).resolve().parent.parent / "templates"
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else default)
