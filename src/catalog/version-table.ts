/** Where Alembic keeps what is applied, as `env.py` configures it. */
export interface VersionTable {
  readonly schema: string | null;
  readonly name: string;
}
