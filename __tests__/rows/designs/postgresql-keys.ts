import { full } from './table-design.ts';
import type { TableDesign } from './table-design.ts';

/** Keys, foreign keys and what else relates rows to each other in PostgreSQL. */
export const postgresqlKeys: readonly TableDesign[] = [
  {
    name: 'join tables',
    sql: `
      CREATE TABLE users (id serial PRIMARY KEY); CREATE TABLE groups (id serial PRIMARY KEY); CREATE TABLE roles (name text PRIMARY KEY);
      CREATE TABLE user_groups (user_id integer REFERENCES users ON DELETE CASCADE, group_id integer REFERENCES groups ON DELETE CASCADE, PRIMARY KEY (user_id, group_id));
      CREATE TABLE user_group_roles (user_id integer, group_id integer, role text REFERENCES roles, granted_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (user_id, group_id, role), FOREIGN KEY (user_id, group_id) REFERENCES user_groups);
      CREATE TABLE friends (one integer REFERENCES users, other integer REFERENCES users, PRIMARY KEY (one, other), CHECK (one < other));
      CREATE TABLE follows (follower integer NOT NULL REFERENCES users, followed integer NOT NULL REFERENCES users, UNIQUE (follower, followed), CHECK (follower <> followed))`,
    rows: full('users', 'groups', 'roles', 'user_groups', 'user_group_roles', 'friends', 'follows'),
  },
  {
    name: 'a unique foreign key',
    sql: `
      CREATE TABLE persons (id uuid PRIMARY KEY, name text NOT NULL);
      CREATE TABLE profiles (person_id uuid PRIMARY KEY REFERENCES persons ON DELETE CASCADE, bio text);
      CREATE TABLE passports (id serial PRIMARY KEY, person_id uuid NOT NULL UNIQUE REFERENCES persons, number char(9) NOT NULL UNIQUE);
      CREATE TABLE spouses (id serial PRIMARY KEY, person_id uuid UNIQUE REFERENCES persons, spouse_id uuid UNIQUE REFERENCES persons, CHECK (person_id <> spouse_id))`,
    rows: full('persons', 'profiles', 'passports', 'spouses'),
  },
  {
    name: 'trees of several kinds',
    sql: `
      CREATE TABLE categories (id serial PRIMARY KEY, parent_id integer REFERENCES categories, name text NOT NULL, UNIQUE (parent_id, name), CHECK (parent_id <> id));
      CREATE TABLE folders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, parent_id bigint NOT NULL REFERENCES folders, name text NOT NULL, UNIQUE NULLS NOT DISTINCT (parent_id, name));
      CREATE TABLE nodes (tree_id integer, id integer, parent_id integer, PRIMARY KEY (tree_id, id), FOREIGN KEY (tree_id, parent_id) REFERENCES nodes (tree_id, id));
      CREATE TABLE revisions (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), previous uuid UNIQUE REFERENCES revisions, number integer NOT NULL);
      CREATE TABLE nested (id serial PRIMARY KEY, lft integer NOT NULL UNIQUE, rgt integer NOT NULL UNIQUE, depth integer NOT NULL CHECK (depth >= 0), CHECK (rgt > lft));
      CREATE TABLE closure (ancestor integer REFERENCES categories, descendant integer REFERENCES categories, depth smallint NOT NULL, PRIMARY KEY (ancestor, descendant))`,
    rows: full('categories', 'folders', 'nodes', 'revisions', 'nested', 'closure'),
  },
  {
    name: 'circles: nullable, deferrable, through three tables',
    sql: `
      CREATE TABLE departments (id serial PRIMARY KEY, manager_id integer); CREATE TABLE employees (id serial PRIMARY KEY, department_id integer NOT NULL REFERENCES departments);
      ALTER TABLE departments ADD FOREIGN KEY (manager_id) REFERENCES employees;
      CREATE TABLE hens (id integer PRIMARY KEY, egg_id integer NOT NULL); CREATE TABLE eggs (id integer PRIMARY KEY, hen_id integer NOT NULL REFERENCES hens DEFERRABLE INITIALLY DEFERRED);
      ALTER TABLE hens ADD FOREIGN KEY (egg_id) REFERENCES eggs DEFERRABLE INITIALLY IMMEDIATE;
      CREATE TABLE one (id integer PRIMARY KEY, three_id integer NOT NULL); CREATE TABLE two (id integer PRIMARY KEY, one_id integer NOT NULL REFERENCES one); CREATE TABLE three (id integer PRIMARY KEY, two_id integer NOT NULL REFERENCES two);
      ALTER TABLE one ADD FOREIGN KEY (three_id) REFERENCES three DEFERRABLE;
      CREATE TABLE posts (id serial PRIMARY KEY, thread_id integer); CREATE TABLE threads (id serial PRIMARY KEY, first_post_id integer NOT NULL REFERENCES posts, last_post_id integer REFERENCES posts);
      ALTER TABLE posts ADD FOREIGN KEY (thread_id) REFERENCES threads`,
    rows: full('departments', 'employees', 'hens', 'eggs', 'one', 'two', 'three', 'posts', 'threads'),
  },
  {
    name: 'several keys that share the tenant',
    sql: `
      CREATE TABLE tenants (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text NOT NULL);
      CREATE TABLE members (tenant_id uuid NOT NULL REFERENCES tenants, id integer NOT NULL, email text NOT NULL, PRIMARY KEY (tenant_id, id), UNIQUE (tenant_id, email));
      CREATE TABLE projects (tenant_id uuid NOT NULL REFERENCES tenants, id integer NOT NULL, owner_id integer NOT NULL, PRIMARY KEY (tenant_id, id), FOREIGN KEY (tenant_id, owner_id) REFERENCES members);
      CREATE TABLE tasks (tenant_id uuid NOT NULL, id integer NOT NULL, project_id integer NOT NULL, assignee_id integer, reporter_id integer NOT NULL, parent_id integer, PRIMARY KEY (tenant_id, id), FOREIGN KEY (tenant_id) REFERENCES tenants, FOREIGN KEY (tenant_id, project_id) REFERENCES projects, FOREIGN KEY (tenant_id, assignee_id) REFERENCES members ON DELETE SET NULL (assignee_id), FOREIGN KEY (tenant_id, reporter_id) REFERENCES members, FOREIGN KEY (tenant_id, parent_id) REFERENCES tasks);
      CREATE TABLE task_watchers (tenant_id uuid, task_id integer, member_id integer, PRIMARY KEY (tenant_id, task_id, member_id), FOREIGN KEY (tenant_id, task_id) REFERENCES tasks, FOREIGN KEY (tenant_id, member_id) REFERENCES members);
      CREATE TABLE task_links (tenant_id uuid NOT NULL, from_id integer NOT NULL, to_id integer NOT NULL, kind text NOT NULL CHECK (kind IN ('blocks', 'duplicates')), PRIMARY KEY (tenant_id, from_id, to_id, kind), FOREIGN KEY (tenant_id, from_id) REFERENCES tasks, FOREIGN KEY (tenant_id, to_id) REFERENCES tasks)`,
    rows: full('tenants', 'members', 'projects', 'tasks', 'task_watchers', 'task_links'),
  },
  {
    name: 'MATCH FULL and foreign keys to what is unique',
    sql: `
      CREATE TABLE places (country char(2) NOT NULL, code varchar(5) NOT NULL, name text NOT NULL, id serial PRIMARY KEY, UNIQUE (country, code));
      CREATE TABLE trips (id serial PRIMARY KEY, from_country char(2) NOT NULL, from_code varchar(5) NOT NULL, to_country char(2), to_code varchar(5), FOREIGN KEY (from_country, from_code) REFERENCES places (country, code), FOREIGN KEY (to_country, to_code) REFERENCES places (country, code) MATCH FULL);
      CREATE TABLE swapped (code varchar(5) NOT NULL, country char(2) NOT NULL, FOREIGN KEY (code, country) REFERENCES places (code, country))`,
    rows: full('places', 'trips', 'swapped'),
  },
  {
    name: 'no two bookings at once',
    sql: `
      CREATE EXTENSION btree_gist;
      CREATE TABLE rooms (id serial PRIMARY KEY, name text NOT NULL UNIQUE);
      CREATE TABLE bookings (id serial PRIMARY KEY, room_id integer NOT NULL REFERENCES rooms, during tstzrange NOT NULL CHECK (NOT isempty(during)), EXCLUDE USING gist (room_id WITH =, during WITH &&));
      CREATE TABLE shifts (id serial PRIMARY KEY, room_id integer NOT NULL REFERENCES rooms, starts_at timestamptz NOT NULL, ends_at timestamptz NOT NULL, CHECK (starts_at < ends_at), EXCLUDE USING gist (room_id WITH =, tstzrange(starts_at, ends_at) WITH &&));
      CREATE TABLE closures (during daterange NOT NULL, EXCLUDE USING gist (during WITH &&));
      CREATE TABLE prices (product integer NOT NULL, valid daterange NOT NULL, price numeric(8, 2) NOT NULL, is_active boolean NOT NULL DEFAULT true, EXCLUDE USING gist (product WITH =, valid WITH &&) WHERE (is_active));
      CREATE TABLE circles (c circle NOT NULL, EXCLUDE USING gist (c WITH &&));
      CREATE TABLE same_cage (cage integer NOT NULL, animal text NOT NULL, EXCLUDE USING gist (cage WITH =, animal WITH <>))`,
    rows: full('rooms', 'bookings', 'shifts', 'closures', 'prices', 'circles', 'same_cage'),
  },
  {
    name: 'temporal keys',
    sql: `
      CREATE EXTENSION btree_gist;
      CREATE TABLE rates (product integer, valid_at daterange, rate numeric(6, 3) NOT NULL, PRIMARY KEY (product, valid_at WITHOUT OVERLAPS));
      CREATE TABLE contracts (id integer, valid_at tstzrange, PRIMARY KEY (id, valid_at WITHOUT OVERLAPS));
      CREATE TABLE charges (id integer, product integer NOT NULL, valid_at daterange NOT NULL, PRIMARY KEY (id, valid_at WITHOUT OVERLAPS), FOREIGN KEY (product, PERIOD valid_at) REFERENCES rates (product, PERIOD valid_at))`,
    rows: full('rates', 'contracts', 'charges'),
  },
  {
    name: 'unique over expressions and over some rows',
    sql: `
      CREATE TABLE accounts (id serial PRIMARY KEY, email text NOT NULL, name varchar(20) NOT NULL, deleted_at timestamptz);
      CREATE UNIQUE INDEX ON accounts (lower(email)); CREATE UNIQUE INDEX ON accounts (name) WHERE deleted_at IS NULL; CREATE UNIQUE INDEX ON accounts (left(name, 3), id);
      CREATE TABLE addresses (id serial PRIMARY KEY, account_id integer NOT NULL REFERENCES accounts, is_default boolean NOT NULL DEFAULT false, kind text NOT NULL CHECK (kind IN ('home', 'work')), street text);
      CREATE UNIQUE INDEX one_default ON addresses (account_id) WHERE is_default; CREATE UNIQUE INDEX ON addresses (account_id, kind, coalesce(street, ''));
      CREATE TABLE singletons (id boolean PRIMARY KEY DEFAULT true CHECK (id), settings jsonb NOT NULL DEFAULT '{}');
      CREATE TABLE one_row (id serial PRIMARY KEY, note text); CREATE UNIQUE INDEX ON one_row ((true));
      CREATE TABLE days (id serial PRIMARY KEY, at timestamp NOT NULL); CREATE UNIQUE INDEX ON days (date_trunc('day', at));
      CREATE TABLE pairs (a integer NOT NULL, b integer NOT NULL); CREATE UNIQUE INDEX ON pairs (least(a, b), greatest(a, b));
      CREATE TABLE documents (id serial PRIMARY KEY, data jsonb NOT NULL); CREATE UNIQUE INDEX ON documents ((data ->> 'id'))`,
    rows: { ...full('accounts', 'addresses', 'days', 'pairs', 'documents'), singletons: 1, one_row: 1 },
  },
  {
    name: 'identity, sequences and computed columns',
    sql: `
      CREATE SEQUENCE numbers START 1000;
      CREATE TABLE identities (id bigint GENERATED ALWAYS AS IDENTITY (START WITH 100) PRIMARY KEY);
      CREATE TABLE defaults (id integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, number text NOT NULL DEFAULT 'INV-' || nextval('numbers') UNIQUE, at timestamptz NOT NULL DEFAULT now(), token uuid NOT NULL DEFAULT gen_random_uuid());
      CREATE TABLE computed (id integer PRIMARY KEY, first_name text NOT NULL, last_name text NOT NULL, full_name text GENERATED ALWAYS AS (first_name || ' ' || last_name) STORED UNIQUE, width integer NOT NULL, height integer NOT NULL, area bigint GENERATED ALWAYS AS (width::bigint * height) VIRTUAL, search tsvector GENERATED ALWAYS AS (to_tsvector('simple', first_name || ' ' || last_name)) STORED, CHECK (width > 0 AND height > 0));
      CREATE TABLE of_computed (full_name text NOT NULL REFERENCES computed (full_name));
      CREATE TABLE only_identity (id integer GENERATED ALWAYS AS IDENTITY);
      CREATE TABLE children (identity_id bigint PRIMARY KEY REFERENCES identities);
      CREATE TABLE areas (id serial PRIMARY KEY, side integer NOT NULL, area integer GENERATED ALWAYS AS (side * side) STORED CHECK (area < 1000))`,
    rows: full('identities', 'defaults', 'computed', 'of_computed', 'only_identity', 'children', 'areas'),
  },
].map((design): TableDesign => ({ dialects: ['postgresql'], ...design }));
