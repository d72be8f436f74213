import { isSameName } from '../../catalog/same-name.ts';
import type { Dialect } from '../../dialects/dialect.ts';
import type { RowFingerprint, TableFingerprint } from '../../rows/fingerprint.ts';
import type { ObjectName } from '../../sql/operation.ts';
import type { ObservationContext } from '../check.ts';

/** A table as the catalog names it. */
export interface RowTable {
  readonly schema: string | null;
  readonly table: string;
}

/** Whether a table was there before the pull request: what a revision does to those that the same pull request made is nobody's loss. */
export function isOfBase({ schema, table }: RowTable, { observation }: ObservationContext): boolean {
  return [...(observation.base?.objects.values() ?? [])].some((object) => object.kind === 'table' && object.schema === schema && object.name === table);
}

/** A table as people say it: without the schema where names without one stand. */
export function nameTable({ schema, table }: RowTable, { defaultSchema }: Pick<Dialect, 'defaultSchema'>): string {
  return schema === null || schema === defaultSchema ? table : `${schema}.${table}`;
}

/** A table as SQL names it. */
export function writePath({ schema, table }: RowTable, { defaultSchema, quoteName }: Pick<Dialect, 'defaultSchema' | 'quoteName'>): string {
  return schema === null || schema === defaultSchema ? quoteName(table) : `${quoteName(schema)}.${quoteName(table)}`;
}

/** The rows of the table that a statement names. */
export function findRows(rows: RowFingerprint | undefined, { schema, name }: ObjectName): TableFingerprint | undefined {
  return [...(rows?.values() ?? [])].find((table) => isSameName(table.name, name) && (schema === undefined || table.schema === null || table.schema === schema));
}
