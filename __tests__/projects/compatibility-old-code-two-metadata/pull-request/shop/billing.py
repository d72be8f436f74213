import sqlalchemy as sa
from sqlalchemy.orm import declarative_base

Billing = declarative_base(metadata=sa.MetaData(schema="billing"))


class Invoice(Billing):
    __tablename__ = "invoice"
    id = sa.Column(sa.Integer, primary_key=True)
