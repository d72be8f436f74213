"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.alter_column("role", "name", existing_type=sa.String(40), type_=sa.String(200), existing_nullable=False)
    op.execute("UPDATE role SET name = concat('the role of those who are called ', name)")


def downgrade():
    op.alter_column("role", "name", existing_type=sa.String(200), type_=sa.String(40), existing_nullable=False)
