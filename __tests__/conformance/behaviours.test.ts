import { describe, expect, test } from 'vitest';
import { checks } from '../../src/checks/registry.ts';
import type { DialectName } from '../../src/dialects/dialect.ts';
import { everywhere, isAbsent, listExpected } from './behaviour.ts';
import type { Behaviour } from './behaviour.ts';
import { behaviours } from './behaviours/index.ts';

const dialects = Object.keys(everywhere()) as DialectName[];
const onDatabase = checks.filter(({ stage }) => stage === 'observation').map(({ id }) => id);

function finds({ check }: Behaviour, said: readonly string[]): boolean {
  return said.some((word) => word === check || word.startsWith(`${check}: `));
}

describe('the list of behaviours', () => {
  test('names each once', () => {
    const names = behaviours.map(({ check, name }) => `${check}: ${name}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test('speaks of checks that there are', () => {
    const known = [...checks.map(({ id }) => id), 'problem'];
    const spokenOf = behaviours.flatMap((behaviour) => [behaviour.check, ...dialects.flatMap((dialect) => listExpected(behaviour, dialect) ?? []).map((word) => word.split(': ')[0] ?? '')]);
    expect([...new Set(spokenOf)].filter((id) => !known.includes(id))).toEqual([]);
  });

  test.each(onDatabase.flatMap((check) => dialects.map((dialect) => ({ check, dialect }))))('has $check on $dialect both ways, or why not', ({ check, dialect }) => {
    const about = behaviours.filter((behaviour) => behaviour.check === check);
    const reasons = about.flatMap(({ expect: { [dialect]: expected } }) => (isAbsent(expected) ? [expected.absent] : []));
    const said = about.map((behaviour) => ({ behaviour, words: listExpected(behaviour, dialect) }));
    const isFound = said.some(({ behaviour, words }) => words !== undefined && finds(behaviour, words));
    expect(isFound || reasons.some((why) => why.length > 10), 'a behaviour that gives the finding, or why there is none').toBe(true);
    // Where nothing can be found, nothing can be found wrongly.
    if (isFound) expect(said.some(({ words }) => words?.length === 0), 'a behaviour that gives nothing').toBe(true);
  });
});
