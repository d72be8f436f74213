import type pg from 'pg';

/** How many catalog rows tell something, and the newest transaction that wrote one of them: another pair means that something changed. */
type Stamp = string;

/** What tells cheaply which parts of a database changed since the last look. */
export interface Stamps {
  /** By number of the relation. */
  readonly relations: ReadonlyMap<number, Stamp>;
  /** Everything that is no relation. */
  readonly others: Stamp;
  /** What any definition may mention: role names, membership of extensions, comments that do not tell their relation. */
  readonly everything: Stamp;
}

/** The first number of an object that was not made by initdb: FirstNormalObjectId in access/transam.h. */
const firstUserOid = 16384;

/**
 * The rows that describe each relation, with the number of the relation. A row that is written gets the number of its transaction
 * as `xmin`, which only grows, and a row that goes lowers the count.
 * https://www.postgresql.org/docs/current/ddl-system-columns.html
 */
const relationRows = `
  SELECT coalesce(i.indrelid, c.oid), c.xmin FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid WHERE c.oid >= ${String(firstUserOid)}
  UNION ALL SELECT coalesce(i.indrelid, a.attrelid), a.xmin FROM pg_attribute a LEFT JOIN pg_index i ON i.indexrelid = a.attrelid WHERE a.attrelid >= ${String(firstUserOid)} AND a.attnum > 0
  UNION ALL SELECT indrelid, xmin FROM pg_index WHERE indrelid >= ${String(firstUserOid)}
  UNION ALL SELECT adrelid, xmin FROM pg_attrdef
  UNION ALL SELECT conrelid, xmin FROM pg_constraint WHERE conrelid >= ${String(firstUserOid)}
  UNION ALL SELECT tgrelid, xmin FROM pg_trigger
  UNION ALL SELECT ev_class, xmin FROM pg_rewrite WHERE ev_class >= ${String(firstUserOid)}
  UNION ALL SELECT polrelid, xmin FROM pg_policy
  UNION ALL SELECT inhrelid, xmin FROM pg_inherits
  UNION ALL SELECT stxrelid, xmin FROM pg_statistic_ext
  UNION ALL SELECT ftrelid, xmin FROM pg_foreign_table
  UNION ALL SELECT coalesce(o.refobjid, q.seqrelid), q.xmin FROM pg_sequence q
    LEFT JOIN pg_depend o ON o.classid = 'pg_class'::regclass AND o.objid = q.seqrelid AND o.refclassid = 'pg_class'::regclass AND o.deptype = 'i'
  UNION ALL SELECT objid, xmin FROM pg_depend WHERE classid = 'pg_class'::regclass AND refclassid = 'pg_class'::regclass AND deptype = 'a' AND objid >= ${String(firstUserOid)}
  UNION ALL SELECT objoid, xmin FROM pg_description WHERE classoid = 'pg_class'::regclass AND objoid >= ${String(firstUserOid)}`;

const stamp = 'count(*)::text || \' \' || coalesce(max(xmin::text::bigint), 0)';

/** One stamp over the rows of a catalog that users can have made. */
const stampOf = (catalog: string, condition = `oid >= ${String(firstUserOid)}`): string => `(SELECT ${stamp} FROM ${catalog} WHERE ${condition})`;

const otherStamps = [
  stampOf('pg_namespace', 'true'),
  stampOf('pg_proc'),
  // The row type of each relation and the array of each type change with those.
  stampOf('pg_type', `oid >= ${String(firstUserOid)} AND typtype IN ('d', 'e', 'r', 'm', 'p', 'b') AND typelem = 0`),
  `(SELECT count(*)::text || ' ' || coalesce(max(greatest(c.xmin::text::bigint, a.xmin::text::bigint)), 0) FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relkind = 'c')`,
  stampOf('pg_constraint', 'contypid <> 0'),
  ...['pg_enum', 'pg_collation', 'pg_conversion', 'pg_cast', 'pg_operator', 'pg_opclass', 'pg_opfamily', 'pg_amop', 'pg_amproc', 'pg_am', 'pg_language', 'pg_ts_config', 'pg_ts_dict', 'pg_ts_parser', 'pg_ts_template'].map((catalog) => stampOf(catalog)),
  ...['pg_extension', 'pg_range', 'pg_aggregate', 'pg_event_trigger', 'pg_default_acl', 'pg_publication', 'pg_publication_rel', 'pg_foreign_data_wrapper', 'pg_foreign_server', 'pg_ts_config_map', 'pg_db_role_setting', 'pg_largeobject_metadata'].map((catalog) => stampOf(catalog, 'true')),
  stampOf('pg_description', `classoid <> 'pg_class'::regclass AND objoid >= ${String(firstUserOid)}`),
  stampOf('pg_database', 'datname = current_database()'),
  stampOf('pg_shdescription', 'true'),
  '(SELECT coalesce(string_agg(umid || \' \' || srvid || \' \' || umuser || coalesce(umoptions::text, \'\'), \',\' ORDER BY umid), \'\') FROM pg_user_mappings)',
  '(SELECT coalesce(string_agg(concat_ws(\' \', oid, subname, subowner, subenabled, subslotname, subpublications), \',\' ORDER BY oid), \'\') FROM pg_subscription)',
];

const everythingStamps = [
  '(SELECT coalesce(md5(string_agg(oid || rolname, \',\' ORDER BY oid)), \'\') FROM pg_roles)',
  stampOf('pg_depend', "deptype = 'e'"),
  stampOf('pg_description', "classoid IN ('pg_constraint'::regclass, 'pg_trigger'::regclass, 'pg_rewrite'::regclass, 'pg_policy'::regclass, 'pg_statistic_ext'::regclass)"),
  "(SELECT count(*)::text || ' ' || coalesce(max(d.xmin::text::bigint), 0) FROM pg_description d JOIN pg_index i ON i.indexrelid = d.objoid WHERE d.classoid = 'pg_class'::regclass)",
];

/** The relations' stamps are one text, because a driver takes longer for two thousand rows than the server does. */
const query = `SELECT (SELECT string_agg(stamp, ',') FROM (SELECT relation || ' ' || count(*) || ' ' || max(written::text::bigint) FROM (${relationRows}) rows (relation, written) GROUP BY relation) stamps (stamp)),
  concat_ws('/', ${otherStamps.join(',\n')}),
  concat_ws('/', ${everythingStamps.join(',\n')})`;

/** Reads the stamps of one database; a few milliseconds where a whole reading takes a hundred. */
export async function readStamps(client: pg.ClientBase): Promise<Stamps> {
  const { rows } = await client.query<[string | null, string, string]>({ text: query, name: 'alembic-gate-stamps', rowMode: 'array' });
  const [relations, others, everything] = rows[0] ?? [null, '', ''];
  return { relations: new Map((relations ?? '').split(',').map(readStamp)), others, everything };
}

function readStamp(text: string): [relation: number, stamp: Stamp] {
  const at = text.indexOf(' ');
  return [Number(text.slice(0, at)), text.slice(at + 1)];
}

/** The relations that came, changed or went between two looks. */
export function listChangedRelations(before: Stamps, after: Stamps): number[] {
  const changed = [...after.relations].filter(([relation, value]) => before.relations.get(relation) !== value).map(([relation]) => relation);
  return [...changed, ...[...before.relations.keys()].filter((relation) => !after.relations.has(relation))];
}
