"""The application in whose context the env.py of Flask-Migrate runs, found as the command `flask db` finds it."""
import contextlib
import os
import sys


class ApplicationNotFound(Exception):
    """env.py asks for Flask's current application, and there is none."""


def needs_application(environment_file):
    """Whether env.py asks for Flask's `current_app`."""
    try:
        with open(environment_file, encoding="utf-8", errors="replace") as source:
            return "current_app" in source.read()
    except OSError:
        return False


class FlaskApplication:
    """Loaded at the first `enter`, so that what it connects to has been decided."""

    def __init__(self):
        # `flask` imports from where it is run, and so do revision files, which are read before the application.
        here = os.getcwd()
        if here not in sys.path:
            sys.path.insert(0, here)
        self._application = None
        self._is_loaded = False
        self._reason = None
        self._broken = None

    @contextlib.contextmanager
    def enter(self, config):
        """Runs what is within `with` in the application's context; `config` gets what the project's callbacks of Flask-Migrate add."""
        if not self._is_loaded:
            self._load()
        if self._application is None:
            # Some env.py make an application themselves where there is none.
            with self._explaining():
                yield
            return
        with self._application.app_context():
            extension = getattr(self._application, "extensions", {}).get("migrate")
            configure = getattr(getattr(extension, "migrate", None), "call_configure_callbacks", None)
            if configure is not None:
                configure(config)
            yield

    def _load(self):
        from click import UsageError
        from flask.cli import ScriptInfo, load_dotenv

        # With it, an `app.run()` at the end of the application's file does nothing.
        os.environ["FLASK_RUN_FROM_CLI"] = "true"
        load_dotenv()
        try:
            self._application = ScriptInfo(app_import_path=os.environ.get("FLASK_APP")).load_app()
        except UsageError as error:
            # No application, or several, or one that cannot be imported: not yet a reason to fail.
            self._broken = error.__context__ if isinstance(error.__context__, ImportError) and "While importing" in error.format_message() else None
            self._reason = " ".join(error.format_message().split())
        self._is_loaded = True

    @contextlib.contextmanager
    def _explaining(self):
        try:
            yield
        except RuntimeError as error:
            if "application context" not in str(error):
                raise
            if self._broken is not None:
                raise self._broken from None
            raise ApplicationNotFound(
                "env.py asks for Flask's current application, and `flask` would find none: %s Set FLASK_APP" % self._reason
            ) from error
