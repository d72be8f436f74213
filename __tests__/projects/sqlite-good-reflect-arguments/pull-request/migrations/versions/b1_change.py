"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"

def keep_collation(inspector, table, column):
    if column["name"] == "email":
        column["type"] = sa.String(120, collation="NOCASE")


def upgrade():
    with op.batch_alter_table("account", reflect_args=[sa.Column("email", sa.String(120, collation="NOCASE"), nullable=False)], table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("age", sa.Integer))
        batch_op.create_check_constraint("ck_age", "age > 0")


def downgrade():
    with op.batch_alter_table("account", reflect_kwargs={"listeners": [("column_reflect", keep_collation)]}, table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_constraint("ck_age", type_="check")
        batch_op.drop_column("age")
