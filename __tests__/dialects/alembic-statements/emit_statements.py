"""Prints what Alembic's operations execute: `python emit_statements.py mysql|mariadb|sqlite`, one JSON object a line.

Offline for MySQL and MariaDB; SQLite's batch mode looks at tables, so there on a database in memory.
"""
import io
import json
import sys

import sqlalchemy as sa
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy.dialects import mysql


def title():
    return sa.Column("title", sa.String(20), nullable=False, server_default="x", comment="what it's called")


def shared_cases():
    """Name -> what is done, on every one of these dialects."""
    return {
        "create_table": lambda op: op.create_table(
            "account",
            sa.Column("id", sa.Integer, primary_key=True),
            title(),
            sa.Column("team_id", sa.Integer, sa.ForeignKey("team.id", name="fk_team", ondelete="CASCADE"), index=True),
            sa.Column("kind", sa.Enum("a", "b", name="kind", create_constraint=True)),
            sa.Column("total", sa.Numeric(10, 2), sa.Computed("id * 2", persisted=True)),
            sa.Column("made", sa.DateTime, server_default=sa.text("CURRENT_TIMESTAMP")),
            sa.UniqueConstraint("title", name="uq_title"),
            sa.CheckConstraint("id > 0", name="ck_id"),
            sa.CheckConstraint("id < 9000"),
            comment="people",
        ),
        "create_table, if_not_exists": lambda op: op.create_table("account", sa.Column("id", sa.Integer), if_not_exists=True),
        "create_table, quoted names": lambda op: op.create_table("My Table", sa.Column("select", sa.Integer)),
        "create_table, temporary": lambda op: op.create_table("scratch", sa.Column("id", sa.Integer), prefixes=["TEMPORARY"]),
        "drop_table": lambda op: op.drop_table("account"),
        "drop_table, if_exists": lambda op: op.drop_table("account", if_exists=True),
        "drop_table, quoted names": lambda op: op.drop_table("My Table"),
        "rename_table": lambda op: op.rename_table("account", "person"),
        "rename_table, quoted names": lambda op: op.rename_table("My Table", "Other Table"),
        "add_column": lambda op: op.add_column("account", sa.Column("bio", sa.Text)),
        "add_column, not null with default": lambda op: op.add_column("account", sa.Column("flag", sa.Boolean, nullable=False, server_default=sa.text("0"))),
        "add_column, with index": lambda op: op.add_column("account", sa.Column("nick", sa.String(9), index=True)),
        "drop_column": lambda op: op.drop_column("account", "email"),
        "create_index": lambda op: op.create_index("ix_email", "account", ["email"]),
        "create_index, unique": lambda op: op.create_index("ix_email", "account", ["email", "title"], unique=True),
        "create_index, expression": lambda op: op.create_index("ix_lower", "account", [sa.text("(lower(email))")]),
        "create_index, if_not_exists": lambda op: op.create_index("ix_email", "account", ["email"], if_not_exists=True),
        "drop_index": lambda op: op.drop_index("ix_email", table_name="account"),
        "drop_index, if_exists": lambda op: op.drop_index("ix_email", table_name="account", if_exists=True),
        "bulk_insert": lambda op: op.bulk_insert(sa.table("account", sa.column("id", sa.Integer), sa.column("title", sa.String)), [{"id": 1, "title": "it's; a \\ % here"}, {"id": 2, "title": "b"}]),
        "execute insert from select": lambda op: op.execute(sa.insert(sa.table("archive", sa.column("id"))).from_select(["id"], sa.select(sa.table("account", sa.column("id")).c.id))),
        "execute update": lambda op: op.execute(sa.update(sa.table("account", sa.column("title", sa.String))).where(sa.column("title", sa.String) == "a").values(title="b")),
        "execute delete": lambda op: op.execute(sa.delete(sa.table("account", sa.column("id"))).where(sa.column("id") > 5)),
        "execute delete of all": lambda op: op.execute(sa.delete(sa.table("account", sa.column("id")))),
        "execute create view": lambda op: op.execute("CREATE VIEW names AS SELECT title FROM account"),
        "execute drop view": lambda op: op.execute("DROP VIEW names"),
        "execute select": lambda op: op.execute("SELECT 1"),
    }


def mysql_cases():
    email = {"existing_type": sa.String(20)}
    cases = shared_cases()
    cases.update({
        "create_table, options": lambda op: op.create_table("t", sa.Column("id", mysql.BIGINT(unsigned=True), primary_key=True, autoincrement=True), sa.Column("e", mysql.ENUM("a", "b")), sa.Column("s", mysql.SET("a", "b")), sa.Column("d", mysql.LONGTEXT(charset="utf8mb4", collation="utf8mb4_bin")), mysql_engine="InnoDB", mysql_charset="utf8mb4", mysql_collate="utf8mb4_bin", mysql_row_format="DYNAMIC", mariadb_engine="InnoDB"),
        "create_table, partitions": lambda op: op.create_table("t", sa.Column("id", sa.Integer), mysql_partition_by="HASH(id)", mysql_partitions="6", mariadb_partition_by="HASH(id)", mariadb_partitions="6"),
        "create_table, schema": lambda op: op.create_table("t", sa.Column("id", sa.Integer), schema="other"),
        "add_column, schema": lambda op: op.add_column("t", sa.Column("a", sa.Integer), schema="other"),
        "alter_column, type": lambda op: op.alter_column("account", "email", type_=sa.String(10), existing_type=sa.String(20), existing_nullable=False),
        "alter_column, nullable": lambda op: op.alter_column("account", "email", nullable=False, **email),
        "alter_column, nullable again": lambda op: op.alter_column("account", "email", nullable=True, **email),
        "alter_column, default": lambda op: op.alter_column("account", "email", server_default="x", **email),
        "alter_column, default alone": lambda op: op.alter_column("account", "email", server_default="x"),
        "alter_column, no default": lambda op: op.alter_column("account", "email", server_default=None),
        "alter_column, no default with type": lambda op: op.alter_column("account", "email", server_default=None, **email),
        "alter_column, name": lambda op: op.alter_column("account", "email", new_column_name="mail", **email),
        "alter_column, name and type": lambda op: op.alter_column("account", "email", new_column_name="mail", type_=sa.Text, existing_type=sa.String(20), nullable=False),
        "alter_column, comment": lambda op: op.alter_column("account", "email", comment="it's", **email),
        "alter_column, autoincrement": lambda op: op.alter_column("account", "id", type_=sa.BigInteger, existing_type=sa.Integer, autoincrement=True),
        "alter_column, enum": lambda op: op.alter_column("account", "kind", type_=mysql.ENUM("a"), existing_type=mysql.ENUM("a", "b")),
        "alter_column, on update": lambda op: op.alter_column("account", "made", server_default=sa.text("CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP"), existing_type=sa.DateTime),
        "create_table_comment": lambda op: op.create_table_comment("account", "it's people"),
        "drop_table_comment": lambda op: op.drop_table_comment("account"),
        "create_unique_constraint": lambda op: op.create_unique_constraint("uq_email", "account", ["email"]),
        "create_unique_constraint, unnamed": lambda op: op.create_unique_constraint(None, "account", ["email"]),
        "create_check_constraint": lambda op: op.create_check_constraint("ck_email", "account", sa.func.length(sa.column("email")) > 5),
        "create_foreign_key": lambda op: op.create_foreign_key("fk_team", "account", "team", ["team_id"], ["id"], ondelete="SET NULL", onupdate="CASCADE"),
        "create_foreign_key, unnamed": lambda op: op.create_foreign_key(None, "account", "team", ["team_id"], ["id"]),
        "create_primary_key": lambda op: op.create_primary_key("pk_account", "account", ["id", "team_id"]),
        "drop_constraint, unique": lambda op: op.drop_constraint("uq_email", "account", type_="unique"),
        "drop_constraint, foreignkey": lambda op: op.drop_constraint("fk_team", "account", type_="foreignkey"),
        "drop_constraint, primary": lambda op: op.drop_constraint("pk_account", "account", type_="primary"),
        "drop_constraint, check": lambda op: op.drop_constraint("ck_email", "account", type_="check"),
        "drop_column, mssql arguments": lambda op: op.drop_column("account", "email", mssql_drop_default=True),
        "drop_column, if_exists": lambda op: op.drop_column("account", "email", if_exists=True),
        "add_column, if_not_exists": lambda op: op.add_column("account", sa.Column("email", sa.Text), if_not_exists=True),
        "add_column, foreign key": lambda op: op.add_column("account", sa.Column("team_id", sa.Integer, sa.ForeignKey("team.id", name="fk_team"))),
        "add_column, primary key": lambda op: op.add_column("account", sa.Column("id", sa.Integer, primary_key=True, autoincrement=True)),
        "add_column, computed": lambda op: op.add_column("account", sa.Column("double", sa.Integer, sa.Computed("id * 2"))),
        "create_index, fulltext": lambda op: op.create_index("ix_email", "account", ["email"], mysql_prefix="FULLTEXT", mariadb_prefix="FULLTEXT"),
        "create_index, length and using": lambda op: op.create_index("ix_email", "account", ["email"], mysql_length=10, mysql_using="btree", mariadb_length=10, mariadb_using="btree"),
        "create_index, with parser": lambda op: op.create_index("ix_email", "account", ["email"], mysql_prefix="FULLTEXT", mysql_with_parser="ngram", mariadb_prefix="FULLTEXT", mariadb_with_parser="ngram"),
        "batch_alter_table": mysql_batch,
        "batch_alter_table, name": lambda op: batch(op, "account", lambda b: b.alter_column("email", new_column_name="mail", existing_type=sa.String(20))),
    })
    return cases


def mysql_batch(op):
    with op.batch_alter_table("account") as b:
        b.add_column(sa.Column("a", sa.Integer))
        b.drop_column("email")
        b.alter_column("title", type_=sa.Text, existing_type=sa.String(20))
        b.create_index("ix_a", ["a"])
        b.drop_index("ix_title")
        b.create_unique_constraint("uq_a", ["a"])
        b.drop_constraint("fk_team", type_="foreignkey")
        b.create_table_comment("c")


def batch(op, table, do, **arguments):
    with op.batch_alter_table(table, **arguments) as b:
        do(b)


def sqlite_cases():
    cases = shared_cases()
    cases.update({
        "alter_column, name": lambda op: batch(op, "account", lambda b: b.alter_column("email", new_column_name="mail")),
        "batch add_column": lambda op: batch(op, "account", lambda b: b.add_column(sa.Column("a", sa.Integer))),
        "batch add_column, insert_after": lambda op: batch(op, "account", lambda b: b.add_column(sa.Column("a", sa.Integer), insert_after="id"), recreate="always"),
        "batch drop_column": lambda op: batch(op, "account", lambda b: b.drop_column("email")),
        "batch alter_column, type": lambda op: batch(op, "account", lambda b: b.alter_column("email", type_=sa.Integer)),
        "batch alter_column, nullable": lambda op: batch(op, "account", lambda b: b.alter_column("email", nullable=False)),
        "batch alter_column, default": lambda op: batch(op, "account", lambda b: b.alter_column("email", server_default="x")),
        "batch alter_column, two names": lambda op: batch(op, "account", lambda b: (b.alter_column("email", new_column_name="mail"), b.alter_column("title", new_column_name="My Title", type_=sa.Text))),
        "batch create_unique_constraint": lambda op: batch(op, "account", lambda b: b.create_unique_constraint("uq_email", ["email"])),
        "batch create_check_constraint": lambda op: batch(op, "account", lambda b: b.create_check_constraint("ck_email", sa.column("email") != "x")),
        "batch create_foreign_key": lambda op: batch(op, "account", lambda b: b.create_foreign_key("fk_other", "team", ["id"], ["id"])),
        "batch drop_constraint": lambda op: batch(op, "account", lambda b: b.drop_constraint("uq_title", type_="unique")),
        "batch create_primary_key": lambda op: batch(op, "account", lambda b: b.create_primary_key("pk_account", ["id", "title"])),
        "batch create_index": lambda op: batch(op, "account", lambda b: b.create_index("ix_mail", ["email"])),
        "batch drop_index": lambda op: batch(op, "account", lambda b: b.drop_index("ix_title")),
        "batch create_index, partial": lambda op: batch(op, "account", lambda b: b.create_index("ix_mail", ["email"], sqlite_where=sa.text("email > 'a'"))),
        "batch, recreate": lambda op: batch(op, "account", lambda b: b.add_column(sa.Column("a", sa.Integer)), recreate="always"),
        "batch, recreate with table_args": lambda op: batch(op, "account", lambda b: b.alter_column("email", nullable=False), recreate="always", table_args=(sa.CheckConstraint("id > 1", name="ck_more"),), table_kwargs={"sqlite_autoincrement": True}),
        "batch, long name": lambda op: batch(op, "a_table_with_a_name_that_is_longer_than_most_names_are", lambda b: b.alter_column("a", new_column_name="b", type_=sa.Text)),
        "create_table, sqlite options": lambda op: op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sqlite_with_rowid=False, sqlite_strict=True),
        "create_index, partial": lambda op: op.create_index("ix_email", "account", ["email"], sqlite_where=sa.text("email IS NOT NULL")),
        "execute upsert": lambda op: op.execute("INSERT INTO account (id, title) VALUES (1, 'a') ON CONFLICT (id) DO UPDATE SET title = excluded.title"),
        "execute pragma": lambda op: op.execute("PRAGMA foreign_keys=OFF"),
    })
    return cases


SQLITE_TABLES = """
CREATE TABLE team (id INTEGER PRIMARY KEY);
CREATE TABLE account (id INTEGER NOT NULL PRIMARY KEY, title VARCHAR(20) NOT NULL, email VARCHAR(20), team_id INTEGER REFERENCES team (id), CONSTRAINT uq_title UNIQUE (title));
CREATE INDEX ix_title ON account (title);
CREATE TABLE archive (id INTEGER);
CREATE TABLE "My Table" (id INTEGER);
CREATE TABLE a_table_with_a_name_that_is_longer_than_most_names_are (a INTEGER);
"""
STANDING_FOR = {
    "drop_index": ["CREATE INDEX ix_email ON account (email)"],
    "drop_index, if_exists": ["CREATE INDEX ix_email ON account (email)"],
    "execute drop view": ["CREATE VIEW names AS SELECT title FROM account"],
    "drop_column": ["ALTER TABLE account DROP COLUMN team_id"],
}


def run_offline(dialect, case):
    output = io.StringIO()
    context = MigrationContext.configure(dialect_name=dialect, opts={"as_sql": True, "output_buffer": output, "literal_binds": True})
    statements = []
    context.impl.static_output = statements.append
    case(Operations(context))
    return [text.rstrip().removesuffix(";") for text in statements]


def run_on_sqlite(name, case):
    engine = sa.create_engine("sqlite://")
    statements = []
    with engine.connect() as connection:
        for text in SQLITE_TABLES.split(";\n") + STANDING_FOR.get(name, []):
            if text.strip():
                connection.exec_driver_sql(text)
        if name.startswith("create_table") or name == "rename_table":
            connection.exec_driver_sql('DROP TABLE account')
            connection.exec_driver_sql('DROP TABLE "My Table"')
            if name == "rename_table":
                connection.exec_driver_sql("CREATE TABLE account (id INTEGER)")
        sa.event.listen(engine, "before_cursor_execute", lambda _c, _cursor, sql, *_rest: statements.append(sql))
        case(Operations(MigrationContext.configure(connection=connection)))
    # What reflection asks is not the operation's.
    return [sql for sql in statements if not sql.lstrip().startswith(("PRAGMA main.", "PRAGMA temp.", "SELECT sql FROM"))]


def main(dialect):
    for name, case in (sqlite_cases() if dialect == "sqlite" else mysql_cases()).items():
        try:
            statements = run_on_sqlite(name, case) if dialect == "sqlite" else run_offline(dialect, case)
        except Exception as error:
            print("%s: %r" % (name, error), file=sys.stderr)
            raise SystemExit(1)
        for sql in statements:
            print(json.dumps({"case": name, "sql": sql}))


main(sys.argv[1])
