import type { Remedy } from '../../../checks/check.ts';
import { quotePython } from '../../../sql/quote-python.ts';
import type { FamilyDialect } from '../lexis.ts';
import { quoteName } from '../quoting.ts';
import { readAlterOptions } from './read-alter-options.ts';

const background =
  '`gh-ost` and `pt-online-schema-change` copy the table in the background and let it take over when they are done; run one of them in place of the statement.';

const online = 'ALGORITHM=INPLACE, LOCK=NONE';

/**
 * What to write instead of a statement for which the server copies a table.
 * https://dev.mysql.com/doc/refman/9.7/en/innodb-online-ddl-operations.html https://github.com/github/gh-ost https://docs.percona.com/percona-toolkit/pt-online-schema-change.html
 */
export function writeCopyRemedy(dialect: FamilyDialect, sql: string): Remedy {
  const alter = readAlterOptions(dialect, sql);
  const [first, ...others] = alter?.options ?? [];
  if (alter === undefined || first === undefined) return { text: `The server has no other way for this. ${background}` };
  const write = (change: string, clause: string): string => `op.execute(${quotePython(`ALTER TABLE ${alter.table} ${change}, ${clause}`)})`;
  if (others.length > 0) {
    return python(
      `One of these changes makes the server copy the table for all of them. Write each as a statement of its own that says how it is to be done: then it fails where that cannot be, and blocks nobody. For what is refused, ${lower(background)}`,
      [first, ...others].map(({ text }) => write(text, online)),
    );
  }
  if (first.isForeignKey) {
    return python('With `foreign_key_checks` off the server adds the key without a copy, and without looking at the rows: look first that each has its row in the other table.', [
      'op.execute("SET SESSION foreign_key_checks = 0")',
      write(first.text, online),
      'op.execute("SET SESSION foreign_key_checks = 1")',
    ]);
  }
  if (first.column !== undefined) {
    const { from, definition } = first.column;
    const [beside, old] = [quoteName(`${from}_new`), quoteName(from)];
    return python(
      `Put a column of the new kind beside the old one, let the application write both, fill it in portions, and let it take over in a later release; or, in one go, ${lower(background)}`,
      [
        write(`ADD COLUMN ${beside} ${withoutRequirement(definition)}`, 'ALGORITHM=INSTANT'),
        '# in a later revision, when every row has its value:',
        write(`DROP COLUMN ${old}, RENAME COLUMN ${beside} TO ${old}`, 'ALGORITHM=INSTANT'),
      ],
    );
  }
  return python(`The server has no way without a copy for this. ${background} As a statement it should say how it is to be done, so that it fails and blocks nobody:`, [write(first.text, online)]);
}

function python(text: string, lines: readonly string[]): Remedy {
  return { text, code: lines.join('\n'), language: 'python' };
}

/** The rows that are there have no value yet. */
function withoutRequirement(definition: string): string {
  return definition.replaceAll(/\s+NOT\s+NULL\b|\s+AUTO_INCREMENT\b/gi, '');
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

