import { nearestIds } from '../revisions/nearest-ids.ts';
import type { Revision } from '../revisions/revision.ts';
import { writeMerge } from '../revisions/write-merge.ts';
import { writeParents } from '../revisions/write-parents.ts';
import { sayList } from '../say-list.ts';
import type { FollowsOldParent, MissesParent, Skew, SkewKind } from './find-skew.ts';

/** What a person is told of one defect; every text may hold untrusted names. */
export interface SkewText {
  readonly kind: SkewKind;
  readonly file?: string;
  readonly line?: number;
  /** A sentence with names in backticks. */
  readonly message: string;
  /** The same and what to write, for a place that is short: plain text, the best that fits is taken. */
  readonly briefs: readonly string[];
  readonly remedy: { readonly text: string; readonly code?: string; readonly language?: 'python' | 'bash' };
}

/** What the sentences name. */
export interface SkewContext {
  /** The base branch. */
  readonly branch: string;
  /** Its heads. */
  readonly heads: readonly string[];
  /** Its revisions' ids. */
  readonly ids: Iterable<string>;
  /** Numbers of the other open pull requests that add a revision. */
  readonly findAdding: (id: string) => readonly number[];
}

/** Tells one defect: what happened and what to write instead. */
export function describeSkew(skew: Skew, context: SkewContext): SkewText {
  switch (skew.kind) {
    case 'two-heads':
    case 'interior-parent':
      return describeOldParent(skew, context);
    case 'missing-parent':
      return describeMissing(skew, context);
    case 'more-heads': {
      const { revision, heads } = skew;
      const several = sayList(heads.map(code));
      return {
        kind: skew.kind,
        ...locate(revision, revision?.lines.downRevision),
        message: `Once this is merged, the history of ${context.branch} has ${String(heads.length)} heads: ${several}.`,
        briefs: [`${context.branch} would have ${String(heads.length)} heads: ${heads.map(name).join(', ')}. Merge them: alembic merge`, `${context.branch} would have ${String(heads.length)} heads`],
        remedy: { text: 'Let one follow the other, or join them with a merge revision:', code: writeMerge(heads), language: 'bash' },
      };
    }
    case 'duplicate-id': {
      const { revision, otherFile } = skew;
      if (otherFile === revision.file) return describeOtherText(revision, context);
      return {
        kind: skew.kind,
        ...locate(revision, revision.lines.revision),
        message: `${code(revision.id)} is the id of ${code(otherFile)} already.`,
        briefs: [`The id ${name(revision.id)} is taken by ${otherFile}: give yours a new one`, `The id ${name(revision.id)} is taken: give yours a new one`],
        remedy: { text: `Give the revision a new id, and let what follows it name that one.` },
      };
    }
    case 'cycle': {
      const { revision, ids } = skew;
      const round = [...ids, ids[0] ?? ''];
      return {
        kind: skew.kind,
        ...locate(revision, revision?.lines.downRevision),
        message: `These revisions wait for each other: ${round.map(code).join(' → ')}.`,
        briefs: [`These revisions wait for each other: ${round.map(name).join(' → ')}`],
        remedy: { text: `Correct the \`down_revision\` (or \`depends_on\`) of ${code(revision?.id ?? ids[0] ?? '')}.` },
      };
    }
    case 'unreadable': {
      const { file, line, reason } = skew;
      return {
        kind: skew.kind,
        file,
        ...(line === undefined ? {} : { line }),
        message: `${code(file)} cannot be read: ${reason}.`,
        briefs: [`${file}${line === undefined ? '' : `:${String(line)}`} cannot be read: ${reason.replaceAll('`', '')}`, `${file.split('/').at(-1) ?? file} cannot be read`],
        remedy: { text: 'Correct the file; `revision` and `down_revision` must be plain strings, tuples of strings or None.' },
      };
    }
  }
}

function describeOldParent({ kind, revision, parent, child, parents }: FollowsOldParent, { branch, heads }: SkewContext): SkewText {
  const [own, old] = [name(revision.id), name(parent)];
  const place = { kind, file: revision.file, line: revision.lines.downRevision };
  const now = heads.map(name).join(', ');
  if (parents.length === 0) {
    return {
      ...place,
      message: `${code(revision.id)} joins ${sayList(revision.parents.map(code))}, which ${branch} has joined already: it is at ${sayList(heads.map(code))} now.`,
      briefs: [`${own} joins what ${branch} has joined already (it is at ${now}): delete ${own}`, `${own} joins what ${branch} has joined already: delete it`],
      remedy: { text: `Bring ${branch} in, delete this file, and let what follows it follow the head:`, code: `down_revision = ${writeParents(heads)}`, language: 'python' },
    };
  }
  const line = `down_revision = ${writeParents(parents)}`;
  const brief = `down_revision = ${writeParents(parents.map(name))}`;
  const why = kind === 'two-heads' ? `but ${branch} is at ${now} now` : `which has a child already; ${branch} is at ${now}`;
  return {
    ...place,
    message:
      kind === 'two-heads'
        ? `${code(revision.id)} hangs on ${code(parent)}, which got the child ${code(child)} on ${branch} since; ${branch} is at ${sayList(heads.map(code))} now.`
        : `${code(revision.id)} hangs on ${code(parent)}, which has the child ${code(child)} already, in this branch too; ${branch} is at ${sayList(heads.map(code))}.`,
    briefs: [`${own} hangs on ${old}, ${why}: write ${brief}`, `${own} hangs on ${old}; ${branch} is at ${now}: ${brief}`, `${own} hangs on ${old}; ${branch} is at ${now}`],
    remedy: {
      text: `${kind === 'two-heads' ? `Bring ${branch} in and let` : 'Let'} the revision follow the head, or join both with ${nameMerge([...parents, revision.id])}:`,
      code: line,
      language: 'python',
    },
  };
}

/** A file that both have added and that differs; mostly because the pull request is built on one that was merged in another form. */
function describeOtherText(revision: Revision, { branch }: SkewContext): SkewText {
  return {
    kind: 'duplicate-id',
    ...locate(revision, revision.lines.revision),
    message: `${branch} has ${code(revision.file)} already, with other content.`,
    briefs: [`${branch} has ${revision.file} already, with other content: bring ${branch} in`, `${branch} has the file of ${name(revision.id)} already, with other content: bring ${branch} in`],
    remedy: { text: `Bring ${branch} in: keep its file where it is the same revision, or give yours a name and an id of its own.` },
  };
}

function describeMissing({ kind, revision, missing, as, isRemoved }: MissesParent, { branch, heads, ids, findAdding }: SkewContext): SkewText {
  const adding = findAdding(missing).map((number) => `#${String(number)}`);
  const place = { kind, file: revision.file, line: revision.lines.downRevision };
  const [own, gone] = [name(revision.id), name(missing)];
  if (isRemoved) {
    return {
      ...place,
      message: `This pull request takes ${code(missing)} away, which ${code(revision.id)} names in ${code(as)}.`,
      briefs: [`It takes ${gone} away, which ${own} follows: bring the file back or change ${as}`],
      remedy: { text: `Bring the file of ${code(missing)} back, or let ${code(revision.id)} name another in ${code(as)}.` },
    };
  }
  if (adding.length > 0) {
    return {
      ...place,
      message: `${code(as)} of ${code(revision.id)} names ${code(missing)}, which ${branch} does not have yet: ${sayList(adding)} ${adding.length === 1 ? 'adds' : 'add'} it.`,
      briefs: [`${own} follows ${gone}, which ${branch} has not yet: merge ${adding.join(', ')} first`],
      remedy: { text: `Merge ${sayList(adding, 'or')} first.` },
    };
  }
  const [near = heads[0]] = nearestIds(missing, ids);
  return {
    ...place,
    message: `${code(as)} of ${code(revision.id)} names ${code(missing)}, which no file of ${branch} or of this pull request defines.`,
    briefs: [
      `${own} follows ${gone}, which ${branch} does not have${near === undefined ? '' : `: write ${as} = ${JSON.stringify(name(near))}`}`,
      `${own} follows ${gone}, which ${branch} does not have`,
    ],
    remedy: {
      text: `Add the file that defines ${code(missing)}, or correct ${code(as)}${near === undefined ? '.' : ':'}`,
      ...(near === undefined ? {} : { code: `${as} = ${JSON.stringify(near)}`, language: 'python' as const }),
    },
  };
}

function locate(revision: Revision | undefined, line: number | undefined): Pick<SkewText, 'file' | 'line'> {
  return revision === undefined ? {} : { file: revision.file, ...(line === undefined ? {} : { line }) };
}

/** The command in a sentence, where no id could be anything else to a shell; in backticks it could not be quoted. */
function nameMerge(heads: readonly string[]): string {
  return heads.every((head) => /^[\w.]+$/.test(head)) ? code(writeMerge(heads)) : 'a merge revision';
}

/** A name in backticks, which must not end before it does. */
function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}

/** An id in a short text; Alembic's own have 12 characters, and more than 32 fit into no database. */
function name(id: string): string {
  return id.length > 32 ? `${id.slice(0, 31)}…` : id;
}
