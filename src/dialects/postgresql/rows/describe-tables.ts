import pg from 'pg';
import { isVersionTable } from '../../../catalog/version-table.ts';
import type { VersionTable } from '../../../catalog/version-table.ts';
import { isOwnObject, isUserSchema } from '../catalog/section.ts';

/** As much about a table as reading its rows takes. */
export interface TableReading {
  readonly schema: string;
  readonly name: string;
  /** What stands after FROM: without the rows of tables that inherit from it, with those of its partitions. */
  readonly source: string;
  /** In their order: the name, and SQL that gives its value's text, whatever the settings. */
  readonly columns: readonly { readonly name: string; readonly text: string }[];
  /** The columns of its primary key. */
  readonly key: readonly string[];
}

type Row = [schema: string, name: string, kind: string, columns: readonly (readonly [name: string, type: string])[] | null, key: readonly string[] | null];

/** Tables for which a condition holds. Names of objects, as `regclass` has, are read as numbers: their text depends on `search_path`. */
const writeQuery = (condition: string): string => `SELECT json_agg(json_build_array(n.nspname, c.relname, c.relkind,
  (SELECT json_agg(json_build_array(a.attname, CASE WHEN coalesce(e.typname, t.typname) LIKE 'reg%' AND t.typnamespace = 'pg_catalog'::regnamespace THEN CASE WHEN e.oid IS NULL THEN 'oid' ELSE 'oid[]' END WHEN a.atttypid = 'pg_catalog.numeric'::regtype THEN 'numeric' ELSE '' END) ORDER BY a.attnum)
    FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A' WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
  (SELECT json_agg(a.attname ORDER BY p.place) FROM pg_index x CROSS JOIN LATERAL unnest(x.indkey) WITH ORDINALITY p (number, place)
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.number WHERE x.indrelid = c.oid AND x.indisprimary AND p.place <= x.indnkeyatts))
  ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C")::text
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND ${condition}
AND ${isUserSchema('n.nspname')} AND ${isOwnObject('pg_class', 'c.oid')}`;

/** Every table whose rows are its own: not foreign tables, not the version table, not partitions. */
export async function describeTables(client: pg.Client, versionTable: VersionTable | undefined): Promise<TableReading[]> {
  const tables = await describe(client, 'NOT c.relispartition', []);
  return tables.filter((table) => !isVersionTable(table, versionTable));
}

/** One table, which may be a partition. Throws where it is not there. */
export async function describeTable(client: pg.Client, { schema, name }: { readonly schema: string | null; readonly name: string }): Promise<TableReading> {
  const [table] = await describe(client, 'n.nspname = $1 AND c.relname = $2', [schema, name]);
  if (table === undefined) throw new Error(`no table ${schema ?? ''}.${name}`);
  return table;
}

async function describe(client: pg.Client, condition: string, values: (string | null)[]): Promise<TableReading[]> {
  const { rows } = await client.query<[string | null]>({ text: writeQuery(condition), values, rowMode: 'array' });
  const described = JSON.parse(rows[0]?.[0] ?? '[]') as readonly Row[];
  return described.map(([ofSchema, ofName, kind, columns, key]) => ({
    schema: ofSchema,
    name: ofName,
    source: `${kind === 'p' ? '' : 'ONLY '}${pg.escapeIdentifier(ofSchema)}.${pg.escapeIdentifier(ofName)}`,
    columns: (columns ?? []).map(([column, type]) => ({ name: column, text: `${writeSteady(`t.${pg.escapeIdentifier(column)}`, type)}::pg_catalog.text` })),
    key: key ?? [],
  }));
}

/** `1.5` and `1.50` are the same number; which of them is kept is up to the declared scale. https://www.postgresql.org/docs/current/functions-math.html */
function writeSteady(column: string, type: string): string {
  if (type === 'numeric') return `pg_catalog.trim_scale(${column})`;
  return type === '' ? column : `${column}::pg_catalog.${type}`;
}
