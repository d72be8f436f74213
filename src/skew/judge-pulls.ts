import type { ExpectedHeads } from '../revisions/expected-heads.ts';
import type { Severity } from '../checks/check.ts';
import { sayCount } from '../say-count.ts';
import { sayFew } from '../say-list.ts';
import type { Revision } from '../revisions/revision.ts';
import { applyChanges, listAdded } from './apply-changes.ts';
import type { BaseHistory, MergedHistory, RevisionChanges } from './apply-changes.ts';
import { describeSkew } from './describe-skew.ts';
import type { SkewText } from './describe-skew.ts';
import { findRivals } from './find-rivals.ts';
import type { Rival } from './find-rivals.ts';
import { findSkew } from './find-skew.ts';
import type { SkewKind } from './find-skew.ts';
import { writeDescription } from './write-status.ts';

/** A project on the base branch as it stands now. */
export interface WatchedProject {
  readonly name: string;
  readonly base: BaseHistory;
}

/** A pull request for people; titles and names are whatever its author chose. */
export interface PullName {
  readonly number: number;
  readonly title: string;
  readonly url: string;
  /** Undefined where the account is gone. */
  readonly author: string | undefined;
  readonly isDraft: boolean;
  readonly isFork: boolean;
}

/** What is known of one pull request. */
export interface PullChanges {
  readonly pull: PullName;
  /** By the names of the projects whose revisions it touches. */
  readonly changes: ReadonlyMap<string, RevisionChanges>;
  /** Files of the base branch that its own branch has, of those that matter. */
  readonly present: ReadonlySet<string>;
  /** Sentences with names in backticks: what could not be looked at. */
  readonly notLookedAt: readonly string[];
  /** The same: what it does that was not looked at, and that is no reason to hold it up. */
  readonly remarks: readonly string[];
}

/** What to tell a pull request. */
export interface PullVerdict {
  readonly pull: PullName;
  readonly state: 'success' | 'failure' | 'error';
  /** Plain text that fits a commit status. */
  readonly description: string;
  readonly added: readonly Revision[];
  readonly told: readonly SkewText[];
  readonly rivals: readonly Rival[];
  readonly notLookedAt: readonly string[];
  readonly remarks: readonly string[];
}

export interface PullRules {
  /** The base branch. */
  readonly branch: string;
  readonly expectedHeads: ExpectedHeads;
  /** How serious the check of that name is for a file; undefined: as serious as it is by itself. */
  readonly findSeverity: (check: string, file: string | undefined) => Severity | 'off' | undefined;
}

/** The checks that tell the same where the pull request's own branch is looked at. */
const checkOf: Readonly<Record<SkewKind, string>> = {
  'two-heads': 'revisions/stale-parent',
  'interior-parent': 'revisions/multiple-heads',
  'more-heads': 'revisions/multiple-heads',
  'duplicate-id': 'revisions/duplicate-id',
  'missing-parent': 'revisions/missing-parent',
  cycle: 'revisions/cycle',
  unreadable: 'revisions/unreadable',
};

/** Judges every open pull request on the base branch, and against the others. Pure. */
export function judgePulls(projects: readonly WatchedProject[], pulls: readonly PullChanges[], rules: PullRules): PullVerdict[] {
  const parts = pulls.map(({ changes }) => projects.flatMap((project): Part[] => mergeInto(project, changes.get(project.name))));
  const adding = listAdding(pulls, parts);
  return pulls.map((known, index): PullVerdict => {
    const own = parts[index] ?? [];
    const told = own.flatMap((part) => judgePart(part, known, rules, adding));
    const rivals = own.flatMap((part) => findOthers(part, known, pulls, parts, rules));
    // An id that the base branch has already is added all the same.
    const taken = new Set(told.flatMap(({ kind, file }) => (kind === 'duplicate-id' ? [file] : [])));
    const added = [...new Map(own.flatMap(({ added: revisions, merged }) => [...revisions, ...merged.own.filter(({ file }) => taken.has(file))]).map((revision) => [revision.file, revision])).values()];
    const { pull, notLookedAt, remarks } = known;
    const failing = told.filter(({ isError }) => isError);
    const state = failing.length > 0 ? 'failure' : notLookedAt.length > 0 ? 'error' : 'success';
    return { pull, state, description: describe({ known, own, told, rivals, added, branch: rules.branch }), added, told: mergeTexts(told), rivals: mergeRivals(rivals), notLookedAt, remarks };
  });
}

interface Part {
  readonly project: WatchedProject;
  readonly merged: MergedHistory;
  readonly added: readonly Revision[];
}

type JudgedText = SkewText & { readonly isError: boolean };

function mergeInto(project: WatchedProject, changes: RevisionChanges | undefined): Part[] {
  if (changes === undefined) return [];
  const merged = applyChanges(project.base, changes);
  return [{ project, merged, added: listAdded(merged, project.base) }];
}

/** Numbers of the pull requests that add an id to a project. */
function listAdding(pulls: readonly PullChanges[], parts: readonly (readonly Part[])[]): Map<string, number[]> {
  const adding = new Map<string, number[]>();
  for (const [index, own] of parts.entries()) {
    for (const { project, added } of own) {
      for (const { id } of added) adding.set(nameId(project, id), [...(adding.get(nameId(project, id)) ?? []), pulls[index]?.pull.number ?? 0]);
    }
  }
  return adding;
}

function nameId({ name }: WatchedProject, id: string): string {
  return JSON.stringify([name, id]);
}

function judgePart({ project, merged }: Part, { pull, present, notLookedAt }: PullChanges, { branch, expectedHeads, findSeverity }: PullRules, adding: ReadonlyMap<string, readonly number[]>): JudgedText[] {
  const { graph } = project.base;
  const findAdding = (id: string): readonly number[] => (adding.get(nameId(project, id)) ?? []).filter((number) => number !== pull.number);
  const context = { branch, heads: graph.heads, ids: graph.revisions.keys(), findAdding };
  return findSkew(project.base, merged, present, expectedHeads).flatMap((skew): JudgedText[] => {
    // What was not read may be just what seems to be missing.
    if (notLookedAt.length > 0 && (skew.kind === 'missing-parent' || skew.kind === 'more-heads')) return [];
    const text = describeSkew(skew, context);
    const severity = findSeverity(checkOf[skew.kind], text.file) ?? 'error';
    return severity === 'off' || isSuppressed(text, merged) ? [] : [{ ...text, isError: severity === 'error' }];
  });
}

/** Whether a comment in the revision's file switches the check off, with its reason. */
function isSuppressed({ kind, file, line }: SkewText, { own }: MergedHistory): boolean {
  const suppressions = own.find((revision) => revision.file === file)?.suppressions ?? [];
  const names = [checkOf[kind], 'revisions'];
  return suppressions.some(({ checks, reason, codeLine }) => reason !== '' && (codeLine === undefined || codeLine === line) && checks.some((check) => names.includes(check)));
}

/** The other pull requests that this one collides with. */
function findOthers({ project, added }: Part, { pull }: PullChanges, pulls: readonly PullChanges[], parts: readonly (readonly Part[])[], { expectedHeads }: PullRules): Rival[] {
  const others = pulls.flatMap((other, index) => {
    const theirs = other.pull.number === pull.number ? undefined : parts[index]?.find((part) => part.project === project);
    const { number, title, url } = other.pull;
    return theirs === undefined ? [] : [{ number, title, url, revisions: theirs.added }];
  });
  return findRivals(added, others, project.base.graph, expectedHeads);
}

interface Described {
  readonly known: PullChanges;
  readonly own: readonly Part[];
  readonly told: readonly JudgedText[];
  readonly rivals: readonly Rival[];
  readonly added: readonly Revision[];
  readonly branch: string;
}

function describe({ known, own, told, rivals, added, branch }: Described): string {
  const [first, ...more] = mergeTexts(told.toSorted((a, b) => Number(b.isError) - Number(a.isError)));
  const [unseen] = known.notLookedAt;
  if (first !== undefined && (told.some(({ isError }) => isError) || unseen === undefined)) return writeDescription(first.briefs, more.length);
  if (unseen !== undefined) return writeDescription([`Could not be looked at: ${unseen.replaceAll('`', '')}`], known.notLookedAt.length - 1);
  const remark = known.remarks.length === 0 ? '' : ` ${known.remarks.join(' ').replaceAll('`', '')}`;
  const tell = (texts: readonly string[]): string => writeDescription([...texts.map((text) => `${text}${remark}`), ...texts]);
  const heads = [...new Set(own.flatMap(({ project }) => project.base.graph.heads))];
  const at = heads.length === 0 ? `${branch} has no revision yet` : `${branch} is at ${heads.join(', ')}`;
  if (rivals.length > 0) return tell(describeRivals(mergeRivals(rivals), at));
  if (own.every(({ merged }) => merged.files.size === 0)) return tell(['Adds no revision.']);
  if (own.some(({ project, merged }) => merged.graph.heads.length < project.base.graph.heads.length)) {
    const joined = own.flatMap(({ project, merged }) => project.base.graph.heads.filter((head) => !merged.graph.heads.includes(head)));
    return tell([`Joins the heads of ${branch}: ${joined.join(', ')}.`, `Joins ${sayCount(joined.length, 'head')} of ${branch}.`]);
  }
  if (added.length === 0) return tell([`Adds no revision, and what it changes fits: ${at}.`, 'Adds no revision, and what it changes fits.']);
  const [revision] = added;
  const names = added.length === 1 ? (revision?.id ?? '') : sayCount(added.length, 'revision');
  return tell([`Adds ${names}, which ${added.length === 1 ? 'fits' : 'fit'}: ${at}.`, `Adds ${sayCount(added.length, 'revision')}, which ${added.length === 1 ? 'fits' : 'fit'} ${branch}.`]);
}

function describeRivals(rivals: readonly Rival[], at: string): string[] {
  const [first] = rivals;
  const numbers = rivals.map(({ number }) => `#${String(number)}`);
  const [few, verb] = [sayFew(numbers, 3), numbers.length === 1 ? 'adds' : 'add'];
  const { id = '' } = first?.revision ?? {};
  if (first?.parent === undefined) return [`Fits now, but ${few} ${verb} a revision with the same id ${id}: one of them needs another`, `Fits now, but ${few} ${verb} a revision with the same id`];
  const place = first.parent === null ? 'also begins the history' : `also adds a revision on ${first.parent}`;
  const told = numbers.length === 1 ? place : place.replace('begins', 'begin').replace('adds', 'add');
  return [`${id} fits (${at}), but ${few} ${told}: whoever is merged second must follow the first`, `Fits now, but ${few} ${told}: whoever is second must follow`, `Fits now, but ${few} ${verb} a revision there too`];
}

/** Projects that share a folder tell the same of it. */
function mergeTexts<T extends SkewText>(texts: readonly T[]): T[] {
  return [...new Map(texts.map((text) => [JSON.stringify([text.kind, text.file, text.message]), text])).values()];
}

function mergeRivals(rivals: readonly Rival[]): Rival[] {
  return [...new Map(rivals.toReversed().map((rival) => [rival.number, rival])).values()].sort((a, b) => a.number - b.number);
}
