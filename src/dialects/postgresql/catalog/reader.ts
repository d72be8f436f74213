import type pg from 'pg';
import { catalogKey } from '../../../catalog/model.ts';
import type { AttributeValue, Catalog, CatalogObject, ObjectKind } from '../../../catalog/model.ts';
import { belongsToVersionTable } from '../../../catalog/version-table.ts';
import type { VersionTable } from '../../../catalog/version-table.ts';
import { otherSections } from './others.ts';
import { relationSections, schemas } from './relations.ts';
import type { Section } from './section.ts';
import { listChangedRelations, readStamps } from './stamps.ts';
import type { Stamps } from './stamps.ts';
import { routineSections } from './routines.ts';
import { tablePartSections } from './table-parts.ts';
import { typeSections } from './types.ts';

/** Reads one database's whole catalog. */
export interface CatalogReader {
  read(): Promise<Catalog>;
}

const columns = '(relation, kind, schema, parent_kind, parent_name, name, identity, attributes)';
const unite = (sections: readonly Section[]): string => sections.map(({ sql }) => `(${sql})`).join('\nUNION ALL\n');
const relationQuery = `SELECT * FROM (\n${unite([...relationSections, ...tablePartSections])}\n) objects ${columns}`;
const otherQuery = `SELECT NULL, * FROM (\n${unite([schemas, ...typeSections, ...routineSections, ...otherSections])}\n) objects`;

type Row = [
  relation: number | null,
  kind: ObjectKind,
  schema: string | null,
  parentKind: ObjectKind | null,
  parentName: string | null,
  name: string,
  identity: string | null,
  attributes: Record<string, AttributeValue>,
];

/** An object with its key in the catalog. */
type Entry = readonly [key: string, object: CatalogObject];

/** What was read last, with what tells whether it still holds. */
interface Reading {
  readonly stamps: Stamps;
  readonly relations: ReadonlyMap<number, readonly Entry[]>;
  readonly others: readonly Entry[];
}

/**
 * A reader of everything PostgreSQL holds in one database: every schema but the system's. Its second reading asks only for what changed
 * since the first, and gives the same objects where nothing did.
 * An extension's own objects are the extension's and left out, as is Alembic's version table.
 * Not looked at, because they belong to the whole server: roles, role memberships, tablespaces.
 * https://www.postgresql.org/docs/current/catalogs.html
 */
export function createCatalogReader(client: pg.ClientBase, getVersionTable: () => VersionTable | undefined): CatalogReader {
  let last: Reading | undefined;
  return {
    async read() {
      // Names come with their schema, in the server's own spelling, whatever the database's settings are; one plan serves every reading.
      if (last === undefined) await client.query("SET search_path = ''; SET extra_float_digits = 1; SET quote_all_identifiers = off; SET jit = off; SET plan_cache_mode = force_generic_plan");
      last = await readAgain(client, last);
      return toCatalog(last, getVersionTable());
    },
  };
}

async function readAgain(client: pg.ClientBase, last: Reading | undefined): Promise<Reading> {
  const stamps = await readStamps(client);
  if (last === undefined || last.stamps.everything !== stamps.everything) return readWhole(client, stamps, last);
  const changed = listChangedRelations(last.stamps, stamps);
  const relations = new Map(last.relations);
  if (changed.length > 0) {
    const fresh = await readRelations(client, changed);
    for (const relation of changed) setOrDelete(relations, relation, fresh.get(relation));
  }
  const others = last.stamps.others === stamps.others ? last.others : await readOthers(client);
  const before = [...changed.flatMap((relation) => last.relations.get(relation) ?? []), ...(others === last.others ? [] : last.others)];
  const after = [...changed.flatMap((relation) => relations.get(relation) ?? []), ...(others === last.others ? [] : others)];
  if (changesOtherDefinitions(before, after)) return readWhole(client, stamps, last);
  return { stamps, relations: keepEqual(last.relations, relations), others: keepEqualEntries(last.others, others) };
}

async function readWhole(client: pg.ClientBase, stamps: Stamps, last: Reading | undefined): Promise<Reading> {
  const relations = await readRelations(client, null);
  const others = await readOthers(client);
  if (last === undefined) return { stamps, relations, others };
  return { stamps, relations: keepEqual(last.relations, relations), others: keepEqualEntries(last.others, others) };
}

/**
 * Whether something changed that definitions of other objects are written with: a name, or a label of an enum type. What else they
 * mention is in their own rows.
 */
function changesOtherDefinitions(before: readonly Entry[], after: readonly Entry[]): boolean {
  const now = new Map(after.map(([, object]) => [object.identity, object]));
  return before.some(([, object]) => {
    const other = object.identity === null ? undefined : now.get(object.identity);
    if (other === undefined) return false;
    if (other.name !== object.name || other.schema !== object.schema || other.parentName !== object.parentName) return true;
    return object.kind === 'enum type' && JSON.stringify(object.attributes) !== JSON.stringify(other.attributes);
  });
}

async function readRelations(client: pg.ClientBase, wanted: readonly number[] | null): Promise<Map<number, Entry[]>> {
  const { rows } = await client.query<Row>({ text: relationQuery, name: 'alembic-gate-relations', values: [wanted], rowMode: 'array' });
  const relations = new Map<number, Entry[]>();
  for (const row of rows) {
    const relation = row[0] ?? 0;
    const entries = relations.get(relation);
    if (entries === undefined) relations.set(relation, [toEntry(row)]);
    else entries.push(toEntry(row));
  }
  return relations;
}

async function readOthers(client: pg.ClientBase): Promise<readonly Entry[]> {
  const { rows } = await client.query<Row>({ text: otherQuery, name: 'alembic-gate-others', rowMode: 'array' });
  return rows.map(toEntry);
}

/** The new objects, each replaced by the old one where they are the same. */
function keepEqualEntries(before: readonly Entry[], after: readonly Entry[]): readonly Entry[] {
  if (before === after) return before;
  const known = new Map(before);
  return after.map((entry) => {
    const [key, object] = entry;
    const old = known.get(key);
    return old !== undefined && JSON.stringify(old) === JSON.stringify(object) ? [key, old] : entry;
  });
}

function keepEqual(before: ReadonlyMap<number, readonly Entry[]>, after: ReadonlyMap<number, readonly Entry[]>): ReadonlyMap<number, readonly Entry[]> {
  return new Map([...after].map(([relation, entries]) => [relation, keepEqualEntries(before.get(relation) ?? [], entries)]));
}

function setOrDelete<K, V>(map: Map<K, V>, key: K, value: V | undefined): void {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}

function toCatalog({ relations, others }: Reading, versionTable: VersionTable | undefined): Catalog {
  const objects = new Map<string, CatalogObject>();
  for (const entries of [others, ...relations.values()]) {
    for (const [key, object] of entries) if (!belongsToVersionTable(object, versionTable)) objects.set(key, object);
  }
  return { objects };
}

function toEntry([, kind, schema, parentKind, parentName, name, identity, attributes]: Row): Entry {
  const parent = parentKind === null || parentName === null ? null : catalogKey(parentKind, schema, null, parentName);
  // A sequence goes with the table that owns it, but keeps its own name when the owner changes.
  const key = catalogKey(kind, schema, kind === 'sequence' ? null : parentName, name);
  return [key, { kind, schema, name, parent, parentName, attributes, identity }];
}
