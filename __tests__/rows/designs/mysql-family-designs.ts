import { full } from './table-design.ts';
import type { TableDesign } from './table-design.ts';

const both = ['mysql', 'mariadb'] as const;

/** Designs in the SQL of MySQL and MariaDB, and of one of them alone. */
export const mysqlFamilyDesigns: readonly TableDesign[] = [
  {
    name: 'every type of the family',
    dialects: both,
    sql: `CREATE TABLE every_type (
      a TINYINT NOT NULL, b TINYINT UNSIGNED NOT NULL, c SMALLINT UNSIGNED NOT NULL, d MEDIUMINT NOT NULL, e MEDIUMINT UNSIGNED NOT NULL, f INT UNSIGNED NOT NULL, g BIGINT NOT NULL, h BIGINT UNSIGNED NOT NULL, i DECIMAL(10, 2) NOT NULL, j DECIMAL(5, 5) UNSIGNED NOT NULL, k FLOAT NOT NULL, l DOUBLE NOT NULL, m BIT(1) NOT NULL, n BIT(17) NOT NULL, o BOOLEAN NOT NULL,
      p CHAR(3) NOT NULL, q VARCHAR(40) NOT NULL, r TINYTEXT NOT NULL, s TEXT NOT NULL, t MEDIUMTEXT NOT NULL, u LONGTEXT NOT NULL, v BINARY(4) NOT NULL, w VARBINARY(9) NOT NULL, x TINYBLOB NOT NULL, y BLOB NOT NULL, z LONGBLOB NOT NULL,
      aa DATE NOT NULL, ab DATETIME NOT NULL, ac DATETIME(6) NOT NULL, ad TIMESTAMP NOT NULL, ae TIME NOT NULL, af TIME(3) NOT NULL, ag YEAR NOT NULL, ah JSON NOT NULL, ai ENUM('a', 'it''s', 'größe', '') NOT NULL, aj SET('read', 'write', 'admin') NOT NULL, ak VARCHAR(20) CHARACTER SET latin1 NOT NULL, al CHAR(5) CHARACTER SET ascii NOT NULL)`,
    rows: full('every_type'),
  },
  {
    name: 'everything may be NULL in the family',
    dialects: both,
    sql: `CREATE TABLE loose (a INT, b VARCHAR(20), c DATETIME, d JSON, e ENUM('x', 'y'), f SET('x', 'y'), g BLOB, h DECIMAL(6, 2), i TIME, j YEAR, k BIT(3), l TIMESTAMP NULL)`,
    rows: full('loose'),
  },
  {
    name: 'geometry with a spatial index',
    dialects: both,
    sql: 'CREATE TABLE places (id INT AUTO_INCREMENT PRIMARY KEY, a GEOMETRY NOT NULL, b POINT NOT NULL, c LINESTRING NOT NULL, d POLYGON NOT NULL, e MULTIPOINT NOT NULL, f MULTILINESTRING NOT NULL, g MULTIPOLYGON NOT NULL, h GEOMETRYCOLLECTION NOT NULL, i POINT, SPATIAL INDEX (b))',
    rows: full('places'),
  },
  {
    name: 'geometry on the globe',
    dialects: ['mysql'],
    sql: 'CREATE TABLE stores (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, at POINT NOT NULL SRID 4326, area POLYGON SRID 4326, name VARCHAR(60) NOT NULL, SPATIAL INDEX (at))',
    rows: full('stores'),
  },
  {
    name: 'small keys, unsigned ones, those that count',
    dialects: both,
    sql: `
      CREATE TABLE tiny (id TINYINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, code CHAR(2) NOT NULL UNIQUE);
      CREATE TABLE huge (id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, tiny_id TINYINT UNSIGNED NOT NULL, FOREIGN KEY (tiny_id) REFERENCES tiny (id));
      CREATE TABLE enums (kind ENUM('a', 'b', 'c') PRIMARY KEY);
      CREATE TABLE enum_pairs (one ENUM('a', 'b', 'c'), other ENUM('x', 'y', 'z'), PRIMARY KEY (one, other));
      CREATE TABLE flags (is_on BOOLEAN NOT NULL, is_old BOOLEAN NOT NULL, UNIQUE (is_on, is_old));
      CREATE TABLE days (day DATE PRIMARY KEY, hours DECIMAL(3, 1) NOT NULL);
      CREATE TABLE tokens (token BINARY(16) PRIMARY KEY, hash VARBINARY(32) NOT NULL UNIQUE);
      CREATE TABLE years (year YEAR PRIMARY KEY)`,
    rows: { ...full('tiny', 'huge', 'enum_pairs', 'days', 'tokens', 'years'), enums: 3, flags: 4 },
  },
  {
    name: 'CHECKs of the family',
    dialects: both,
    sql: `
      CREATE TABLE rules (
        id INT AUTO_INCREMENT PRIMARY KEY, email VARCHAR(190) NOT NULL UNIQUE CHECK (email LIKE '%_@_%._%'), phone VARCHAR(20) NOT NULL CHECK (phone REGEXP '^[+][1-9][0-9]{6,14}$'), slug VARCHAR(50) NOT NULL UNIQUE CHECK (slug REGEXP '^[a-z0-9]+(-[a-z0-9]+)*$'), colour CHAR(7) CHECK (colour RLIKE '^#[0-9A-Fa-f]{6}$'), age INT CHECK (age BETWEEN 18 AND 120), percent DECIMAL(5, 2) NOT NULL CHECK (percent >= 0 AND percent <= 100),
        starts_on DATE NOT NULL, ends_on DATE, net DECIMAL(10, 2) NOT NULL, tax DECIMAL(10, 2) NOT NULL, total DECIMAL(10, 2) NOT NULL, state VARCHAR(10) NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'paid', 'void')), paid_at DATETIME, note TEXT CHECK (char_length(note) >= 3), settings JSON CHECK (json_valid(settings)), kind ENUM('a', 'b') NOT NULL,
        CONSTRAINT kinds CHECK (kind <> 'b' OR state = 'paid'), CONSTRAINT in_order CHECK (ends_on IS NULL OR ends_on > starts_on), CONSTRAINT agrees CHECK (total = net + tax), CONSTRAINT positive CHECK (net >= 0 AND tax >= 0), CONSTRAINT paid CHECK ((state = 'paid') = (paid_at IS NOT NULL)))`,
    rows: full('rules'),
    values: { 'rules.email': /^[^@\s]+@[^@\s]+\.[a-z]+$/i, 'rules.phone': /^\+[1-9]\d{6,14}$/ },
  },
  {
    name: 'JSON with a form',
    dialects: both,
    sql: `CREATE TABLE documents (id INT AUTO_INCREMENT PRIMARY KEY, data JSON NOT NULL CHECK (json_type(data) = 'OBJECT'), list JSON NOT NULL CHECK (json_type(list) = 'ARRAY'), named JSON NOT NULL CHECK (json_contains_path(named, 'one', '$.name')), small JSON CHECK (json_length(small) <= 4), title VARCHAR(50) AS (json_unquote(json_extract(named, '$.name'))) VIRTUAL)`,
    rows: full('documents'),
  },
  {
    name: 'computed, invisible and defaulted columns',
    dialects: both,
    sql: `CREATE TABLE computed (id INT AUTO_INCREMENT PRIMARY KEY, first_name VARCHAR(40) NOT NULL, last_name VARCHAR(40) NOT NULL, full_name VARCHAR(90) AS (concat(first_name, ' ', last_name)) STORED UNIQUE, width INT NOT NULL, height INT NOT NULL, area BIGINT GENERATED ALWAYS AS (width * height) VIRTUAL, hidden INT NOT NULL DEFAULT 7 INVISIBLE, at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, token CHAR(36) NOT NULL DEFAULT (uuid()), CHECK (width > 0), CHECK (height > 0))`,
    rows: full('computed'),
  },
  {
    name: 'unique over prefixes, without regard to case and accents',
    dialects: both,
    sql: `
      CREATE TABLE prefixes (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(200) NOT NULL, body TEXT NOT NULL, hash BLOB NOT NULL, UNIQUE (name(3)), UNIQUE (body(10)), UNIQUE (hash(4)));
      CREATE TABLE loose_names (name VARCHAR(30) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci PRIMARY KEY, exact VARCHAR(30) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL UNIQUE, short CHAR(1) NOT NULL UNIQUE)`,
    rows: full('prefixes', 'loose_names'),
  },
  {
    name: 'indexes over expressions',
    dialects: ['mysql'],
    sql: `CREATE TABLE accounts (id INT AUTO_INCREMENT PRIMARY KEY, email VARCHAR(120) NOT NULL, tenant INT NOT NULL, is_default BOOLEAN NOT NULL, tags JSON, UNIQUE ((lower(email))), UNIQUE ((CASE WHEN is_default THEN tenant END)), INDEX ((CAST(tags AS CHAR(10) ARRAY))))`,
    rows: full('accounts'),
  },
  {
    name: 'trees and circles of the family',
    dialects: both,
    sql: `
      CREATE TABLE categories (id INT AUTO_INCREMENT PRIMARY KEY, parent_id INT, name VARCHAR(40) NOT NULL, UNIQUE (parent_id, name), FOREIGN KEY (parent_id) REFERENCES categories (id));
      CREATE TABLE folders (id INT NOT NULL PRIMARY KEY, parent_id INT NOT NULL, FOREIGN KEY (parent_id) REFERENCES folders (id));
      CREATE TABLE departments (id INT AUTO_INCREMENT PRIMARY KEY, manager_id INT); CREATE TABLE employees (id INT AUTO_INCREMENT PRIMARY KEY, department_id INT NOT NULL, FOREIGN KEY (department_id) REFERENCES departments (id)); ALTER TABLE departments ADD FOREIGN KEY (manager_id) REFERENCES employees (id)`,
    rows: full('categories', 'folders', 'departments', 'employees'),
  },
  {
    name: 'two tables that need each other, which nobody can fill with the keys in force',
    dialects: both,
    sql: 'CREATE TABLE hens (id INT PRIMARY KEY, egg_id INT NOT NULL); CREATE TABLE eggs (id INT PRIMARY KEY, hen_id INT NOT NULL, FOREIGN KEY (hen_id) REFERENCES hens (id)); ALTER TABLE hens ADD FOREIGN KEY (egg_id) REFERENCES eggs (id)',
    rows: {},
    unfilled: { hens: /refers back/, eggs: /refers back/ },
  },
  {
    name: 'keys that share the tenant',
    dialects: both,
    sql: `
      CREATE TABLE tenants (id CHAR(36) PRIMARY KEY, name VARCHAR(60) NOT NULL);
      CREATE TABLE members (tenant_id CHAR(36) NOT NULL, id INT NOT NULL, email VARCHAR(100) NOT NULL, PRIMARY KEY (tenant_id, id), UNIQUE (tenant_id, email), FOREIGN KEY (tenant_id) REFERENCES tenants (id));
      CREATE TABLE tasks (tenant_id CHAR(36) NOT NULL, id INT NOT NULL, owner_id INT NOT NULL, reviewer_id INT, PRIMARY KEY (tenant_id, id), FOREIGN KEY (tenant_id, owner_id) REFERENCES members (tenant_id, id), FOREIGN KEY (tenant_id, reviewer_id) REFERENCES members (tenant_id, id));
      CREATE TABLE watchers (tenant_id CHAR(36) NOT NULL, task_id INT NOT NULL, member_id INT NOT NULL, PRIMARY KEY (tenant_id, task_id, member_id), FOREIGN KEY (tenant_id, task_id) REFERENCES tasks (tenant_id, id), FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id))`,
    rows: full('tenants', 'members', 'tasks', 'watchers'),
  },
  {
    name: 'partitions by range, list and columns, by hash and key',
    dialects: both,
    sql: `
      CREATE TABLE by_range (id INT NOT NULL, year SMALLINT NOT NULL, PRIMARY KEY (id, year)) PARTITION BY RANGE (year) (PARTITION p0 VALUES LESS THAN (1990), PARTITION p1 VALUES LESS THAN (1995));
      CREATE TABLE by_day (id INT NOT NULL, day DATE NOT NULL, PRIMARY KEY (id, day)) PARTITION BY RANGE COLUMNS (day) (PARTITION p0 VALUES LESS THAN ('1999-01-01'), PARTITION p1 VALUES LESS THAN ('1999-06-01'));
      CREATE TABLE by_list (id INT NOT NULL, region VARCHAR(5) NOT NULL, PRIMARY KEY (id, region)) PARTITION BY LIST COLUMNS (region) (PARTITION eu VALUES IN ('de', 'fr'), PARTITION us VALUES IN ('us'));
      CREATE TABLE by_number (id INT NOT NULL, kind INT NOT NULL) PARTITION BY LIST (kind) (PARTITION a VALUES IN (7001, 7002), PARTITION b VALUES IN (9000));
      CREATE TABLE by_pair (a INT NOT NULL, b INT NOT NULL) PARTITION BY RANGE COLUMNS (a, b) (PARTITION p0 VALUES LESS THAN (-10, 5), PARTITION p1 VALUES LESS THAN (-5, 0));
      CREATE TABLE by_moment (id BIGINT NOT NULL, at DATETIME NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (to_days(at)) (PARTITION p0 VALUES LESS THAN (to_days('2001-01-01')), PARTITION p1 VALUES LESS THAN (to_days('2002-01-01')));
      CREATE TABLE by_hash (id INT PRIMARY KEY, note TEXT) PARTITION BY HASH (id) PARTITIONS 3; CREATE TABLE by_key (code VARCHAR(9) PRIMARY KEY) PARTITION BY KEY (code) PARTITIONS 2`,
    rows: full('by_range', 'by_day', 'by_list', 'by_number', 'by_pair', 'by_moment', 'by_hash', 'by_key'),
  },
  {
    name: 'triggers of the family',
    dialects: both,
    sql: `
      CREATE TABLE users (id INT AUTO_INCREMENT PRIMARY KEY, email VARCHAR(100) NOT NULL UNIQUE, slug VARCHAR(60) NOT NULL); CREATE TABLE audit (id INT AUTO_INCREMENT PRIMARY KEY, what VARCHAR(100) NOT NULL);
      CREATE TRIGGER tidy BEFORE INSERT ON users FOR EACH ROW SET NEW.email = lower(NEW.email), NEW.slug = replace(lower(NEW.slug), ' ', '-');
      CREATE TRIGGER note AFTER INSERT ON users FOR EACH ROW INSERT INTO audit (what) VALUES (left(NEW.slug, 50));
      CREATE TABLE prices (id INT AUTO_INCREMENT PRIMARY KEY, amount DECIMAL(8, 2) NOT NULL);
      CREATE TRIGGER particular BEFORE INSERT ON prices FOR EACH ROW BEGIN IF NEW.amount <= 0 THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a price is more than nothing'; END IF; END;
      CREATE TABLE closed (id INT AUTO_INCREMENT PRIMARY KEY, note TEXT);
      CREATE TRIGGER refuse BEFORE INSERT ON closed FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'nobody writes here'`,
    rows: { ...full('users', 'prices'), audit: 10 },
    unfilled: { closed: /nobody writes here/ },
  },
  {
    name: 'names that need backticks',
    dialects: both,
    sql: 'CREATE TABLE `order` (`select` INT AUTO_INCREMENT PRIMARY KEY, `two words` VARCHAR(20) NOT NULL UNIQUE, `it\'s` INT NOT NULL CHECK (`it\'s` > 0), `a``b` TEXT, `"quoted"` DATE, `größe` FLOAT, `key` INT, `%s` INT, `列` ENUM(\'一\', \'二\') NOT NULL); CREATE TABLE `Ünïcode Täble` (`group` INT NOT NULL, FOREIGN KEY (`group`) REFERENCES `order` (`select`))',
    rows: full('order', 'Ünïcode Täble'),
  },
  {
    name: 'one row for each of another table, and join tables',
    dialects: both,
    sql: `
      CREATE TABLE persons (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(50) NOT NULL); CREATE TABLE profiles (person_id INT PRIMARY KEY, bio TEXT, FOREIGN KEY (person_id) REFERENCES persons (id) ON DELETE CASCADE);
      CREATE TABLE \`groups\` (id SMALLINT UNSIGNED AUTO_INCREMENT PRIMARY KEY); CREATE TABLE memberships (person_id INT NOT NULL, group_id SMALLINT UNSIGNED NOT NULL, PRIMARY KEY (person_id, group_id), FOREIGN KEY (person_id) REFERENCES persons (id), FOREIGN KEY (group_id) REFERENCES \`groups\` (id));
      CREATE TABLE counter_only (id INT AUTO_INCREMENT PRIMARY KEY)`,
    rows: full('persons', 'profiles', 'groups', 'memberships', 'counter_only'),
  },
  {
    name: 'tables that keep what they were, sequences, and what only MariaDB has',
    dialects: ['mariadb'],
    sql: `
      CREATE TABLE prices (id INT AUTO_INCREMENT PRIMARY KEY, amount DECIMAL(8, 2) NOT NULL CHECK (amount > 0)) WITH SYSTEM VERSIONING;
      CREATE TABLE rates (id INT NOT NULL, from_day DATE NOT NULL, to_day DATE NOT NULL, PERIOD FOR validity (from_day, to_day), UNIQUE (id, validity WITHOUT OVERLAPS));
      CREATE TABLE hosts (id UUID PRIMARY KEY DEFAULT uuid(), address INET6 NOT NULL, old_address INET4 NOT NULL);
      CREATE SEQUENCE numbers START WITH 100; CREATE TABLE numbered (id INT PRIMARY KEY DEFAULT nextval(numbers), name VARCHAR(20) NOT NULL);
      CREATE TABLE of_hosts (host UUID NOT NULL, note TEXT NOT NULL, FOREIGN KEY (host) REFERENCES hosts (id));
      CREATE TABLE packed (id INT PRIMARY KEY, data TEXT COMPRESSED NOT NULL, long_key TEXT NOT NULL UNIQUE)`,
    rows: full('prices', 'rates', 'hosts', 'numbered', 'of_hosts', 'packed'),
  },
  {
    name: 'sixty columns of the family',
    dialects: both,
    sql: `CREATE TABLE wide (id INT AUTO_INCREMENT PRIMARY KEY, ${Array.from({ length: 60 }, (_, index) => `column_${String(index)} ${['INT', 'VARCHAR(30)', 'DATETIME', 'DECIMAL(10, 2)', 'BOOLEAN', 'JSON', 'TEXT', 'DATE', "ENUM('a', 'b')", 'TIME'][index % 10] ?? ''}${index % 3 === 0 ? ' NOT NULL' : ''}`).join(', ')})`,
    rows: full('wide'),
  },
  {
    name: 'conditions with letters after backslashes',
    dialects: ['mysql', 'mariadb'],
    sql: String.raw`CREATE TABLE letters (id INT AUTO_INCREMENT PRIMARY KEY, line VARCHAR(10) NOT NULL CHECK (line = 'a\nb'), share VARCHAR(20) NOT NULL CHECK (share LIKE '10\%\_%'), part VARCHAR(20) NOT NULL CHECK (part IN ('c\td', 'it''s', 'e\\f')), version VARCHAR(20) NOT NULL CHECK (version REGEXP '^[0-9]+\\.[a-z]$'))`,
    rows: full('letters'),
    values: { 'letters.line': /^a\nb$/, 'letters.part': /^(?:c\td|it's|e\\f)$/ },
  },
];
