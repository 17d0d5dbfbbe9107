"""The outbox: what becomes of each file, what is kept, what the manifest says of it."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest

from sokhet_docs import __version__
from sokhet_docs.outbox.changes import Change
from sokhet_docs.outbox.manifest import read_manifest
from sokhet_docs.outbox.records import Entry, Run
from sokhet_docs.outbox.writer import Fate, Outbox, Outcome
from sokhet_docs.problems import OutputError, Severity
from tests.support.outbox_builder import COURT, RUN, docx_of, put_all, standing, traces

NAME = "001-toa-an.docx"
OFFER = "001-toa-an (mới).docx"
OLD = docx_of("Kính gửi: Đảng ủy Tòa án", "Báo cáo trước ngày 20/4/2022.")
NEW = docx_of("Kính gửi: Đảng ủy Tòa án", "Báo cáo trước ngày 22/4/2022.")
NEWER = docx_of("Kính gửi: Đảng ủy Tòa án", "Báo cáo trước ngày 25/4/2022.")
EDITED = docx_of("Kính gửi: đồng chí Bí thư", "Báo cáo trước ngày 20/4/2022.")
EDITED_OFFER = docx_of("Kính gửi: đồng chí Bí thư", "Báo cáo trước ngày 22/4/2022.")
DEADLINE_MOVED = Change("20/4/2022", "22/4/2022", "đoạn 2")


def put(folder: Path, data: bytes, name: str = NAME, *, force: bool = False) -> Outcome:
    """Put one file, in a dry run first: that must say the same and write nothing."""
    before = traces(folder)
    with Outbox(folder, RUN, force=force, dry_run=True) as outbox:
        foretold = outbox.put(name, data, COURT)
    assert traces(folder) == before
    with Outbox(folder, RUN, force=force) as outbox:
        outcome = outbox.put(name, data, COURT)
    assert outcome == foretold
    return outcome


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an output folder that was never used; it does not exist yet."""
    return tmp_path / "output"


def test_a_first_run_writes_the_file_and_the_manifest(folder: Path) -> None:
    outcome = put(folder, OLD)

    assert outcome == Outcome(folder / NAME, COURT, Fate.NEW)
    assert standing(folder) == {NAME: OLD}
    manifest = json.loads((folder / ".sokhet-docs/manifest.json").read_text(encoding="utf-8"))
    assert manifest.pop("about").startswith("Sổ theo dõi")
    assert manifest == {
        "format": 1,
        "runs": {
            "1": {
                "time": "2022-04-01T08:00:00Z",
                "version": "0.1.0",
                "rule_set": "HD36",
                "inputs": {"units.xlsx": "11" * 32, "de-cuong.docx": "22" * 32},
            }
        },
        "files": {
            NAME: {
                "unit_code": "DB01",
                "unit_name": "Đảng bộ Tòa án nhân dân tỉnh",
                "documents": ["Đề cương báo cáo", "Giấy mời hội nghị sơ kết"],
                "sha256": hashlib.sha256(OLD).hexdigest(),
                "run": 1,
            }
        },
    }


def test_a_second_run_touches_nothing_at_all(folder: Path) -> None:
    put(folder, OLD)
    before = traces(folder)

    assert put(folder, OLD) == Outcome(folder / NAME, COURT, Fate.UNCHANGED)
    assert traces(folder) == before


def test_a_changed_document_is_written_again_and_its_words_are_told(folder: Path) -> None:
    put(folder, OLD)

    assert put(folder, NEW) == Outcome(folder / NAME, COURT, Fate.CHANGED, changes=(DEADLINE_MOVED,))
    assert standing(folder) == {NAME: NEW}


def test_only_the_units_that_differ_are_written_again(folder: Path) -> None:
    put_all(folder, {"001-a.docx": OLD, "002-b.docx": OLD, "003-c.docx": OLD})
    before = traces(folder)

    outcomes = put_all(folder, {"001-a.docx": OLD, "002-b.docx": NEW, "003-c.docx": OLD})

    assert [outcome.fate for outcome in outcomes.values()] == [Fate.UNCHANGED, Fate.CHANGED, Fate.UNCHANGED]
    touched = {Path(path).name for path, trace in traces(folder).items() if before.get(path) != trace}
    assert touched == {"manifest.json", "hoan-tac.json", "002-b.docx", ".luu", "lan-2"}
    manifest = read_manifest(folder)
    assert {name: record.run for name, record in manifest.files.items()} == {
        "001-a.docx": 1,
        "002-b.docx": 2,
        "003-c.docx": 1,
    }


def test_a_file_that_was_deleted_is_written_again(folder: Path) -> None:
    put(folder, OLD)
    (folder / NAME).unlink()

    assert put(folder, OLD) == Outcome(folder / NAME, COURT, Fate.NEW)
    assert standing(folder) == {NAME: OLD}


def test_a_correction_by_hand_stays_and_nothing_is_offered_while_nothing_is_new(folder: Path) -> None:
    put(folder, OLD)
    (folder / NAME).write_bytes(EDITED)

    assert put(folder, OLD) == Outcome(folder / NAME, COURT, Fate.KEPT)
    assert standing(folder) == {NAME: EDITED}


def edit_then_change(folder: Path) -> Outcome:
    put(folder, OLD)
    (folder / NAME).write_bytes(EDITED)
    return put(folder, NEW)


def test_a_new_version_is_offered_beside_a_correction(folder: Path) -> None:
    assert edit_then_change(folder) == Outcome(
        folder / NAME,
        COURT,
        Fate.KEPT,
        beside=folder / OFFER,
        changes=(Change("đồng chí Bí thư", "Đảng ủy Tòa án", "đoạn 1"), DEADLINE_MOVED),
    )
    assert standing(folder) == {NAME: EDITED, OFFER: NEW}


def test_an_offer_stands_and_is_not_written_twice(folder: Path) -> None:
    offered = edit_then_change(folder)
    before = traces(folder)

    assert put(folder, NEW) == offered
    assert traces(folder) == before


def test_a_newer_version_takes_the_place_of_an_offer_that_nobody_touched(folder: Path) -> None:
    edit_then_change(folder)

    assert put(folder, NEWER).beside == folder / OFFER
    assert standing(folder) == {NAME: EDITED, OFFER: NEWER}


def test_an_offer_that_was_corrected_itself_stays_and_the_next_goes_beside_it(folder: Path) -> None:
    edit_then_change(folder)
    (folder / OFFER).write_bytes(EDITED_OFFER)

    assert put(folder, NEW).beside == folder / OFFER
    assert standing(folder) == {NAME: EDITED, OFFER: EDITED_OFFER}
    assert put(folder, NEWER).beside == folder / "001-toa-an (mới 2).docx"
    assert standing(folder) == {NAME: EDITED, OFFER: EDITED_OFFER, "001-toa-an (mới 2).docx": NEWER}


def test_an_offer_that_was_thrown_away_is_not_made_again(folder: Path) -> None:
    edit_then_change(folder)
    (folder / OFFER).unlink()

    outcome = put(folder, NEW)

    assert (outcome.fate, outcome.beside) == (Fate.KEPT, None)
    assert standing(folder) == {NAME: EDITED}
    assert put(folder, NEWER).beside == folder / OFFER


def test_an_offer_that_took_the_file_s_place_is_ours_again(folder: Path) -> None:
    edit_then_change(folder)
    (folder / OFFER).replace(folder / NAME)

    assert put(folder, NEW) == Outcome(folder / NAME, COURT, Fate.UNCHANGED)
    assert put(folder, NEWER).fate is Fate.CHANGED
    assert list(read_manifest(folder).files) == [NAME]


def test_an_offer_that_became_needless_is_laid_aside(folder: Path) -> None:
    edit_then_change(folder)

    assert put(folder, OLD) == Outcome(folder / NAME, COURT, Fate.KEPT, saved=(folder / ".luu" / OFFER,))
    assert standing(folder) == {f".luu/{OFFER}": NEW, NAME: EDITED}


def test_a_needless_offer_that_was_corrected_stays_where_it_is(folder: Path) -> None:
    edit_then_change(folder)
    (folder / OFFER).write_bytes(EDITED_OFFER)

    assert put(folder, OLD) == Outcome(folder / NAME, COURT, Fate.KEPT)
    assert standing(folder) == {NAME: EDITED, OFFER: EDITED_OFFER}


def test_force_replaces_a_correction_and_keeps_it(folder: Path) -> None:
    edit_then_change(folder)

    outcome = put(folder, NEW, force=True)

    assert outcome.fate is Fate.REPLACED
    assert outcome.saved == (folder / ".luu" / NAME, folder / ".luu" / OFFER)
    assert standing(folder) == {f".luu/{OFFER}": NEW, f".luu/{NAME}": EDITED, NAME: NEW}


def test_force_again_and_again_loses_no_correction(folder: Path) -> None:
    put(folder, OLD)
    for edited in (EDITED, EDITED_OFFER, EDITED):
        (folder / NAME).write_bytes(edited)
        assert put(folder, OLD, force=True).fate is Fate.REPLACED

    assert standing(folder) == {
        ".luu/001-toa-an (2).docx": EDITED_OFFER,
        ".luu/001-toa-an (3).docx": EDITED,
        ".luu/001-toa-an.docx": EDITED,
        NAME: OLD,
    }


def test_force_leaves_what_nobody_corrected_to_the_usual_ways(folder: Path) -> None:
    put(folder, OLD)

    assert put(folder, OLD, force=True).fate is Fate.UNCHANGED
    assert put(folder, NEW, force=True).fate is Fate.CHANGED
    assert standing(folder) == {NAME: NEW}


def test_a_foreign_file_of_the_same_name_counts_as_a_correction(folder: Path) -> None:
    folder.mkdir()
    (folder / NAME).write_bytes(b"not even a Word file")

    assert put(folder, NEW) == Outcome(folder / NAME, COURT, Fate.KEPT, beside=folder / OFFER)
    assert standing(folder) == {NAME: b"not even a Word file", OFFER: NEW}


def test_a_foreign_file_in_the_offer_s_place_stays(folder: Path) -> None:
    put(folder, OLD)
    (folder / NAME).write_bytes(EDITED)
    (folder / OFFER).write_bytes(b"somebody's own")

    assert put(folder, NEW).beside == folder / "001-toa-an (mới 2).docx"
    assert standing(folder)[OFFER] == b"somebody's own"


def test_a_file_of_unknown_origin_with_the_same_bytes_becomes_ours(folder: Path) -> None:
    folder.mkdir()
    (folder / NAME).write_bytes(OLD)

    assert put(folder, OLD).fate is Fate.UNCHANGED
    assert put(folder, NEW).fate is Fate.CHANGED


@pytest.mark.parametrize("left", [b"", b"\0" * 4096], ids=["empty", "zeros"])
def test_a_file_that_a_power_cut_emptied_is_written_again(folder: Path, left: bytes) -> None:
    put(folder, OLD)
    (folder / NAME).write_bytes(left)

    assert put(folder, OLD).fate is Fate.NEW
    assert standing(folder) == {NAME: OLD}


def test_files_without_a_unit_in_the_plan_are_named_and_left(folder: Path) -> None:
    put_all(folder, {"001-a.docx": OLD, "002-b.docx": OLD, "003-c.docx": OLD})
    (folder / "002-b.docx").write_bytes(EDITED)
    put_all(folder, {"002-b.docx": NEW})
    (folder / "003-c.docx").unlink()

    with Outbox(folder, RUN) as outbox:
        outbox.put("004-d.docx", OLD, COURT)
        gone = outbox.orphans(["001-A.docx", "004-d.docx"])

    assert [(path, record.unit_name) for path, record in gone] == [
        (folder / "002-b (mới).docx", "Đảng bộ Tòa án nhân dân tỉnh"),
        (folder / "002-b.docx", "Đảng bộ Tòa án nhân dân tỉnh"),
    ]
    assert sorted(standing(folder)) == ["001-a.docx", "002-b (mới).docx", "002-b.docx", "004-d.docx"]


def test_the_manifest_follows_a_unit_s_new_name(folder: Path) -> None:
    put(folder, OLD)
    renamed = Entry(unit_code="DB01", unit_name="Đảng bộ Tòa án tỉnh", documents=COURT.documents)
    with Outbox(folder, RUN) as outbox:
        assert outbox.put(NAME, OLD, renamed).fate is Fate.UNCHANGED

    assert read_manifest(folder).files[NAME].unit_name == "Đảng bộ Tòa án tỉnh"


def test_every_file_is_recorded_with_its_hash_and_the_run_that_wrote_it(folder: Path) -> None:
    put_all(folder, {"001-a.docx": OLD, "002-b.docx": OLD})
    put_all(folder, {"002-b.docx": NEW, "003-c.docx": OLD})

    manifest = read_manifest(folder)

    assert manifest.runs == {1: RUN, 2: RUN}
    assert {name: (record.sha256, record.run) for name, record in manifest.files.items()} == {
        "001-a.docx": (hashlib.sha256(OLD).hexdigest(), 1),
        "002-b.docx": (hashlib.sha256(NEW).hexdigest(), 2),
        "003-c.docx": (hashlib.sha256(OLD).hexdigest(), 2),
    }


def test_a_run_that_begins_now_bears_the_time_and_the_version() -> None:
    before = datetime.now().astimezone()
    run = Run.now("HD36", {"units.xlsx": "11" * 32})

    assert before <= run.time <= datetime.now().astimezone()
    assert (run.version, run.rule_set, run.inputs) == (__version__, "HD36", {"units.xlsx": "11" * 32})


@pytest.mark.parametrize(
    "name", ["../x.docx", "/x.docx", "C:\\x.docx", "C:x.docx", "a/../../x.docx", "..", ""]
)
@pytest.mark.parametrize("is_journal", [True, False])
def test_a_name_that_leads_out_of_the_folder_is_never_used(
    folder: Path, tmp_path: Path, name: str, is_journal: bool
) -> None:
    put(folder, OLD)
    state = folder / ".sokhet-docs"
    stored = json.loads((state / "manifest.json").read_bytes())
    record = stored["files"][NAME]
    if is_journal:
        line = {"number": 2, "file": name or "..", "record": record}
        (state / "journal.jsonl").write_text(json.dumps(line), encoding="utf-8")
    else:
        stored["files"][name] = record
        (state / "manifest.json").write_text(json.dumps(stored), encoding="utf-8")

    with Outbox(folder, RUN) as outbox:
        assert len(outbox.manifest.warnings) == 1
        assert outbox.put(NAME, NEW, COURT).fate is Fate.KEPT

    assert standing(folder) == {NAME: OLD, OFFER: NEW}
    assert list(read_manifest(folder).files) == [OFFER]


@pytest.mark.parametrize(
    "damage",
    [
        b"\x01",
        b'{"format": 1, "fi',
        b'{"format": 1, "files": {"a": 5}}',
        b"[]",
        b'{"format": 1, "files": {"\xff": 5}}',
        b"",
        bytes(40),
    ],
)
def test_a_damaged_manifest_makes_every_file_a_correction(folder: Path, damage: bytes) -> None:
    put(folder, OLD)
    manifest_file = folder / ".sokhet-docs/manifest.json"
    manifest_file.write_bytes(damage)

    with Outbox(folder, RUN) as outbox:
        (warning,) = outbox.manifest.warnings
        assert outbox.put(NAME, NEW, COURT).fate is Fate.KEPT

    assert warning.severity is Severity.WARNING
    assert str(warning) == (
        f"{manifest_file}: Sổ theo dõi của thư mục kết quả bị hỏng; mọi tệp đã có ở đây được coi như đã sửa "
        "tay và giữ nguyên. Đối chiếu từng tệp với bản “(mới)” đặt bên cạnh, nếu có."
    )
    assert standing(folder) == {NAME: OLD, OFFER: NEW}
    assert (folder / ".sokhet-docs/manifest-hong.json").read_bytes() == damage
    with Outbox(folder, RUN) as outbox:
        assert outbox.manifest.warnings == []


def test_a_manifest_of_a_newer_version_is_not_touched(folder: Path) -> None:
    put(folder, OLD)
    manifest_file = folder / ".sokhet-docs/manifest.json"
    manifest_file.write_text('{"format": 2, "letters": []}', encoding="utf-8")

    for _ in range(2):
        with pytest.raises(OutputError) as caught:
            put_all(folder, {NAME: NEW})

    assert str(caught.value) == (
        f"{manifest_file}: Thư mục này do một bản sokhet-docs mới hơn ghi. "
        "Cập nhật sokhet-docs, hoặc chọn thư mục kết quả khác."
    )
    assert manifest_file.read_text(encoding="utf-8") == '{"format": 2, "letters": []}'
    assert standing(folder) == {NAME: OLD}


@pytest.mark.parametrize(
    "name",
    [
        "../x.docx",
        "a/b.docx",
        "a\\b.docx",
        "C:x.docx",
        "CON.docx",
        "x.docx.",
        "x.docx ",
        ".x",
        "~$x.docx",
        "",
    ],
)
def test_a_name_that_leaves_the_folder_or_that_windows_refuses_is_refused(folder: Path, name: str) -> None:
    with Outbox(folder, RUN) as outbox, pytest.raises(OutputError, match=r"Tên|tên"):
        outbox.put(name, OLD, COURT)
    assert standing(folder) == {}


def test_one_name_cannot_be_put_twice_in_a_run(folder: Path) -> None:
    with Outbox(folder, RUN) as outbox:
        outbox.put("Tòa án.docx", OLD, COURT)
        with pytest.raises(OutputError, match="cùng nhận một tên tệp"):
            outbox.put("TÒA ÁN.docx", NEW, COURT)
    assert standing(folder) == {"Tòa án.docx": OLD}


def test_threads_may_put_into_one_outbox(folder: Path) -> None:
    files = {f"{number:03}.docx": docx_of(f"Đơn vị {number}") for number in range(100)}
    with Outbox(folder, RUN) as outbox, ThreadPoolExecutor(4) as threads:
        outcomes = threads.map(lambda name: outbox.put(name, files[name], COURT), files)
        assert {outcome.fate for outcome in outcomes} == {Fate.NEW}

    assert standing(folder) == files
    assert list(read_manifest(folder).files) == list(files)


def test_a_failed_run_keeps_what_it_has_written(folder: Path) -> None:
    with pytest.raises(OutputError, match="cùng nhận một tên"):
        put_twice(folder)

    assert put(folder, NEW).fate is Fate.CHANGED


def put_twice(folder: Path) -> None:
    with Outbox(folder, RUN) as outbox:
        outbox.put(NAME, OLD, COURT)
        outbox.put(NAME, NEW, COURT)
