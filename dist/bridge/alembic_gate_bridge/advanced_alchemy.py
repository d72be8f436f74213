"""The configuration that the env.py of advanced-alchemy asks for more than Alembic's own, found as its commands find it.

`litestar database upgrade` takes it from the application that LITESTAR_APP names; `alchemy --config` is told where it is.
https://docs.advanced-alchemy.litestar.dev/latest/usage/cli.html
"""
import importlib
import os
import sys

_VARIABLE = "ALCHEMY_CONFIG"


class AlchemyConfigNotFound(Exception):
    """env.py asks for advanced-alchemy's configuration, and nothing says where it is."""


def needs_alchemy(environment_file):
    """Whether env.py asks Alembic's configuration for what only advanced-alchemy's has."""
    try:
        with open(environment_file, encoding="utf-8", errors="replace") as source:
            text = source.read()
    except OSError:
        return False
    return "advanced_alchemy" in text and "config.db_url" in text


class AlchemyConfiguration:
    """Looked for at the first `make`, so that what it connects to has been decided."""

    def __init__(self):
        self._found = None

    def make(self, **arguments):
        """Alembic's configuration, from the arguments of its own class, with what advanced-alchemy adds."""
        from advanced_alchemy.alembic.commands import AlembicCommandConfig

        if self._found is None:
            self._found = _find_configuration()
        own = self._found.alembic_config
        return AlembicCommandConfig(
            engine=self._found.get_engine(),
            bind_key=self._found.bind_key,
            version_table_name=own.version_table_name,
            version_table_schema=own.version_table_schema,
            render_as_batch=own.render_as_batch,
            compare_type=own.compare_type,
            user_module_prefix=own.user_module_prefix,
            **arguments
        )


def _find_configuration():
    # Both commands find modules where they are run.
    if os.getcwd() not in sys.path:
        sys.path.insert(0, os.getcwd())
    path = os.environ.get(_VARIABLE)
    if path:
        module, _, name = path.replace(":", ".").rpartition(".")
        return _take_first(getattr(importlib.import_module(module), name))
    path = os.environ.get("LITESTAR_APP")
    if path:
        from advanced_alchemy.extensions.litestar import SQLAlchemyInitPlugin

        module, _, name = path.partition(":")
        application = getattr(importlib.import_module(module), name.partition("(")[0] or "app")
        if not hasattr(application, "plugins"):
            application = application()
        return _take_first(application.plugins.get(SQLAlchemyInitPlugin).config)
    raise AlchemyConfigNotFound("env.py asks for the configuration of advanced-alchemy, and neither %s nor LITESTAR_APP leads to it" % _VARIABLE)


def _take_first(found):
    return found[0] if isinstance(found, (list, tuple)) else found
