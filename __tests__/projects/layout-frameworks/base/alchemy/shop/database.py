from advanced_alchemy.base import BigIntBase
from advanced_alchemy.config import AlembicAsyncConfig, SQLAlchemyAsyncConfig
from sqlalchemy.orm import Mapped, mapped_column


class Account(BigIntBase):
    __tablename__ = "account"
    email: Mapped[str] = mapped_column()


alchemy_config = SQLAlchemyAsyncConfig(
    connection_string="sqlite+aiosqlite:////nonexistent/precious.db",
    alembic_config=AlembicAsyncConfig(version_table_name="ddl_version"),
)
