import { full } from './table-design.ts';
import type { TableDesign } from './table-design.ts';

/** Designs in SQL that every dialect takes. */
export const sharedDesigns: readonly TableDesign[] = [
  {
    name: 'authors and books',
    dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite'],
    sql: `
      CREATE TABLE authors (id INTEGER NOT NULL, name VARCHAR(80) NOT NULL, email VARCHAR(120) NOT NULL, born DATE, PRIMARY KEY (id), UNIQUE (email));
      CREATE TABLE books (isbn CHAR(13) NOT NULL, author_id INTEGER NOT NULL, title VARCHAR(200) NOT NULL, price NUMERIC(8, 2) NOT NULL, pages SMALLINT, PRIMARY KEY (isbn), FOREIGN KEY (author_id) REFERENCES authors (id), CONSTRAINT price_is_positive CHECK (price > 0))`,
    rows: full('authors', 'books'),
  },
];
