import type { Remedy } from '../../checks/check.ts';
import type { StepError } from '../../observe/observation.ts';
import { quotePython } from '../../sql/quote-python.ts';
import { quoteName } from './quoting.ts';

/** An error that people often meet, by its text, and what to write instead. */
interface KnownError {
  readonly message: RegExp;
  readonly explain: (match: RegExpExecArray, error: StepError) => Remedy;
}

const python = (text: string, code: string): Remedy => ({ text, code, language: 'python' });

/** Errors of Alembic's SQLite dialect, of its batch mode, and of SQLite. https://alembic.sqlalchemy.org/en/latest/batch.html */
const knownErrors: readonly KnownError[] = [
  {
    message: /No support for ALTER of constraints in SQLite dialect/,
    explain: () =>
      python(
        'SQLite cannot add or drop a constraint of a table that is there. Batch mode makes the table anew with it:',
        'with op.batch_alter_table("<table>") as batch_op:\n    batch_op.create_foreign_key("<name>", "<other table>", ["<column>"], ["id"])',
      ),
  },
  {
    message: /Constraint must have a name/,
    explain: () =>
      python(
        'Batch mode finds a constraint by its name only. Give a new one a name; for one that has none in the database, say how it would be named:',
        'with op.batch_alter_table("<table>", naming_convention={"fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s"}) as batch_op:\n    batch_op.drop_constraint("fk_<table>_<column>_<other table>", type_="foreignkey")',
      ),
  },
  {
    message: /No such constraint: '?([^']*)'?/,
    explain: ([, name = '']) =>
      python(
        `The table has no constraint called \`${name}\`. One without a name gets it from a convention:`,
        'with op.batch_alter_table("<table>", naming_convention={"uq": "uq_%(table_name)s_%(column_0_name)s"}) as batch_op:\n    batch_op.drop_constraint("uq_<table>_<column>", type_="unique")',
      ),
  },
  {
    message: /table "?(_alembic_tmp_[^\s"]+)"? already exists/,
    explain: ([, copy = '']) => {
      const table = copy.replace('_alembic_tmp_', '');
      return python(
        `\`${copy}\` is what batch mode copies to; an attempt that was stopped half-way left it. It can go as long as the table itself is there; where it is not, its rows are in the copy alone. Before the batch:`,
        `if sa.inspect(op.get_bind()).has_table(${quotePython(table)}):\n    op.execute(${quotePython(`DROP TABLE IF EXISTS ${quoteName(copy)}`)})\nelse:\n    op.rename_table(${quotePython(copy)}, ${quotePython(table)})`,
      );
    },
  },
  {
    message: /Cannot add a NOT NULL column with default value NULL/i,
    explain: () => python('Rows that are there have no value for it. Give the column a default, or add it nullable, fill it and forbid NULL in batch mode:', 'op.add_column("<table>", sa.Column("<column>", sa.String(), nullable=False, server_default=""))'),
  },
  {
    message: /Cannot add a (PRIMARY KEY|UNIQUE) column/i,
    explain: ([, what = '']) =>
      python(
        `\`ALTER TABLE ADD COLUMN\` adds no ${what} column. Add the constraint in a batch that makes the table anew:`,
        'with op.batch_alter_table("<table>", recreate="always") as batch_op:\n    batch_op.add_column(sa.Column("<column>", sa.String()))\n    batch_op.create_unique_constraint("uq_<table>_<column>", ["<column>"])',
      ),
  },
  {
    message: /Cannot add a (?:column with non-constant default|REFERENCES column with non-NULL default value)|cannot add a STORED column/i,
    explain: () =>
      python('`ALTER TABLE ADD COLUMN` cannot fill such a column in the rows that are there. Let batch mode make the table anew:', 'with op.batch_alter_table("<table>", recreate="always") as batch_op:\n    batch_op.add_column(sa.Column("<column>", sa.DateTime(), server_default=sa.func.current_timestamp()))'),
  },
  {
    message: /FOREIGN KEY constraint failed/,
    explain: ({ input }, { sql = '' }) =>
      /^\s*DROP\s+TABLE/i.test(sql)
        ? python(
            'The project enforces foreign keys (`PRAGMA foreign_keys = ON`), and dropping a table, as batch mode does with the old one, deletes its rows first. Let env.py switch that off before the transaction of the migrations begins:',
            'connection.exec_driver_sql("PRAGMA foreign_keys = OFF")',
          )
        : { text: `${input.split('\n')[0] ?? ''}: a row refers to one that is not there. Insert or delete in the order of the keys, or mend the rows first.` },
  },
  {
    message: /error in (index|view|trigger|table) (\S+) after (?:drop column|rename)(?:: (.*))?/,
    explain: ([, kind = '', name = '']) => ({ text: `The ${kind} \`${name}\` still needs what goes or gets another name. Drop it first, and make it again afterwards where it is still wanted.` }),
  },
  {
    message: /error in (view|trigger) (\S+): no such (?:table|column)/,
    explain: ([, kind = '', name = '']) =>
      python(
        `SQLite reads every ${kind} again when a table gets another name, as at the end of a batch, and \`${name}\` speaks of what is not there. Drop it before, and make it again afterwards:`,
        `op.execute(${quotePython(`DROP ${kind.toUpperCase()} ${name}`)})`,
      ),
  },
  {
    message: /cannot drop (?:PRIMARY KEY|UNIQUE) column|cannot drop column/i,
    explain: () => python('SQLite itself drops no column of a key. Let batch mode make the table anew without it:', 'with op.batch_alter_table("<table>", recreate="always") as batch_op:\n    batch_op.drop_column("<column>")'),
  },
  {
    message: /(?:NOT NULL|UNIQUE|CHECK) constraint failed: (_alembic_tmp_\S+)/,
    explain: ([, where = '']) => ({ text: `Rows that are there do not fit what batch mode copies them to (\`${where}\`). Change or remove them in the revision before the batch.` }),
  },
  {
    message: /cannot INSERT into generated column "([^"]+)"/,
    explain: ([, column = '']) =>
      python(
        'Batch mode copies every column, also one that computes itself. Take it away and make it again in the same batch:',
        `with op.batch_alter_table("<table>", recreate="always") as batch_op:\n    batch_op.drop_column(${quotePython(column)})\n    batch_op.add_column(sa.Column(${quotePython(column)}, sa.Integer(), sa.Computed("<expression>", persisted=True)))`,
      ),
  },
  {
    message: /duplicate column name: (.+)/,
    explain: ([, column = '']) => ({ text: `The column \`${column}\` is there already: an earlier revision adds it, a downgrade left it, or an attempt was stopped half-way.` }),
  },
  {
    message: /(table|index|view|trigger) "?([^"]+?)"? already exists/,
    explain: ([, kind = '', name = '']) => ({ text: `The ${kind} \`${name}\` is there already: an earlier revision makes it, a downgrade left it, or an attempt was stopped half-way.` }),
  },
  {
    message: /near "(?:ALTER|DROP|ADD|MODIFY|CONSTRAINT|TYPE|SET|COLUMN)": syntax error/i,
    explain: (match, { sql = '' }) =>
      /^\s*ALTER\s+TABLE/i.test(sql)
        ? python(
            'SQLite changes no column or constraint of a table that is there: its `ALTER TABLE` renames, and adds and drops columns. Use batch mode, which makes the table anew:',
            'with op.batch_alter_table("<table>") as batch_op:\n    batch_op.alter_column("<column>", nullable=False)',
          )
        : otherDatabase(match[0]),
  },
  { message: /near "(?:TYPE|SEQUENCE|EXTENSION|SCHEMA|FUNCTION|DOMAIN|DO|COMMENT|GRANT|TRUNCATE|USING|CASCADE|CONCURRENTLY|OR|UNSIGNED|ENGINE)": syntax error/i, explain: ([text]) => otherDatabase(text) },
  {
    message: /no such function: ([^\s(]+)/,
    explain: ([, name = '']) =>
      python(
        `SQLite has no function \`${name}\`. Where the project brings it, let env.py bring it to its own connections as well:`,
        `@sa.event.listens_for(connectable, "connect")\ndef add_functions(connection, record):\n    connection.create_function(${quotePython(name)}, ...)`,
      ),
  },
  {
    message: /no such (module|collation sequence): (\S+)/,
    explain: ([, kind = '', name = '']) => ({ text: `The ${kind === 'module' ? 'module' : 'collation'} \`${name}\` is not in this SQLite. Where the project brings it, let env.py bring it to its own connections as well (\`load_extension\`, \`create_collation\`).` }),
  },
  { message: /unknown database "?([^\s"]+)"?/, explain: ([, name = '']) => ({ text: `No file is attached as \`${name}\`. SQLite has no schemas; leave \`schema=\` out, or attach a database in env.py.` }) },
  {
    message: /database (?:table )?is locked/,
    explain: () => ({ text: 'Another connection of the revision or of env.py has an open transaction on the file. Use the connection of Alembic (`op.get_bind()`) for everything.' }),
  },
  { message: /no such column: (\S+)/, explain: ([, column = '']) => ({ text: `There is no column \`${column}\` at this point of the history: look at the order of the revisions, and at what batch mode was told to leave out.` }) },
  { message: /no such (table|index|view|trigger): (\S+)/, explain: ([, kind = '', name = '']) => ({ text: `There is no ${kind} \`${name}\` at this point of the history.${kind === 'index' || kind === 'trigger' ? " Batch mode drops a table's triggers, and its indexes on expressions, with the old copy of it." : ''}` }) },
];

/** SQL of another database. */
function otherDatabase(what: string): Remedy {
  return python(
    `This is no SQL that SQLite knows (${what}). Where the history serves several databases, ask which one it is:`,
    'if op.get_bind().dialect.name == "postgresql":\n    op.execute("...")',
  );
}

/** What to write instead, where the error is one that people often meet. */
export function explainError(error: StepError): Remedy | undefined {
  for (const { message, explain } of knownErrors) {
    const match = message.exec(error.message);
    if (match !== null) return explain(match, error);
  }
  return undefined;
}
