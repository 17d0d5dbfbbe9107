"""The project, a Windows CPython and the locked wheels → a folder that runs on Windows, its zip and its installer.

``tools/build_windows.py`` calls these modules in order; ``tools/windows_rig.py`` (modules ``rig_…``) tries the result
under Wine.
"""
