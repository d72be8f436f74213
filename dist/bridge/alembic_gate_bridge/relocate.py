"""Leads what this process imports from a checkout to another tree of the same repository, as it was at another commit."""
import importlib
import os
import sys
import sysconfig

_INSTALLED = ("site-packages", "dist-packages", "__pypackages__")


class Relocation:
    """Made before any module of the project is imported."""

    def __init__(self, root, directory):
        self._directory = os.path.realpath(directory)
        # Paths may go through symbolic links.
        self._roots = tuple(dict.fromkeys((os.path.abspath(root), os.path.realpath(root))))
        names = ("stdlib", "platstdlib", "purelib", "platlib", "scripts", "include")
        self._kept = tuple({os.path.abspath(path) for path in map(sysconfig.get_path, names) if path})

    def apply(self):
        """The search path, the finders of editable installations, and variables that name what the other tree has as well."""
        sys.path[:] = [self._move(entry) for entry in sys.path]
        for finder in list(sys.meta_path):
            self._move_finder(finder)
        for path in [path for path in sys.path_importer_cache if self._is_own(path)]:
            del sys.path_importer_cache[path]
        importlib.invalidate_caches()
        for name, value in list(os.environ.items()):
            moved = os.pathsep.join(self._move_existing(part) for part in value.split(os.pathsep))
            if moved != value:
                os.environ[name] = moved

    def locate(self, path):
        """Where the other tree has what lies at `path` in the checkout."""
        return self._move(path)

    def list_strays(self, *files):
        """Files of the checkout itself that were imported all the same, or are among `files`."""
        loaded = [
            getattr(module, "__file__", None)
            for name, module in list(sys.modules.items())
            if name != "__main__" and name.partition(".")[0] != "alembic_gate_bridge"
        ]
        return sorted({os.path.abspath(file) for file in loaded + list(files) if isinstance(file, str) and self._is_own(file)})

    def _move_finder(self, finder):
        """Finders of editable installations keep the places of packages in themselves, their class or their module."""
        kind = finder if isinstance(finder, type) else type(finder)
        if kind.__module__.startswith(("_frozen_importlib", "importlib.", "zipimport", "_distutils_hack")):
            return
        module = sys.modules.get(kind.__module__)
        holders = [finder, kind] + ([module] if "editable" in kind.__module__.lower() and module is not None else [])
        for holder in holders:
            for name, value in list(vars(holder).items() if hasattr(holder, "__dict__") else ()):
                if name.startswith("__"):
                    continue
                moved = self._move_value(value)
                if moved is not value:
                    setattr(holder, name, moved)

    def _move_value(self, value):
        """A text or container with the paths in it moved; dictionaries and lists are changed where they are, because others hold them too."""
        if isinstance(value, str):
            moved = self._move(value)
            return value if moved == value else moved
        if isinstance(value, dict):
            for key in list(value):
                value[key] = self._move_value(value[key])
            return value
        if isinstance(value, list):
            value[:] = [self._move_value(item) for item in value]
            return value
        if type(value) in (tuple, set, frozenset):
            moved = type(value)(self._move_value(item) for item in value)
            return value if moved == value else moved
        return value

    def _move_existing(self, text):
        moved = self._move(text)
        return moved if moved != text and os.path.exists(moved) else text

    def _move(self, path):
        inner = self._find_inner(path)
        return path if inner is None else os.path.normpath(os.path.join(self._directory, inner))

    def _is_own(self, path):
        return self._find_inner(path) is not None

    def _find_inner(self, path):
        """Where below the checkout a path lies; None where it is not the checkout's, or of what is installed below it."""
        if not os.path.isabs(path):
            return None
        absolute, real = os.path.abspath(path), os.path.realpath(path)
        if _is_within(real, self._directory) or any(part in _INSTALLED for part in absolute.split(os.sep)):
            return None
        if any(_is_within(absolute, kept) for kept in self._kept):
            return None
        # A link into the checkout leads there under another name.
        return next((os.path.relpath(each, root) for each in (absolute, real) for root in self._roots if _is_within(each, root)), None)


def _is_within(path, root):
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)
