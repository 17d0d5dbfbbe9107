"""Many packets, rendered by several processes: the same files in the same order as by one."""

from __future__ import annotations

import multiprocessing
import pickle

import pytest

from sokhet_docs.letters import rendering
from sokhet_docs.letters.packets import Naming, pack
from sokhet_docs.letters.rendering import Renderer, render_all
from sokhet_docs.plan.model import Plan
from sokhet_docs.problems import TemplateError
from sokhet_docs.workbook.sources import sample_templates
from tests.support.plans import COURT, LIBRARY, a_plan, a_unit


def many_units() -> Plan:
    return a_plan(*(a_unit(f"Chi bộ Đội số {number}", number) for number in range(1, 101)))


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_two_processes_give_what_one_gives(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "_WORTH_A_PROCESS", 50)
    previous = multiprocessing.get_start_method()
    multiprocessing.set_start_method(method, force=True)
    try:
        plan = many_units()
        packets = pack(plan, Naming())
        renderer = Renderer(plan, sample_templates(), [packet.templates for packet in packets])
        assert list(render_all(renderer, packets, jobs=2)) == list(render_all(renderer, packets, jobs=1))
    finally:
        multiprocessing.set_start_method(previous, force=True)


def test_a_renderer_can_be_sent_to_another_process() -> None:
    plan = a_plan(COURT, LIBRARY)
    packets = pack(plan, Naming())
    renderer = Renderer(plan, sample_templates(), [packet.templates for packet in packets])
    again = pickle.loads(pickle.dumps(renderer))
    assert [again.render(packet) for packet in packets] == renderer.render_many(packets)


def test_the_same_inputs_give_the_same_bytes() -> None:
    plan = a_plan(COURT, LIBRARY)
    packets = pack(plan, Naming())
    first, second = (
        Renderer(plan, sample_templates(), [packet.templates for packet in packets]).render_many(packets)
        for _ in range(2)
    )
    assert first == second


def test_missing_templates_are_named_all() -> None:
    plan = a_plan(COURT)
    with pytest.raises(TemplateError) as caught:
        Renderer(plan, sample_templates(), [("a.docx", "de-cuong.docx"), ("b.docx",)])
    assert [str(problem.place) for problem in caught.value.problems] == ["a.docx", "b.docx"]
