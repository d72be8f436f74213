import { afterAll, beforeAll, describe, it } from 'vitest';
import { ensurePythonEnvironment } from '../../scripts/python-environment.mjs';
import type { DialectName } from '../../src/dialects/dialect.ts';
import { lendServer } from '../integration/lent-server.ts';
import type { LentServer } from '../integration/lent-server.ts';
import { listForms } from './corpus-case.ts';
import { runCorpus } from './run-corpus.ts';
import { defects } from './defects/index.ts';
import { good } from './good/index.ts';

/** Declares the tests of the corpus of one dialect. */
export function describeCorpus(dialect: DialectName, image: string | undefined): void {
  describe.concurrent(dialect, () => {
    let server: LentServer;
    let flags: Readonly<Record<string, string>>;
    beforeAll(async () => {
      const [python, lent] = await Promise.all([ensurePythonEnvironment('default'), lendServer(dialect, image)]);
      server = lent;
      flags = { python, ...lent.flags };
    });
    afterAll(() => server.dispose());

    it('revisions as they should be have no finding', { timeout: 600_000 }, async ({ expect }) => {
      const forms = listForms(good, dialect);
      const { conclusions, newRevisions, output, found } = await runCorpus(forms, dialect, flags);
      expect([...found].filter(([, findings]) => findings.length > 0), output).toEqual([]);
      expect(newRevisions).toBe(forms.flatMap(({ revisions }) => revisions).length);
      expect(conclusions, output).toEqual(['passed']);
    });

    it('revisions with a defect have exactly their findings', { timeout: 480_000 }, async ({ expect }) => {
      const forms = listForms(defects, dialect);
      const { newRevisions, output, found } = await runCorpus(forms, dialect, flags);
      const written = [...found].map(([title, findings]) => `${title}\n${findings.map((line) => `    ${line}\n`).join('')}`).join('\n');
      await expect(written).toMatchFileSnapshot(`${dialect}.defects.txt`);
      expect([...found].filter(([, findings]) => findings.length === 0), output).toEqual([]);
      expect(newRevisions).toBe(forms.flatMap(({ revisions }) => revisions).length);
    });
  });
}
