/** How long a text may be, and how its length is counted. */
export interface TextLimit {
  readonly most: number;
  readonly measure: (text: string) => number;
  /** Why it may not be longer, where GitHub is not the reason: "GitLab …". */
  readonly why?: string;
}

/**
 * A comment's: GitHub refuses what is longer with "Body is too long (maximum is 65536 characters)". Its characters are code points: 65,536
 * emoji, each of four bytes and two units of UTF-16, are taken as one comment. Of issue comments github.com was measured to take more, 262,144
 * bytes; that is what so many code points have at most, so a text within this limit is within that one too, and within that of a pull
 * request's own text, which is this one.
 * https://github.com/dead-claudia/github-limits/pull/13 https://github.com/orgs/community/discussions/27190
 */
export const commentLimit: TextLimit = { most: 65_536, measure: countCharacters };

/** The job summary's: 1 MiB a step, less what else the step writes. https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary */
export const summaryLimit: TextLimit = { most: 1_000_000, measure: (text) => Buffer.byteLength(text) };

/**
 * A note's on GitLab, which takes 1,000,000 characters, but gives up to render what takes it more than a few seconds and then shows nothing.
 * https://docs.gitlab.com/api/notes/#create-a-merge-request-note https://docs.gitlab.com/administration/instance_limits/#markdown-rendering
 */
export const noteLimit: TextLimit = { most: 250_000, measure: (text) => Buffer.byteLength(text), why: 'GitLab is slow to show what is longer' };

/** Code points; a half of one that has lost its other half counts as one. */
export function countCharacters(text: string): number {
  let pairs = 0;
  for (let index = 0; index < text.length - 1; index += 1) {
    if ((text.charCodeAt(index) & 0xfc00) === 0xd800 && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00) pairs += 1;
  }
  return text.length - pairs;
}
