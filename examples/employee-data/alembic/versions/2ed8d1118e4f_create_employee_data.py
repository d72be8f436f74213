"""create employee data

Revision ID: 2ed8d1118e4f
Revises:
Create Date: 2022-03-07 10:21:35.472019

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.schema import CreateSequence, Sequence

# revision identifiers, used by Alembic.
revision = "2ed8d1118e4f"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.execute(CreateSequence(Sequence("table_sid_seq")))
    op.create_table(
        "employee_data",
        sa.Column(
            "s_id",
            sa.Integer(),
            server_default=sa.text("nextval('table_sid_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column("department", sa.String(length=50), nullable=True),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("s_id"),
        schema="mar7schema",
    )


def downgrade():
    op.drop_table("employee_data", schema="mar7schema")
