"""What several revisions share."""

from alembic import op


def drop_columns(table, *columns):
    with op.batch_alter_table(table) as batch_op:
        for column in columns:
            batch_op.drop_column(column)


def forget(table):
    op.execute(f"DELETE FROM {table}")
