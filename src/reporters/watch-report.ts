import { sayCount } from '../say-count.ts';
import { sayFew } from '../say-list.ts';
import type { Rival } from '../skew/find-rivals.ts';
import type { SkewText } from '../skew/describe-skew.ts';
import type { PullVerdict } from '../skew/judge-pulls.ts';
import { cutText } from './cut-text.ts';
import { codeBlock, codeSpan, escapeSentence, escapeText } from './escape-markdown.ts';
import { showControls } from './show-controls.ts';

/** What a look at all open pull requests has come to. */
export interface WatchReport {
  /** The base branch. */
  readonly branch: string;
  /** The commit whose history they were put onto. */
  readonly commit: string;
  readonly projects: readonly WatchedHistory[];
  readonly verdicts: readonly PullVerdict[];
  /** How many more go into other branches. */
  readonly elsewhere: number;
  /** Statuses that were set; the others said the same already. */
  readonly written: number;
  readonly unwritten: readonly { readonly number: number; readonly why: string }[];
  /** Sentences. */
  readonly notes: readonly string[];
}

export interface WatchedHistory {
  readonly name: string;
  readonly heads: readonly string[];
  readonly revisions: number;
  /** What is wrong with the base branch by itself; sentences with names in backticks. */
  readonly defects: readonly string[];
}

/** One sentence: how many were looked at, and what came of it. */
export function summarizeWatch({ branch, verdicts, elsewhere }: WatchReport): string {
  const others = elsewhere === 0 ? '' : ` ${sayCount(elsewhere, 'open pull request')} into other branches ${elsewhere === 1 ? 'was' : 'were'} left out.`;
  const name = showControls(branch);
  if (verdicts.length === 0) return `No pull request into ${name} is open, so there was none to look at.${others}`;
  const count = (is: (verdict: PullVerdict) => boolean): number => verdicts.filter(is).length;
  const adding = count(({ added }) => added.length > 0);
  const [broken, unseen] = [count(({ state }) => state === 'failure'), count(({ notLookedAt }) => notLookedAt.length > 0)];
  const parts = [
    `${String(adding)} ${adding === 1 ? 'adds' : 'add'} revisions`,
    `${String(broken)} would break its history`,
    ...(unseen === 0 ? [] : [`${String(unseen)} could not be looked at`]),
  ];
  return `Looked at ${sayCount(verdicts.length, 'open pull request')} into ${name}: ${parts.join(', ')}.${others}`;
}

const titleLimit = 80;
/** Named one by one. */
const mostRivals = 10;
const textLimit = 600;
/** Bytes; a job summary may have 1 MiB. */
const bodyLimit = 900_000;

/** The job summary: the base branch, a table of the pull requests that matter, and what to write in each. */
export function renderWatch(report: WatchReport): string {
  const { branch, commit, projects, verdicts, notes, unwritten, written } = report;
  const concerned = orderVerdicts(verdicts.filter(concerns));
  const heads = projects.map(({ name, heads: ids, revisions }) => `- ${codeSpan(cutText(name, textLimit))}: ${sayCount(revisions, 'revision')}, ${ids.length === 0 ? 'no head' : `at ${ids.slice(0, 10).map((id) => codeSpan(cutText(id, titleLimit))).join(', ')}`}`);
  const defects = projects.flatMap(({ name, defects: found }) => found.map((defect) => `- ${codeSpan(cutText(name, textLimit))}: ${escapeSentence(cutText(defect, textLimit))}`));
  const parts = [
    '## Alembic Gate: open pull requests',
    escapeText(summarizeWatch(report)),
    `${codeSpan(branch)} is at ${codeSpan(commit.slice(0, 7))}:\n\n${heads.join('\n')}`,
    ...(defects.length === 0 ? [] : [`#### 🟡 ${escapeText(branch)} itself\n\n${defects.join('\n')}`]),
    ...notes.map((note) => `> ${escapeSentence(cutText(note, textLimit))}`),
    ...(concerned.length === 0 ? [] : [renderTable(concerned)]),
    ...concerned.filter(hasDetails).map(renderDetails),
    ...(verdicts.length === 0 ? [] : [`${String(written)} ${written === 1 ? 'status' : 'statuses'} set, ${String(verdicts.length - written - unwritten.length)} said the same already.`]),
    ...(unwritten.length === 0 ? [] : [`#### ⚪ Statuses that could not be set\n\n${unwritten.map(({ number, why }) => `- #${String(number)}: ${escapeText(cutText(why, textLimit))}`).join('\n')}`]),
  ];
  return `${joinWithin(parts)}\n`;
}

/** The same for the log. */
export function renderWatchLog(report: WatchReport): string {
  const lines = orderVerdicts(report.verdicts.filter(concerns)).flatMap((verdict) => [
    `${marks[verdict.state]} #${String(verdict.pull.number)} ${cutText(verdict.pull.title, titleLimit)}: ${verdict.description}`,
    ...verdict.told.flatMap(({ message, file, line, remedy }) => [
      `    ${message}${file === undefined ? '' : ` (${file}${line === undefined ? '' : `:${String(line)}`})`}`,
      `    ${remedy.text}${remedy.code === undefined ? '' : ` ${remedy.code}`}`,
    ]),
    ...tellRivals(verdict.rivals).map((sentence) => `    ${sentence}`),
    ...[...verdict.notLookedAt, ...verdict.remarks].map((sentence) => `    ${sentence}`),
  ]);
  const defects = report.projects.flatMap(({ name, defects: found }) => found.map((defect) => `${report.branch} itself (${name}): ${defect}`));
  const unwritten = report.unwritten.map(({ number, why }) => `The status of #${String(number)} could not be set: ${why}`);
  return [...lines, ...defects, ...report.notes, ...unwritten, summarizeWatch(report)].map((line) => showControls(cutText(line, textLimit)).replaceAll('\n', ' ')).join('\n');
}

const marks: Readonly<Record<PullVerdict['state'], string>> = { failure: '🔴', error: '⚪', success: '🟢' };

/** Pull requests that have nothing to do with revisions are counted alone. */
function concerns({ state, added, told, rivals, notLookedAt, remarks }: PullVerdict): boolean {
  return state !== 'success' || added.length + told.length + rivals.length + notLookedAt.length + remarks.length > 0;
}

function orderVerdicts(verdicts: readonly PullVerdict[]): PullVerdict[] {
  const ranks: Readonly<Record<PullVerdict['state'], number>> = { failure: 0, error: 1, success: 2 };
  return verdicts.toSorted((a, b) => ranks[a.state] - ranks[b.state] || a.pull.number - b.pull.number);
}

function renderTable(verdicts: readonly PullVerdict[]): string {
  const rows = verdicts.map(({ state, pull, added, description }) => {
    const ids = added.slice(0, 5).map(({ id }) => codeSpan(cutText(id, titleLimit), 'cell'));
    const more = added.length > ids.length ? [`${String(added.length - ids.length)} more`] : [];
    return `| ${marks[state]} | ${namePull(pull)} | ${[...ids, ...more].join(', ') || '–'} | ${escapeText(description)} |`;
  });
  return ['| | Pull request | Adds | Status |', '|---|---|---|---|', ...rows].join('\n');
}

/** A link is written only for an address of the usual form. */
function linkPull({ number, url }: PullVerdict['pull']): string {
  return /^https?:\/\/[\w.:/-]+$/.test(url) ? `[#${String(number)}](${url})` : `#${String(number)}`;
}

function namePull(pull: PullVerdict['pull']): string {
  const { title, author, isDraft, isFork } = pull;
  const about = [...(author === undefined ? [] : [escapeText(author)]), ...(isDraft ? ['draft'] : []), ...(isFork ? ['fork'] : [])];
  return `${linkPull(pull)} ${escapeText(cutText(title, titleLimit))}${about.length === 0 ? '' : `<br>${about.join(', ')}`}`;
}

function hasDetails({ told, rivals, notLookedAt, remarks }: PullVerdict): boolean {
  return told.length + rivals.length + notLookedAt.length + remarks.length > 0;
}

function renderDetails({ state, pull, told, rivals, notLookedAt, remarks }: PullVerdict): string {
  return [
    `#### ${marks[state]} ${linkPull(pull)} ${escapeText(cutText(pull.title, titleLimit))}`,
    ...told.map(renderText),
    ...tellRivals(rivals).map((sentence) => escapeSentence(cutText(sentence, textLimit))),
    ...[...notLookedAt, ...remarks].map((sentence) => escapeSentence(cutText(sentence, textLimit))),
  ].join('\n\n');
}

function renderText({ file, line, message, remedy }: SkewText): string {
  const place = file === undefined ? '' : `${codeSpan(cutText(`${file}${line === undefined ? '' : `:${String(line)}`}`, textLimit))}\n\n`;
  const advice = `**What to write:** ${escapeSentence(cutText(remedy.text, textLimit))}`;
  return `${place}${escapeSentence(cutText(message, textLimit))}\n\n${advice}${remedy.code === undefined ? '' : `\n\n${codeBlock(cutText(remedy.code, textLimit), remedy.language ?? '')}`}`;
}

/** Those with which a pull request collides for the same reason, in one sentence with names in backticks. */
function tellRivals(rivals: readonly Rival[]): string[] {
  const groups = Map.groupBy(rivals, ({ parent, revision }) => JSON.stringify([parent ?? typeof parent, parent === undefined ? revision.id : '']));
  return [...groups.values()].map((group) => {
    const [first] = group;
    const others = sayFew(group.map(writeRival), mostRivals);
    const [add, begin] = group.length === 1 ? ['adds', 'begins'] : ['add', 'begin'];
    if (first?.parent === undefined) return `${others} ${add} a revision with the same id \`${first?.revision.id ?? ''}\`; one of them needs another.`;
    return `${others} also ${first.parent === null ? `${begin} the history` : `${add} a revision on \`${first.parent}\``}. Whichever is merged second must follow the first.`;
  });
}

function writeRival({ number, other }: Rival): string {
  return `#${String(number)} (\`${cutText(other.id, titleLimit)}\`)`;
}

/** As many parts as there is room for, whole ones. */
function joinWithin(parts: readonly string[]): string {
  let size = 0;
  const kept = parts.filter((part) => (size += Buffer.byteLength(part) + 2) <= bodyLimit);
  return [...kept, ...(kept.length === parts.length ? [] : [`${String(parts.length - kept.length)} more parts are left out here; the log has them.`])].join('\n\n');
}
