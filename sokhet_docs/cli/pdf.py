"""The command `pdf`: a PDF of every letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sokhet_docs.cli import screen
from sokhet_docs.cli.options import (
    PATH,
    command,
    find_user_files,
    takes_only,
    takes_output,
    takes_quiet,
    takes_workbook,
)
from sokhet_docs.problems import Problem, UsageError

if TYPE_CHECKING:
    from sokhet_docs.printing import PdfMaker, PdfRun

_CLUSTER = "Chia cho các máy của một cụm Dask: tls://máy:cổng, hoặc tcp:// trên chính máy này."
_BY = "Bằng LibreOffice, hoặc bằng chính Word (máy Windows có Word)."
_MAX_NAMES = 5


@command("pdf")
@click.argument("files", type=PATH, nargs=-1, metavar="[TỆP]…")
@takes_workbook
@takes_output("Thư mục kết quả của lệnh generate.")
@takes_only
@click.option("--by", type=click.Choice(["libreoffice", "word"]), default="libreoffice", help=_BY)
@click.option("--force", is_flag=True, help="Làm lại cả những PDF không đổi.")
@click.option("--cluster", metavar="ĐỊA_CHỈ", help=_CLUSTER)
@click.option("--tls-ca", type=PATH, metavar="TỆP", help="Chứng thư của nơi cấp, cho tls://.")
@click.option("--tls-cert", type=PATH, metavar="TỆP", help="Chứng thư của máy này, cho tls://.")
@click.option("--tls-key", type=PATH, metavar="TỆP", help="Khóa của chứng thư ấy, cho tls://.")
@takes_quiet
def pdf(
    files: tuple[Path, ...], workbook: Path | None, output: Path, only: tuple[str, ...], force: bool,
    quiet: bool, **how: Any,
) -> None:  # fmt: skip
    """Tạo PDF của từng văn bản vào thư mục pdf.

    Không ghi tệp nào thì lấy mọi văn bản đã phát hành, chưa phát hành thì lấy các tệp đang có. Chỉ làm những
    PDF chưa có hoặc văn bản đã đổi.
    """
    from sokhet_docs.printing import make_pdfs

    if files and only:
        raise UsageError.at("--only", "Không dùng chung với tên tệp.", "Chỉ ghi một trong hai.")
    maker = _maker(**how)
    sources, lost = (files, ()) if files else _letters(output, workbook, only, quiet)
    with screen.progress_bar("Đang tạo PDF", quiet) as progress:
        run = make_pdfs(sources, output, maker, progress, force=force)
    problems = [*lost, *run.problems]
    screen.show_problems(problems)
    if not quiet:
        for line in font_lines(run):
            screen.note(line)
        screen.say(*_closing_lines(run, output, everything=not (files or only)))
    screen.exit_if_errors(problems)


def _letters(
    output: Path, workbook: Path | None, only: Sequence[str], quiet: bool
) -> tuple[Sequence[Path], Sequence[Problem]]:
    """Return the letters' files, and what is wrong with those that cannot be taken."""
    from sokhet_docs.printing import find_letters

    letters = find_letters(output)
    if only:
        from sokhet_docs.outbox import sent_codes
        from sokhet_docs.workbook import read_plan

        letters = letters.only(read_plan(find_user_files(workbook).workbook, sent_codes(output)), only)
    for line in () if quiet else letters.lines:
        screen.note(line)
    return [file.path for file in letters.files], letters.problems


def _maker(
    by: str, cluster: str | None, tls_ca: Path | None, tls_cert: Path | None, tls_key: Path | None
) -> PdfMaker:
    from sokhet_docs.printing import Certificates, ClusterMaker, OfficePool, WordMaker

    if by == "word":
        if cluster:
            raise UsageError.at("--by", "Cụm máy chỉ dùng LibreOffice.", "Bỏ --by word hoặc bỏ --cluster.")
        return WordMaker()
    return ClusterMaker(cluster, Certificates(tls_ca, tls_cert, tls_key)) if cluster else OfficePool()


def font_lines(run: PdfRun) -> Iterator[str]:
    """Yield a line for each font that another one with letters as wide stands in for."""
    for font in run.fonts:
        if font.is_compatible:
            yield (
                f"{font.wanted}: máy không có phông này, {font.files} PDF in bằng {font.shown}; chữ rộng như "
                "nhau nên dòng và trang không đổi."
            )


def _closing_lines(run: PdfRun, output: Path, *, everything: bool) -> Iterator[str]:
    from sokhet_docs.printing import PDF_FOLDER

    kept = len(run.done) - len(run.made)
    yield f"{len(run.done)} PDF trong {output / PDF_FOLDER}: {len(run.made)} mới làm, {kept} không đổi."
    if everything and run.others:
        more = f" và {len(run.others) - _MAX_NAMES} tệp khác" if len(run.others) > _MAX_NAMES else ""
        yield f"Ở đó còn PDF không của văn bản nào trên đây: {', '.join(run.others[:_MAX_NAMES])}{more}."
