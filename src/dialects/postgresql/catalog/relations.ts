import { columnOrderAttribute } from '../../../catalog/model.ts';
import { comment, compareGrants, grants, identity, isOwnObject, isUserSchema, isWanted } from './section.ts';
import type { RelationSection, Section } from './section.ts';

const fromRelations = `FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE ${isUserSchema('n.nspname')} AND ${isOwnObject('pg_class', 'c.oid')}`;

const relationAttributes = `
  'owner', pg_get_userbyid(c.relowner),
  'persistence', CASE c.relpersistence WHEN 'u' THEN 'unlogged' WHEN 't' THEN 'temporary' ELSE 'permanent' END,
  'options', (SELECT jsonb_agg(item ORDER BY item) FROM unnest(c.reloptions) item),
  'tablespace', (SELECT spcname FROM pg_tablespace WHERE oid = c.reltablespace),
  'comment', ${comment('c.oid', 'pg_class')}`;

export const schemas: Section = {
  name: 'schemas',
  sql: `SELECT 'schema', NULL, NULL, NULL, n.nspname, ${identity('pg_namespace', 'n.oid')}, jsonb_build_object(
    'owner', pg_get_userbyid(n.nspowner),
    'privileges', ${grants('n.nspacl', 'n', 'n.nspowner')},
    'comment', ${comment('n.oid', 'pg_namespace')})
  FROM pg_namespace n WHERE ${isUserSchema('n.nspname')} AND ${isOwnObject('pg_namespace', 'n.oid')}`,
};

export const tables: RelationSection = {
  name: 'tables',
  sql: `SELECT c.oid, CASE c.relkind WHEN 'f' THEN 'foreign table' ELSE 'table' END, n.nspname, NULL, NULL, c.relname, ${identity('pg_class', 'c.oid')}, jsonb_build_object(
    ${relationAttributes},
    'accessMethod', (SELECT amname FROM pg_am WHERE oid = c.relam),
    'partitionKey', CASE c.relkind WHEN 'p' THEN pg_get_partkeydef(c.oid) END,
    'partitionBound', pg_get_expr(c.relpartbound, c.oid),
    'inherits', (SELECT jsonb_agg(inhparent::regclass::text ORDER BY inhseqno) FROM pg_inherits WHERE inhrelid = c.oid),
    'rowSecurity', c.relrowsecurity,
    'forceRowSecurity', c.relforcerowsecurity,
    'replicaIdentity', CASE c.relreplident WHEN 'f' THEN 'full' WHEN 'n' THEN 'nothing' WHEN 'i' THEN 'index' ELSE 'default' END,
    'privileges', ${grants('c.relacl', 'r', 'c.relowner')},
    'server', (SELECT s.srvname FROM pg_foreign_table f JOIN pg_foreign_server s ON s.oid = f.ftserver WHERE f.ftrelid = c.oid),
    'serverOptions', (SELECT to_jsonb(f.ftoptions) FROM pg_foreign_table f WHERE f.ftrelid = c.oid),
    '${columnOrderAttribute}', (SELECT jsonb_agg(attname ORDER BY attnum) FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped))
  ${fromRelations} AND c.relkind IN ('r', 'p', 'f')
  AND ${isWanted('c.oid')}`,
};

export const columns: RelationSection = {
  name: 'columns',
  sql: `SELECT c.oid, 'column', n.nspname, CASE c.relkind WHEN 'f' THEN 'foreign table' ELSE 'table' END, c.relname, a.attname, 'column:' || c.oid || '.' || a.attnum, jsonb_build_object(
    'type', format_type(a.atttypid, a.atttypmod),
    'nullable', NOT a.attnotnull,
    'notNullConstraint', (SELECT nullif(concat_ws(' ', CASE WHEN NOT k.convalidated THEN 'NOT VALID' END, CASE WHEN k.connoinherit THEN 'NO INHERIT' END), '')
      FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'n' AND k.conkey = ARRAY[a.attnum]),
    'default', CASE a.attgenerated WHEN '' THEN pg_get_expr(d.adbin, d.adrelid) END,
    'generated', CASE a.attgenerated WHEN 's' THEN pg_get_expr(d.adbin, d.adrelid) || ' STORED' WHEN 'v' THEN pg_get_expr(d.adbin, d.adrelid) || ' VIRTUAL' END,
    'identity', CASE a.attidentity WHEN 'a' THEN 'ALWAYS' WHEN 'd' THEN 'BY DEFAULT' END,
    'identityOptions', (SELECT format('START %s INCREMENT %s MINVALUE %s MAXVALUE %s CACHE %s%s', q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcache, CASE WHEN q.seqcycle THEN ' CYCLE' ELSE '' END)
      FROM pg_sequence q JOIN pg_depend o ON o.classid = 'pg_class'::regclass AND o.objid = q.seqrelid AND o.deptype = 'i' WHERE a.attidentity <> '' AND o.refclassid = 'pg_class'::regclass AND o.refobjid = c.oid AND o.refobjsubid = a.attnum),
    'collation', CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END,
    'storage', CASE WHEN a.attstorage <> t.typstorage THEN CASE a.attstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'm' THEN 'main' ELSE 'extended' END END,
    'compression', nullif(to_jsonb(a) ->> 'attcompression', ''),
    'statisticsTarget', nullif(to_jsonb(a) ->> 'attstattarget', '-1'),
    'options', (SELECT jsonb_agg(item ORDER BY item) FROM unnest(a.attoptions) item),
    'foreignOptions', to_jsonb(a.attfdwoptions),
    'privileges', CASE WHEN a.attacl IS NOT NULL THEN ${compareGrants('a.attacl', "NULL::aclitem[]")} END,
    'comment', col_description(c.oid, a.attnum))
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  WHERE ${isUserSchema('n.nspname')} AND ${isOwnObject('pg_class', 'c.oid')} AND c.relkind IN ('r', 'p', 'f')
  AND ${isWanted('c.oid')}`,
};

export const constraints: RelationSection = {
  name: 'constraints',
  sql: `SELECT c.oid, 'constraint', n.nspname, CASE c.relkind WHEN 'f' THEN 'foreign table' ELSE 'table' END, c.relname, k.conname, ${identity('pg_constraint', 'k.oid')}, jsonb_build_object(
    'constraintType', CASE k.contype WHEN 'p' THEN 'primary key' WHEN 'f' THEN 'foreign key' WHEN 'u' THEN 'unique constraint' WHEN 'c' THEN 'check constraint' WHEN 'x' THEN 'exclusion constraint' ELSE 'constraint trigger' END,
    'definition', pg_get_constraintdef(k.oid),
    'isClustered', x.indisclustered,
    'isReplicaIdentity', x.indisreplident,
    'indexOptions', (SELECT to_jsonb(i.reloptions) FROM pg_class i WHERE i.oid = x.indexrelid),
    'tablespace', (SELECT s.spcname FROM pg_class i JOIN pg_tablespace s ON s.oid = i.reltablespace WHERE i.oid = x.indexrelid),
    'comment', ${comment('k.oid', 'pg_constraint')})
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_index x ON x.indexrelid = k.conindid AND k.contype IN ('p', 'u', 'x')
  WHERE ${isUserSchema('n.nspname')} AND ${isOwnObject('pg_class', 'c.oid')} AND k.contype IN ('p', 'f', 'u', 'c', 'x', 't') AND k.conparentid = 0
  AND ${isWanted('c.oid')}`,
};

export const indexes: RelationSection = {
  name: 'indexes',
  sql: `SELECT t.oid, 'index', n.nspname, CASE t.relkind WHEN 'm' THEN 'materialized view' ELSE 'table' END, t.relname, c.relname, ${identity('pg_class', 'c.oid')}, jsonb_build_object(
    'definition', pg_get_indexdef(c.oid),
    'isUnique', x.indisunique,
    'isValid', x.indisvalid,
    'isClustered', x.indisclustered,
    'isReplicaIdentity', x.indisreplident,
    'tablespace', (SELECT spcname FROM pg_tablespace WHERE oid = c.reltablespace),
    'statistics', (SELECT jsonb_agg(format('%s: %s', attnum, to_jsonb(a) ->> 'attstattarget') ORDER BY attnum) FROM pg_attribute a WHERE attrelid = c.oid AND coalesce((to_jsonb(a) ->> 'attstattarget')::int, -1) >= 0),
    'comment', ${comment('c.oid', 'pg_class')})
  FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE ${isUserSchema('n.nspname')} AND ${isOwnObject('pg_class', 't.oid')}
  AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = c.oid AND k.contype IN ('p', 'u', 'x'))
  AND NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = c.oid)
  AND ${isWanted('t.oid')}`,
};

export const sequences: RelationSection = {
  name: 'sequences',
  sql: `SELECT c.oid, 'sequence', n.nspname, CASE WHEN t.oid IS NOT NULL THEN 'table' END, t.relname, c.relname, ${identity('pg_class', 'c.oid')}, jsonb_build_object(
    ${relationAttributes},
    'type', format_type(q.seqtypid, NULL),
    'start', q.seqstart::text, 'increment', q.seqincrement::text, 'minimum', q.seqmin::text, 'maximum', q.seqmax::text,
    'cache', q.seqcache::text, 'cycle', q.seqcycle,
    'ownedBy', CASE WHEN t.oid IS NOT NULL THEN format('%I.%I.%I', tn.nspname, t.relname, a.attname) END,
    'privileges', ${grants('c.relacl', 's', 'c.relowner')})
  FROM pg_sequence q JOIN pg_class c ON c.oid = q.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_depend o ON o.classid = 'pg_class'::regclass AND o.objid = c.oid AND o.deptype = 'a' AND o.refclassid = 'pg_class'::regclass AND o.refobjsubid > 0
  LEFT JOIN pg_class t ON t.oid = o.refobjid
  LEFT JOIN pg_namespace tn ON tn.oid = t.relnamespace
  LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = o.refobjsubid
  WHERE ${isUserSchema('n.nspname')} AND ${isOwnObject('pg_class', 'c.oid')}
  AND NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = 'pg_class'::regclass AND i.objid = c.oid AND i.deptype = 'i')
  AND ${isWanted('c.oid')}`,
};

export const views: RelationSection = {
  name: 'views',
  sql: `SELECT c.oid, CASE c.relkind WHEN 'm' THEN 'materialized view' ELSE 'view' END, n.nspname, NULL, NULL, c.relname, ${identity('pg_class', 'c.oid')}, jsonb_build_object(
    ${relationAttributes},
    'definition', pg_get_viewdef(c.oid),
    'accessMethod', (SELECT amname FROM pg_am WHERE oid = c.relam),
    'isPopulated', CASE c.relkind WHEN 'm' THEN c.relispopulated END,
    'privileges', ${grants('c.relacl', 'r', 'c.relowner')},
    'columnNotes', (SELECT jsonb_agg(item ORDER BY item) FROM (
      SELECT concat_ws(' ', a.attname, a.attacl::text, pg_get_expr(d.adbin, d.adrelid), col_description(c.oid, a.attnum)) AS item
      FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND (a.attacl IS NOT NULL OR d.adbin IS NOT NULL OR col_description(c.oid, a.attnum) IS NOT NULL)) notes))
  ${fromRelations} AND c.relkind IN ('v', 'm')
  AND ${isWanted('c.oid')}`,
};

export const relationSections: readonly RelationSection[] = [tables, columns, constraints, indexes, sequences, views];
