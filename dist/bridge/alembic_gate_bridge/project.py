"""One project: its configuration, its script directory, read once, and its env.py, run for each command."""
import contextlib
import os
import sys
from argparse import Namespace

from alembic import command
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory

from alembic_gate_bridge.advanced_alchemy import AlchemyConfiguration, needs_alchemy
from alembic_gate_bridge.count_statements import count_statements
from alembic_gate_bridge.database_url import choose_driver, needs_url, set_main_url, set_variables, with_driver
from alembic_gate_bridge.flask_application import FlaskApplication, needs_application
from alembic_gate_bridge.given_connection import offering_connection
from alembic_gate_bridge.originals import SeveralDatabases, read_original


# Stands for whatever revision.
ANY = object()


class EnvironmentDidNothing(Exception):
    """env.py ended without running the revisions."""


class NoConnectionGiven(Exception):
    """env.py leaves it to others to connect, while it is asked what it connects to."""


class AlreadyMigrated(Exception):
    """Something has stamped the database before env.py came to its first revision."""


class Project:
    def __init__(self, request):
        self._request = request
        self._url = None
        # Of the databases that env.py migrates, the one that is looked at; None: there is one.
        self._original = request["original"]
        self._met = []
        config = self._make_config(Namespace())
        self.script = ScriptDirectory.from_config(config)
        self.environment_file = os.path.abspath(os.path.join(str(self.script.dir), "env.py"))
        self.version_table = None
        self.has_begun = False
        self._needs_url = needs_url(config, request["dialect"])
        self._driver = choose_driver(request["dialect"], self.environment_file)
        self._alchemy = AlchemyConfiguration() if needs_alchemy(self.environment_file) else None
        self._application = FlaskApplication() if needs_application(self.environment_file) else None

    def read_revisions(self):
        """Imports every revision file, so that each step finds its module in memory; gives them, the heads and the bases."""
        try:
            return self._list_revisions()
        except RuntimeError as error:
            # Some read the application's settings when they are imported, which `flask db` does in its context.
            if self._application is None or "application context" not in str(error):
                raise
        if self._request["dialect"] is not None:
            # The application keeps the URL that it finds now; every connection is led to where it belongs all the same.
            set_variables(self._request["databaseEnv"], "%s://gate@127.0.0.1/gate" % self._request["dialect"], self._driver)
        with self._application.enter(self._make_config(Namespace())):
            return self._list_revisions()

    def _list_revisions(self):
        return list(self.script.walk_revisions()), list(self.script.get_heads()), list(self.script.get_bases())

    def is_revision_file(self, path):
        locations = getattr(self.script, "_version_locations", None) or [os.path.join(str(self.script.dir), "versions")]
        directory = os.path.realpath(os.path.dirname(path))
        return any(_is_within(directory, os.path.realpath(str(location))) for location in locations)

    def aim(self, url):
        """Tells the project of the throw-away database, in the variables it reads."""
        self._url = url
        if url is not None:
            set_variables(self._request["databaseEnv"], url, self._driver)

    def run_environment(self, work, settle, name, destination=None, options=None, upgraded=None, **context):
        """Runs env.py with `work` as what its `run_migrations()` does, as the command `name` would.

        `settle` is called when env.py has prepared everything and the revisions begin. `upgraded` is the first that `work` upgrades.
        The configuration is made anew each time, because env.py writes into it.
        """
        self.has_begun = False
        given = Namespace(**dict(self._common_options(), cmd=_find_command(name), revision=destination, sql=False, tag=None))
        vars(given).update(options or {})
        config = self._make_config(given, self._alchemy.make if self._alchemy else Config)
        if self._url is not None and self._needs_url:
            set_main_url(config, self._url, self._driver)
        sys.argv[:] = self._write_arguments(name, destination)
        self._met = []

        def is_walked(migration):
            original = read_original(migration)
            self._met.append(original)
            if self._original is None and self._met[0] != original:
                raise SeveralDatabases("env.py migrates several databases")
            return self._original in (None, original)

        def run(heads, migration):
            if self.version_table is None and upgraded is not None and heads and (upgraded is ANY or upgraded in self.list_applied(heads)):
                raise AlreadyMigrated("before the first revision was run, the database was stamped with %s" % ", ".join(heads))
            self.has_begun = True
            self.version_table = {"schema": migration.version_table_schema, "name": migration.version_table}
            settle()
            return work(heads, migration)

        with self._application.enter(config) if self._application else contextlib.nullcontext(), offering_connection(config, self._find_url):
            with EnvironmentContext(config, self.script, fn=run, as_sql=False, destination_rev=destination, **context) as environment:
                _choose_migrations(environment, is_walked)
                self.script.run_env()
        if not self.has_begun:
            raise EnvironmentDidNothing("env.py ended without calling context.run_migrations()")

    def list_originals(self, settle):
        """The databases that env.py migrates, each once, as `read_original` tells them; no revision is run."""
        wanted, self._original = self._original, ""
        try:
            self.run_environment(lambda _heads, _migration: [], settle, "upgrade", "heads", starting_rev=None, tag=None)
        except EnvironmentDidNothing:
            # As it seems where none of them is the one that is looked at.
            pass
        finally:
            self._original = wanted
        return list(dict.fromkeys(self._met))

    def _find_url(self):
        if self._url is None:
            raise NoConnectionGiven("env.py takes its connection from `config.attributes`, which does not tell the dialect")
        return with_driver(self._url, self._driver)

    def list_applied(self, heads):
        """The ids of these heads and of all that is below them."""
        return {script.revision for script in self.script.iterate_revisions(heads, "base")} if heads else set()

    def count_statements(self, revision, direction):
        """How many statements a revision has; None where that cannot be told without running it on a database."""
        return count_statements(self._make_config(Namespace()), self.script, revision, direction, self._request["dialect"])

    def _common_options(self):
        config = self._request["config"]
        # From 1.16 on `-c` may be given twice.
        several = hasattr(Config, "toml_file_name")
        return {
            "x": list(self._request["xArguments"]) or None,
            "name": self._request["section"],
            "config": list(config) if several else next(iter(config), None),
            "raiseerr": False,
            "quiet": False,
        }

    def _make_config(self, given, make=Config):
        paths = self._request["config"]
        ini = next((path for path in paths if not path.endswith(".toml")), None)
        toml = next((path for path in paths if path.endswith(".toml")), None)
        arguments = {"ini_section": self._request["section"], "cmd_opts": given}
        if toml is not None:
            # `[tool.alembic]` is read by Alembic 1.16 and later; earlier ones have no such argument.
            arguments["toml_file"] = toml
        if ini is None:
            return make(**arguments)
        config = make(file_=ini, **arguments)
        beside = os.path.dirname(os.path.abspath(ini))
        if _has_no_location(config) and os.path.exists(os.path.join(beside, "env.py")):
            # Flask-Migrate's ini names no location: it stands within.
            config.set_main_option("script_location", beside.replace("%", "%%"))
        return config

    def _write_arguments(self, name, destination):
        if self._application is None:
            words = [os.path.join(sys.path[0], "alembic")]
            for path in self._request["config"]:
                words += ["-c", path]
        else:
            words = [os.path.join(sys.path[0], "flask"), "db"]
        for argument in self._request["xArguments"]:
            words += ["-x", argument]
        return words + [name] + ([destination] if destination else [])


def _choose_migrations(environment, is_walked):
    """Leaves others out altogether: where two connections lead to one database, the second would wait for the version table that the first one makes."""
    run_migrations = environment.run_migrations

    def run_chosen(**keywords):
        if is_walked(environment.get_context()):
            run_migrations(**keywords)

    # What `alembic.context` calls; it knows no classes below Alembic's own.
    environment.run_migrations = run_chosen


def _has_no_location(config):
    if not config.file_config.has_section(config.config_ini_section):
        return False
    # From 1.16 on a pyproject.toml may name it.
    get = getattr(config, "get_alembic_option", config.get_main_option)
    return get("script_location") is None


def _find_command(name):
    """What argparse stores for the command; env.py may look at it."""
    function = getattr(command, name)
    return (function, ["revision"], ["sql", "tag"]) if name in ("upgrade", "downgrade") else (function, [], [])


def _is_within(directory, root):
    return directory == root or directory.startswith(root.rstrip(os.sep) + os.sep)
