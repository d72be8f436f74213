from alembic import context
from sqlalchemy import create_engine, event, text
import psycopg2

from shop_models import Base, audit, drop_what_is_not_ours, note_version

context.config.attributes["seen"] = []


def find_token():
    raise RuntimeError("there is no token outside of production")


def make_engine(kind):
    url = "postgresql+psycopg2://nobody:secret@production.invalid/precious"
    if kind == "creator":
        return create_engine("postgresql+psycopg2://", creator=lambda: psycopg2.connect(host="production.invalid", password=find_token()))
    engine = create_engine(
        url,
        connect_args={"sslmode": "verify-full", "sslrootcert": "/nonexistent/ca.pem", "options": "-c statement_timeout=30000", "application_name": "shop"},
    )

    @event.listens_for(engine, "do_connect")
    def provide_token(dialect, record, arguments, parameters):
        parameters["password"] = find_token()

    @event.listens_for(engine, "connect")
    def prepare(connection, record):
        with connection.cursor() as cursor:
            cursor.execute("SET search_path TO audit")
            cursor.execute("SET ROLE pg_monitor")
        connection.commit()

    return engine


with make_engine("creator").connect() as connection:
    assert connection.execute(text("SELECT 1")).scalar() == 1

with make_engine("token").connect() as connection:
    assert connection.execute(text("SELECT current_role || ' ' || current_setting('statement_timeout')")).scalar() == "pg_monitor 30s"
    connection.execute(text("SELECT set_config('shop.user', 'migration', false)"))
    connection.commit()
    context.configure(
        connection=connection,
        target_metadata=[Base.metadata, audit],
        version_table="shop_version",
        version_table_schema="app",
        version_table_pk=False,
        include_schemas=True,
        include_name=lambda name, kind, parents: kind != "schema" or name in (None, "app"),
        include_object=lambda item, name, kind, reflected, other: not (kind == "table" and name.startswith("legacy_")),
        compare_type=True,
        compare_server_default=True,
        transaction_per_migration=True,
        render_as_batch=True,
        process_revision_directives=drop_what_is_not_ours,
        on_version_apply=note_version,
        user_module_prefix="shop.",
    )
    with context.begin_transaction():
        context.run_migrations()
