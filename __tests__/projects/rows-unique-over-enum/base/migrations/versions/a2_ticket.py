"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_table("ticket", sa.Column("id", sa.Integer, primary_key=True), sa.Column("state", sa.Enum("open", "held", "closed", name="ticket_state"), nullable=False))


def downgrade():
    op.drop_table("ticket")
    sa.Enum(name="ticket_state").drop(op.get_bind())
