import sqlalchemy as sa
from alembic.operations import ops
from sqlalchemy.orm import declarative_base

Base = declarative_base(metadata=sa.MetaData(schema="app"))
# Found by the search path.
audit = sa.MetaData()
sa.Table("event", audit, sa.Column("number", sa.Integer))


class Account(Base):
    __tablename__ = "account"
    id = sa.Column(sa.Integer, primary_key=True)
    email = sa.Column(sa.String(200), nullable=False)


class Legacy(Base):
    """Made by another program."""

    __tablename__ = "legacy_order"
    id = sa.Column(sa.Integer, primary_key=True)


class Topic(Base):
    __tablename__ = "topic"
    id = sa.Column(sa.Integer, primary_key=True)
    note = sa.Column(sa.Text)


def drop_what_is_not_ours(context, revision, directives):
    for script in directives:
        for modify in script.upgrade_ops.ops:
            if isinstance(modify, ops.ModifyTableOps) and modify.table_name == "topic":
                modify.ops = []


def note_version(ctx, step, heads, run_args):
    ctx.connection.execute(sa.text("INSERT INTO audit.event VALUES (length(current_setting('shop.user')))"))
