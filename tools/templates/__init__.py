"""The templates of ``templates/``, built with python-docx by ``python -m tools.build_templates``.

    styles      the named styles
    document    the page, its header, the properties; a document → its bytes
    letter      what frames a letter: letterhead, title, Nơi nhận and signature
    elements    paragraphs, tables and merge tags
    controls    what a form has: content controls, prompts, fields

Every other module is the wording of one kind of document.
"""
