"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("DROP VIEW IF EXISTS account_email")
    op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True), sa.Column("account_id", sa.Integer), if_not_exists=True)
    op.execute("CREATE OR REPLACE VIEW account_email AS SELECT id, email FROM account")
    op.execute("INSERT IGNORE INTO topic (id) VALUES (1)")


def downgrade():
    op.execute("DROP VIEW account_email")
    op.drop_table("topic")
