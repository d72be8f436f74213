import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Catalog, CatalogObject } from '../../../../src/catalog/model.ts';
import type { StatementImpact } from '../../../../src/observe/observation.ts';
import { LockBench, writeImpact } from './lock-bench.ts';
import { statementKinds } from './statement-kinds.ts';

/**
 * Declares that what the bridge measures of each kind of statement is what another session sees of it, and what documentation says of it where
 * nothing can be measured.
 * @param rows of the tables
 */
export function compareLocks(version: number, rows: number, image?: string): void {
  const kinds = statementKinds.filter(({ since = 0 }) => since <= version);
  let bench: LockBench;
  beforeAll(async () => {
    bench = await LockBench.open(kinds, image);
  });
  afterAll(() => bench.close());

  it('is the version that the statements are chosen for', () => {
    expect(bench.version).toBe(version);
  });

  describe('each kind of statement', () => {
    it.each(kinds.map((kind) => [[...(kind.setup ?? []), kind.sql].join('; '), kind] as const))('%s', async (_name, kind) => {
      const { impact, before, seen, blocked } = await bench.compare(kind, rows);
      const { seenBesides = [], undocumented = [], isAlone = false } = kind;
      const withRows = rows === 0 ? undefined : kind.scansWithRows;
      const asks = kind.earlier !== undefined && version < kind.earlier.version ? kind.earlier.asks : kind.asks;
      const told = writeImpact(impact);
      expect([...told].sort()).toEqual([...asks, ...(withRows?.told ?? [])].sort());
      expect(seen.locks).toEqual(told.filter((line) => line.startsWith('lock')));
      expect([...seen.rewrites, ...seen.scans].sort()).toEqual([...told.filter((line) => !line.startsWith('lock')), ...seenBesides, ...(withRows?.seen ?? [])].sort());
      if (!isAlone) expect(blocked).toEqual(listBlocked(impact, before));
      const documented = writeImpact(bench.document(kind, before)).filter((line) => line.startsWith('lock'));
      expect(documented).toEqual(told.filter((line) => line.startsWith('lock') && !undocumented.includes(line)));
      expect(impact?.source ?? 'measured').toBe(isAlone ? 'documented' : 'measured');
      expect(impact?.transaction).toBe(isAlone || impact === undefined ? undefined : 1);
    });
  });
}

/** What an impact says that others cannot do. Nobody writes into a materialized view; who reads a parent reads its children. */
function listBlocked(impact: StatementImpact | undefined, before: Catalog): string[] {
  const isView = (name: string): boolean => [...before.objects.values()].some((object) => object.kind === 'materialized view' && object.name === name);
  const locked = (impact?.locks ?? []).filter(({ name, blocks }) => blocks === 'reads' || (blocks === 'writes' && !isView(name)));
  const own = locked.map(({ name, blocks }) => `${name} ${blocks}`);
  const parents = [...before.objects.values()].filter(({ kind, name }) => kind === 'table' && own.includes(`${name} reads`)).flatMap(listParents);
  return [...new Set([...own, ...parents])].sort();
}

function listParents({ attributes }: CatalogObject): string[] {
  const { inherits } = attributes;
  return typeof inherits === 'object' && inherits !== null ? inherits.map((parent) => `${parent.split('.').at(-1) ?? ''} reads`) : [];
}
