import { keepWhole } from '../../keep-whole.ts';
import { sayFew } from '../../say-list.ts';
import type { Rival } from '../../skew/find-rivals.ts';
import type { FoundProblem, PullsCheck } from '../check.ts';

export const rivalRevision: PullsCheck = {
  id: 'revisions/rival-revision',
  stage: 'pull-requests',
  severity: 'note',
  title: 'Rival revision',
  why: 'Both pull requests are green as they are. Once one is merged the other would break the history, and GitHub does not run its checks again.',
  find: ({ rivals }) => [...Map.groupBy(rivals, ({ revision, parent }) => JSON.stringify([revision.id, parent ?? typeof parent])).values()].map(describe),
};

/** Named one by one. */
const mostNamed = 5;
const longestTitle = 60;

function describe(rivals: readonly Rival[]): FoundProblem {
  const [first] = rivals;
  if (first === undefined) throw new Error('a group has at least one');
  const { revision, other, parent } = first;
  const others = sayFew(rivals.map(namePull), mostNamed);
  const [add, begin] = rivals.length === 1 ? ['adds', 'begins'] : ['add', 'begin'];
  const place = { revision: revision.id, file: revision.file, identity: [revision.id, ...(parent == null ? [typeof parent] : [parent])] };
  if (parent === undefined) {
    return {
      ...place,
      line: revision.lines.revision,
      message: `${others} also ${add} a revision with the id \`${revision.id}\`.`,
      remedy: { text: 'Give one of them another id, and let what follows it name that one.' },
    };
  }
  return {
    ...place,
    line: revision.lines.downRevision,
    message: `${others} also ${parent === null ? `${begin} the history` : `${add} a revision on \`${parent}\``}${rivals.length === 1 ? `: \`${other.id}\`` : ''}.`,
    remedy: {
      text: `Whichever is merged second must follow the first. If that is this one, bring the base branch in and ${rivals.length === 1 ? 'write:' : 'let it follow the head.'}`,
      ...(rivals.length === 1 ? { code: `down_revision = ${JSON.stringify(other.id)}`, language: 'python' as const } : {}),
    },
  };
}

function namePull({ number, title }: Rival): string {
  const words = title.replaceAll('`', "'").trim();
  const start = keepWhole(words.slice(0, longestTitle)).trimEnd();
  return `#${String(number)} (${words.length > longestTitle ? `${start}…` : words})`;
}
