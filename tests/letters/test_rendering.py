"""Many packets, rendered by several processes: the same files in the same order as by one."""

from __future__ import annotations

import multiprocessing
import pickle
from multiprocessing import get_all_start_methods

import pytest

from sokhet_docs.letters import rendering
from sokhet_docs.letters.packets import Naming, Packet, pack
from sokhet_docs.letters.rendering import compile_letters, render_letters
from sokhet_docs.plan import EVERYONE, Document, Plan
from sokhet_docs.problems import TemplateError
from sokhet_docs.workbook.sources import sample_templates
from tests.support.plans import COURT, LIBRARY, a_plan, a_unit


def many_units() -> Plan:
    return a_plan(*(a_unit(f"Chi bộ Đội số {number}", number) for number in range(1, 101)))


def letters_of(plan: Plan, packets: list[Packet], jobs: int = 1) -> list[bytes]:
    renderer = compile_letters(plan, sample_templates(), packets)
    return list(render_letters(renderer, packets, jobs))


@pytest.mark.parametrize("method", [name for name in get_all_start_methods() if name != "forkserver"])
def test_two_processes_give_what_one_gives(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "_MIN_PER_PROCESS", 50)
    previous = multiprocessing.get_start_method()
    multiprocessing.set_start_method(method, force=True)
    try:
        plan = many_units()
        packets = pack(plan, Naming())
        assert letters_of(plan, packets, jobs=2) == letters_of(plan, packets)
    finally:
        multiprocessing.set_start_method(previous, force=True)


def test_a_renderer_can_be_sent_to_another_process() -> None:
    plan = a_plan(COURT, LIBRARY)
    packets = pack(plan, Naming())
    renderer = compile_letters(plan, sample_templates(), packets)
    again = pickle.loads(pickle.dumps(renderer))
    assert [again.render(packet) for packet in packets] == letters_of(plan, packets)


def test_the_same_inputs_give_the_same_bytes() -> None:
    plan = a_plan(COURT, LIBRARY)
    packets = pack(plan, Naming())
    assert letters_of(plan, packets) == letters_of(plan, packets)


def test_missing_templates_are_named_all() -> None:
    documents = [
        Document(template=name, title=name, audience=EVERYONE)
        for name in ("a.docx", "de-cuong.docx", "b.docx")
    ]
    plan = a_plan(COURT, documents=tuple(documents))
    with pytest.raises(TemplateError) as caught:
        letters_of(plan, pack(plan, Naming()))
    assert [str(problem.place) for problem in caught.value.problems] == ["a.docx", "b.docx"]
