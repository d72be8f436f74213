import os

from alembic import context
from dotenv import load_dotenv
from dynaconf import Dynaconf
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import create_engine

load_dotenv("deploy/local.env")
dynaconf = Dynaconf(settings_files=["settings.toml"], environments=True, envvar_prefix="LAYOUT_DYNACONF")


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="layout_pydantic_", env_file=".env", extra="ignore")
    driver: str
    host: str
    password: str


settings = Settings()
# From the step's variables, and from files of the repository.
assert settings.password == "from a variable", settings
assert dynaconf.DATABASE.name == "precious" and dynaconf.USER_NAME == "set by a variable", dynaconf.as_dict()
url = f"{settings.driver}://{os.environ['LAYOUT_DOTENV_USER']}:{os.environ['LAYOUT_PLAIN_PASSWORD']}@{settings.host}/{dynaconf.DATABASE.name}"

with create_engine(url).connect() as connection:
    context.configure(connection=connection, target_metadata=None)
    with context.begin_transaction():
        context.run_migrations()
