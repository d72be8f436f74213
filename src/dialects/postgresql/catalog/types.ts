import { comment, grants, identity, isOwnObject, isUserSchema } from './section.ts';
import type { Section } from './section.ts';

const typeAttributes = `
  'owner', pg_get_userbyid(t.typowner),
  'privileges', ${grants('t.typacl', 'T', 't.typowner')},
  'comment', ${comment('t.oid', 'pg_type')}`;

const fromTypes = `FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
  WHERE ${isUserSchema('n.nspname')} AND ${isOwnObject('pg_type', 't.oid')}`;

const typeSection = (name: string, kind: string, attributes: string, condition: string): Section => ({
  name,
  sql: `SELECT '${kind}', n.nspname, NULL, NULL, t.typname, ${identity('pg_type', 't.oid')}, jsonb_build_object(${typeAttributes}, ${attributes}) ${fromTypes} AND ${condition}`,
});

const enums = typeSection(
  'enum types',
  'enum type',
  `'labels', (SELECT jsonb_agg(enumlabel ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid)`,
  "t.typtype = 'e'",
);

const domains = typeSection(
  'domains',
  'domain',
  `'type', format_type(t.typbasetype, t.typtypmod),
   'nullable', NOT t.typnotnull,
   'default', t.typdefault,
   'collation', CASE WHEN t.typcollation <> 0 THEN t.typcollation::regcollation::text END,
   'constraints', (SELECT jsonb_agg(format('%I %s', conname, pg_get_constraintdef(oid)) ORDER BY conname) FROM pg_constraint WHERE contypid = t.oid AND contype <> 'n')`,
  "t.typtype = 'd'",
);

const composites = typeSection(
  'composite types',
  'composite type',
  `'attributes', (SELECT jsonb_agg(format('%I %s', attname, format_type(atttypid, atttypmod)) ORDER BY attnum) FROM pg_attribute WHERE attrelid = t.typrelid AND attnum > 0 AND NOT attisdropped)`,
  "t.typtype = 'c' AND (SELECT relkind FROM pg_class WHERE oid = t.typrelid) = 'c'",
);

const ranges = typeSection(
  'range types',
  'range type',
  `'subtype', (SELECT format_type(rngsubtype, NULL) FROM pg_range WHERE rngtypid = t.oid),
   'collation', (SELECT CASE WHEN rngcollation <> 0 THEN rngcollation::regcollation::text END FROM pg_range WHERE rngtypid = t.oid),
   'canonical', (SELECT nullif(rngcanonical::text, '-') FROM pg_range WHERE rngtypid = t.oid),
   'difference', (SELECT nullif(rngsubdiff::text, '-') FROM pg_range WHERE rngtypid = t.oid)`,
  "t.typtype = 'r'",
);

const bases = typeSection(
  'base types',
  'base type',
  `'input', t.typinput::text, 'output', t.typoutput::text, 'length', t.typlen, 'isDefined', t.typisdefined`,
  "(t.typtype = 'b' OR NOT t.typisdefined) AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid)",
);

export const typeSections: readonly Section[] = [enums, domains, composites, ranges, bases];
