"""add topics"""

from typing import Sequence, Union

import sqlalchemy as sa
from alembic import op

revision: str = "b1"
down_revision: Union[str, Sequence[str], None] = "a1"


def upgrade() -> None:
    op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True))


def downgrade() -> None:
    op.drop_table("topic")
