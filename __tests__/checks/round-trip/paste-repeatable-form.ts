import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensurePythonEnvironment } from '../../../scripts/python-environment.mjs';
import type { DialectName } from '../../../src/dialects/dialect.ts';
import type { Finding } from '../../../src/report/report.ts';
import { everywhere } from '../../conformance/behaviour.ts';
import { run, write } from '../../conformance/behaviours/sources.ts';
import { makeBehaviourProject } from '../../conformance/make-project.ts';
import { lendServer } from '../../integration/lent-server.ts';
import type { LentServer } from '../../integration/lent-server.ts';
import { runCheck } from '../../integration/run-check.ts';

/** What a second run stumbles over. */
export interface Stumble {
  readonly name: string;
  /** At the merge base. */
  readonly before: readonly string[];
  /** The statement, and how it is taken back. */
  readonly does: string;
  readonly undoes: readonly string[];
  /** What stands for the `...` of the code. */
  readonly rest?: string;
  /** It stands in an `autocommit_block()`, because the database would take it back otherwise. */
  readonly isInBlock?: boolean;
}

/** Declares, for each statement, the test that the code of the finding, pasted in its place, makes the revision one that can be retried. */
export function describePasting(dialect: DialectName, image: string | undefined, stumbles: readonly Stumble[]): void {
  describe(image ?? dialect, () => {
    let server: LentServer | undefined;
    let python: string;

    beforeAll(async () => {
      python = await ensurePythonEnvironment('default');
      server = await lendServer(dialect, image);
    });

    afterAll(async () => {
      await server?.dispose();
    });

    const check = async ({ before, undoes }: Stumble, upgrade: readonly string[]): Promise<readonly Finding[]> => {
      const revisions = write([...upgrade, 'op.add_column("account", sa.Column("later", sa.Integer))'], ['op.drop_column("account", "later")', ...undoes]);
      const base = write([...before, run('UPDATE account SET email = email')], run('UPDATE account SET email = email'));
      const project = await makeBehaviourProject({ name: '', check: '', base, revisions, expect: everywhere() }, dialect);
      try {
        const checks = ['destructive = off', 'compatibility = off', 'locks = off', 'round-trip/column-order = off'].join('\n');
        const { report, output } = await runCheck(project.directory, { revisions: 'b1', rows: '0', python, checks, ...server?.flags });
        expect(report.problems, output).toEqual([]);
        return report.findings;
      } finally {
        await project.remove();
      }
    };
    const inBlock = (code: string): string => ['with op.get_context().autocommit_block():', ...code.split('\n').map((line) => `    ${line}`)].join('\n');

    it.concurrent.for(stumbles)('$name', async (stumble) => {
      const { does, rest = '...', isInBlock = false } = stumble;
      const found = await check(stumble, [isInBlock ? inBlock(does) : does]);
      expect(found.map((finding) => finding.check)).toEqual(['round-trip/retry-fails']);
      const code = (found[0]?.remedy.code ?? '').replace('...', () => rest);
      const isWhole = !isInBlock || code.startsWith('with op.get_context()');
      expect(await check(stumble, [isWhole ? code : inBlock(code)]), code).toEqual([]);
    });
  });
}

/** Statements that each database knows. */
export const common: readonly Stumble[] = [
  { name: 'a table made', before: [], does: 'op.create_table("Order Line", sa.Column("id", sa.Integer))', undoes: ['op.drop_table("Order Line")'], rest: 'sa.Column("id", sa.Integer)' },
  { name: 'a table dropped', before: ['op.create_table("t", sa.Column("id", sa.Integer))'], does: 'op.drop_table("t")', undoes: ['op.create_table("t", sa.Column("id", sa.Integer))'] },
  { name: 'a table renamed', before: ['op.create_table("t", sa.Column("id", sa.Integer))'], does: 'op.rename_table("t", "u")', undoes: ['op.rename_table("u", "t")'], rest: '"u"' },
  { name: 'a column added', before: [], does: 'op.add_column("account", sa.Column("first", sa.Integer))', undoes: ['op.drop_column("account", "first")'], rest: 'sa.Column("first", sa.Integer)' },
  { name: 'a column dropped', before: [], does: 'op.drop_column("account", "name")', undoes: ['op.add_column("account", sa.Column("name", sa.String(80)))'] },
  { name: 'an index made', before: [], does: 'op.create_index("Ix name", "account", ["name"])', undoes: ['op.drop_index("Ix name", table_name="account")'], rest: '["name"]' },
  { name: 'an index dropped', before: ['op.create_index("ix_name", "account", ["name"])'], does: 'op.drop_index("ix_name", table_name="account")', undoes: ['op.create_index("ix_name", "account", ["name"])'] },
  { name: 'a view dropped', before: [run('CREATE VIEW v AS SELECT 1 AS one')], does: run('DROP VIEW v'), undoes: [run('CREATE VIEW v AS SELECT 1 AS one')] },
];

/** The same, in an `autocommit_block()`. */
export function inBlocks(stumbles: readonly Stumble[]): readonly Stumble[] {
  return stumbles.map((stumble) => ({ ...stumble, isInBlock: true }));
}
