import { describe, expect, test } from 'vitest';
import { readMissingPrerequisite } from '../../../src/dialects/postgresql/prerequisite.ts';

describe('readMissingPrerequisite', () => {
  test.each([
    ['(psycopg2.errors.InvalidSchemaName) schema "mar7schema" does not exist\nLINE 2: CREATE TABLE mar7schema.employee_data (', { kind: 'schema', name: 'mar7schema', setupSql: 'CREATE SCHEMA mar7schema' }],
    ['schema "My Schema" does not exist', { kind: 'schema', name: 'My Schema', setupSql: 'CREATE SCHEMA "My Schema"' }],
    ['role "app_reader" does not exist', { kind: 'role', name: 'app_reader', setupSql: 'CREATE ROLE app_reader' }],
    ['role "app-reader" does not exist', { kind: 'role', name: 'app-reader', setupSql: 'CREATE ROLE "app-reader"' }],
    ['extension "vector" is not available\nDETAIL:  Could not open extension control file "/usr/share/postgresql/17/extension/vector.control"', { kind: 'extension-files', name: 'vector', image: 'pgvector/pgvector:pg17' }],
    ['could not open extension control file "/usr/share/postgresql/15/extension/postgis.control": No such file or directory', { kind: 'extension-files', name: 'postgis', image: 'postgis/postgis:17-3.5' }],
    ['extension "timescaledb" must be preloaded', { kind: 'extension-files', name: 'timescaledb', image: 'timescale/timescaledb:latest-pg17' }],
    ['extension "uuid-ossp" is not available', { kind: 'extension-files', name: 'uuid-ossp', image: 'postgres:17' }],
    ['extension "our_own" is not available', { kind: 'extension-files', name: 'our_own' }],
    ['function uuid_generate_v4() does not exist', { kind: 'extension', name: 'uuid-ossp', setupSql: 'CREATE EXTENSION "uuid-ossp"' }],
    ['function public.gen_salt(unknown) does not exist', { kind: 'extension', name: 'pgcrypto', setupSql: 'CREATE EXTENSION pgcrypto' }],
    ['type "citext" does not exist', { kind: 'extension', name: 'citext', setupSql: 'CREATE EXTENSION citext' }],
    ['type "public.geometry" does not exist', { kind: 'extension', name: 'postgis', setupSql: 'CREATE EXTENSION postgis', image: 'postgis/postgis:17-3.5' }],
    ['operator class "gin_trgm_ops" does not exist for access method "gin"', { kind: 'extension', name: 'pg_trgm', setupSql: 'CREATE EXTENSION pg_trgm' }],
    ['data type integer has no default operator class for access method "gist"', { kind: 'extension', name: 'btree_gist', setupSql: 'CREATE EXTENSION btree_gist' }],
    ['access method "hnsw" does not exist', { kind: 'extension', name: 'vector', setupSql: 'CREATE EXTENSION vector', image: 'pgvector/pgvector:pg17' }],
    ['foreign-data wrapper "postgres_fdw" does not exist', { kind: 'extension', name: 'postgres_fdw', setupSql: 'CREATE EXTENSION postgres_fdw' }],
    ['language "plpython3u" does not exist', { kind: 'extension', name: 'plpython3u', setupSql: 'CREATE EXTENSION plpython3u' }],
  ])('%s', (message, expected) => {
    expect(readMissingPrerequisite(message)).toEqual(expected);
  });

  test.each([
    'relation "users" does not exist',
    'column "kind" does not exist',
    'type "order_status" does not exist',
    'function constructor() does not exist',
    'type "constructor" does not exist',
    'duplicate key value violates unique constraint "pk"',
    '',
  ])('takes a defect of the history for what it is: %s', (message) => {
    expect(readMissingPrerequisite(message)).toBeUndefined();
  });
});
