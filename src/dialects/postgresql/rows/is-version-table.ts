import type { VersionTable } from '../../../catalog/version-table.ts';

const defaultVersionTable = 'alembic_version';

/** Whether a table is Alembic's own; by default it is `alembic_version`, wherever it stands. */
export function isVersionTable(table: { readonly schema: string; readonly name: string }, versionTable: VersionTable | undefined): boolean {
  const schema = versionTable?.schema ?? null;
  return table.name === (versionTable?.name ?? defaultVersionTable) && (schema === null || schema === table.schema);
}
