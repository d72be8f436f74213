"""one more mood, a function and a view; the downgrade forgets the function"""

from alembic import op
from alembic_postgresql_enum import TableReference
from shop_entities import double, emails

revision = "b1"
down_revision = "a1"


def upgrade():
    op.sync_enum_values(
        enum_schema="public",
        enum_name="mood",
        new_values=["up", "down", "sideways"],
        affected_columns=[TableReference(table_schema="public", table_name="account", column_name="mood"), TableReference(table_schema="public", table_name="account_version", column_name="mood")],
        enum_values_to_rename=[],
    )
    op.create_entity(double)
    op.create_entity(emails)


def downgrade():
    op.drop_entity(emails)
    op.sync_enum_values(
        enum_schema="public",
        enum_name="mood",
        new_values=["up", "down"],
        affected_columns=[TableReference(table_schema="public", table_name="account", column_name="mood"), TableReference(table_schema="public", table_name="account_version", column_name="mood")],
        enum_values_to_rename=[],
    )
