import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { checks } from '../../src/checks/registry.ts';
import { runCommandLine } from '../../src/command/command-line.ts';
import { runExplain } from '../../src/command/explain.ts';
import { DisposalRegistry } from '../../src/database/disposal.ts';

const checkPages = fileURLToPath(new URL('../../docs/checks', import.meta.url));

function explain(word: string | undefined, hasColor = false): string {
  let output = '';
  runExplain(word, { checkPages, write: (text) => (output += text) }, { hasColor });
  return output;
}

async function run(words: readonly string[]): Promise<{ output: string; exitCode: number }> {
  let output = '';
  const exitCode = await runCommandLine(words, {
    environment: {},
    currentDirectory: '/',
    bridgeScript: '/none',
    checkPages,
    disposals: new DisposalRegistry(),
    isTerminal: false,
    write: (text) => {
      output += text;
    },
  });
  return { output, exitCode };
}

describe('explain', () => {
  it('prints the page of a check', () => {
    expect(explain('destructive/truncate')).toMatchInlineSnapshot(`
      "destructive/truncate

        The upgrade empties a table that was there before the pull request.

        Severity: error

      Problem

        A \`TRUNCATE\` was executed in the upgrade, for a table that stood at the merge
        base; each table it names is told, and with \`CASCADE\` every other one that is
        emptied with it, with the numbers of rows. So is a partition that MySQL or
        MariaDB empties or drops (\`ALTER TABLE ... DROP PARTITION\`), a table whose
        tablespace is discarded, and a table that is dropped and made anew
        (\`CREATE OR REPLACE TABLE\`, or \`DROP TABLE\` and \`CREATE TABLE\`) without its
        rows being copied or put back. SQLite has no \`TRUNCATE\`. The statement alone
        tells, because the throw-away database has no rows. A table that the same pull
        request made is exempt. Downgrades are not looked at.

      Why it matters

        Every row is gone for good.

      What to do

        Keep what is deleted elsewhere, or do it outside of a deployment, where it can
        be looked at first. Where the rows are worthless, say why on the line above.

      Example

      Bad

          def upgrade():
              op.execute("TRUNCATE session_cache")


          def downgrade():
              pass

      Good

          def upgrade():
              # alembic-gate: ignore[destructive/truncate] a cache, which fills again by itself
              op.execute("TRUNCATE session_cache")


          def downgrade():
              pass

      When to switch it off

        There is seldom a reason to: the comment of the example is one line. For a
        project whose tables are all made again from elsewhere,
        \`destructive/truncate = off\` under the option \`checks\`.
      "
    `);
  });

  it('takes the name alone where only one check has it', () => {
    expect(explain('truncate')).toBe(explain('destructive/truncate'));
  });

  it('lists a category', () => {
    expect(explain('models')).toMatchInlineSnapshot(`
      "models
        The models beside the migrated database.
        models/drift  warning  Model drift
      "
    `);
  });

  it('lists every check without a name', () => {
    const listed = explain(undefined).split('\n').flatMap((line) => /^ {2}([\w-]+\/[\w-]+) +(error|warning|note) /.exec(line)?.[1] ?? []);
    expect(listed).toEqual(checks.map(({ id }) => id));
  });

  it.for(checks.map(({ id }) => id))('wraps the text of %s at 80 columns and leaves no Markdown', (id) => {
    const lines = explain(id, true).split('\n');
    const text = lines.filter((line) => !line.startsWith('    ')).map(stripVTControlCharacters);
    // An address is longer than a line, and then has one for itself.
    expect(text.filter((line) => line.length > 80 && !/^ *\(https:\S+$/.test(line))).toEqual([]);
    expect(text.filter((line) => /`|^#|\]\(/.test(line))).toEqual([]);
  });

  it('paints headings and code on a terminal', () => {
    const lines = explain('destructive/drop-index', true).split('\n');
    expect(lines[0]).toBe('\u001B[1m\u001B[4mdestructive/drop-index\u001B[24m\u001B[22m');
    expect(lines).toContain('\u001B[1mProblem\u001B[22m');
    expect(lines).toContain('    \u001B[32m    op.drop_index("ix_customer_name", "customer")\u001B[39m');
  });

  it.for([
    ['round-trip/downgrade-fail', 'round-trip/downgrade-fails'],
    ['destructiv/drop-tabel', 'destructive/drop-table'],
    ['downgrade-leaves', 'round-trip/downgrade-leaves-trace'],
    ['../../package', ''],
  ])('answers %s with the nearest check and exit code 2', async ([word = '', nearest = '']) => {
    const { output, exitCode } = await run(['explain', word]);
    expect(exitCode).toBe(2);
    expect(output).toContain(`There is no check or category \`${word}\`.`);
    expect(output).toContain(`The nearest is \`${nearest}`);
  });
});

describe('help', () => {
  it.for([[], ['check'], ['explain'], ['graph']])('of %s fits into 80 columns', async (words) => {
    const { output, exitCode } = await run([...words, '--help']);
    expect(exitCode).toBe(0);
    expect(output.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('groups the flags of check', async () => {
    const { output } = await run(['check', '--help']);
    expect(output.split('\n').filter((line) => /^[A-Z].*:$/.test(line))).toEqual(['What to look at:', 'The database:', 'The verdict:', 'Outputs:', 'Options:', 'Examples:']);
    expect(output).not.toContain('only in Actions');
  });
});

it('has a page for every check', () => {
  expect(checks.filter(({ id }) => !existsSync(`${checkPages}/${id}.md`))).toEqual([]);
});
