import { comment, compareGrants, grants, identity, isOwnObject, isUserSchema } from './section.ts';
import type { Section } from './section.ts';

export const extensions: Section = {
  name: 'extensions',
  sql: `SELECT 'extension', NULL, NULL, NULL, e.extname, ${identity('pg_extension', 'e.oid')}, jsonb_build_object(
    'version', e.extversion, 'inSchema', e.extnamespace::regnamespace::text, 'comment', ${comment('e.oid', 'pg_extension')})
  FROM pg_extension e`,
};

const defaultPrivileges: Section = {
  name: 'default privileges',
  // Those of a schema come on top of the general ones, which replace what is built in.
  sql: `SELECT 'default privileges', NULL, NULL, NULL,
    format('for %s of %s%s', lower(t.plural), pg_get_userbyid(d.defaclrole), ' in ' || n.nspname), NULL, jsonb_build_object(
    'role', pg_get_userbyid(d.defaclrole), 'on', t.plural, 'in', n.nspname,
    'privileges', ${compareGrants('d.defaclacl', "CASE d.defaclnamespace WHEN 0 THEN acldefault(CASE d.defaclobjtype WHEN 'S' THEN 's' ELSE d.defaclobjtype END, d.defaclrole) ELSE NULL::aclitem[] END")})
  FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
  LEFT JOIN (VALUES ('r', 'TABLES'), ('S', 'SEQUENCES'), ('f', 'FUNCTIONS'), ('T', 'TYPES'), ('n', 'SCHEMAS'), ('L', 'LARGE OBJECTS')) t (letter, plural) ON t.letter = d.defaclobjtype`,
};

const publications: Section = {
  name: 'publications',
  sql: `SELECT 'publication', NULL, NULL, NULL, p.pubname, ${identity('pg_publication', 'p.oid')}, jsonb_build_object(
    'owner', pg_get_userbyid(p.pubowner), 'allTables', p.puballtables,
    'operations', concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END, CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END),
    'viaRoot', to_jsonb(p) ->> 'pubviaroot',
    'tables', (SELECT jsonb_agg(concat_ws(' ', prrelid::regclass, pg_get_expr((to_jsonb(r) ->> 'prqual')::pg_node_tree, prrelid), to_jsonb(r) ->> 'prattrs') ORDER BY prrelid::regclass::text) FROM pg_publication_rel r WHERE prpubid = p.oid),
    'comment', ${comment('p.oid', 'pg_publication')})
  FROM pg_publication p`,
};

const foreignData: Section = {
  name: 'foreign data wrappers',
  sql: `SELECT 'foreign data wrapper', NULL, NULL, NULL, w.fdwname, ${identity('pg_foreign_data_wrapper', 'w.oid')}, jsonb_build_object(
    'owner', pg_get_userbyid(w.fdwowner), 'handler', nullif(w.fdwhandler::regproc::text, '-'), 'validator', nullif(w.fdwvalidator::regproc::text, '-'),
    'options', to_jsonb(w.fdwoptions), 'privileges', ${grants('w.fdwacl', 'F', 'w.fdwowner')}, 'comment', ${comment('w.oid', 'pg_foreign_data_wrapper')})
  FROM pg_foreign_data_wrapper w WHERE ${isOwnObject('pg_foreign_data_wrapper', 'w.oid')}`,
};

const foreignServers: Section = {
  name: 'foreign servers',
  sql: `SELECT 'foreign server', NULL, NULL, NULL, s.srvname, ${identity('pg_foreign_server', 's.oid')}, jsonb_build_object(
    'owner', pg_get_userbyid(s.srvowner), 'wrapper', w.fdwname, 'type', s.srvtype, 'version', s.srvversion,
    'options', to_jsonb(s.srvoptions), 'privileges', ${grants('s.srvacl', 'S', 's.srvowner')}, 'comment', ${comment('s.oid', 'pg_foreign_server')})
  FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw WHERE ${isOwnObject('pg_foreign_server', 's.oid')}`,
};

const userMappings: Section = {
  name: 'user mappings',
  // Options may hold passwords: only their names are read, through the view that every user may read.
  sql: `SELECT 'user mapping', NULL, 'foreign server', m.srvname, coalesce(m.usename, 'public'), ${identity('pg_user_mapping', 'm.umid')}, jsonb_build_object(
    'options', (SELECT jsonb_agg(split_part(item, '=', 1) ORDER BY item) FROM unnest(m.umoptions) item))
  FROM pg_user_mappings m`,
};

const collations: Section = {
  name: 'collations',
  sql: `SELECT 'collation', n.nspname, NULL, NULL, c.collname, ${identity('pg_collation', 'c.oid')}, jsonb_build_object(
    'owner', pg_get_userbyid(c.collowner), 'provider', c.collprovider, 'isDeterministic', c.collisdeterministic, 'collate', c.collcollate,
    'locale', coalesce(to_jsonb(c) ->> 'colllocale', to_jsonb(c) ->> 'colliculocale'), 'comment', ${comment('c.oid', 'pg_collation')})
  FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace WHERE ${isUserSchema('n.nspname')} AND ${isOwnObject('pg_collation', 'c.oid')}`,
};

const conversions: Section = {
  name: 'conversions',
  sql: `SELECT 'conversion', n.nspname, NULL, NULL, c.conname, ${identity('pg_conversion', 'c.oid')}, jsonb_build_object(
    'function', c.conproc::regproc::text, 'isDefault', c.condefault, 'owner', pg_get_userbyid(c.conowner), 'comment', ${comment('c.oid', 'pg_conversion')})
  FROM pg_conversion c JOIN pg_namespace n ON n.oid = c.connamespace WHERE ${isUserSchema('n.nspname')} AND ${isOwnObject('pg_conversion', 'c.oid')}`,
};

const casts: Section = {
  name: 'casts',
  // Those that initdb made have low numbers: FirstNormalObjectId in access/transam.h.
  sql: `SELECT 'cast', NULL, NULL, NULL, format('%s as %s', format_type(c.castsource, NULL), format_type(c.casttarget, NULL)), ${identity('pg_cast', 'c.oid')}, jsonb_build_object(
    'function', nullif(c.castfunc::regprocedure::text, '-'), 'context', c.castcontext, 'method', c.castmethod, 'comment', ${comment('c.oid', 'pg_cast')})
  FROM pg_cast c WHERE c.oid >= 16384 AND ${isOwnObject('pg_cast', 'c.oid')}
  AND NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = 'pg_cast'::regclass AND i.objid = c.oid AND i.deptype = 'i')`,
};

const operators: Section = {
  name: 'operators',
  sql: `SELECT 'operator', n.nspname, NULL, NULL, format('%s(%s, %s)', o.oprname, format_type(o.oprleft, NULL), format_type(o.oprright, NULL)), ${identity('pg_operator', 'o.oid')}, jsonb_build_object(
    'function', o.oprcode::regprocedure::text, 'commutator', nullif(o.oprcom::regoperator::text, '0'), 'negator', nullif(o.oprnegate::regoperator::text, '0'),
    'restrict', nullif(o.oprrest::text, '-'), 'join', nullif(o.oprjoin::text, '-'), 'canHash', o.oprcanhash, 'canMerge', o.oprcanmerge,
    'owner', pg_get_userbyid(o.oprowner), 'comment', ${comment('o.oid', 'pg_operator')})
  FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace WHERE ${isUserSchema('n.nspname')} AND ${isOwnObject('pg_operator', 'o.oid')}`,
};

const operatorClasses: Section = {
  name: 'operator classes',
  sql: `SELECT 'operator class', n.nspname, NULL, NULL, format('%s using %s', o.opcname, m.amname), ${identity('pg_opclass', 'o.oid')}, jsonb_build_object(
    'type', format_type(o.opcintype, NULL), 'isDefault', o.opcdefault, 'storage', CASE WHEN o.opckeytype <> 0 THEN format_type(o.opckeytype, NULL) END,
    'owner', pg_get_userbyid(o.opcowner), 'comment', ${comment('o.oid', 'pg_opclass')})
  FROM pg_opclass o JOIN pg_namespace n ON n.oid = o.opcnamespace JOIN pg_am m ON m.oid = o.opcmethod WHERE ${isUserSchema('n.nspname')} AND ${isOwnObject('pg_opclass', 'o.oid')}`,
};

const operatorFamilies: Section = {
  name: 'operator families',
  sql: `SELECT 'operator family', n.nspname, NULL, NULL, format('%s using %s', f.opfname, m.amname), ${identity('pg_opfamily', 'f.oid')}, jsonb_build_object(
    'operators', (SELECT jsonb_agg(format('%s %s', a.amopstrategy, a.amopopr::regoperator) ORDER BY 1) FROM pg_amop a WHERE a.amopfamily = f.oid),
    'functions', (SELECT jsonb_agg(format('%s %s', a.amprocnum, a.amproc::regprocedure) ORDER BY 1) FROM pg_amproc a WHERE a.amprocfamily = f.oid),
    'owner', pg_get_userbyid(f.opfowner), 'comment', ${comment('f.oid', 'pg_opfamily')})
  FROM pg_opfamily f JOIN pg_namespace n ON n.oid = f.opfnamespace JOIN pg_am m ON m.oid = f.opfmethod WHERE ${isUserSchema('n.nspname')} AND ${isOwnObject('pg_opfamily', 'f.oid')}`,
};

const accessMethods: Section = {
  name: 'access methods',
  sql: `SELECT 'access method', NULL, NULL, NULL, a.amname, ${identity('pg_am', 'a.oid')}, jsonb_build_object('handler', a.amhandler::text, 'type', a.amtype, 'comment', ${comment('a.oid', 'pg_am')})
  FROM pg_am a WHERE a.oid >= 16384 AND ${isOwnObject('pg_am', 'a.oid')}`,
};

const languages: Section = {
  name: 'languages',
  sql: `SELECT 'language', NULL, NULL, NULL, l.lanname, ${identity('pg_language', 'l.oid')}, jsonb_build_object(
    'owner', pg_get_userbyid(l.lanowner), 'isTrusted', l.lanpltrusted, 'privileges', ${grants('l.lanacl', 'l', 'l.lanowner')}, 'comment', ${comment('l.oid', 'pg_language')})
  FROM pg_language l WHERE l.lanispl AND ${isOwnObject('pg_language', 'l.oid')}`,
};

const textSearch = (kind: string, catalog: string, prefix: string, attributes: string): Section => ({
  name: kind,
  sql: `SELECT '${kind}', n.nspname, NULL, NULL, t.${prefix}name, ${identity(catalog, 't.oid')}, jsonb_build_object(${attributes}, 'comment', ${comment('t.oid', catalog)})
  FROM ${catalog} t JOIN pg_namespace n ON n.oid = t.${prefix}namespace WHERE ${isUserSchema('n.nspname')} AND ${isOwnObject(catalog, 't.oid')}`,
});

const textSearchSections: readonly Section[] = [
  textSearch(
    'text search configuration',
    'pg_ts_config',
    'cfg',
    `'parser', (SELECT prsname FROM pg_ts_parser WHERE oid = t.cfgparser), 'owner', pg_get_userbyid(t.cfgowner),
     'mappings', (SELECT jsonb_agg(format('%s %s %s', m.maptokentype, m.mapseqno, m.mapdict::regdictionary) ORDER BY m.maptokentype, m.mapseqno) FROM pg_ts_config_map m WHERE m.mapcfg = t.oid)`,
  ),
  textSearch('text search dictionary', 'pg_ts_dict', 'dict', `'template', (SELECT tmplname FROM pg_ts_template WHERE oid = t.dicttemplate), 'options', t.dictinitoption, 'owner', pg_get_userbyid(t.dictowner)`),
  textSearch('text search parser', 'pg_ts_parser', 'prs', `'start', t.prsstart::text, 'token', t.prstoken::text, 'end', t.prsend::text`),
  textSearch('text search template', 'pg_ts_template', 'tmpl', `'init', t.tmplinit::text, 'lexize', t.tmpllexize::text`),
];

const subscriptions: Section = {
  name: 'subscriptions',
  // Its connection may hold a password and is not read.
  sql: `SELECT 'subscription', NULL, NULL, NULL, s.subname, ${identity('pg_subscription', 's.oid')}, jsonb_build_object(
    'owner', pg_get_userbyid(s.subowner), 'isEnabled', s.subenabled, 'slot', s.subslotname, 'publications', to_jsonb(s.subpublications), 'comment', ${comment('s.oid', 'pg_subscription')})
  FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid WHERE d.datname = current_database()`,
};

const database: Section = {
  name: 'database',
  sql: `SELECT 'database', NULL, NULL, NULL, 'settings', NULL, jsonb_build_object(
    'settings', (SELECT jsonb_agg(concat_ws(' ', pg_get_userbyid(nullif(s.setrole, 0)), item) ORDER BY 1) FROM pg_db_role_setting s, unnest(s.setconfig) item WHERE s.setdatabase = d.oid),
    'privileges', ${grants('d.datacl', 'd', 'd.datdba')},
    'largeObjects', (SELECT nullif(count(*), 0) FROM pg_largeobject_metadata),
    'comment', shobj_description(d.oid, 'pg_database'))
  FROM pg_database d WHERE d.datname = current_database()`,
};

export const otherSections: readonly Section[] = [
  extensions, defaultPrivileges, publications, foreignData, foreignServers, userMappings, collations, conversions, casts,
  operators, operatorClasses, operatorFamilies, accessMethods, languages, ...textSearchSections, subscriptions, database,
]; // prettier-ignore
