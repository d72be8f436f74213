import type { TableName } from '../../observe/observation.ts';
import { tableKey } from '../../rows/table-shape.ts';
import type { ObjectName, Operation } from '../../sql/operation.ts';
import type { BaseTables } from './base-tables.ts';

/** Which tables that others use the statements of a step mean, whose names change while it runs; what is known of tables goes by the names before it. */
export class StepNames {
  readonly #tables: BaseTables;
  /** By the name before the step: what it is called now; undefined once it is dropped. */
  readonly #renamed = new Map<string, { readonly before: TableName; readonly now: ObjectName | undefined }>();

  constructor(tables: BaseTables) {
    this.#tables = tables;
  }

  /** The table, by its name before the step, that a statement names now; a schema that it leaves out is any. */
  find(name: ObjectName): TableName | undefined {
    for (const { before, now } of this.#renamed.values()) if (now !== undefined && isNamed(now, name)) return before;
    const found = this.#tables.find(name);
    return found === undefined || this.#renamed.has(tableKey(found)) ? undefined : found;
  }

  /** What a table is called now that had a name before the step. */
  nameNow(before: ObjectName): ObjectName | undefined {
    const found = this.#tables.find(before);
    const renamed = found === undefined ? undefined : this.#renamed.get(tableKey(found));
    return renamed === undefined ? before : renamed.now;
  }

  follow({ kind, target, newName }: Operation): void {
    if (kind !== 'rename-table' && kind !== 'drop-table') return;
    const before = this.find(target);
    if (before !== undefined) this.#renamed.set(tableKey(before), { before, now: kind === 'rename-table' && newName !== undefined ? { schema: before.schema ?? undefined, name: newName } : undefined });
  }
}

function isNamed(now: ObjectName, { schema, name }: ObjectName): boolean {
  return now.name === name && (schema === undefined || now.schema === undefined || now.schema === schema);
}
