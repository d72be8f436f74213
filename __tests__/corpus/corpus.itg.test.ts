import { expect, test } from 'vitest';
import { listForms } from './corpus-case.ts';
import { describeCorpus } from './describe-corpus.ts';
import { defects } from './defects/index.ts';
import { good } from './good/index.ts';

describeCorpus('postgresql', undefined);
describeCorpus('sqlite', undefined);

test('the corpus is as large as it is said to be', () => {
  const count = (cases: typeof good): number => (['postgresql', 'sqlite', 'mysql'] as const).flatMap((dialect) => listForms(cases, dialect)).length;
  expect(count(good)).toBeGreaterThanOrEqual(60);
  expect(count(defects)).toBeGreaterThanOrEqual(120);
});
