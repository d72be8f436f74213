import type { CatalogObject } from './model.ts';

/** Where Alembic keeps what is applied, as `env.py` configures it. */
export interface VersionTable {
  readonly schema: string | null;
  readonly name: string;
}

/** https://alembic.sqlalchemy.org/en/latest/api/runtime.html#alembic.runtime.environment.EnvironmentContext.configure.params.version_table */
const defaultVersionTable = 'alembic_version';

/** Whether a table is Alembic's own: `alembic_version` where nothing else is said, in the schema that is said or in any. */
export function isVersionTable({ schema, name }: { readonly schema: string | null; readonly name: string }, versionTable: VersionTable | undefined): boolean {
  const said = versionTable?.schema ?? null;
  return name === (versionTable?.name ?? defaultVersionTable) && (said === null || said === schema);
}

/** Whether an object of a catalog is Alembic's own table or a part of it. */
export function belongsToVersionTable({ kind, schema, name, parentName }: CatalogObject, versionTable: VersionTable | undefined): boolean {
  const isIt = (table: string): boolean => isVersionTable({ schema, name: table }, versionTable);
  return (parentName !== null && isIt(parentName)) || (kind === 'table' && isIt(name));
}
