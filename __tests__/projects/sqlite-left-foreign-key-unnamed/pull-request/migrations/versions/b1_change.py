"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    with op.batch_alter_table("topic", recreate="always") as batch_op:
        batch_op.add_column(sa.Column("note", sa.Text))
    op.execute("CREATE TABLE topic_2 (id INTEGER NOT NULL, account_id INTEGER, PRIMARY KEY (id), FOREIGN KEY (account_id) REFERENCES account (id))")
    op.drop_table("topic")
    op.rename_table("topic_2", "topic")


def downgrade():
    op.execute("SELECT 1")
