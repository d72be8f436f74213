"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE ROLE gate_alone")
    op.create_table("topic", sa.Column("kind", sa.Enum("open", "closed", name="kind")))


def downgrade():
    op.drop_table("topic")
    op.execute("DROP ROLE gate_alone")
