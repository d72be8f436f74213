import type { LabelEvent } from '../approval/approval.ts';
import type { Octokit, PullRequestPlace } from './open-octokit.ts';
import { readAllPages } from './read-pages.ts';

/** Whether the pull request has a label now. GitHub knows no two labels that differ in the case of letters alone. Throws Octokit's errors. */
export async function hasLabel(octokit: Octokit, place: PullRequestPlace, label: string): Promise<boolean> {
  const labels = await readAllPages(octokit.paginate.iterator(octokit.rest.issues.listLabelsOnIssue, { ...place, per_page: 100 }));
  return labels.some(({ name }) => isSameLabel(name, label));
}

/**
 * Who set a label last, where nobody took it away since. Throws Octokit's errors.
 * https://docs.github.com/rest/issues/timeline#list-timeline-events-for-an-issue
 */
export async function findLabelEvent(octokit: Octokit, place: PullRequestPlace, label: string): Promise<LabelEvent | undefined> {
  const events = await readAllPages(octokit.paginate.iterator(octokit.rest.issues.listEventsForTimeline, { ...place, per_page: 100 }));
  // They come oldest first, but pages may change while they are read.
  const own = (events as readonly unknown[]).flatMap((event) => readEvent(event, label)).sort((a, b) => (a.at === b.at ? a.id - b.id : a.at < b.at ? -1 : 1));
  const last = own.at(-1);
  return last?.isSet === true ? { id: last.id, by: last.by, at: last.at } : undefined;
}

type TimelineLabel = LabelEvent & { readonly isSet: boolean };

/** The timeline has events of many forms; only those of this label are taken. */
function readEvent(value: unknown, label: string): TimelineLabel[] {
  const event = value as { readonly event?: unknown; readonly id?: unknown; readonly created_at?: unknown; readonly label?: { readonly name?: unknown } | null; readonly actor?: { readonly login?: unknown } | null };
  const { id, created_at: at, label: named, actor } = event;
  if ((event.event !== 'labeled' && event.event !== 'unlabeled') || typeof id !== 'number' || typeof at !== 'string') return [];
  if (typeof named?.name !== 'string' || !isSameLabel(named.name, label)) return [];
  // The account of an actor may be gone; GitHub itself then shows a ghost.
  const by = typeof actor?.login === 'string' ? actor.login : 'ghost';
  return [{ isSet: event.event === 'labeled', id, by, at: new Date(at).toISOString().replace(/\.\d+Z$/, 'Z') }];
}

function isSameLabel(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
