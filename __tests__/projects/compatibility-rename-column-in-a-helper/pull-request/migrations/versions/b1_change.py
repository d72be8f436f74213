"""b1"""

import sqlalchemy as sa
from alembic import op

def rename_all(names):
    for table, (old, new) in names.items():
        length = {"customer": 80, "role": 40}[table]
        op.alter_column(table, old, new_column_name=new, existing_type=sa.String(length), existing_nullable=table == "customer")


revision = "b1"
down_revision = "a1"


def upgrade():
    rename_all({"customer": ("name", "full_name"), "role": ("name", "label")})


def downgrade():
    rename_all({"customer": ("full_name", "name"), "role": ("label", "name")})
