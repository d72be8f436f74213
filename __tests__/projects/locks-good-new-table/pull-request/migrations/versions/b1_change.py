"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_table("profile", sa.Column("id", sa.Integer, primary_key=True), sa.Column("customer_id", sa.Integer, sa.ForeignKey("customer.id")), sa.Column("body", sa.Text))
    op.create_index("ix_profile_customer", "profile", ["customer_id"])
    op.execute("ALTER TABLE profile ALTER COLUMN body TYPE varchar(200)")
    op.create_unique_constraint("uq_profile_body", "profile", ["body"])
    op.execute("INSERT INTO profile (id, body) VALUES (1, 'one')")
    op.execute("UPDATE profile SET body = 'two'")


def downgrade():
    op.drop_table("profile")
