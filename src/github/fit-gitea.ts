import * as core from '@actions/core';
import { UserError } from '../errors.ts';
import type { ActionContext } from './action-context.ts';

/**
 * What of the action works on Gitea and Forgejo, whose runners run actions of GitHub's and whose API is another: no GraphQL, no statuses by an app,
 * other pages. Checks, annotations and files do; nothing is asked of the API. Throws a `UserError` for a mode that cannot work there.
 * https://docs.gitea.com/usage/actions/comparison https://forgejo.org/docs/latest/user/actions/github-actions/
 */
export function fitGitea(context: ActionContext): ActionContext {
  const { host, options } = context;
  if (!host.isGitea) return context;
  if (options.mode === 'comment' || options.mode === 'watch') {
    throw new UserError('not-github', {
      what: `\`mode: ${options.mode}\` works through GitHub's API, which Gitea and Forgejo do not have.`,
      where: host.serverUrl,
      remedy: 'Use `mode: check` there, with `markdown-file` for a comment that a step of your own posts.',
    });
  }
  if (options.comment !== 'never') {
    core.info('Pull-request comment: not written, because the API of Gitea and Forgejo is not that of GitHub. The option `markdown-file` writes its text, which a step of your own can post; `comment: never` leaves out this line.');
  }
  return { ...context, options: { ...options, comment: 'never', approvalLabel: undefined } };
}
