"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("customer", recreate='always') as batch_op:
        batch_op.alter_column("phone", existing_type=sa.String(20), type_=sa.String(40))


def downgrade():
    with op.batch_alter_table("customer", recreate='always') as batch_op:
        batch_op.alter_column("phone", existing_type=sa.String(40), type_=sa.String(20))
