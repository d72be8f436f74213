import { full } from './table-design.ts';
import type { TableDesign } from './table-design.ts';

/** CHECK constraints as real projects have them. */
export const postgresqlConditions: readonly TableDesign[] = [
  {
    name: 'formats of texts',
    sql: `CREATE TABLE formats (
      id bigserial PRIMARY KEY,
      email text NOT NULL UNIQUE CHECK (email ~* '^[A-Z0-9._%+-]+@[A-Z0-9.-]+\\.[A-Z]{2,}$'),
      lower_email varchar(254) NOT NULL CHECK (lower_email = lower(lower_email) AND position('@' in lower_email) > 1),
      phone varchar(20) NOT NULL CHECK (phone ~ '^\\+[1-9]\\d{1,14}$'),
      local_phone text NOT NULL CHECK (local_phone ~ '^\\(\\d{3}\\) \\d{3}-\\d{4}$'),
      slug varchar(60) NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      colour char(7) NOT NULL CHECK (colour ~* '^#[0-9a-f]{6}$'),
      country char(2) NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
      currency char(3) NOT NULL CHECK (currency = upper(currency) AND length(currency) = 3),
      language text NOT NULL CHECK (language ~ '^[a-z]{2}(-[A-Z]{2})?$'),
      url text CHECK (url LIKE 'https://%'),
      link text CHECK (link ~ '^https?://'),
      version text NOT NULL CHECK (version ~ '^\\d+\\.\\d+\\.\\d+$'),
      iban varchar(34) CHECK (iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$'),
      sha text NOT NULL CHECK (sha ~ '^[0-9a-f]{40}$'),
      hash char(64) CHECK (hash SIMILAR TO '[0-9a-f]{64}'),
      username text NOT NULL CHECK (char_length(username) BETWEEN 3 AND 20 AND username !~ '[^a-z0-9_]'),
      hour text CHECK (hour ~ '^([01]\\d|2[0-3]):[0-5]\\d$'),
      ip text CHECK (ip ~ '^(\\d{1,3}\\.){3}\\d{1,3}$'),
      sku text CHECK (sku LIKE 'SKU-____'),
      plate text CHECK (plate ~ '^[A-Z]{1,3}-[A-Z]{1,2} [1-9][0-9]{0,3}$'),
      code text CHECK (code ILIKE 'ab%' AND code NOT LIKE '% %'),
      path text CHECK (starts_with(path, '/') AND right(path, 1) <> '/'),
      mime text CHECK (split_part(mime, '/', 1) IN ('image', 'video')),
      trimmed text NOT NULL CHECK (trimmed = btrim(trimmed) AND trimmed <> ''),
      ascii text CHECK (octet_length(ascii) = length(ascii)))`,
    rows: full('formats'),
    values: { 'formats.email': /^[^@\s]+@[^@\s]+\.[a-z]+$/i, 'formats.slug': /^[a-z0-9-]+$/, 'formats.phone': /^\+[1-9]\d{1,14}$/ },
  },
  {
    name: 'numbers within bounds and sums that agree',
    sql: `CREATE TABLE sums (
      id serial PRIMARY KEY, net numeric(10, 2) NOT NULL CHECK (net >= 0), tax numeric(10, 2) NOT NULL CHECK (tax >= 0), total numeric(10, 2) NOT NULL, CONSTRAINT total_agrees CHECK (total = net + tax),
      quantity integer NOT NULL CHECK (quantity > 0 AND quantity % 5 = 0), percent numeric(5, 2) NOT NULL CHECK (percent BETWEEN 0 AND 100), share real CHECK (share > 0 AND share <= 1),
      used bigint NOT NULL DEFAULT 0, quota bigint NOT NULL, CHECK (used <= quota), CHECK (used >= 0 AND quota >= 0),
      low integer, high integer, CHECK ((low IS NULL) = (high IS NULL)), CHECK (low < high), latitude double precision NOT NULL CHECK (latitude >= -90 AND latitude <= 90), longitude double precision NOT NULL CHECK (abs(longitude) <= 180), year smallint CHECK (year >= 1900 AND year < 2100), month integer CHECK (month IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)),
      debit numeric NOT NULL DEFAULT 0, credit numeric NOT NULL DEFAULT 0, CHECK (debit * credit = 0), CHECK (debit + credit > 0))`,
    rows: full('sums'),
  },
  {
    name: 'days and moments in order',
    sql: `CREATE TABLE spans (
      id serial PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL, deleted_at timestamptz, starts_on date NOT NULL, ends_on date NOT NULL, valid_from date NOT NULL, valid_to date NOT NULL DEFAULT 'infinity', opens time NOT NULL, closes time NOT NULL, born date, sent_at timestamp, read_at timestamp, length interval NOT NULL,
      CHECK (updated_at >= created_at), CHECK (deleted_at IS NULL OR deleted_at >= created_at), CHECK (ends_on > starts_on), CHECK (ends_on - starts_on <= 365), CHECK (valid_to > valid_from), CHECK (valid_from >= DATE '2000-01-01'), CHECK (closes > opens), CHECK (born < '2010-01-01'::date AND born > '1900-01-01'::date), CHECK (read_at IS NULL OR (sent_at IS NOT NULL AND read_at > sent_at)), CHECK (extract(dow from starts_on) BETWEEN 1 AND 5), CHECK (length > interval '0'), CHECK (date_trunc('month', valid_from) = valid_from))`,
    rows: full('spans'),
  },
  {
    name: 'exactly one of several columns',
    sql: `
      CREATE TABLE articles (id serial PRIMARY KEY); CREATE TABLE videos (id serial PRIMARY KEY); CREATE TABLE songs (id serial PRIMARY KEY);
      CREATE TABLE likes (id serial PRIMARY KEY, article_id integer REFERENCES articles, video_id integer REFERENCES videos, song_id integer REFERENCES songs, CHECK (num_nonnulls(article_id, video_id, song_id) = 1));
      CREATE TABLE shares (id serial PRIMARY KEY, article_id integer REFERENCES articles, video_id integer REFERENCES videos, song_id integer REFERENCES songs, CHECK ((article_id IS NOT NULL)::integer + (video_id IS NOT NULL)::integer + (song_id IS NOT NULL)::integer = 1));
      CREATE TABLE marks (id serial PRIMARY KEY, article_id integer REFERENCES articles, video_id integer REFERENCES videos, CHECK (article_id IS NULL <> (video_id IS NULL)));
      CREATE TABLE contacts (id serial PRIMARY KEY, email text, phone text, CHECK (coalesce(email, phone) IS NOT NULL));
      CREATE TABLE payments (id serial PRIMARY KEY, card text, iban text, cash boolean, CHECK (num_nulls(card, iban, cash) = 2));
      CREATE TABLE holders (id serial PRIMARY KEY, person text, company text, vat text, CHECK ((person IS NOT NULL AND company IS NULL AND vat IS NULL) OR (person IS NULL AND company IS NOT NULL AND vat IS NOT NULL)))`,
    rows: full('articles', 'videos', 'songs', 'likes', 'shares', 'marks', 'contacts', 'payments', 'holders'),
  },
  {
    name: 'what JSON has to be like',
    sql: `CREATE TABLE documents (
      id serial PRIMARY KEY, data jsonb NOT NULL CHECK (jsonb_typeof(data) = 'object'), list jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(list) = 'array'), named jsonb NOT NULL CHECK (named ? 'name'), typed jsonb CHECK (data IS NOT NULL AND (typed ->> 'type') IN ('a', 'b')),
      plain json CHECK (json_typeof(plain) = 'object'), size jsonb CHECK (jsonb_array_length(size) < 5), any_of jsonb NOT NULL CHECK (any_of ?| ARRAY['x', 'y']), within jsonb NOT NULL DEFAULT '{"v": 1}' CHECK (within @> '{"v": 1}'), body text CHECK (body IS JSON OBJECT), number jsonb CHECK ((number ->> 'n')::int > 3))`,
    rows: full('documents'),
  },
  {
    name: 'state machines',
    sql: `
      CREATE TYPE job_state AS ENUM ('queued', 'running', 'done', 'failed');
      CREATE TABLE jobs (
        id serial PRIMARY KEY, state job_state NOT NULL DEFAULT 'queued', queued_at timestamptz NOT NULL, started_at timestamptz, finished_at timestamptz, error text, attempts integer NOT NULL DEFAULT 0, worker text,
        CHECK (CASE state WHEN 'queued' THEN started_at IS NULL AND finished_at IS NULL WHEN 'running' THEN started_at IS NOT NULL AND finished_at IS NULL ELSE started_at IS NOT NULL AND finished_at IS NOT NULL END),
        CHECK ((state = 'failed') = (error IS NOT NULL)), CHECK (started_at >= queued_at), CHECK (finished_at >= started_at), CHECK (attempts BETWEEN 0 AND 5), CHECK (state <> 'running' OR worker IS NOT NULL));
      CREATE TABLE orders (id serial PRIMARY KEY, status text NOT NULL, paid_at timestamp, shipped_at timestamp, cancelled_at timestamp, reason text,
        CHECK (status IN ('new', 'paid', 'shipped', 'cancelled')), CHECK (CASE WHEN status = 'new' THEN paid_at IS NULL WHEN status = 'shipped' THEN paid_at IS NOT NULL AND shipped_at IS NOT NULL ELSE true END), CHECK (status = 'shipped' OR shipped_at IS NULL), CHECK ((status = 'cancelled' AND cancelled_at IS NOT NULL AND length(reason) > 3) OR (status <> 'cancelled' AND cancelled_at IS NULL AND reason IS NULL)))`,
    rows: full('jobs', 'orders'),
  },
  {
    name: 'discounts: what one column means is said by another',
    sql: `CREATE TABLE discounts (
      id serial PRIMARY KEY, kind text NOT NULL CHECK (kind = ANY (ARRAY['percent', 'amount', 'free'])), value numeric(10, 2), currency char(3), code text NOT NULL, uses integer NOT NULL DEFAULT 0, max_uses integer,
      CHECK (kind <> 'percent' OR value BETWEEN 1 AND 100), CHECK (kind <> 'amount' OR (value > 0 AND currency IS NOT NULL)), CHECK (kind = 'amount' OR currency IS NULL), CHECK (kind <> 'free' OR value IS NULL), CHECK (code = upper(code) AND char_length(code) >= 4), CHECK (max_uses IS NULL OR uses <= max_uses), CHECK (uses >= 0), CHECK (NOT (kind = 'free' AND max_uses IS NULL)))`,
    rows: full('discounts'),
  },
  {
    name: 'conditions that call functions of the project',
    sql: `
      CREATE FUNCTION is_valid_slug(value text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT value ~ '^[a-z-]+$' $$;
      CREATE FUNCTION digits_of(value text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT regexp_replace(value, '\\D', '', 'g') $$;
      CREATE TABLE pages (id serial PRIMARY KEY, slug text NOT NULL CHECK (is_valid_slug(slug)), isbn text CHECK (length(digits_of(isbn)) = 13), theme text NOT NULL CHECK (concat('theme:', theme) IN ('theme:dark', 'theme:light')), weight integer NOT NULL CHECK (power(weight, 2) < 10000 AND weight & 1 = 0), title text NOT NULL CHECK (title = initcap(title)), note text CHECK (md5(note) <> note AND note IS DISTINCT FROM 'x'))`,
    rows: full('pages'),
  },
  {
    name: 'conditions that are not enforced, and those without columns',
    sql: 'CREATE TABLE lax (id serial PRIMARY KEY, amount integer NOT NULL, CONSTRAINT never CHECK (amount < 0 AND amount > 0) NOT ENFORCED, CHECK (1 = 1), CHECK (true), CHECK (NULL)); CREATE TABLE strict (id serial PRIMARY KEY, flag boolean CHECK (flag), other boolean NOT NULL CHECK (NOT other), third boolean CHECK (third IS NOT FALSE))',
    rows: full('lax', 'strict'),
  },
  {
    name: 'conditions over arrays, bytes, networks and composites',
    sql: `CREATE TABLE collections (
      id serial PRIMARY KEY, roles text[] NOT NULL CHECK (roles <@ ARRAY['admin', 'editor', 'reader']), sizes integer[] NOT NULL CHECK (array_position(sizes, NULL) IS NULL), hash bytea NOT NULL CHECK (octet_length(hash) = 32), salt bytea CHECK (length(salt) BETWEEN 8 AND 16), address inet NOT NULL CHECK (family(address) = 4), network cidr CHECK (masklen(network) >= 8), flags bit(4) NOT NULL CHECK (flags <> B'0000'), span int4range NOT NULL CHECK (lower(span) >= 0 AND upper(span) <= 1000), required text[] NOT NULL CHECK ('admin' = ANY (required)))`,
    rows: full('collections'),
  },
].map((design): TableDesign => ({ dialects: ['postgresql'], ...design }));
