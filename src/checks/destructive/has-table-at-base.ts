import type { Catalog } from '../../catalog/model.ts';
import type { ObjectName } from '../../sql/operation.ts';

/** Whether a table that a statement names stood at the merge base; a schema that the statement leaves out is any. */
export function hasTableAtBase(name: ObjectName, base: Catalog | undefined): boolean {
  return [...(base?.objects.values() ?? [])].some(
    (object) => object.kind === 'table' && object.name === name.name && (name.schema === undefined || object.schema === name.schema),
  );
}
