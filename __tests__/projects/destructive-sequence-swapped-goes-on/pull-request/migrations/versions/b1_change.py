"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_table(
        "metric_tmp",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("server_id", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_metric_tmp"),
        sa.ForeignKeyConstraint(["server_id"], ["server.id"], name="fk_metric_server"),
    )
    op.execute("INSERT INTO metric_tmp (id, server_id) SELECT id, server_id FROM metric")
    op.drop_table("metric")
    op.rename_table("metric_tmp", "metric")
    op.execute("SELECT setval('metric_tmp_id_seq', (SELECT max(id) FROM metric))")


def downgrade():
    op.execute("ALTER SEQUENCE metric_tmp_id_seq RENAME TO metric_id_seq")
    op.execute("ALTER TABLE metric RENAME CONSTRAINT pk_metric_tmp TO pk_metric")
    op.execute("ALTER TABLE metric RENAME CONSTRAINT fk_metric_server TO metric_server_id_fkey")
