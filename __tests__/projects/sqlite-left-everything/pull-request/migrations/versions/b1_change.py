"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("account", table_args=[sa.CheckConstraint("age > 0")]) as batch_op:
        batch_op.add_column(sa.Column("age", sa.Integer, server_default="18"))
        batch_op.alter_column("name", existing_type=sa.String(80), type_=sa.Text(), nullable=False, server_default="nobody")
        batch_op.create_unique_constraint("uq_email", ["email"])
    op.create_index("ix_age", "account", ["age"])
    op.execute("CREATE TRIGGER account_touch AFTER UPDATE ON account BEGIN SELECT 1; END")
    op.execute("CREATE VIEW grown_up AS SELECT id FROM account WHERE age > 17")
    op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True), sa.Column("account_id", sa.Integer, sa.ForeignKey("account.id")))


def downgrade():
    op.execute("SELECT 1")
