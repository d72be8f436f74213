import type { Remedy } from '../../checks/check.ts';
import type { StepError } from '../../observe/observation.ts';
import type { CatalogObject } from '../../catalog/model.ts';
import { quoteName, quoteText } from './quoting.ts';
import { drop } from './undo.ts';
import { execute } from './undo-names.ts';

/** An error that people often meet, by SQLSTATE and text, and what to write instead. */
interface KnownError {
  readonly code?: string;
  readonly message: RegExp;
  readonly explain: (match: RegExpExecArray, error: StepError) => Remedy;
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const knownErrors: readonly KnownError[] = [
  {
    code: '42710',
    message: /type "([^"]+)" already exists/,
    explain: ([, name = '']) => ({
      text: `The type \`${name}\` is there already: a downgrade left it, or an \`sa.Enum\` makes it a second time. Drop it in \`downgrade()\`, and let a column that only uses it not make it (\`postgresql.ENUM(..., create_type=False)\`):`,
      code: `op.execute(${JSON.stringify(`DROP TYPE ${name}`)})`,
      language: 'python',
    }),
  },
  {
    code: '42804',
    message: /column "([^"]+)" cannot be cast automatically to type (.+?)(?:\.|$)/,
    explain: ([, column = '', type = '']) => ({
      text: 'The server does not know how to turn the old values into new ones; say how:',
      code: `op.alter_column(..., ${JSON.stringify(column)}, postgresql_using=${JSON.stringify(`${column}::${type.trim()}`)})`,
      language: 'python',
    }),
  },
  {
    code: '25001',
    message: /cannot (?:run|be executed) (?:inside|from) a transaction block|cannot run inside a transaction block/,
    explain: (_, { sql }) => ({
      text: 'Alembic runs a revision in a transaction. Leave it for this statement, best in a revision of its own:',
      code: `with op.get_context().autocommit_block():\n    ${sql === undefined || sql.trim().includes('\n') ? 'op.create_index(..., postgresql_concurrently=True)' : execute(sql.trim())}`,
      language: 'python',
    }),
  },
  {
    code: '55P04',
    message: /unsafe use of new value "([^"]+)" of enum type (\S+?)(?=\.?(?:\s|$))/,
    explain: ([, label = '', type = '']) => ({
      text: 'A new enum value can be used only after the transaction that added it. Add it outside of the transaction:',
      code: `with op.get_context().autocommit_block():\n    ${execute(`ALTER TYPE ${type} ADD VALUE IF NOT EXISTS ${quoteText(label)}`)}`,
      language: 'python',
    }),
  },
  {
    code: '2BP01',
    message: /cannot drop (.+?) because other objects depend on it/,
    explain: ([, what = '']) => ({ text: `Something still needs ${what}. Drop or change that first; the server names it in the error.` }),
  },
  {
    code: '42501',
    message: /permission denied to create extension "([^"]+)"/,
    explain: ([, name = '']) => ({
      text: `Only a superuser may make this extension, and the revisions run as none here. Let whoever administers the database make it before, and the gate with \`setup-sql\`; the revision then finds it with \`IF NOT EXISTS\`:`,
      code: `setup-sql: CREATE EXTENSION ${quoteName(name)}`,
      language: 'yaml',
    }),
  },
  {
    code: '42501',
    message: /must be (superuser|owner of .+?)(?:\.|$)|permission denied(?: for (.+?))?(?:\.|$)/,
    explain: ([, needed, object]) => ({
      text: `The role that runs the revisions ${needed === undefined ? `has no right to ${object === undefined ? 'this' : `the ${object}`}` : `is not ${needed === 'superuser' ? needed : `the ${needed}`}`}. Where that is so in production too, let whoever administers the database do it, before the deployment and for the gate in \`setup-sql\`; otherwise leave out \`role: restricted\`.`,
    }),
  },
  {
    code: '42P07',
    message: /relation "([^"]+)" already exists/,
    explain: ([, name = '']) => ({ text: `\`${name}\` is there already: an earlier revision makes it, or a downgrade left it.` }),
  },
  {
    code: '42703',
    message: /column "([^"]+)" of relation "([^"]+)" does not exist/,
    explain: ([, column = '', table = '']) => ({ text: `\`${table}\` has no column \`${column}\` at this point: nothing before has made it, or something has dropped or renamed it. Correct the name, or leave the statement out.` }),
  },
  {
    code: '42P01',
    message: /relation "([^"]+)" does not exist/,
    explain: ([, name = '']) => ({ text: `There is no \`${name}\` at this point: nothing before has made it, or something has dropped or renamed it. Where it is older than the first revision, let \`setup-sql\` make it.` }),
  },
  {
    code: '23502',
    message: /column "([^"]+)" .*contains null values/,
    explain: ([, column = '']) => ({
      text: 'Rows that are there have no value for it. Add the column nullable, fill it, then forbid NULL:',
      code: `op.alter_column(..., ${JSON.stringify(column)}, nullable=False)`,
      language: 'python',
    }),
  },
];

/** Errors of Alembic and SQLAlchemy themselves, which have no SQLSTATE. */
const unnamedConstraint = /Can't emit DROP CONSTRAINT for constraint .*it has no name|constraint_name.*None|missing .*constraint_name/;

/** Those of the table, by the names that the server gave them. */
function dropConstraints({ message, sql }: StepError, made: readonly CatalogObject[]): string | undefined {
  const [, table = /^ALTER TABLE (?:\S+\.)?"?([^".\s]+)"? DROP CONSTRAINT None/.exec(sql ?? '')?.[1]] = /table=Table\('([^']+)'/.exec(message) ?? [];
  const constraints = made.filter(({ kind, parentName }) => kind === 'constraint' && (table === undefined || parentName === table));
  return constraints.length === 0 ? undefined : constraints.map((constraint) => drop(constraint)).join('\n');
}

/**
 * What to write instead, where the error is one that people often meet.
 * @param made what the revision's upgrade made
 */
export function explainError(error: StepError, made: readonly CatalogObject[] = []): Remedy | undefined {
  if (unnamedConstraint.test(error.message) || (error.sql?.includes('DROP CONSTRAINT None') ?? false)) {
    return {
      text: 'The constraint got its name from the server, so `None` finds none. Give the name the server made (or use a `naming_convention`):',
      code: dropConstraints(error, made) ?? 'op.drop_constraint("<table>_<column>_fkey", "<table>", type_="foreignkey")',
      language: 'python',
    };
  }
  for (const { code, message, explain } of knownErrors) {
    if (code !== undefined && error.code !== undefined && error.code !== code) continue;
    const match = message.exec(error.message);
    if (match !== null) return explain(match, error);
  }
  return undefined;
}

/** SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html */
const duplicateObject = '42710';
const dependentObjects = '2BP01';

/**
 * Whether an error is about what belongs to the whole server: a role or tablespace that is there already, a role that another database
 * needs, or two databases that changed one at the same time.
 */
export function isServerWide({ code, message }: StepError): boolean {
  if (code === duplicateObject) return /^(role|tablespace) /.test(message);
  if (code === dependentObjects) return message.startsWith('role ');
  return message.startsWith('tuple concurrently updated');
}

/** Whether a statement, or one inside of a block, makes or removes a role, a tablespace or a database; user mappings belong to their database. */
export function changesServer(sql: string): boolean {
  return /(?:^|[;$]|\bBEGIN\b|\bTHEN\b)\s*(?:CREATE|DROP)\s+(?:ROLE|USER|GROUP|TABLESPACE|DATABASE)\b(?!\s+MAPPING\b)/i.test(sql);
}
