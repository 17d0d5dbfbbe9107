"""The command `pdf`: a PDF of every letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sokhet_docs.cli import screen
from sokhet_docs.cli.options import (
    PATH,
    command,
    find_user_files,
    find_user_or_sample_files,
    takes_only,
    takes_output,
    takes_quiet,
    takes_templates,
    takes_workbook,
)
from sokhet_docs.problems import Problem, SokhetError, UsageError

if TYPE_CHECKING:
    from sokhet_docs.letters import Comparison
    from sokhet_docs.plan import Plan
    from sokhet_docs.printing import PdfMaker, PdfRun

_CLUSTER = "Chia cho các máy của một cụm Dask: tls://máy:cổng, hoặc tcp:// trên chính máy này."
_BY = "Bằng LibreOffice, hoặc bằng chính Word (máy Windows có Word)."
_MAX_NAMES = 5


@command("pdf")
@click.argument("files", type=PATH, nargs=-1, metavar="[TỆP]…")
@takes_workbook
@takes_templates
@takes_output("Thư mục kết quả; các PDF vào thư mục pdf ở trong đó.")
@takes_only
@click.option("--by", type=click.Choice(["libreoffice", "word"]), default="libreoffice", help=_BY)
@click.option("--force", is_flag=True, help="Làm lại cả những PDF không đổi.")
@click.option("--cluster", metavar="ĐỊA_CHỈ", help=_CLUSTER)
@click.option("--tls-ca", type=PATH, metavar="TỆP", help="Chứng thư của nơi cấp, cho tls://.")
@click.option("--tls-cert", type=PATH, metavar="TỆP", help="Chứng thư của máy này, cho tls://.")
@click.option("--tls-key", type=PATH, metavar="TỆP", help="Khóa của chứng thư ấy, cho tls://.")
@takes_quiet
def pdf(
    files: tuple[Path, ...], workbook: Path | None, templates: Path | None, output: Path,
    only: tuple[str, ...], force: bool, quiet: bool, **how: Any,
) -> None:  # fmt: skip
    """Tạo PDF của từng văn bản vào thư mục pdf.

    Không ghi tệp nào thì lấy mọi văn bản đã phát hành, chưa phát hành thì lấy các tệp đang có. Chỉ làm những
    PDF chưa có hoặc văn bản đã đổi.
    """
    from sokhet_docs.printing import make_pdfs

    if files and only:
        raise UsageError.at("--only", "Không dùng chung với tên tệp.", "Chỉ ghi một trong hai.")
    maker = _maker(**how)
    sources, lost = (files, ()) if files else _letters(output, workbook, templates, only, quiet)
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
    output: Path, workbook: Path | None, templates: Path | None, only: tuple[str, ...], quiet: bool
) -> tuple[Sequence[Path], Sequence[Problem]]:
    """Return the letters' files, and what is wrong with those that cannot be taken or may not be meant."""
    from sokhet_docs.printing import find_letters

    letters = find_letters(output)
    if only:
        letters = letters.only(_plan(find_user_files(workbook).workbook, output), only)
    problems: Sequence[Problem] = ()
    if not letters.are_released:
        compared = _compare(output, workbook, templates, only, quiet)
        letters, problems = letters.without_strangers(compared.plan_code), compared.problems
    for line in () if quiet else letters.lines:
        screen.note(line)
    return [file.path for file in letters.files], [*letters.problems, *problems]


def _compare(
    output: Path, workbook: Path | None, templates: Path | None, only: tuple[str, ...], quiet: bool
) -> Comparison:
    """Hold the letters in ``output`` against the workbook and the templates, if these are there."""
    from sokhet_docs.letters import cannot_compare, find_outrun

    try:
        sources = find_user_or_sample_files(workbook, templates, quiet=quiet, for_letters=False)
    except SokhetError as err:
        return cannot_compare(output, err)
    return find_outrun(sources.workbook, sources.templates, output, only)


def _plan(workbook: Path, output: Path) -> Plan:
    from sokhet_docs.outbox import sent_codes
    from sokhet_docs.workbook import read_plan

    return read_plan(workbook, sent_codes(output))


def _maker(by: str, cluster: str | None, **certificates: Path | None) -> PdfMaker:
    from sokhet_docs.printing import Certificates, ClusterMaker, OfficePool, WordMaker

    _refuse_idle_certificates(cluster, certificates)
    if by == "word":
        if cluster is not None:
            raise UsageError.at("--by", "Cụm máy chỉ dùng LibreOffice.", "Bỏ --by word hoặc bỏ --cluster.")
        return WordMaker()
    if cluster is None:
        return OfficePool()
    named = {option.removeprefix("tls_"): path for option, path in certificates.items()}
    return ClusterMaker(cluster, Certificates(**named))


def _refuse_idle_certificates(cluster: str | None, certificates: Mapping[str, Path | None]) -> None:
    """Raise UsageError where certificates are named and no encrypted connection is asked for."""
    given = [f"--{option.replace('_', '-')}" for option, path in certificates.items() if path]
    if given and not (cluster or "").strip().casefold().startswith("tls://"):
        raise UsageError.at(
            ", ".join(given),
            "Chứng thư chỉ dùng cho kết nối mã hóa, mà lệnh này không có --cluster tls://.",
            "Ghi --cluster tls://máy:cổng, hoặc bỏ các chứng thư.",
        )


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
