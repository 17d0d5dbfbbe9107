"""A Windows CPython, the locked wheels, the project → a folder that runs on Windows, its installer.

``tools/build_windows.py`` calls these modules in order; ``tools/windows_rig.py`` (modules ``rig_…``) tries
the result under Wine.
"""
