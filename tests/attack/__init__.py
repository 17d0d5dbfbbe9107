"""Attacks on the whole program: faulty files, marked returns, faults of the machine → losses, tracebacks.

Each of them is made, run and judged, step by step:

==================  ====================================  =====================================
cases               run                                   judge
==================  ====================================  =====================================
`inputs`: faulty    `runs`: the case's commands, in a     `judge`: the answer's words and the
workbooks and       folder with its files                 files that were written
templates;
`returns`: faulty
returned reports
`marked`: returns   `marked`: collected, tracked and      `support.marks.search`: each marked
with marks in all   consolidated, an office at a time     word and figure is found again, once
kinds of places
`faults`: ways to   `trials`: one run of generate that    `trials`: every letter is an old or a
strike a run        is struck, then one that is not       new one, the corrected one is there
a folder of real    `packets`: each is checked, then      the validator, and `page_pictures`: its
.docx               composed with a letter, both ways     pages look as they do alone
==================  ====================================  =====================================

To add a hard word or tag, put it into `words`; a kind of faulty files: a function in `inputs` or `returns`,
named in ``KINDS`` there; a place for marks: a function in one of the modules of `support.marks`, named in
``PLACES`` there; a command: a line of ``COMMANDS`` in `inputs`; a fault of the machine: a function in
`faults`, named in ``FAULTS`` there. ``python -m tests.attack`` tries them all: see `__main__`.

Real .docx are not kept here. Any folder of them will do, such as the test documents of other programs, which
come with their sources (none is ours to pass on, nor to be opened without care)::

    pip download --no-deps --no-binary :all: --dest sources docxcompose docxtpl python-docx
    for source in sources/*.tar.gz; do tar -xzf "$source" -C sources; done
    python -m tests.attack --packets sources --pictures

The sources of Apache POI, Apache Tika, docx4j, PHPWord, pandoc, docxtemplater, the Open XML SDK and the Open
XML PowerTools hold some 2,000 more. Differences of look that are known and stay are in docs/architecture.md.
"""
