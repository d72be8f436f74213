import type { DialectName } from '../../../src/dialects/dialect.ts';
import { full } from './table-design.ts';
import type { TableDesign } from './table-design.ts';

const dialects: readonly DialectName[] = ['postgresql', 'mysql', 'mariadb', 'sqlite'];

/** Designs in SQL that every dialect takes: whole small schemas in the style of well-known ones. */
export const sharedDesigns: readonly TableDesign[] = [
  {
    name: 'authors and books',
    dialects,
    sql: `
      CREATE TABLE authors (id INTEGER NOT NULL, name VARCHAR(80) NOT NULL, email VARCHAR(120) NOT NULL, born DATE, PRIMARY KEY (id), UNIQUE (email));
      CREATE TABLE books (isbn CHAR(13) NOT NULL, author_id INTEGER NOT NULL, title VARCHAR(200) NOT NULL, price NUMERIC(8, 2) NOT NULL, pages SMALLINT, PRIMARY KEY (isbn), FOREIGN KEY (author_id) REFERENCES authors (id), CONSTRAINT price_is_positive CHECK (price > 0))`,
    rows: full('authors', 'books'),
  },
  {
    name: 'a forum',
    dialects,
    sql: `
      CREATE TABLE members (id INTEGER NOT NULL, username VARCHAR(30) NOT NULL, email VARCHAR(254) NOT NULL, password_hash CHAR(60) NOT NULL, is_moderator BOOLEAN NOT NULL, joined_at TIMESTAMP NOT NULL, signature TEXT, PRIMARY KEY (id), CONSTRAINT uq_member_username UNIQUE (username), CONSTRAINT uq_member_email UNIQUE (email), CONSTRAINT username_is_long_enough CHECK (length(username) >= 3));
      CREATE TABLE boards (id INTEGER NOT NULL, parent_id INTEGER, slug VARCHAR(40) NOT NULL, position SMALLINT NOT NULL DEFAULT 0, PRIMARY KEY (id), UNIQUE (slug), FOREIGN KEY (parent_id) REFERENCES boards (id));
      CREATE TABLE topics (id INTEGER NOT NULL, board_id INTEGER NOT NULL, author_id INTEGER, title VARCHAR(200) NOT NULL, is_locked BOOLEAN NOT NULL DEFAULT FALSE, created_at TIMESTAMP NOT NULL, PRIMARY KEY (id), FOREIGN KEY (board_id) REFERENCES boards (id) ON DELETE CASCADE, FOREIGN KEY (author_id) REFERENCES members (id) ON DELETE SET NULL);
      CREATE TABLE posts (id INTEGER NOT NULL, topic_id INTEGER NOT NULL, author_id INTEGER, reply_to INTEGER, body TEXT NOT NULL, PRIMARY KEY (id), FOREIGN KEY (topic_id) REFERENCES topics (id), FOREIGN KEY (author_id) REFERENCES members (id), FOREIGN KEY (reply_to) REFERENCES posts (id));
      CREATE TABLE votes (post_id INTEGER NOT NULL, member_id INTEGER NOT NULL, points SMALLINT NOT NULL, PRIMARY KEY (post_id, member_id), FOREIGN KEY (post_id) REFERENCES posts (id), FOREIGN KEY (member_id) REFERENCES members (id), CONSTRAINT one_up_or_down CHECK (points IN (-1, 1)));
      CREATE TABLE follows (follower_id INTEGER NOT NULL, followed_id INTEGER NOT NULL, PRIMARY KEY (follower_id, followed_id), FOREIGN KEY (follower_id) REFERENCES members (id), FOREIGN KEY (followed_id) REFERENCES members (id), CONSTRAINT not_oneself CHECK (follower_id <> followed_id))`,
    rows: full('members', 'boards', 'topics', 'posts', 'votes', 'follows'),
  },
  {
    name: 'a billing system',
    dialects,
    sql: `
      CREATE TABLE currencies (code CHAR(3) NOT NULL, digits SMALLINT NOT NULL, PRIMARY KEY (code), CONSTRAINT known_digits CHECK (digits BETWEEN 0 AND 4));
      CREATE TABLE accounts (id INTEGER NOT NULL, country CHAR(2) NOT NULL, vat_number VARCHAR(20), is_business BOOLEAN NOT NULL, PRIMARY KEY (id), UNIQUE (vat_number), CONSTRAINT business_has_vat CHECK (is_business = FALSE OR vat_number IS NOT NULL));
      CREATE TABLE plans (id INTEGER NOT NULL, name VARCHAR(50) NOT NULL, currency CHAR(3) NOT NULL, monthly_price NUMERIC(12, 2) NOT NULL, trial_days SMALLINT NOT NULL DEFAULT 14, PRIMARY KEY (id), UNIQUE (name, currency), FOREIGN KEY (currency) REFERENCES currencies (code), CONSTRAINT price_not_negative CHECK (monthly_price >= 0));
      CREATE TABLE subscriptions (id INTEGER NOT NULL, account_id INTEGER NOT NULL, plan_id INTEGER NOT NULL, starts_on DATE NOT NULL, ends_on DATE, status VARCHAR(10) NOT NULL, PRIMARY KEY (id), FOREIGN KEY (account_id) REFERENCES accounts (id), FOREIGN KEY (plan_id) REFERENCES plans (id), CONSTRAINT known_status CHECK (status IN ('trial', 'active', 'past_due', 'ended')), CONSTRAINT ends_after_start CHECK (ends_on IS NULL OR ends_on > starts_on), CONSTRAINT ended_has_end CHECK (status <> 'ended' OR ends_on IS NOT NULL));
      CREATE TABLE invoices (number VARCHAR(20) NOT NULL, account_id INTEGER NOT NULL, net NUMERIC(12, 2) NOT NULL, tax NUMERIC(12, 2) NOT NULL, total NUMERIC(12, 2) NOT NULL, PRIMARY KEY (number), FOREIGN KEY (account_id) REFERENCES accounts (id), CONSTRAINT net_not_negative CHECK (net >= 0), CONSTRAINT tax_not_negative CHECK (tax >= 0), CONSTRAINT total_not_below_net CHECK (total >= net));
      CREATE TABLE invoice_lines (invoice_number VARCHAR(20) NOT NULL, line SMALLINT NOT NULL, subscription_id INTEGER, quantity INTEGER NOT NULL, amount NUMERIC(12, 2) NOT NULL, PRIMARY KEY (invoice_number, line), FOREIGN KEY (invoice_number) REFERENCES invoices (number), FOREIGN KEY (subscription_id) REFERENCES subscriptions (id), CONSTRAINT line_counts_from_one CHECK (line >= 1), CONSTRAINT something_sold CHECK (quantity <> 0))`,
    rows: full('currencies', 'accounts', 'plans', 'subscriptions', 'invoices', 'invoice_lines'),
  },
  {
    name: 'an event log',
    dialects,
    sql: `
      CREATE TABLE sources (id INTEGER NOT NULL, host VARCHAR(253) NOT NULL, port INTEGER NOT NULL, PRIMARY KEY (id), UNIQUE (host, port), CONSTRAINT port_in_range CHECK (port > 0 AND port < 65536));
      CREATE TABLE log_events (source_id INTEGER NOT NULL, sequence BIGINT NOT NULL, severity VARCHAR(5) NOT NULL, happened_at TIMESTAMP NOT NULL, message TEXT NOT NULL, details JSON, duration_ms DOUBLE PRECISION, PRIMARY KEY (source_id, sequence), FOREIGN KEY (source_id) REFERENCES sources (id), CONSTRAINT known_severity CHECK (severity IN ('debug', 'info', 'warn', 'error')), CONSTRAINT no_time_back CHECK (duration_ms >= 0));
      CREATE TABLE acknowledgements (source_id INTEGER NOT NULL, sequence BIGINT NOT NULL, acknowledged_by VARCHAR(60) NOT NULL, note VARCHAR(500), PRIMARY KEY (source_id, sequence), FOREIGN KEY (source_id, sequence) REFERENCES log_events (source_id, sequence))`,
    rows: full('sources', 'log_events', 'acknowledgements'),
  },
  {
    name: 'a content management system',
    dialects,
    sql: `
      CREATE TABLE sites (id INTEGER NOT NULL, domain VARCHAR(253) NOT NULL, default_language CHAR(2) NOT NULL, PRIMARY KEY (id), UNIQUE (domain));
      CREATE TABLE pages (id INTEGER NOT NULL, site_id INTEGER NOT NULL, parent_id INTEGER, path VARCHAR(200) NOT NULL, published_at TIMESTAMP NULL, withdrawn_at TIMESTAMP NULL, PRIMARY KEY (id), UNIQUE (site_id, path), FOREIGN KEY (site_id) REFERENCES sites (id), FOREIGN KEY (parent_id) REFERENCES pages (id), CONSTRAINT withdrawn_after_published CHECK (withdrawn_at IS NULL OR (published_at IS NOT NULL AND withdrawn_at >= published_at)));
      CREATE TABLE translations (page_id INTEGER NOT NULL, language CHAR(2) NOT NULL, title VARCHAR(120) NOT NULL, body TEXT NOT NULL, meta JSON, PRIMARY KEY (page_id, language), FOREIGN KEY (page_id) REFERENCES pages (id) ON DELETE CASCADE, CONSTRAINT known_language CHECK (language IN ('en', 'de', 'fr', 'ja', 'ar')));
      CREATE TABLE media (id INTEGER NOT NULL, file_name VARCHAR(255) NOT NULL, mime_type VARCHAR(100) NOT NULL, size_bytes BIGINT NOT NULL, width INTEGER, height INTEGER, PRIMARY KEY (id), CONSTRAINT mime_has_slash CHECK (mime_type LIKE '%/%'), CONSTRAINT size_positive CHECK (size_bytes > 0), CONSTRAINT both_or_neither CHECK ((width IS NULL AND height IS NULL) OR (width > 0 AND height > 0)));
      CREATE TABLE page_media (page_id INTEGER NOT NULL, media_id INTEGER NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (page_id, media_id), UNIQUE (page_id, position), FOREIGN KEY (page_id) REFERENCES pages (id), FOREIGN KEY (media_id) REFERENCES media (id))`,
    rows: full('sites', 'pages', 'translations', 'media', 'page_media'),
  },
];
