"""A key of Windows' registry → its values; on other systems there are none."""

from __future__ import annotations

import sys
from collections.abc import Mapping

MACHINE, USER, CLASSES = "HKEY_LOCAL_MACHINE", "HKEY_CURRENT_USER", "HKEY_CLASSES_ROOT"


def values_of(root: str, key: str) -> Mapping[str, object]:
    """Return the values of ``key`` by their names, the default one as ""; none where there is no such key."""
    if sys.platform != "win32":
        return {}
    import winreg  # pragma: no cover

    try:  # pragma: no cover
        with winreg.OpenKey(getattr(winreg, root), key) as handle:
            count = winreg.QueryInfoKey(handle)[1]
            return {name: value for name, value, _ in (winreg.EnumValue(handle, at) for at in range(count))}
    except OSError:  # pragma: no cover
        return {}


def value_of(root: str, key: str, name: str = "") -> str:
    """Return one value of ``key`` as text; "" where there is none."""
    return str(values_of(root, key).get(name, ""))
