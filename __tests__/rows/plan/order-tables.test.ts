import { expect, test } from 'vitest';
import { noDemand } from '../../../src/rows/conditions/merge-demands.ts';
import { findComponents } from '../../../src/rows/plan/find-components.ts';
import { orderTables } from '../../../src/rows/plan/order-tables.ts';
import type { ReferencePlan, TablePlan } from '../../../src/rows/plan/table-plan.ts';

function refer(target: string, settings: Partial<ReferencePlan> & { readonly nullable?: boolean } = {}): ReferencePlan {
  const { nullable = false, ...rest } = settings;
  const column = `${target}_id`;
  return { name: `to_${target}`, columns: [column], target, targetName: target, targetColumns: ['id'], nullColumns: nullable ? [column] : [], isDeferrable: false, isSoft: false, isShared: false, ...rest };
}

function plan(name: string, ...references: readonly ReferencePlan[]): TablePlan {
  const shape = { schema: null, name, columns: [], keys: [], foreignKeys: [], conditions: [], exclusions: [], partitions: undefined, hasRows: false, refuses: undefined };
  return { shape, key: name, columns: [], keys: [], references, required: noDemand, ordered: [], conditions: [], partitions: [], exclusions: [], reason: undefined };
}

/** `table(refers to|set later|among each other)`, units by `+`. */
function order(...plans: readonly TablePlan[]): readonly (readonly string[])[] {
  const list = (references: readonly ReferencePlan[]): string => references.map(({ target }) => target).join(',');
  return orderTables(plans).map((round) =>
    round.map(({ tables }) => tables.map(({ plan: { key }, references, postponed, circular, reason }) => `${key}(${list(references)}|${list(postponed)}|${list(circular)})${reason === undefined ? '' : ' not'}`).join(' + ')),
  );
}

test('what leads to each other is gathered, and what is led to comes first', () => {
  const targets: Record<string, readonly string[]> = { a: ['b'], b: ['c', 'x'], c: ['b', 'd'], d: [], e: ['e', 'a'] };
  expect(findComponents(Object.keys(targets), (node) => targets[node]!)).toEqual([['d'], ['b', 'c'], ['a'], ['e']]);
});

test('a chain of a hundred thousand is no matter', () => {
  const nodes = Array.from({ length: 100_000 }, (_, index) => index);
  expect(findComponents(nodes, (node) => [node + 1])[0]).toEqual([99_999]);
});

test('parents come in earlier rounds', () => {
  expect(order(plan('lines', refer('orders'), refer('products')), plan('orders', refer('users')), plan('products'), plan('users'))).toEqual([['users(||)', 'products(||)'], ['orders(users||)'], ['lines(orders,products||)']]);
});

test('in a circle what may be NULL is set later, and only what has to be', () => {
  expect(order(plan('a', refer('b', { nullable: true })), plan('b', refer('a', { nullable: true })))).toEqual([['a(|b|)'], ['b(a||)']]);
  expect(order(plan('a', refer('b')), plan('b', refer('a', { nullable: true })))).toEqual([['b(|a|)'], ['a(b||)']]);
  expect(order(plan('tree', refer('tree', { nullable: true })))).toEqual([['tree(|tree|)']]);
});

test('what may not be NULL is inserted together where it is checked at the end, and otherwise given up', () => {
  expect(order(plan('a', refer('b', { isDeferrable: true })), plan('b', refer('a')), plan('c', refer('c')))).toEqual([['a(||b) + b(||a)', 'c(||c)']]);
  expect(order(plan('a', refer('b')), plan('b', refer('a')))).toEqual([['a(||b) not + b(||a) not']]);
});

test('what comes later is given up for what is there', () => {
  expect(order(plan('a', refer('b', { isSoft: true })), plan('b', refer('a')))).toEqual([['a(||)'], ['b(a||)']]);
});
