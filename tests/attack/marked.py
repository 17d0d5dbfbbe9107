"""Rounds of marked returns: all units of an office send one, in all kinds of places and ways → what got lost.

One small office is prepared once; each round starts with a copy of it. A return is its unit's packet or the
report alone, with marks in some of the places of `tests.support.marks`, sent as it is, in a .zip or in an
e-mail; now and then a neighbour's form under the unit's own letterhead. Everything goes the way of the
commands, through `collect`, `track` and `consolidate`, and is judged by what these write.
"""

from __future__ import annotations

import random
import re
import tempfile
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sokhet_docs.problems import SokhetError
from sokhet_docs.returns import Collected
from tests.attack.returns import in_a_mail, in_a_zip, plain
from tests.support.marks.draft import Draft
from tests.support.marks.office import MIXABLE, MarkedOffice, place
from tests.support.marks.search import faults_of, forms_words_in, told_at_least
from tests.support.workbook_builder import facts_with

UNITS = 60
MOST_PLACES = 4  # in one return
ALONE = 0.7  # of the returns are the report alone, the others a packet
_BOOK_EVERY = 10  # rounds: theo-doi.xlsx takes long to write and repeats what the review items say
NEIGHBOURS = 0.03  # of the returns are written into a neighbour's form
_PLACE = re.compile(r": ([^:(]+) \(")  # in a sentence about a lost mark
_OUTLINE = """
Mục | Tiêu đề | Gợi ý
1 | Tình hình |
1.1 | Chức năng, nhiệm vụ | Nêu khái quát chức năng, nhiệm vụ chính trị của đơn vị.
1.2 | Thuận lợi, khó khăn | Những thuận lợi, khó khăn tác động đến việc thực hiện.
1.3 | Tổ chức bộ máy | Số tổ chức trực thuộc tại thời điểm báo cáo.
2 | Kết quả |
2.1 | Việc phải công khai | Nội dung, hình thức, thời điểm công khai để mọi người được biết.
2.2 | Việc được tham gia ý kiến | Nội dung, hình thức lấy ý kiến trước khi quyết định.
2.3 | Việc được giám sát | Nội dung, hình thức, kết quả giám sát của người lao động.
2.4 | Tiếp công dân, đối thoại | Số lượt tiếp; số cuộc đối thoại định kỳ, đột xuất.
3 | Đánh giá |
3.1 | Ưu điểm | Những kết quả nổi bật, có số liệu, dẫn chứng cụ thể.
3.2 | Hạn chế | Những việc chưa làm được hoặc làm chưa tốt, ở khâu nào.
3.3 | Nguyên nhân | Nguyên nhân khách quan; nguyên nhân chủ quan của hạn chế.
4 | Kiến nghị, đề xuất | Kiến nghị với cấp trên; không có thì ghi “Không có”.
"""
_FIGURES = """
Nhóm | Chỉ tiêu | Đơn vị tính | Kiểu | Cộng các kỳ
Hội nghị | Số cuộc | cuộc | Số nguyên | Có
Hội nghị | Số lượt người dự | lượt người | Số nguyên | Có
Văn bản | Số văn bản đã ban hành | văn bản | Số nguyên | Có
Đối thoại | Số cuộc đối thoại | cuộc | Số nguyên | Có
Tiếp công dân | Số lượt tiếp | lượt | Số nguyên | Có
Tiếp công dân | Số vụ việc | vụ việc | Số nguyên | Có
Khen thưởng | Số cá nhân được khen | cá nhân | Số nguyên | Có
"""
_FACTS = facts_with({"Năm đầu của số liệu": "2020"})


@dataclass
class MarksTally:
    """What was sent and what came of it: ``lost`` and ``wrong`` are sentences, ``accidents`` tracebacks."""

    returns: int = 0
    marks: int = 0
    asked: int = 0  # returns whose unit the clerk is asked about
    lost: list[str] = field(default_factory=list)
    wrong_units: list[str] = field(default_factory=list)
    accidents: list[str] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Whether anything went wrong."""
        return bool(self.lost or self.wrong_units or self.accidents)

    def report(self) -> str:
        """Return the figures as text."""
        return (
            f"marked returns:  {self.returns} with {self.marks} marks, {self.asked} asked about\n"
            f"  lost marks:    {len(self.lost)}, wrong units: {len(self.wrong_units)}, "
            f"accidents: {len(self.accidents)}"
        )

    def examples(self) -> Iterator[str]:
        """Yield for each kind of place how often its mark was lost, and an example; then all else."""
        by_place: dict[str, list[str]] = {}
        for fault in self.lost:
            by_place.setdefault(_PLACE.findall(fault)[0], []).append(fault)
        for name, found in sorted(by_place.items(), key=lambda pair: -len(pair[1])):
            yield f"{len(found)} times {name}, such as {found[0]}"
        yield from self.wrong_units
        yield from self.accidents


@dataclass(frozen=True)
class Sent:
    """One return on its way: its draft, its file, and the code of the unit whose form it is written into."""

    draft: Draft
    file: str
    content: bytes
    form_of: str


def try_round(tally: MarksTally, seed: str, units: int = UNITS) -> None:
    """Send one return of each unit and count what came of it; the same ``seed`` sends the same."""
    with tempfile.TemporaryDirectory(prefix="sokhet-docs-attack-") as folder:
        office = MarkedOffice.open(Path(folder), units, outline=_OUTLINE, figures=_FIGURES, facts=_FACTS)
        chance = random.Random(seed)
        sent = {code: send(office, code, chance, number) for number, code in enumerate(office.codes)}
        tally.returns += len(sent)
        tally.marks += sum(len(one.draft.marks) for one in sent.values())
        try:
            _judge(tally, office, sent, f"round {seed}")
        except SokhetError as err:
            tally.accidents.append(f"round {seed}: refused as a whole: {err}")
        except Exception:  # noqa: BLE001  (whatever it is: the attack looks for it)
            tally.accidents.append(f"round {seed}: {traceback.format_exc()[-1500:]}")


def send(office: MarkedOffice, code: str, chance: random.Random, number: int) -> Sent:
    """Return a return of the unit ``code``, whose ``number`` in the office is that of its file."""
    form_of = code
    if chance.random() < NEIGHBOURS:
        form_of = office.codes[(number + 1) % len(office.codes)]
    draft = office.draft(form_of, chance, alone=chance.random() < ALONE)
    for name in chance.sample(MIXABLE, chance.randint(1, MOST_PLACES)):
        place(name, draft)
    if form_of != code:
        office.rewrite_for(draft, form_of, code)
    pack = chance.choices((plain, in_a_zip, in_a_mail), (8, 1, 1))[0]
    name, content = pack(number, draft.docx())
    return Sent(draft, name, content, form_of)


def _judge(tally: MarksTally, office: MarkedOffice, sent: Mapping[str, Sent], name: str) -> None:
    collected = office.collect_files({one.file: one.content for one in sent.values()})
    credited = _credited(collected)
    written = office.written(with_book=tally.returns % (UNITS * _BOOK_EVERY) == 0)
    plan = office.office.plan
    for code, one in sent.items():
        unit, problems = credited.get(one.file, (None, ()))
        if unit is None:
            tally.asked += 1
        elif unit != code and not problems:
            said = f"{name}: {one.file} of {code}, in the form of {one.form_of}, went to {unit}"
            tally.wrong_units.append(said)
        elif unit == code and one.form_of == code:
            faults = told_at_least(faults_of(one.draft.marks, code, written, plan))
            tally.lost += [f"{name}, {one.file}: {fault}" for fault in faults]
        if one.file not in credited:
            tally.lost.append(f"{name}, {one.file}: not received (the whole file)")
    lines = {line for one in sent.values() for line in one.draft.sent_lines}
    tally.lost += [f"{name}: the form's own words ({line})" for line in forms_words_in(written, lines, plan)]


def _credited(collected: Collected) -> dict[str, tuple[str | None, tuple[str, ...]]]:
    """Return by each sent file's name the code of the unit that it counts for, and what is told of it."""
    return {
        item.original.partition(" › ")[0]: (item.unit_code, item.problems)
        for item in collected.added
        if item.original.endswith(".docx")
    }
