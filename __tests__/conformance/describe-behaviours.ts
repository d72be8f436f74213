import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensurePythonEnvironment } from '../../scripts/python-environment.mjs';
import type { DialectName } from '../../src/dialects/dialect.ts';
import type { Report } from '../../src/report/report.ts';
import { lendServer } from '../integration/lent-server.ts';
import type { LentServer } from '../integration/lent-server.ts';
import { runCheck } from '../integration/run-check.ts';
import { listExpected, pick } from './behaviour.ts';
import type { Behaviour } from './behaviour.ts';
import { behaviours } from './behaviours/index.ts';
import { makeBehaviourProject } from './make-project.ts';

/** A server that the behaviours are run on. */
export interface Place {
  readonly dialect: DialectName;
  /** The container's image; undefined for what needs none. */
  readonly image: string | undefined;
  /** `all`, or only the behaviours whose outcome can differ between versions. */
  readonly runs: 'all' | 'differing';
}

const startLimitMs = 240_000;

/** Declares the tests of all behaviours on some servers, each of which is started once. */
export function describeBehaviours(places: readonly Place[]): void {
  describe.each(places.map((place) => ({ ...place, title: place.image ?? place.dialect })))('$title', ({ dialect, image, runs }) => {
    let server: LentServer | undefined;
    let python: string;

    beforeAll(async () => {
      python = await ensurePythonEnvironment('default');
      server = await lendServer(dialect, image);
    }, startLimitMs);

    afterAll(async () => {
      const left = await server?.listLeftDatabases();
      await server?.dispose();
      expect(left ?? [], 'databases that the gate left on a server that it was lent').toEqual([]);
    });

    const chosen = behaviours.flatMap((behaviour) => {
      const expected = listExpected(behaviour, dialect);
      return expected === undefined || (runs === 'differing' && behaviour.differsByVersion === undefined) ? [] : [{ ...behaviour, behaviour, expected }];
    });
    it.concurrent.for(chosen)('$check: $name', async ({ behaviour, expected }) => {
      const project = await makeBehaviourProject(behaviour, dialect);
      try {
        const options = { ...(needsRows(behaviour) ? {} : { rows: '0' }), ...pick(behaviour.options ?? {}, dialect) };
        const checks = [...listOthers(behaviour), ...(options.checks === undefined ? [] : [options.checks])].join('\n');
        const { report, output } = await runCheck(project.directory, { ...project.flags, python, ...server?.flags, ...options, checks });
        expect(nameWhatIsSaid(report, expected), output).toEqual(expected);
      } finally {
        await project.remove();
      }
    });
  });
}

/** What rows show besides is told of those behaviours that are about rows, and of the projects. */
function needsRows({ check }: Behaviour): boolean {
  return check.startsWith('rows/') || ['destructive/overwrite-rows', 'compatibility/old-code-breaks', 'compatibility/new-code-breaks'].includes(check);
}

/**
 * Most behaviours are about what happens to a database that nobody uses: what another release meets there meanwhile has behaviours of its
 * own, or every one that changes a table would have the same warnings.
 */
function listOthers({ check }: Behaviour): string[] {
  return ['locks', 'compatibility'].filter((category) => !check.startsWith(`${category}/`)).map((category) => `${category} = off`);
}

/** Each finding and problem in the words of the expectation that it meets; one that nobody expects with its whole message. */
function nameWhatIsSaid({ findings, problems }: Report, expected: readonly string[]): string[] {
  const said = [
    ...findings.filter(({ suppressed }) => suppressed === undefined).map(({ check, message }) => ({ topic: check, message })),
    ...problems.map(({ what }) => ({ topic: 'problem', message: what })),
  ];
  const meets = (word: string, { topic, message }: (typeof said)[number]): boolean =>
    word === topic || (word.startsWith(`${topic}: `) && message.includes(word.slice(topic.length + 2)));
  return said.map((item) => expected.find((word) => meets(word, item)) ?? `${item.topic}: ${item.message}`);
}
