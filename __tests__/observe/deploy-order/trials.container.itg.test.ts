import { mariadb } from '../../../src/dialects/mariadb/dialect.ts';
import { mysql } from '../../../src/dialects/mysql/dialect.ts';
import { describeTrials } from './describe-trials.ts';

const statements = {
  tables: `
    CREATE TABLE parent (id int AUTO_INCREMENT PRIMARY KEY, name varchar(20) NOT NULL);
    CREATE TABLE child (id int AUTO_INCREMENT PRIMARY KEY, parent_id int NOT NULL, code varchar(12) NOT NULL UNIQUE, amount int NOT NULL, CONSTRAINT fk_parent FOREIGN KEY (parent_id) REFERENCES parent (id))`,
  trigger: "CREATE TRIGGER refuse BEFORE INSERT ON child FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'closed'",
  required: "ALTER TABLE child ADD COLUMN channel varchar(10) NOT NULL DEFAULT 'web'; ALTER TABLE child ALTER channel DROP DEFAULT",
  rule: 'UPDATE child SET amount = 5000000; ALTER TABLE child ADD CONSTRAINT ck_amount CHECK (amount BETWEEN 4999000 AND 5000000)',
  schema: null,
  lasting: 'ALTER TABLE child DROP FOREIGN KEY fk_parent; ALTER TABLE child ENGINE = MyISAM',
};

describeTrials(mysql, 'mysql:9.7', statements);
describeTrials(mariadb, 'mariadb:11.8', statements);
