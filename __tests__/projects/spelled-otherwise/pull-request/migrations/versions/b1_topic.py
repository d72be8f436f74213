# coding: utf-8
'''topic'''
from typing import Sequence, Union

import sqlalchemy as sa
from alembic import op

revision: str = 'b' '1'
down_revision: Union[str, Sequence[str], None] = ['a1']
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True), sa.Column("title", sa.String(80)))


def downgrade() -> None:
    op.drop_table("topic")
