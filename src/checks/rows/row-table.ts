import type { CatalogObject } from '../../catalog/model.ts';
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

/**
 * Whether a table was there before the pull request, under this name or one that the pull request changed to it: what a revision does to
 * those that the same pull request made is nobody's loss.
 */
export function isOfBase(table: RowTable, { observation }: ObservationContext): boolean {
  return listNames(table, observation).some(({ schema, table: name }) => [...(observation.base?.objects.values() ?? [])].some((object) => object.kind === 'table' && object.schema === schema && object.name === name));
}

/** Whether the pull request itself added a column to a table, whose values no release has written that runs. */
export function isAddedColumn(table: RowTable, column: string, { observation }: ObservationContext): boolean {
  const names = listNames(table, observation);
  const isMeant = ({ kind, schema, parentName, name }: CatalogObject): boolean => kind === 'column' && name === column && names.some((one) => one.schema === schema && one.table === parentName);
  const upgrades = observation.revisions.flatMap(({ steps }) => steps.filter(({ direction }) => direction === 'upgrade'));
  return upgrades.some(({ changes }) => changes.some((change) => change.type === 'added' && isMeant(change.object))) && ![...(observation.base?.objects.values() ?? [])].some(isMeant);
}

/** A table's name and those that it had before in the same pull request. */
function listNames(table: RowTable, { revisions }: Pick<ObservationContext['observation'], 'revisions'>): readonly RowTable[] {
  const names = [table];
  for (const change of revisions.flatMap(({ steps }) => steps.filter(({ direction }) => direction === 'upgrade').flatMap(({ changes }) => changes)).toReversed()) {
    const [last] = names;
    if (change.type === 'renamed' && change.after.kind === 'table' && change.after.schema === last?.schema && change.after.name === last.table) names.unshift({ schema: change.before.schema, table: change.before.name });
  }
  return names;
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
  const found = [...(rows?.values() ?? [])].filter((table) => isSameName(table.name, name) && (schema === undefined || table.schema === null || table.schema === schema));
  return found.find((table) => table.name === name) ?? found[0];
}
