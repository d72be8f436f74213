import fc from 'fast-check';

/** A table as it is made up: what stands in its parentheses. */
export interface AnyTable {
  readonly columns: readonly AnyColumn[];
  /** Place of the table to which it refers, among those before it; undefined: none. */
  readonly parent: { readonly place: number; readonly isNullable: boolean; readonly isUnique: boolean } | undefined;
  readonly refersToItself: boolean;
  readonly key: 'counter' | 'text' | 'pair';
  readonly pairUnique: boolean;
}

interface AnyColumn {
  readonly type: AnyType;
  readonly isNullable: boolean;
  readonly isUnique: boolean;
  /** Conditions of its type's grammar, joined by AND or OR; they do not contradict each other. */
  readonly conditions: readonly string[];
  readonly joint: 'AND' | 'OR';
}

type AnyType = keyof typeof grammar;
type AnyDialect = 'postgresql' | 'sqlite';

/** For each kind of column what it is called in each dialect, and conditions that go together, `?` being the column. Each set is met by many values. */
const grammar = {
  integer: { postgresql: 'integer', sqlite: 'INTEGER', sets: [['? > 0', '? < 1000000'], ['? >= -50', '? <> 0', '? <= 50'], ['? BETWEEN 10 AND 90', '? NOT IN (13, 17)'], ['? % 5 = 0'], ['? IN (1, 2, 3, 5, 8, 13, 21)'], ['? * 2 + 1 > 99'], ['abs(?) < 400'], ['NOT (? < 3)']] },
  small: { postgresql: 'smallint', sqlite: 'SMALLINT', sets: [['? >= 0'], ['? < 0'], ['? - 5 > 7']] },
  decimal: { postgresql: 'numeric(8, 2)', sqlite: 'NUMERIC(8, 2)', sets: [['? > 0', '? <= 999.99'], ['? >= 0.5'], ['? <> 1.5', '? < 100'], ['round(?, 1) = ?']] },
  float: { postgresql: 'double precision', sqlite: 'DOUBLE', sets: [['? >= 0', '? <= 1'], ['? BETWEEN -180 AND 180']] },
  text: { postgresql: 'text', sqlite: 'TEXT', sets: [['length(?) >= 3', 'length(?) <= 12'], ["? LIKE '%@%.%'"], ["? LIKE 'ab%'", "? NOT LIKE '%z'"], ['lower(?) = ?'], ['upper(?) = ?', 'length(?) = 4'], ["? <> ''", "trim(?) = ?"], ["? IN ('a', 'bb', 'ccc', 'dddd', 'eeeee', 'it''s')"], ["? LIKE '__-__'"], ["substr(?, 1, 1) = 'x'"], ["coalesce(?, 'none') <> 'none'"]] },
  varchar: { postgresql: 'varchar(9)', sqlite: 'VARCHAR(9)', sets: [['length(?) > 5'], ["? >= 'b'", "? < 'y'"], ["? LIKE 'SKU-%'"]] },
  boolean: { postgresql: 'boolean', sqlite: 'BOOLEAN', sets: [['? IS NOT NULL'], ['? OR NOT ?']] },
  date: { postgresql: 'date', sqlite: 'DATE', sets: [["? >= '2000-01-01'", "? < '2100-01-01'"], ["? BETWEEN '1990-01-01' AND '1990-12-31'"], ["? <> '2020-02-02'"]] },
  timestamp: { postgresql: 'timestamp', sqlite: 'DATETIME', sets: [["? > '2010-01-01 00:00:00'"], ["? < '2009-01-01 12:00:00'"]] },
  uuid: { postgresql: 'uuid', sqlite: 'CHAR(32)', sets: [['? IS NOT NULL']] },
  json: { postgresql: 'jsonb', sqlite: 'JSON', sets: [['? IS NOT NULL']] },
} as const;

const kinds = Object.keys(grammar) as AnyType[];
/** They have few values, or no order by which a server could tell two apart. */
const neverUnique: readonly AnyType[] = ['boolean', 'json'];

const column: fc.Arbitrary<AnyColumn> = fc.constantFrom(...kinds).chain((type) =>
  fc.record({
    type: fc.constant(type),
    isNullable: fc.boolean(),
    isUnique: neverUnique.includes(type) ? fc.constant(false) : fc.integer({ min: 0, max: 4 }).map((chance) => chance === 0),
    conditions: fc.option(fc.constantFrom(...(grammar[type].sets as readonly (readonly string[])[])), { nil: [] as readonly string[] }),
    joint: fc.constantFrom('AND' as const, 'AND' as const, 'OR' as const),
  }),
);

/** Tables that refer to those before them. */
export const anyTables: (count: number) => fc.Arbitrary<readonly AnyTable[]> = (count) =>
  fc.tuple(...Array.from({ length: count }, (_, place) => anyTable(place)));

function anyTable(place: number): fc.Arbitrary<AnyTable> {
  const parent = fc.record({ place: fc.integer({ min: 0, max: Math.max(0, place - 1) }), isNullable: fc.boolean(), isUnique: fc.boolean() });
  return fc.record({
    columns: fc.array(column, { minLength: 1, maxLength: 7 }),
    parent: place === 0 ? fc.constant(undefined) : fc.option(parent, { nil: undefined }),
    refersToItself: fc.boolean(),
    key: fc.constantFrom('counter' as const, 'text' as const, 'pair' as const),
    pairUnique: fc.boolean(),
  });
}

/** The statement that makes a table. */
export function writeTable(table: AnyTable, tables: readonly AnyTable[], place: number, dialect: AnyDialect): string {
  const { columns, parent, key } = table;
  const name = (index: number): string => `t${String(index)}`;
  const parts: string[] = columns.map(({ type, isNullable, isUnique, conditions, joint }, index) => {
    const own = `c${String(index)}`;
    const check = conditions.length === 0 ? '' : ` CHECK (${conditions.map((condition) => condition.replaceAll('?', own)).join(` ${joint} `)})`;
    return `${own} ${grammar[type][dialect]}${isNullable ? '' : ' NOT NULL'}${isUnique ? ' UNIQUE' : ''}${check}`;
  });
  const counter = dialect === 'postgresql' ? 'serial' : 'INTEGER';
  if (key === 'counter') parts.unshift(`id ${counter} PRIMARY KEY`);
  if (key === 'text') parts.unshift('id varchar(20) NOT NULL PRIMARY KEY');
  if (key === 'pair') parts.unshift('id integer NOT NULL', 'part smallint NOT NULL', 'PRIMARY KEY (id, part)');
  if (parent !== undefined) parts.push(...writeReference('parent', tables[parent.place]?.key ?? 'counter', name(parent.place), parent));
  if (table.refersToItself) parts.push(...writeReference('own', key, name(place), { isNullable: true, isUnique: false }));
  if (table.pairUnique && columns.length > 1 && !columns.slice(0, 2).some(({ type }) => neverUnique.includes(type))) parts.push('UNIQUE (c0, c1)');
  // What constrains a table stands after its columns.
  const isRule = (part: string): boolean => /^(?:PRIMARY|FOREIGN|UNIQUE)/.test(part);
  return `CREATE TABLE ${name(place)} (${[...parts.filter((part) => !isRule(part)), ...parts.filter(isRule)].join(', ')})`;
}

function writeReference(prefix: string, key: AnyTable['key'], target: string, { isNullable, isUnique }: { readonly isNullable: boolean; readonly isUnique: boolean }): readonly string[] {
  const rest = isNullable ? '' : ' NOT NULL';
  const own = key === 'pair' ? [`${prefix}_id integer${rest}`, `${prefix}_part smallint${rest}`] : [`${prefix}_id ${key === 'text' ? 'varchar(20)' : 'integer'}${rest}`];
  const [columns, targets] = key === 'pair' ? [`${prefix}_id, ${prefix}_part`, 'id, part'] : [`${prefix}_id`, 'id'];
  return [...own, `FOREIGN KEY (${columns}) REFERENCES ${target} (${targets})`, ...(isUnique ? [`UNIQUE (${columns})`] : [])];
}
