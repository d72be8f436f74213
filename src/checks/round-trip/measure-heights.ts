import type { CatalogChange } from '../../catalog/change.ts';
import type { CatalogObject } from '../../catalog/model.ts';

type Whole = Extract<CatalogChange, { readonly type: 'added' | 'removed' }>;

/**
 * The place of tables and views among those of their kind, by key, lowest first: leftovers go before what they need, and what is brought back comes after it.
 * A table needs those at which its foreign keys point, a view those that it reads.
 */
export function measureHeights(changes: readonly CatalogChange[]): ReadonlyMap<string, number> {
  const wholes = (type: Whole['type'], isMeant: (object: CatalogObject) => boolean): Whole[] => changes.flatMap((change) => (change.type === type && isMeant(change.object) ? [change] : []));
  const [left, gone] = [measure(wholes('added', isTable), listPointedAt), measure(wholes('removed', isTable), listPointedAt)];
  const [leftViews, goneViews] = [measure(wholes('added', isView), listRead), measure(wholes('removed', isView), listRead)];
  const turned = [...gone, ...goneViews].map(([key, height]): [string, number] => [key, -height]);
  return new Map([...left, ...leftViews, ...turned]);
}

function isTable({ kind }: CatalogObject): boolean {
  return kind === 'table';
}

function isView({ kind }: CatalogObject): boolean {
  return kind === 'view' || kind === 'materialized view';
}

/** How many stand on each, one on the other. */
function measure(wholes: readonly Whole[], listNeeded: (whole: Whole, all: readonly Whole[]) => readonly Whole[]): ReadonlyMap<string, number> {
  const needed = wholes.map((whole) => ({ key: whole.key, needs: listNeeded(whole, wholes).filter((other) => other !== whole) }));
  const heights = new Map(wholes.map(({ key }) => [key, 0]));
  let isSettled = false;
  // A circle has no order; it ends with their number.
  for (let round = 0; round < wholes.length && !isSettled; round += 1) {
    isSettled = true;
    for (const { key, needs } of needed) {
      for (const target of needs) {
        const height = (heights.get(key) ?? 0) + 1;
        if ((heights.get(target.key) ?? 0) >= height) continue;
        heights.set(target.key, height);
        isSettled = false;
      }
    }
  }
  return heights;
}

function listPointedAt({ object, parts }: Whole, all: readonly Whole[]): readonly Whole[] {
  const targets = parts.flatMap((part) => readTarget(part, object.schema) ?? []);
  return all.filter((other) => targets.includes(pathOf(other.object.schema, other.object.name)));
}

/** By its definition, which names what it reads. */
function listRead({ object }: Whole, all: readonly Whole[]): readonly Whole[] {
  const words = new Set(listWords(String(object.attributes['definition'])));
  return all.filter((other) => listWords(other.object.name).every((word) => words.has(word)));
}

function listWords(text: string): readonly string[] {
  return text.toLowerCase().split(/[^\p{L}\p{N}_$]+/u);
}

/** The table that a foreign key points at; undefined for any other part. */
function readTarget({ attributes }: CatalogObject, ownSchema: string | null): string | undefined {
  const { constraintType, definition } = attributes;
  if (constraintType !== 'foreign key' || typeof definition !== 'string') return undefined;
  const [name, schema] = (/ REFERENCES (.+?) ?\(/.exec(definition)?.[1]?.replaceAll(/["`]/g, '') ?? '').split('.').reverse();
  return name === undefined ? undefined : pathOf(schema ?? ownSchema, name);
}

function pathOf(schema: string | null, name: string): string {
  return JSON.stringify([schema, name]);
}
