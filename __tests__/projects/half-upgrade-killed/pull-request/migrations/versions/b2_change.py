"""b2"""

from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    import os
    with op.get_context().autocommit_block():
        op.execute("INSERT INTO role (id) VALUES (1)")
    os._exit(3)


def downgrade():
    pass
