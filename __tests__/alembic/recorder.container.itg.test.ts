import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensurePythonEnvironment } from '../../scripts/python-environment.mjs';
import type { StepResult } from '../../src/alembic/runner.ts';
import { AlembicWorkspace } from './alembic-workspace.ts';
import type { OpenProject } from './alembic-workspace.ts';
import { mysqlDrivers, mysqlServers } from './mysql-servers.ts';
import { expectValues, valuesOfEveryKind } from './recorder-behaviour.ts';

describe.each(mysqlServers)('$image', ({ dialect, image }) => {
  let workspace: AlembicWorkspace;
  beforeAll(async () => {
    workspace = await AlembicWorkspace.open('default', dialect, image);
  });
  afterAll(() => workspace.close());

  describe.each(mysqlDrivers)('with $name', ({ driver, query = '', environment, python, tellsTransactions = false, hasNoBytes = false }) => {
    // One process for all of them, each revision on a database of its own.
    const duplicate = 'op.execute("CREATE TABLE t (id int PRIMARY KEY)")\nop.execute("INSERT INTO t VALUES (1), (1)")';
    const syntax = 'op.execute("SELECT\\n1 FROM\\n\\nWHERE x")';
    const committing =
      'op.execute("CREATE TABLE t (id int)")\nop.execute("INSERT INTO t VALUES (1)")\nwith op.get_context().autocommit_block(): op.execute("INSERT INTO t VALUES (2)")\nop.execute("INSERT INTO t VALUES (3)")';
    const values = hasNoBytes ? valuesOfEveryKind.replace(/\n[^\n]*$/, '') : valuesOfEveryKind;
    let project: OpenProject;
    beforeAll(async () => {
      const interpreter = { command: [await ensurePythonEnvironment(python)], origin: 'the test' };
      const revisions = { values: { upgrade: values }, committing: { upgrade: committing }, duplicate: { upgrade: duplicate }, syntax: { upgrade: syntax } };
      project = await workspace.begin({ url: `${dialect.name}${driver}://nobody@production.invalid:1/x${query}`, environment, revisions }, { interpreter });
    });

    async function record(revision: string): Promise<StepResult> {
      const { database, url } = await workspace.createDatabase();
      return project.bridge.step(url, revision, 'upgrade', workspace.limit(database));
    }

    it('writes values into the statement as the server reads them, with the line and the count of rows', async () => {
      const { error, statements } = await record('values');
      expect(error).toBeUndefined();
      const own = statements.filter(({ isBookkeeping, line }) => !isBookkeeping && line !== 12).map(({ sql, line, rowCount }) => [sql.trim(), line, rowCount]);
      expect(own).toEqual(expectValues('2024-01-02 03:04:00', '\\\\').slice(0, hasNoBytes ? -1 : undefined));
    });

    it('tells which statements committed themselves', async () => {
      const own = (await record('committing')).statements.filter(({ isBookkeeping, file }) => !isBookkeeping && file !== undefined);
      // After DDL no transaction is open; who tells of the mode alone leaves that to the words of the statement.
      expect(own.map(({ line, isAutocommit }) => [line, isAutocommit])).toEqual([
        [10, tellsTransactions],
        [11, false],
        [12, true],
        [13, false],
      ]);
    });

    it("gives the server's number and words of an error in one line", async () => {
      expect((await record('duplicate')).error).toMatchObject({ message: expect.stringMatching(/^Duplicate entry '1' for key '(t\.)?PRIMARY'$/) as string, code: '1062', line: 11 });
      expect((await record('syntax')).error).toMatchObject({
        message: expect.stringMatching(/^You have an error in your SQL syntax; .* near 'WHERE x' at line 4$/) as string,
        code: '1064',
        line: 10,
      });
    });
  });
});
