"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.add_column("customer", sa.Column("greeting", sa.Text))
    connection = op.get_bind()
    for row in connection.execute(sa.text("SELECT id, name FROM customer")).fetchall():
        connection.execute(sa.text("UPDATE customer SET greeting = :greeting WHERE id = :id"), {"id": row[0], "greeting": f"Hello {row[1]}"})


def downgrade():
    op.drop_column("customer", "greeting")
