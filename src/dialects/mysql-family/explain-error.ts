import type { Remedy } from '../../checks/check.ts';
import type { StepError } from '../../observe/observation.ts';
import { quotePython } from '../../sql/quote-python.ts';
import { quoteName } from './quoting.ts';

/** An error that people often meet, by the server's number and text, and what to write instead. */
interface KnownError {
  readonly codes: readonly number[];
  /** Drivers give the text as it is or as Python writes it, with a `\` before some quotes. */
  readonly message: RegExp;
  readonly explain: (match: RegExpExecArray) => Remedy;
}

const python = (text: string, code: string): Remedy => ({ text, code, language: 'python' });

const lookUpKey = [
  'for key in sa.inspect(op.get_bind()).get_foreign_keys("<table>"):',
  '    if key["constrained_columns"] == ["<column>"]:',
  '        op.drop_constraint(key["name"], "<table>", type_="foreignkey")',
].join('\n');

/**
 * https://dev.mysql.com/doc/mysql-errors/9.7/en/server-error-reference.html
 * https://mariadb.com/docs/server/reference/error-codes
 */
const knownErrors: readonly KnownError[] = [
  {
    codes: [1050],
    message: /Table \\?'([^']+?)\\?' already exists/,
    explain: ([, name = '']) =>
      python(
        `\`${name}\` is there already: an earlier revision makes it, a downgrade left it, or a run that failed half-way made it, because each DDL statement stays when a later one fails. Where that may be so, look first:`,
        `if not sa.inspect(op.get_bind()).has_table(${quotePython(name)}):\n    op.create_table(${quotePython(name)}, ...)`,
      ),
  },
  {
    codes: [1060],
    message: /Duplicate column name \\?'([^']+?)\\?'/,
    explain: ([, column = '']) =>
      python(
        `The column \`${column}\` is there already: a downgrade left it, or a run that failed half-way added it. Where that may be so, look first:`,
        `columns = {column["name"] for column in sa.inspect(op.get_bind()).get_columns("<table>")}\nif ${quotePython(column)} not in columns:\n    op.add_column("<table>", sa.Column(${quotePython(column)}, ...))`,
      ),
  },
  {
    codes: [1061],
    message: /Duplicate key name \\?'([^']+?)\\?'/,
    explain: ([, name = '']) =>
      python(`An index \`${name}\` is there already: a downgrade left it, or a run that failed half-way made it. Drop it in \`downgrade()\`:`, `op.drop_index(${quotePython(name)}, table_name="<table>")`),
  },
  {
    codes: [1062, 1586],
    message: /Duplicate entry .* for key \\?'([^']+?)\\?'/,
    explain: ([, key = '']) => ({ text: `Rows that are there have the same values for \`${key}\`. Change or delete all but one of them before, in the revision or in one that goes ahead.` }),
  },
  {
    codes: [1091, 3821, 3940],
    message: /Can\\?'t DROP (?:(?:COLUMN|INDEX|FOREIGN KEY|CONSTRAINT|PARTITION) )?[\\'`]+([^'`\\]+)[\\'`]+; check that|[Cc]onstraint \\?'([^']+?)\\?' (?:does not exist|is not found)/,
    explain: ([, dropped, constraint]) =>
      python(
        `There is no \`${dropped ?? constraint ?? ''}\` on this table: it has another name, or was dropped already. A constraint that was given no name gets one from the server, which may be another in each database; look it up, or give it a name where it is made:`,
        lookUpKey,
      ),
  },
  {
    codes: [1138],
    message: /Invalid use of NULL value/,
    explain: () => python('Rows that are there have NULL in this column. Give them a value first:', 'op.execute("UPDATE <table> SET <column> = <value> WHERE <column> IS NULL")'),
  },
  {
    codes: [1265],
    message: /Data truncated for column \\?'([^']+?)\\?'/,
    explain: ([, column = '']) =>
      python(
        `Rows that are there have values in \`${column}\` that the new definition does not take: too long, not one of its labels, or NULL where it is forbidden. Change them first:`,
        `op.execute(${quotePython(`UPDATE <table> SET ${quoteName(column)} = <value> WHERE <condition>`)})`,
      ),
  },
  {
    codes: [1170],
    message: /column \\?'([^']+?)\\?' used in key specification without a key length/,
    explain: ([, column = '']) => python(`An index over a TEXT or BLOB takes only its beginning. Say how much of it:`, `op.create_index("<index>", "<table>", [${quotePython(column)}], mysql_length={${quotePython(column)}: 191})`),
  },
  {
    codes: [1215, 3780, 1822, 1005, 3734, 1832, 1833],
    message: /are incompatible|Missing index for constraint|Failed to add the foreign key|Cannot add foreign key|errno: 150|Cannot change column .* used in a foreign key/,
    explain: () => ({
      text: 'Both columns of a foreign key need the same type, sign, character set and collation (`INTEGER` does not go with `BIGINT` or `INTEGER UNSIGNED`), the other table must be there with InnoDB as its engine, and the columns pointed at need an index that begins with them. To change the type of such columns, drop the foreign key, change both, and make it again.',
    }),
  },
  {
    codes: [1824],
    message: /Failed to open the referenced table \\?'([^']+?)\\?'/,
    explain: ([, name = '']) => ({ text: `The foreign key points at \`${name}\`, which is not there yet. Make that table first, or the foreign key in a later statement.` }),
  },
  {
    codes: [1826, 1005, 1022],
    message: /Duplicate foreign key constraint name \\?'([^']+?)\\?'|errno: 121/,
    explain: ([, name]) => ({ text: `A foreign key${name === undefined ? ' of this name' : ` \`${name}\``} is there already, perhaps on another table: its name must be the only one in the database. Give it another name, or drop the other one first.` }),
  },
  {
    codes: [1451, 3730, 1217],
    message: /Cannot delete or update a parent row|Cannot drop table \\?'[^']+?\\?' referenced by a foreign key/,
    explain: () => ({ text: 'Another table points at this one with a foreign key. Drop tables in the opposite order of their making, or the foreign key first; delete rows that point here before those they point at.' }),
  },
  {
    codes: [1452, 1216],
    message: /Cannot add or update a child row/,
    explain: () => ({ text: 'Rows that are there point at rows that are not. Delete them or let them point elsewhere before the foreign key is made.' }),
  },
  {
    codes: [1553],
    message: /Cannot drop index \\?'([^']+?)\\?': needed in a foreign key constraint/,
    explain: ([, index = '']) =>
      python(
        `A foreign key needs the index \`${index}\`. Drop the foreign key first, by its name:`,
        `op.drop_constraint("<foreign key>", "<table>", type_="foreignkey")\n${index === 'PRIMARY' ? 'op.drop_constraint("PRIMARY", "<table>", type_="primary")' : `op.drop_index(${quotePython(index)}, table_name="<table>")`}`,
      ),
  },
  {
    codes: [1828, 1829],
    message: /Cannot drop column \\?'([^']+?)\\?': needed in a foreign key constraint \\?'([^']+?)\\?'/,
    explain: ([, column = '', key = '']) =>
      python(`The foreign key \`${key}\` needs the column \`${column}\`. Drop the foreign key first:`, `op.drop_constraint(${quotePython(key)}, "<table>", type_="foreignkey")\nop.drop_column("<table>", ${quotePython(column)})`),
  },
  {
    codes: [3959, 3108, 3837],
    message: /(?:Check constraint|Column) \\?'([^']+?)\\?' (?:uses column|has a (?:generated column|functional index|partitioning function) dependency)/,
    explain: ([, name = '']) => ({ text: `Something else is computed from it: \`${name}\` is named in the error. Drop the constraint, generated column or index that uses the column first.` }),
  },
  {
    codes: [1067],
    message: /Invalid default value for \\?'([^']+?)\\?'/,
    explain: ([, column = '']) =>
      python(
        `The default of \`${column}\` is no value of its type, or a date with zeros, which strict mode refuses. A moment needs the same precision on both sides; a default in words is \`sa.text\`:`,
        `sa.Column(${quotePython(column)}, sa.DateTime(), server_default=sa.text("CURRENT_TIMESTAMP"))`,
      ),
  },
  {
    codes: [1071],
    message: /Specified key was too long/,
    explain: () => python('An index may have 3072 bytes, and a letter of utf8mb4 counts for four: 768 letters, all columns together. Shorten the column, or index its beginning:', 'op.create_index("<index>", "<table>", ["<column>"], mysql_length={"<column>": 191})'),
  },
  {
    codes: [1101],
    message: /column \\?'([^']+?)\\?' can\\?'t have a default value/,
    explain: ([, column = '']) => python('MySQL takes only an expression in parentheses as the default of such a column:', `sa.Column(${quotePython(column)}, sa.Text(), server_default=sa.text("('')"))`),
  },
  {
    codes: [1364],
    message: /Field \\?'([^']+?)\\?' doesn\\?'t have a default value/,
    explain: ([, column = '']) =>
      python(`Rows are inserted without a value for \`${column}\`, which must have one. Give it in the INSERT, or give the column a default:`, `sa.Column(${quotePython(column)}, ..., nullable=False, server_default="...")`),
  },
  {
    codes: [1406, 1264],
    message: /(?:Data too long|Out of range value) for column \\?'([^']+?)\\?'/,
    explain: ([, column = '']) => ({ text: `Rows that are there have values in \`${column}\` that do not fit. Shorten them first, or choose a larger type.` }),
  },
  {
    codes: [1292],
    message: /Incorrect (\w+) value: \\?'0000-00-00/,
    explain: () => python('Rows that are there would get a date with zeros, which strict mode refuses. Add the column with a default, or nullable and fill it:', 'op.add_column("<table>", sa.Column("<column>", sa.DateTime(), nullable=False, server_default=sa.text("CURRENT_TIMESTAMP")))'),
  },
  {
    codes: [1366],
    message: /Incorrect (\w+) value: .* for column (.+?) at row/,
    explain: ([, type = '', column = '']) =>
      type === 'string'
        ? { text: `The column ${toCode(column)} has a character set that does not hold these letters. Change it to utf8mb4 before the rows are written.` }
        : { text: `Rows that are there have values in ${toCode(column)} that are no ${type}. Change them first, or keep the old column until its values are moved over.` },
  },
  {
    codes: [1292],
    message: /Truncated incorrect (\w+) value/,
    explain: ([, type = '']) => ({ text: `Rows that are there have values that are no ${type}. Change them first, or keep the old column until its values are moved over.` }),
  },
  {
    codes: [1059],
    message: /Identifier name \\?'([^']+?)\\?' is too long/,
    explain: ([, name = '']) => ({ text: `A name may have 64 letters; \`${name}\` has ${String(name.length)}. Shorten it, or the \`naming_convention\` that made it.` }),
  },
  {
    codes: [3819, 4025],
    message: /Check constraint \\?'([^']+?)\\?' is violated|CONSTRAINT `([^`]+)` failed for/,
    explain: ([, mysql, mariadb]) => ({ text: `Rows that are there break \`${mysql ?? mariadb ?? ''}\`. Change them before the constraint is made.` }),
  },
  {
    codes: [1075],
    message: /there can be only one auto column/,
    explain: () =>
      python('A column with AUTO_INCREMENT must have a key. Take AUTO_INCREMENT away before its key is dropped:', 'op.alter_column("<table>", "<column>", existing_type=sa.Integer(), existing_nullable=False, autoincrement=False)'),
  },
  {
    codes: [1068],
    message: /Multiple primary key defined/,
    explain: () => python('The table has a primary key already. Drop it first:', 'op.drop_constraint("PRIMARY", "<table>", type_="primary")'),
  },
  {
    codes: [1419],
    message: /log_bin_trust_function_creators/,
    explain: () => ({
      text: 'The server writes a binary log and trusts only administrators to make functions and triggers. Set it as the production server has it:',
      code: 'SET GLOBAL log_bin_trust_function_creators = 1',
      language: 'sql',
    }),
  },
  {
    codes: [1418],
    message: /none of DETERMINISTIC, NO SQL, or READS SQL DATA/,
    explain: () => python('With a binary log the server wants to know what a function does. Say it:', 'op.execute("CREATE FUNCTION ... RETURNS ... DETERMINISTIC RETURN ...")'),
  },
  {
    codes: [1273, 1115],
    message: /Unknown (?:collation|character set): \\?'([^']+?)\\?'/,
    explain: ([, name = '']) => ({ text: `This server does not know \`${name}\`: MySQL's \`utf8mb4_0900_ai_ci\` and MariaDB's \`utf8mb4_uca1400_ai_ci\` are each their own. Name one that both have, such as \`utf8mb4_unicode_ci\`, or none.` }),
  },
  {
    codes: [1449],
    message: /The user specified as a definer \(\\?'([^']*?)\\?'@\\?'([^']*?)\\?'\) does not exist/,
    explain: ([, user = '']) => ({ text: `A view, trigger or routine was made by \`${user}\`, who is not on this server. Make it without \`DEFINER\`, or with \`SQL SECURITY INVOKER\`.` }),
  },
];

function toCode(column: string): string {
  return `\`${column.replaceAll(/[\\'`]/g, '')}\``;
}

/** Errors of Alembic and SQLAlchemy themselves, which have no number. */
const unnamedConstraint = /Can't emit DROP CONSTRAINT for constraint .*it has no name|constraint_name.*None|missing .*constraint_name/;
/** SQLAlchemy, where it writes DROP FOREIGN KEY and DROP INDEX. */
const unnamedKey = /in format_constraint\n\s+assert name is not None/;
const untypedConstraint = /No generic 'DROP CONSTRAINT' in MySQL/;

/** What to write instead, where the error is one that people often meet. */
export function explainError(error: StepError): Remedy | undefined {
  const { code, message, sql, traceback = '' } = error;
  if (untypedConstraint.test(message)) {
    return python('MySQL has a DROP of its own for each kind of constraint, so Alembic must be told which it is: `foreignkey`, `unique`, `check` or `primary`.', 'op.drop_constraint("<name>", "<table>", type_="unique")');
  }
  if (unnamedConstraint.test(message) || unnamedKey.test(traceback) || (sql !== undefined && /DROP (?:CONSTRAINT|FOREIGN KEY|INDEX|CHECK) None\b/.test(sql))) {
    return python('The constraint got its name from the server, so `None` finds none. Name it where it is made (or use a `naming_convention`); one that is there already is looked up:', lookUpKey);
  }
  for (const known of knownErrors) {
    if (code !== undefined && !known.codes.includes(Number(code))) continue;
    const match = known.message.exec(message);
    if (match !== null) return known.explain(match);
  }
  return undefined;
}

const databaseExists = 1007;
const noSuchDatabase = 1008;
const accountFailed = 1396;
const noSuchGrant = 1141;
const roleFailed = 1959;

/**
 * Whether an error is about what belongs to the whole server: a database, a user or a role that is there already or no longer, or what
 * it was granted.
 */
export function isServerWide({ code }: StepError): boolean {
  return code !== undefined && [databaseExists, noSuchDatabase, accountFailed, noSuchGrant, roleFailed].includes(Number(code));
}

/** Whether a statement, or one inside of a block, makes or removes a user, a role or a database. */
export function changesServer(sql: string): boolean {
  return /(?:^|;|\bBEGIN\b|\bTHEN\b)\s*(?:CREATE(?:\s+OR\s+REPLACE)?|DROP)\s+(?:ROLE|USER|DATABASE|SCHEMA)\b/i.test(sql);
}
