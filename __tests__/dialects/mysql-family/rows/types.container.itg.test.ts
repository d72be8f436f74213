import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { images, openContainer } from '../container-servers.ts';
import type { ContainerServer } from '../container-servers.ts';
import { insert, openRows } from './open-rows.ts';
import { typeCases } from './type-cases.ts';

describe.each(images)('$image', (choice) => {
  let server: ContainerServer;
  beforeAll(async () => {
    server = await openContainer(choice);
  });
  afterAll(() => server.dispose());
  const cases = typeCases.filter(({ only }) => only === undefined || only === choice.dialect);

  test('every type is read for what it takes; a value of it is taken, and comes back', async () => {
    const open = await openRows(server, cases.map(({ declared }, index) => `CREATE TABLE t${String(index)} (id INT PRIMARY KEY, v ${declared})`).join(';'));
    const tables = new Map((await open.rows.readTables(undefined)).map((table) => [table.name, table]));
    const read: unknown[] = [];
    const back: unknown[] = [];
    for (const [index, { declared, value }] of cases.entries()) {
      const table = tables.get(`t${String(index)}`);
      if (table === undefined) throw new Error(declared);
      read.push([declared, table.columns[1]?.type]);
      const refusal = await open.rows.change([insert(table, ['id', 'v'], [{ kind: 'number', digits: '1' }, value], [{ kind: 'number', digits: '2' }, { kind: 'null' }])]);
      const [texts, values] = [await open.rows.readTexts(table, ['v'], 9), await open.rows.readValues(table, ['v'], 9)];
      // What it gives as SQL makes the same value again.
      const again = await open.rows.change([insert(table, ['id', 'v'], [{ kind: 'number', digits: '3' }, { kind: 'sql', sql: values[0]?.[0] ?? '' }])]);
      back.push([declared, refusal, values, texts, again, (await open.rows.readTexts(table, ['v'], 9))[2]]);
    }
    expect(read).toEqual(cases.map(({ declared, type }) => [declared, type]));
    expect(back).toEqual(cases.map(({ declared, sql, text = sql }) => [declared, undefined, [[sql], ['NULL']], [[text], [null]], undefined, [text]]));
    await open.close();
  });

  test('vectors of both servers', async () => {
    if (choice.image === 'mariadb:10.11') return;
    const open = await openRows(server, 'CREATE TABLE t (v VECTOR(3) NOT NULL)');
    const table = await open.table('t');
    const literals = table.columns[0]?.type.kind === 'literals' ? table.columns[0].type.literals : [];
    expect(await open.rows.change([insert(table, ['v'], ...literals.map((sql) => [{ kind: 'sql' as const, sql }]))])).toBeUndefined();
    const values = await open.rows.readValues(table, ['v'], 99);
    expect(new Set(values.flat()).size).toBe(8);
    expect(await open.rows.change([insert(table, ['v'], ...values.map(([sql = '']) => [{ kind: 'sql' as const, sql }]))])).toBeUndefined();
    await open.close();
  });
});
