import type pg from 'pg';
import { catalogKey } from '../../../catalog/model.ts';
import type { AttributeValue, Catalog, CatalogObject, ObjectKind } from '../../../catalog/model.ts';
import type { VersionTable } from '../../dialect.ts';
import { otherSections } from './others.ts';
import { relationSections } from './relations.ts';
import { routineSections } from './routines.ts';
import { tablePartSections } from './table-parts.ts';
import { typeSections } from './types.ts';

/** Reads one database's whole catalog. */
export interface CatalogReader {
  read(): Promise<Catalog>;
}

const sections = [...relationSections, ...tablePartSections, ...typeSections, ...routineSections, ...otherSections];
const query = `SELECT * FROM (\n${sections.map(({ sql }) => `(${sql})`).join('\nUNION ALL\n')}\n) objects (kind, schema, parent_kind, parent_name, name, identity, attributes)`;

interface Row {
  readonly kind: ObjectKind;
  readonly schema: string | null;
  readonly parent_kind: ObjectKind | null;
  readonly parent_name: string | null;
  readonly name: string;
  readonly identity: string | null;
  readonly attributes: Record<string, AttributeValue>;
}

const defaultVersionTable = 'alembic_version';

/**
 * A reader of everything PostgreSQL holds in one database: every schema but the system's, in one round trip.
 * An extension's own objects are the extension's and left out, as is Alembic's version table.
 * Not looked at, because they belong to the whole server: roles, role memberships, tablespaces.
 * https://www.postgresql.org/docs/current/catalogs.html
 */
export function createCatalogReader(client: pg.ClientBase, getVersionTable: () => VersionTable | undefined): CatalogReader {
  let isPrepared = false;
  return {
    async read() {
      if (!isPrepared) {
        // Names come with their schema, in the server's own spelling, whatever the database's settings are.
        await client.query("SET search_path = ''; SET extra_float_digits = 1; SET quote_all_identifiers = off; SET jit = off");
        isPrepared = true;
      }
      const { rows } = await client.query<Row>({ text: query, name: 'alembic-gate-catalog' });
      const versionTable = getVersionTable();
      const objects = new Map<string, CatalogObject>();
      for (const row of rows) {
        if (!belongsToVersionTable(row, versionTable)) objects.set(writeKey(row), toCatalogObject(row));
      }
      return { objects };
    },
  };
}

function belongsToVersionTable(row: Row, versionTable: VersionTable | undefined): boolean {
  const name = versionTable?.name ?? defaultVersionTable;
  const isThere = versionTable?.schema === undefined || versionTable.schema === null || versionTable.schema === row.schema;
  return isThere && (row.parent_name === name || (row.kind === 'table' && row.name === name));
}

function writeKey(row: Row): string {
  // A sequence goes with the table that owns it, but keeps its own name when the owner changes.
  return catalogKey(row.kind, row.schema, row.kind === 'sequence' ? null : row.parent_name, row.name);
}

function toCatalogObject(row: Row): CatalogObject {
  const { kind, schema, name, identity, attributes } = row;
  return {
    kind,
    schema,
    name,
    parent: row.parent_kind === null || row.parent_name === null ? null : catalogKey(row.parent_kind, schema, null, row.parent_name),
    parentName: row.parent_name,
    attributes,
    identity,
  };
}
