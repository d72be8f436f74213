from pydantic import Field, PostgresDsn, computed_field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file="../.env", env_ignore_empty=True, extra="ignore")
    SECRET_KEY: str = Field(validation_alias="LAYOUT_FASTAPI_SECRET_KEY")
    PROJECT_NAME: str
    DATABASE_URL: PostgresDsn

    @field_validator("DATABASE_URL", mode="before")
    @classmethod
    def _use_psycopg_driver(cls, value):
        return str(value).replace("postgresql://", "postgresql+psycopg://", 1)

    @computed_field
    @property
    def is_named(self) -> bool:
        return bool(self.PROJECT_NAME)


settings = Settings()
