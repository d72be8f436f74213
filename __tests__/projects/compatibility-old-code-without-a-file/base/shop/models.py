from shop._version import version  # noqa: F401
import sqlalchemy as sa

from shop.base import Base


class Customer(Base):
    __tablename__ = "customer"
    id = sa.Column(sa.Integer, primary_key=True)
    email = sa.Column(sa.String(120), nullable=False)
    name = sa.Column(sa.String(80))
    phone = sa.Column(sa.String(20))
    is_active = sa.Column(sa.Boolean)
    points = sa.Column(sa.Integer)
    joined_at = sa.Column(sa.DateTime)


class Purchase(Base):
    __tablename__ = "purchase"
    id = sa.Column(sa.Integer, primary_key=True)
    customer_id = sa.Column(sa.ForeignKey("customer.id", name="fk_purchase_customer"), nullable=False)
    reference = sa.Column(sa.String(20), nullable=False)
    referrer = sa.Column(sa.Integer)
    total = sa.Column(sa.Numeric(10, 3))


class Role(Base):
    __tablename__ = "role"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(40), nullable=False)
