import type { AttributeChange, CatalogChange } from './change.ts';
import { findMoves } from './find-moves.ts';
import type { Replaced } from './find-moves.ts';
import { columnOrderAttribute } from './model.ts';
import type { AttributeValue, Catalog, CatalogObject } from './model.ts';
import { findNamed, isOfTable } from './rename.ts';
import type { Rename } from './rename.ts';

export interface DiffOptions {
  /**
   * Whether an object that went and one that came with the same identity are one that was renamed (default).
   * False for catalogs of two databases, whose internal numbers mean different things.
   */
  readonly matchRenames: boolean;
  /** Renames that statements told, for objects whose server gives them no identity. */
  readonly renames?: readonly Rename[];
}

/**
 * What differs between two catalogs: typed, parents before parts, by key. Objects that are the same JavaScript object
 * are equal without a look. Pure.
 */
export function diffCatalogs(before: Catalog, after: Catalog, options: DiffOptions = { matchRenames: true }): CatalogChange[] {
  const removed = new Map<string, CatalogObject>();
  const added = new Map<string, CatalogObject>();
  const replaced = new Map<string, Replaced>();
  for (const [key, object] of before.objects) {
    const now = after.objects.get(key);
    if (now === undefined) removed.set(key, object);
    else if (now !== object) replaced.set(key, { before: object, after: now });
  }
  for (const [key, object] of after.objects) {
    if (!before.objects.has(key)) added.set(key, object);
  }
  if (options.matchRenames) {
    const moves = findMoves(before, after, { replaced, removed, renames: options.renames ?? [] });
    for (const [key] of [...moves.from, ...moves.to]) replaced.delete(key);
    for (const [key, object] of moves.from) removed.set(key, object);
    for (const [key, object] of moves.to) added.set(key, object);
  }
  const changes: CatalogChange[] = [];
  const changed = [...replaced].flatMap(([key, pair]) => {
    const attributes = compareAttributes(pair.before, pair.after);
    return attributes.length === 0 ? [] : [{ key, ...pair, attributes }];
  });
  const pairs = options.matchRenames ? pairRenames(removed, added, options.renames ?? []) : [];
  const isRenamed = compareByRenames(pairs);
  const isExplained = ({ before, after }: AttributeChange): boolean => isRenamed(before, after);
  pairs.push(...pairUnnamed(pairs, removed, added, isRenamed));
  for (const { attributes, ...object } of changed) {
    const unexplained = attributes.filter((change) => !isExplained(change));
    if (unexplained.length > 0) changes.push({ type: 'changed', ...object, attributes: unexplained });
  }
  changes.push(...describeRenames(pairs, isExplained), ...gather('removed', removed), ...gather('added', added));
  return changes.sort((a, b) => compareText(a.key, b.key));
}

/** Whether a change is one of order alone: the same columns, in another order. */
export function isOrderOnly(change: CatalogChange): boolean {
  return change.type === 'changed' && change.attributes.every(({ attribute }) => attribute === columnOrderAttribute);
}

/** Whether the rows that are there are now known to keep a rule, which held for new ones before; it asks nothing of anybody. */
export function isValidationOnly(change: CatalogChange): boolean {
  if (change.type !== 'changed' || change.attributes.length === 0) return false;
  return change.attributes.every(({ attribute, before, after }) => ruleAttributes.has(attribute) && before !== after && typeof before === 'string' && before.replace(/ ?\bNOT VALID$/, '') === (after ?? ''));
}

const ruleAttributes: ReadonlySet<string> = new Set(['definition', 'notNullConstraint']);

/** Whether a change makes the database another one for those who use it. */
export function isDifference(change: CatalogChange): boolean {
  return !isOrderOnly(change) && !isValidationOnly(change);
}

function compareAttributes(before: CatalogObject, after: CatalogObject): AttributeChange[] {
  const names = new Set([...Object.keys(before.attributes), ...Object.keys(after.attributes)]);
  return [...names].sort(compareText).flatMap((attribute): AttributeChange[] => {
    const [from, to] = [before.attributes[attribute] ?? null, after.attributes[attribute] ?? null];
    const isEqual = attribute === columnOrderAttribute ? hasSameOrder(from, to) : isSame(from, to);
    return isEqual ? [] : [{ attribute, before: from, after: to }];
  });
}

function isSame(a: AttributeValue, b: AttributeValue): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

/** Members that only one side has are objects of their own, so only the order of the common ones counts. */
function hasSameOrder(a: AttributeValue, b: AttributeValue): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return true;
  const [inA, inB] = [new Set(a), new Set(b)];
  return isSame(a.filter((item) => inB.has(item)), b.filter((item) => inA.has(item)));
}

interface RenamedPair {
  readonly beforeKey: string;
  readonly afterKey: string;
  readonly before: CatalogObject;
  readonly after: CatalogObject;
  /** It has no name of its own, so that it was not renamed. */
  readonly isUnnamed?: boolean;
}

/** Pairs what went with what came, and takes both out of the maps: by identity, by what statements told, and parts of what moved by their names. */
function pairRenames(removed: Map<string, CatalogObject>, added: Map<string, CatalogObject>, renames: readonly Rename[]): RenamedPair[] {
  const byIdentity = new Map<string, string>();
  for (const [key, object] of added) if (object.identity !== null) byIdentity.set(`${object.kind} ${object.identity}`, key);
  const pairs: RenamedPair[] = [];
  const newKeys = new Map<string, string>();
  const pair = (beforeKey: string, afterKey: string | undefined): void => {
    const [before, after] = [removed.get(beforeKey), afterKey === undefined ? undefined : added.get(afterKey)];
    if (afterKey === undefined || before === undefined || after === undefined) return;
    pairs.push({ beforeKey, afterKey, before, after });
    newKeys.set(beforeKey, afterKey);
    removed.delete(beforeKey);
    added.delete(afterKey);
  };
  for (const [key, { kind, identity }] of [...removed]) if (identity !== null) pair(key, byIdentity.get(`${kind} ${identity}`));
  for (const rename of renames.filter(({ table }) => table === undefined)) pair(...findRenamed(rename, removed, added, newKeys));
  // Before what kept its name, because two parts may have exchanged theirs.
  for (const rename of renames.filter(({ table }) => table !== undefined)) pair(...findRenamed(rename, removed, added, newKeys));
  const moved = [...removed].flatMap(([key, object]) => (object.parent !== null && newKeys.has(object.parent) ? [{ key, object }] : []));
  for (const { key, object } of moved) pair(key, findMoved(object, newKeys, added));
  return pairs;
}

/** The keys of what had the name and of what has the new one. */
function findRenamed(
  rename: Rename,
  removed: ReadonlyMap<string, CatalogObject>,
  added: ReadonlyMap<string, CatalogObject>,
  newKeys: ReadonlyMap<string, string>,
): [string, string | undefined] {
  for (const [beforeKey, before] of findNamed(removed, rename, rename.from)) {
    const parent = before.parent === null ? null : (newKeys.get(before.parent) ?? before.parent);
    const found = findNamed(added, rename, rename.to).find(([, after]) => after.kind === before.kind && after.parent === parent && isOfTable(rename, before, after));
    if (found !== undefined) return [beforeKey, found[0]];
  }
  return ['', undefined];
}

/** The key of a part under its parent's new name. */
function findMoved({ kind, name, parent }: CatalogObject, newKeys: ReadonlyMap<string, string>, added: ReadonlyMap<string, CatalogObject>): string | undefined {
  const newParent = parent === null ? undefined : newKeys.get(parent);
  return [...added].find(([, after]) => after.kind === kind && after.name === name && after.parent === newParent)?.[0];
}

/** Constraints without names of their own are called what they say, and that mentions names: another wording of the same is no other constraint. */
function pairUnnamed(
  pairs: readonly RenamedPair[],
  removed: Map<string, CatalogObject>,
  added: Map<string, CatalogObject>,
  isRenamed: (before: string, after: string) => boolean,
): RenamedPair[] {
  const newKeys = new Map(pairs.map(({ beforeKey, afterKey }) => [beforeKey, afterKey]));
  return [...removed].flatMap(([beforeKey, before]) => {
    if (before.kind !== 'constraint' || before.parent === null || !before.name.includes('(')) return [];
    const parent = newKeys.get(before.parent) ?? before.parent;
    const found = [...added].find(([, after]) => after.kind === 'constraint' && after.parent === parent && isRenamed(before.name, after.name));
    if (found === undefined) return [];
    removed.delete(beforeKey);
    added.delete(found[0]);
    return [{ beforeKey, afterKey: found[0], before, after: found[1], isUnnamed: true }];
  });
}

/** Parts of a renamed object moved with it and are compared under it. */
function describeRenames(pairs: readonly RenamedPair[], isExplained: (change: AttributeChange) => boolean): CatalogChange[] {
  const newKeys = new Map(pairs.map(({ beforeKey, afterKey }) => [beforeKey, afterKey]));
  return pairs.flatMap(({ beforeKey, afterKey, before, after, isUnnamed = false }): CatalogChange[] => {
    const attributes = compareAttributes(before, after).filter((change) => !isExplained(change));
    const movedWithParent = before.name === after.name && before.parent !== null && newKeys.get(before.parent) === after.parent;
    if (movedWithParent || isUnnamed) return attributes.length === 0 ? [] : [{ type: 'changed', key: afterKey, before, after, attributes }];
    return [{ type: 'renamed', key: beforeKey, before, after, attributes }];
  });
}

/**
 * Definitions mention names; one that differs only by names that were renamed is not another change. A name may stand for several
 * objects of which one was renamed, so a word counts as the same when it is equal or renamed.
 */
function compareByRenames(pairs: readonly RenamedPair[]): (before: AttributeValue, after: AttributeValue) => boolean {
  const newNames = new Map<string, Set<string>>();
  for (const { before, after } of pairs) {
    for (const [from, to] of [[withoutArguments(before.name), withoutArguments(after.name)], [before.schema, after.schema]] as const) {
      if (from !== null && to !== null && from !== to) newNames.set(from, (newNames.get(from) ?? new Set()).add(to));
    }
  }
  if (newNames.size === 0) return () => false;
  const isRenamed = (before: AttributeValue, after: AttributeValue): boolean => {
    if (Array.isArray(before) && Array.isArray(after)) return before.length === after.length && before.every((item: string, index) => isRenamed(item, after[index] as string));
    if (typeof before !== 'string' || typeof after !== 'string') return false;
    const [had, has] = [splitWords(before), splitWords(after)];
    return had.length === has.length && had.every((word, index) => word === has[index] || newNames.get(word)?.has(has[index] ?? '') === true);
  };
  return isRenamed;
}

/** Names without the quotes that only some of them need, and what is between them. */
function splitWords(definition: string): string[] {
  const words = definition.match(/"(?:[^"]|"")*"|`(?:[^`]|``)*`|[\p{L}_][\p{L}\p{N}_$]*|[^\p{L}_"`]+|["`]/gu) ?? [];
  return words.map((word) => (/^(["`]).*\1$/s.test(word) && word.length > 1 ? word.slice(1, -1).replaceAll('""', '"').replaceAll('``', '`') : word));
}

/** A function's name as definitions write it. */
function withoutArguments(name: string): string {
  return name.replace(/\(.*$/s, '');
}

function gather(type: 'added' | 'removed', objects: ReadonlyMap<string, CatalogObject>): CatalogChange[] {
  const roots: [string, CatalogObject][] = [];
  const parts = new Map<string, CatalogObject[]>();
  for (const [key, object] of objects) {
    const root = findRoot(key, object, objects);
    if (root === key) roots.push([key, object]);
    else parts.set(root, [...(parts.get(root) ?? []), object]);
  }
  return roots.map(([key, object]) => ({ type, key, object, parts: (parts.get(key) ?? []).sort((a, b) => compareParts(object, a, b)) }));
}

/** Columns first, in their table's order, as people write a table. */
function compareParts({ attributes }: CatalogObject, a: CatalogObject, b: CatalogObject): number {
  const order = attributes[columnOrderAttribute];
  const place = ({ kind, name }: CatalogObject): number => (kind === 'column' && Array.isArray(order) ? order.indexOf(name) : Number.MAX_SAFE_INTEGER);
  return place(a) - place(b) || compareText(a.kind, b.kind) || compareText(a.name, b.name);
}

function findRoot(key: string, object: CatalogObject, objects: ReadonlyMap<string, CatalogObject>): string {
  let root = key;
  let current = object;
  while (current.parent !== null) {
    const parent = objects.get(current.parent);
    if (parent === undefined) break;
    root = current.parent;
    current = parent;
  }
  return root;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
