import type { Catalog, CatalogObject } from '../../catalog/model.ts';
import type { StepObservation, TableLock, TableName } from '../../observe/observation.ts';
import type { ObjectName } from '../../sql/operation.ts';
import { tableKey } from '../../rows/table-shape.ts';
import { listPartitioned } from '../rows/list-partitioned.ts';
import { isSmallTable } from './small-tables.ts';

/** What can be locked so that others wait. */
export const lockedKinds: readonly CatalogObject['kind'][] = ['table', 'materialized view'];

/**
 * The tables that others use: there at the merge base and not small, under the names that they have before a step. What the pull request
 * made is used by nobody yet.
 */
export class BaseTables {
  readonly #tables = new Map<string, { readonly name: TableName; readonly isPartitioned: boolean; readonly isView: boolean; readonly parents: readonly ObjectName[] }>();
  readonly #indexes: readonly CatalogObject[];
  readonly #smallTables: readonly string[];

  constructor(base: Catalog | undefined, smallTables: readonly string[]) {
    const objects = [...(base?.objects.values() ?? [])];
    this.#smallTables = smallTables;
    this.#indexes = objects.filter(({ kind }) => kind === 'index');
    for (const object of objects) if (lockedKinds.includes(object.kind)) this.#add(object);
  }

  #add(object: CatalogObject): void {
    const name = { schema: object.schema, name: object.name };
    if (!isSmallTable(name, this.#smallTables)) this.#tables.set(tableKey(name), { name, isPartitioned: object.attributes['partitionKey'] != null, isView: object.kind !== 'table', parents: listPartitioned(object) });
  }

  /** Takes the names as they are after a step. */
  follow({ changes }: StepObservation): void {
    const gone = changes.flatMap((change) => (change.type === 'removed' ? [change.object] : change.type === 'renamed' ? [change.before] : []));
    const renamed = changes.flatMap((change) => (change.type === 'renamed' && this.has(change.before) ? [change.after] : []));
    for (const object of gone) if (lockedKinds.includes(object.kind)) this.#tables.delete(tableKey(object));
    for (const object of renamed) if (lockedKinds.includes(object.kind)) this.#add(object);
  }

  has(table: TableName): boolean {
    return this.#tables.has(tableKey(table));
  }

  /** Whether a lock keeps anybody out who would use the table; nobody writes to a materialized view. */
  isKeptFrom(lock: TableLock): boolean {
    return lock.blocks === 'reads' || (lock.blocks === 'writes' && this.#tables.get(tableKey(lock))?.isView === false);
  }

  /** The table that a statement names; a schema that it leaves out is any. */
  find({ schema, name }: ObjectName): TableName | undefined {
    if (schema !== undefined) return this.#tables.get(tableKey({ schema, name }))?.name;
    return [...this.#tables.values()].find((table) => table.name.name === name)?.name;
  }

  /** The table that a partition belongs to, at the top of all; any other table itself. */
  findWhole(table: TableName): TableName {
    const [parent] = this.#tables.get(tableKey(table))?.parents ?? [];
    const found = parent === undefined ? undefined : this.find(parent);
    return found === undefined ? table : this.findWhole(found);
  }

  isPartitioned(table: ObjectName): boolean {
    const found = this.find(table);
    return found !== undefined && this.#tables.get(tableKey(found))?.isPartitioned === true;
  }

  findTableOfIndex(index: ObjectName): ObjectName | undefined {
    const found = this.#indexes.find(({ schema, name }) => name === index.name && (index.schema === undefined || index.schema === schema));
    return found === undefined ? undefined : { schema: found.schema ?? undefined, name: found.parentName ?? '' };
  }
}
