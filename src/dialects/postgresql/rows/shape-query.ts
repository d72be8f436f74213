import { isOwnObject, isUserSchema } from '../catalog/section.ts';

/** A table as the query gives it. */
export interface ShapeRows {
  readonly tables: readonly (readonly [oid: number, schema: string, name: string, kind: 'r' | 'p' | 'f', hasPages: boolean])[];
  readonly columns: readonly ColumnRow[];
  readonly keys: readonly KeyRow[];
  readonly rules: readonly RuleRow[];
  readonly partitions: readonly PartitionRow[];
  readonly types: readonly TypeRow[];
}

export interface ColumnRow {
  readonly table: number;
  readonly name: string;
  readonly type: number;
  readonly modifier: number;
  readonly typeName: string;
  readonly isRequired: boolean;
  readonly generated: string;
  readonly identity: string;
  readonly default: string | null;
  readonly isLoose: boolean;
}

/** A unique index. */
export interface KeyRow {
  readonly table: number;
  readonly name: string;
  readonly columns: readonly string[] | null;
  readonly isPrimary: boolean;
  readonly hasDistinctNulls: boolean;
  readonly isPartial: boolean;
}

/** A constraint that is no unique key. */
export interface RuleRow {
  readonly table: number;
  readonly name: string;
  readonly kind: 'c' | 'f' | 'x';
  readonly condition: string | null;
  readonly columns: readonly (string | null)[] | null;
  readonly targetSchema: string | null;
  readonly targetName: string | null;
  readonly targetColumns: readonly string[] | null;
  readonly isDeferrable: boolean;
  readonly isFull: boolean;
  readonly operators: readonly string[] | null;
}

/** A partition of any depth, and the root itself. */
export interface PartitionRow {
  readonly root: number;
  readonly oid: number;
  readonly parent: number | null;
  readonly name: string;
  readonly kind: string;
  /** How it is divided itself: `h` by hash. */
  readonly strategy: string | null;
  readonly bound: string | null;
  /** Null: it takes every row of its parent. */
  readonly condition: string | null;
  /** CHECK constraints that the root has not. */
  readonly checks: readonly string[] | null;
}

export interface TypeRow {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  readonly kind: 'b' | 'c' | 'd' | 'e' | 'm' | 'p' | 'r';
  readonly category: string;
  readonly element: number;
  readonly base: number;
  readonly modifier: number;
  readonly isRequired: boolean;
  readonly isLoose: boolean;
  readonly labels: readonly string[] | null;
  readonly subtype: number | null;
  readonly fields: readonly { readonly name: string; readonly type: number; readonly modifier: number; readonly isLoose: boolean }[] | null;
  readonly conditions: readonly { readonly name: string; readonly sql: string }[] | null;
}

const versionWithMultiranges = 140_000;
const versionWithNullsNotDistinct = 150_000;
const versionWithUnenforced = 180_000;

const isLoose = (collation: string): string => `EXISTS (SELECT FROM pg_collation l WHERE l.oid = ${collation} AND NOT l.collisdeterministic)`;
const namesOf = (keys: string, table: string): string =>
  `(SELECT json_agg(m.attname ORDER BY p.place) FROM unnest(${keys}) WITH ORDINALITY p (number, place) LEFT JOIN pg_attribute m ON m.attrelid = ${table} AND m.attnum = p.number)`;
const list = (row: string, from: string): string => `coalesce((SELECT json_agg(${row}) FROM ${from}), '[]')`;

/**
 * Everything that tells which rows the tables take, as one JSON text (`ShapeRows`), because a driver takes longer for ten thousand
 * rows than the server does. To be asked with an empty `search_path`, so that every name comes with its schema.
 * https://www.postgresql.org/docs/current/catalogs.html
 */
export function writeShapeQuery(version: number): string {
  const multirange = version >= versionWithMultiranges ? 'OR g.rngmultitypid = t.oid' : '';
  const isEnforced = version >= versionWithUnenforced ? 'AND k.conenforced' : '';
  const isPeriod = version >= versionWithUnenforced ? "OR (k.contype IN ('p', 'u') AND k.conperiod)" : '';
  const hasDistinctNulls = version >= versionWithNullsNotDistinct ? 'NOT x.indnullsnotdistinct' : 'true';
  const subtype = `(SELECT g.rngsubtype FROM pg_range g WHERE g.rngtypid = t.oid ${multirange})`;
  return `WITH RECURSIVE
relations AS MATERIALIZED (
  SELECT c.oid, n.nspname, c.relname, c.relkind, CASE c.relkind
    WHEN 'r' THEN pg_relation_size(c.oid) > 0
    WHEN 'p' THEN EXISTS (SELECT FROM pg_partition_tree(c.oid) leaf WHERE leaf.isleaf AND pg_relation_size(leaf.relid) > 0)
    ELSE false END AS has_pages
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'f') AND NOT c.relispartition AND ${isUserSchema('n.nspname')} AND ${isOwnObject('pg_class', 'c.oid')}),
cells AS MATERIALIZED (
  SELECT r.oid, a.attnum, a.attname, a.atttypid, a.atttypmod, a.attnotnull, a.attgenerated, a.attidentity, a.attcollation, d.adbin
  FROM relations r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum AND a.attgenerated = ''),
used (oid) AS (
  SELECT DISTINCT atttypid FROM cells
  UNION
  SELECT part.oid FROM used JOIN pg_type t ON t.oid = used.oid CROSS JOIN LATERAL (
    SELECT t.typelem WHERE t.typelem <> 0 UNION ALL SELECT t.typbasetype WHERE t.typbasetype <> 0
    UNION ALL SELECT g.rngsubtype FROM pg_range g WHERE g.rngtypid = t.oid ${multirange}
    UNION ALL SELECT a.atttypid FROM pg_attribute a WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped) part (oid)),
divided AS MATERIALIZED (
  SELECT r.oid AS root, p.relid AS oid, p.parentrelid AS parent FROM relations r CROSS JOIN LATERAL pg_partition_tree(r.oid) p WHERE r.relkind = 'p')
SELECT json_build_object(
'tables', ${list('json_build_array(oid::bigint, nspname, relname, relkind, has_pages) ORDER BY nspname COLLATE "C", relname COLLATE "C"', 'relations')},
'columns', ${list(
    `json_build_object('table', c.oid::bigint, 'name', c.attname, 'type', c.atttypid::bigint, 'modifier', c.atttypmod, 'typeName', format_type(c.atttypid, c.atttypmod),
    'isRequired', c.attnotnull, 'generated', c.attgenerated, 'identity', c.attidentity,
    'default', CASE c.attgenerated WHEN '' THEN coalesce(pg_get_expr(c.adbin, c.oid), t.typdefault) END, 'isLoose', c.attcollation <> 0 AND ${isLoose('c.attcollation')}) ORDER BY c.oid, c.attnum`,
    'cells c JOIN pg_type t ON t.oid = c.atttypid',
  )},
'keys', ${list(
    `json_build_object('table', r.oid::bigint, 'name', i.relname, 'columns', (SELECT json_agg(m.attname ORDER BY p.place)
      FROM unnest(x.indkey) WITH ORDINALITY p (number, place) JOIN pg_attribute m ON m.attrelid = r.oid AND m.attnum = p.number WHERE p.place <= x.indnkeyatts),
    'isPrimary', x.indisprimary, 'hasDistinctNulls', ${hasDistinctNulls},
    'isPartial', x.indexprs IS NOT NULL OR x.indpred IS NOT NULL OR EXISTS (SELECT FROM unnest(x.indkey, x.indcollation) p (number, rules)
      JOIN pg_attribute m ON m.attrelid = r.oid AND m.attnum = p.number WHERE p.rules <> m.attcollation AND ${isLoose('p.rules')}))
    ORDER BY x.indisprimary DESC, i.relname COLLATE "C"`,
    'relations r JOIN pg_index x ON x.indrelid = r.oid JOIN pg_class i ON i.oid = x.indexrelid WHERE x.indisunique AND x.indisready AND NOT x.indisexclusion',
  )},
'rules', ${list(
    `json_build_object('table', r.oid::bigint, 'name', k.conname, 'kind', CASE k.contype WHEN 'c' THEN 'c' WHEN 'f' THEN 'f' ELSE 'x' END,
    'condition', CASE k.contype WHEN 'c' THEN pg_get_expr(k.conbin, k.conrelid) END,
    'columns', CASE WHEN k.contype <> 'c' THEN ${namesOf('k.conkey', 'k.conrelid')} END,
    'targetSchema', tn.nspname, 'targetName', tc.relname,
    'targetColumns', CASE k.contype WHEN 'f' THEN ${namesOf('k.confkey', 'k.confrelid')} END,
    'isDeferrable', k.condeferrable, 'isFull', k.confmatchtype = 'f',
    'operators', (SELECT json_agg(o.oprname ORDER BY p.place) FROM unnest(k.conexclop) WITH ORDINALITY p (number, place) JOIN pg_operator o ON o.oid = p.number))
    ORDER BY k.conname COLLATE "C"`,
    `relations r JOIN pg_constraint k ON k.conrelid = r.oid LEFT JOIN pg_class tc ON tc.oid = k.confrelid LEFT JOIN pg_namespace tn ON tn.oid = tc.relnamespace
    WHERE (k.contype IN ('c', 'f', 'x') ${isPeriod}) AND k.conparentid = 0 ${isEnforced}`,
  )},
'partitions', ${list(
    `json_build_object('root', d.root::bigint, 'oid', d.oid::oid::bigint, 'parent', d.parent::oid::bigint, 'name', c.relname, 'kind', c.relkind, 'strategy', s.partstrat,
    'bound', pg_get_expr(c.relpartbound, c.oid), 'condition', pg_get_partition_constraintdef(c.oid),
    'checks', (SELECT json_agg(pg_get_expr(k.conbin, k.conrelid) ORDER BY k.conname) FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c' ${isEnforced}
      AND NOT EXISTS (SELECT FROM pg_constraint o WHERE o.conrelid = d.root AND o.contype = 'c' AND o.conname = k.conname)))
    ORDER BY c.relname COLLATE "C"`,
    'divided d JOIN pg_class c ON c.oid = d.oid LEFT JOIN pg_partitioned_table s ON s.partrelid = c.oid',
  )},
'types', ${list(
    `json_build_object('oid', t.oid::bigint, 'schema', n.nspname, 'name', t.typname, 'kind', t.typtype, 'category', t.typcategory, 'element', t.typelem::bigint, 'base', t.typbasetype::bigint,
    'modifier', t.typtypmod, 'isRequired', t.typnotnull, 'isLoose', t.typcollation <> 0 AND ${isLoose('t.typcollation')},
    'labels', (SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid),
    'subtype', CASE WHEN t.typtype IN ('r', 'm') THEN ${subtype}::bigint END,
    'fields', CASE t.typtype WHEN 'c' THEN (SELECT json_agg(json_build_object('name', a.attname, 'type', a.atttypid::bigint, 'modifier', a.atttypmod, 'isLoose', a.attcollation <> 0 AND ${isLoose('a.attcollation')}) ORDER BY a.attnum)
      FROM pg_attribute a WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped) END,
    'conditions', CASE t.typtype WHEN 'd' THEN (SELECT json_agg(json_build_object('name', k.conname, 'sql', pg_get_expr(k.conbin, 0)) ORDER BY k.conname) FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c') END)`,
    'used JOIN pg_type t ON t.oid = used.oid JOIN pg_namespace n ON n.oid = t.typnamespace',
  )})::text`;
}
