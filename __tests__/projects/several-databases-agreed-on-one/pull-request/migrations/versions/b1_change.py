"""b1"""

from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    # One object, which has a schema on one of them and none on the other.
    op.drop_table("account")


def downgrade():
    if op.get_bind().dialect.name == "sqlite":
        # alembic-gate: ignore[round-trip/downgrade-fails] laptops never go back
        raise RuntimeError("no way back")
    raise RuntimeError("no way back")
