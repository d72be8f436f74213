"""accounts"""

import sqlalchemy as sa
from alembic import op
import geoalchemy2
import pgvector.sqlalchemy
import sqlalchemy_utils
from sqlalchemy.dialects import postgresql

revision = "a1"
down_revision = None


def upgrade():
    mood = postgresql.ENUM("up", "down", name="mood")
    mood.create(op.get_bind())
    shared = [
        sa.Column("email", sqlalchemy_utils.types.email.EmailType(length=255), nullable=False),
        sa.Column("site", sqlalchemy_utils.types.url.URLType()),
        sa.Column("kind", sqlalchemy_utils.types.choice.ChoiceType([("a", "one"), ("b", "two")], impl=sa.String(1))),
        sa.Column("token", sqlalchemy_utils.types.uuid.UUIDType(binary=False)),
        sa.Column("labels", sqlalchemy_utils.types.scalar_list.ScalarListType()),
        sa.Column("mood", postgresql.ENUM(name="mood", create_type=False)),
        sa.Column("place", geoalchemy2.types.Geometry(geometry_type=None, srid=-1, spatial_index=False)),
        sa.Column("meaning", pgvector.sqlalchemy.Vector()),
    ]
    op.create_table("account", sa.Column("id", sa.Integer, primary_key=True), *(column._copy() for column in shared))
    for column in shared:
        column.nullable = True
    op.create_table(
        "account_version",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        *shared,
        sa.Column("transaction_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("end_transaction_id", sa.BigInteger, index=True),
        sa.Column("operation_type", sa.SmallInteger, nullable=False, index=True),
    )
    op.create_index("ix_account_version_transaction_id", "account_version", ["transaction_id"])
    op.create_table(
        "transaction",
        sa.Column("issued_at", sa.DateTime),
        sa.Column("id", sa.BigInteger, sa.Sequence("transaction_id_seq"), primary_key=True),
        sa.Column("remote_addr", sa.String(50)),
    )


def downgrade():
    for name in ("transaction", "account_version", "account"):
        op.drop_table(name)
    op.execute("DROP SEQUENCE transaction_id_seq")
    op.execute("DROP TYPE mood")
