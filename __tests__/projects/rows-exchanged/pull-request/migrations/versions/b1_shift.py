"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("role") as batch_op:
        batch_op.add_column(sa.Column("title", sa.String(40)))


def downgrade():
    op.execute("UPDATE role SET name = CASE name WHEN 'editor' THEN 'owner' ELSE 'editor' END")
    with op.batch_alter_table("role") as batch_op:
        batch_op.drop_column("title")
