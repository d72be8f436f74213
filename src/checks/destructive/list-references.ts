import type { CatalogObject } from '../../catalog/model.ts';
import { isSameName } from '../../catalog/same-name.ts';
import type { ObjectName } from '../../sql/operation.ts';
import type { ObservationContext } from '../check.ts';
import { readReference } from '../rows/read-key-definition.ts';
import { findStep, listJudged } from '../round-trip/step-place.ts';

/** A foreign key that was there before a pull request, or that it makes. */
export interface Reference {
  readonly name: string;
  /** The table that refers. */
  readonly schema: string | null;
  readonly table: string;
  readonly columns: readonly string[];
  readonly target: ObjectName;
  /** What becomes of the rows when what they refer to is deleted. */
  readonly onDelete: 'cascade' | 'set null' | 'other';
}

/** Every foreign key of the merge base and of the revisions that are judged. */
export function listReferences(context: ObservationContext): readonly Reference[] {
  const base = [...(context.observation.base?.objects.values() ?? [])];
  const made = listJudged(context).flatMap((trip) => (findStep(trip, 'upgrade', 1)?.changes ?? []).flatMap((change) => (change.type === 'added' ? [change.object, ...change.parts] : [])));
  return [...base, ...made].flatMap((object) => {
    const reference = readForeignKey(object);
    return reference === undefined ? [] : [reference];
  });
}

function readForeignKey(object: CatalogObject): Reference | undefined {
  if (object.attributes['constraintType'] !== 'foreign key' || object.parentName === null) return undefined;
  const found = readReference(object);
  if (found === undefined) return undefined;
  const [, action = ''] = /\bON DELETE (CASCADE|SET NULL)\b/i.exec(String(object.attributes['definition'])) ?? [];
  return {
    name: object.name,
    schema: object.schema,
    table: object.parentName,
    columns: found.columns.flatMap((column) => readPath(column).slice(-1)),
    target: toName(readPath(found.target), object.schema),
    onDelete: action === '' ? 'other' : (action.toLowerCase() as 'cascade' | 'set null'),
  };
}

/** The parts of a name without their quotes. */
function readPath(text: string): string[] {
  const parts = [...text.matchAll(/"((?:[^"]|"")*)"|`((?:[^`]|``)*)`|([^."`]+)/g)];
  return parts.map(([, double, backticks, plain = '']) => double?.replaceAll('""', '"') ?? backticks?.replaceAll('``', '`') ?? plain.trim());
}

function toName(path: readonly string[], schema: string | null): ObjectName {
  return { schema: path.at(-2) ?? schema ?? undefined, name: path.at(-1) ?? '' };
}

/** Whether a name, its schema left out or not, is that of a table. */
export function isNamed({ schema, name }: ObjectName, table: { readonly schema: string | null; readonly name: string }): boolean {
  return isSameName(name, table.name) && (schema === undefined || table.schema === null || schema === table.schema);
}

/** Keys that lead to a table, and those that lead to what refers to it, as far as `follows` says. */
export function listLeadingTo(target: ObjectName, references: readonly Reference[], follows: (reference: Reference) => boolean): readonly Reference[] {
  const found = new Set<Reference>();
  const targets: ObjectName[] = [target];
  for (let next = targets.pop(); next !== undefined; next = targets.pop()) {
    const wanted = next;
    for (const reference of references) {
      if (found.has(reference) || !isNamed(wanted, { schema: reference.target.schema ?? null, name: reference.target.name })) continue;
      found.add(reference);
      if (follows(reference)) targets.push({ schema: reference.schema ?? undefined, name: reference.table });
    }
  }
  return [...found];
}
