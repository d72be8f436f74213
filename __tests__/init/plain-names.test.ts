import { expect, test } from 'vitest';
import { isExtraName, isPlainBranch, isPlainPath, isShellWord, isVariableName } from '../../src/init/plain-names.ts';

const names = ['a', 'services/api-v2/alembic.ini', 'my app/x', 'données/ä', '.env', '@x', '..', 'a/../b', '/a', 'a//b', '-rf', 'a b ', "it's", '"', 'a#b', 'a: b', '${{ x }}', '$HOME', '`id`', 'a;b', 'a\nb', 'a\u202eb', 'a\u200bb', '', '*', 'a[1]', 'a\\b'];
const take = (isTaken: (name: string) => boolean): string[] => names.filter(isTaken);

test('paths as values', () => {
  expect(take(isPlainPath)).toEqual(['a', 'services/api-v2/alembic.ini', 'my app/x', 'données/ä', '.env']);
});

test('paths as words of a script', () => {
  expect(take(isShellWord)).toEqual(['a', 'services/api-v2/alembic.ini', '.env']);
});

test('extras', () => {
  expect([...take(isExtraName), ...['a.b', 'Dev_1', 'a-'].filter(isExtraName)]).toEqual(['a', 'a.b', 'Dev_1']);
});

test('variables', () => {
  expect([...take(isVariableName), ...['_A1', '1A', 'A-B', 'A B', `A${'B'.repeat(100)}`].filter(isVariableName)]).toEqual(['a', '_A1']);
});

test('branches that are no patterns', () => {
  expect(['main', 'release/1.x', 'a+b', 'feature/*', '!x', 'a b', '-x', 'x\ny', "x'y", '${{ x }}'].filter(isPlainBranch)).toEqual(['main', 'release/1.x']);
});
