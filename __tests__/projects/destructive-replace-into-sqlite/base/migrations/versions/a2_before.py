"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_table(
        "basket",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("role_id", sa.Integer, sa.ForeignKey("role.id", ondelete="CASCADE", name="fk_basket_role"), nullable=False),
    )
    op.create_table(
        "basket_line",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("basket_id", sa.Integer, sa.ForeignKey("basket.id", ondelete="CASCADE", name="fk_line_basket"), nullable=False),
        sa.Column("amount", sa.Integer),
    )
    op.create_table(
        "visit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("role_id", sa.Integer, sa.ForeignKey("role.id", ondelete="SET NULL", name="fk_visit_role")),
    )
    op.execute("INSERT INTO role (id, name) VALUES (1, 'reader')")
    op.execute("INSERT INTO basket (id, role_id) VALUES (1, 1)")


def downgrade():
    op.drop_table("visit")
    op.drop_table("basket_line")
    op.drop_table("basket")
