import type { MissingPrerequisite } from '../dialect.ts';
import { quoteName } from './quoting.ts';

/** Images that carry extensions which the official one does not. */
const extensionImages: Readonly<Record<string, string>> = {
  vector: 'pgvector/pgvector:pg17',
  postgis: 'postgis/postgis:17-3.5',
  postgis_raster: 'postgis/postgis:17-3.5',
  postgis_sfcgal: 'postgis/postgis:17-3.5',
  postgis_topology: 'postgis/postgis:17-3.5',
  postgis_tiger_geocoder: 'postgis/postgis:17-3.5',
  address_standardizer: 'postgis/postgis:17-3.5',
  timescaledb: 'timescale/timescaledb:latest-pg17',
  citus: 'citusdata/citus:latest',
  age: 'apache/age:latest',
  pg_search: 'paradedb/paradedb:latest',
};

/** What PostgreSQL itself ships, and so the official image has: https://www.postgresql.org/docs/17/contrib.html */
const officialImage = 'postgres:17';
const contrib = new Set(
  `amcheck autoinc bloom btree_gin btree_gist citext cube dblink dict_int dict_xsyn earthdistance file_fdw fuzzystrmatch hstore insert_username
  intagg intarray isn lo ltree moddatetime pageinspect pg_buffercache pg_freespacemap pg_prewarm pg_stat_statements pg_surgery pg_trgm pg_visibility
  pg_walinspect pgcrypto pgrowlocks pgstattuple postgres_fdw refint seg sslinfo tablefunc tcn tsm_system_rows tsm_system_time unaccent uuid-ossp xml2`.split(/\s+/),
);

/** Things of an extension by whose absence it is known. */
const typeOwners: Readonly<Record<string, string>> = {
  citext: 'citext', hstore: 'hstore', ltree: 'ltree', lquery: 'ltree', cube: 'cube', seg: 'seg', isbn: 'isn', isbn13: 'isn', lo: 'lo',
  vector: 'vector', halfvec: 'vector', sparsevec: 'vector', geometry: 'postgis', geography: 'postgis', raster: 'postgis_raster',
};
const functionOwners: Readonly<Record<string, string>> = {
  uuid_generate_v1: 'uuid-ossp', uuid_generate_v1mc: 'uuid-ossp', uuid_generate_v3: 'uuid-ossp', uuid_generate_v4: 'uuid-ossp', uuid_generate_v5: 'uuid-ossp',
  gen_random_uuid: 'pgcrypto', gen_random_bytes: 'pgcrypto', gen_salt: 'pgcrypto', crypt: 'pgcrypto', digest: 'pgcrypto', hmac: 'pgcrypto', pgp_sym_encrypt: 'pgcrypto',
  unaccent: 'unaccent', similarity: 'pg_trgm', word_similarity: 'pg_trgm', levenshtein: 'fuzzystrmatch', soundex: 'fuzzystrmatch', metaphone: 'fuzzystrmatch',
  ll_to_earth: 'earthdistance', moddatetime: 'moddatetime', crosstab: 'tablefunc', dblink: 'dblink',
  create_hypertable: 'timescaledb', create_distributed_table: 'citus', create_graph: 'age',
};
const operatorClassOwners: Readonly<Record<string, string>> = {
  gin_trgm_ops: 'pg_trgm', gist_trgm_ops: 'pg_trgm', gin__int_ops: 'intarray', gist__int_ops: 'intarray', gist_ltree_ops: 'ltree',
  vector_l2_ops: 'vector', vector_ip_ops: 'vector', vector_cosine_ops: 'vector', vector_l1_ops: 'vector', halfvec_l2_ops: 'vector', halfvec_cosine_ops: 'vector',
};
const accessMethodOwners: Readonly<Record<string, string>> = { hnsw: 'vector', ivfflat: 'vector', bloom: 'bloom', bm25: 'pg_search' };

/** A sentence of the server, and what it says is missing; the first group is the name. */
const sentences: readonly { readonly pattern: RegExp; readonly read: (name: string) => MissingPrerequisite | undefined }[] = [
  { pattern: /schema "([^"]+)" does not exist/, read: (name) => ({ kind: 'schema', name, setupSql: `CREATE SCHEMA ${quoteName(name)}` }) },
  { pattern: /(?:role|user|group) "([^"]+)" does not exist/, read: (name) => ({ kind: 'role', name, setupSql: `CREATE ROLE ${quoteName(name)}` }) },
  { pattern: /extension "([^"]+)" is not available/, read: readExtensionFiles },
  { pattern: /could not open extension control file "(?:[^"]*\/)?([^"/]+)\.control"/, read: readExtensionFiles },
  { pattern: /extension "([^"]+)" must be (?:pre)?loaded/, read: readExtensionFiles },
  { pattern: /extension "([^"]+)" does not exist/, read: readExtension },
  { pattern: /required extension "([^"]+)" is not installed/, read: readExtension },
  { pattern: /(?:language|foreign-data wrapper) "([^"]+)" does not exist/, read: readExtension },
  { pattern: /type "?(?:\w+\.)?(\w+)(?:\([^)]*\))?(?:\[\])?"? does not exist/, read: (name) => readOwner(typeOwners, name) },
  { pattern: /function (?:\w+\.)?(\w+)\(.*\) does not exist/, read: (name) => readOwner(functionOwners, name) },
  { pattern: /operator class "(?:\w+\.)?(\w+)" does not exist/, read: (name) => readOwner(operatorClassOwners, name) },
  { pattern: /has no default operator class for access method "(gin|gist)"/, read: (name) => readExtension(`btree_${name}`) },
  { pattern: /access method "(\w+)" does not exist/, read: (name) => readOwner(accessMethodOwners, name) },
];

/**
 * What must stand in the database before the first revision, when an error message of the server says that it does not:
 * a schema, a role, an extension, or the files of one.
 */
export function readMissingPrerequisite(message: string): MissingPrerequisite | undefined {
  for (const { pattern, read } of sentences) {
    const name = pattern.exec(message)?.[1];
    const missing = name === undefined ? undefined : read(name);
    if (missing !== undefined) return missing;
  }
  return undefined;
}

function readOwner(owners: Readonly<Record<string, string>>, name: string): MissingPrerequisite | undefined {
  const extension = Object.hasOwn(owners, name) ? owners[name] : undefined;
  return extension === undefined ? undefined : readExtension(extension);
}

/** The extension is not in the database; its files may be on the server or not. */
function readExtension(name: string): MissingPrerequisite {
  return { kind: 'extension', name, setupSql: `CREATE EXTENSION ${quoteName(name)}`, ...namedImage(extensionImages[name]) };
}

/** The extension's files are not on the server, so that no SQL brings it. */
function readExtensionFiles(name: string): MissingPrerequisite {
  return { kind: 'extension-files', name, ...namedImage(extensionImages[name] ?? (contrib.has(name) ? officialImage : undefined)) };
}

function namedImage(image: string | undefined): { readonly image?: string } {
  return image === undefined ? {} : { image };
}
