import { isFromGitHub, readMessage } from './github-error.ts';
import type { Octokit } from './open-octokit.ts';

const read = 'query ($id: ID!) { node(id: $id) { ... on IssueComment { isMinimized } } }';
const unminimize = 'mutation ($id: ID!) { unminimizeComment(input: { subjectId: $id }) { unminimizedComment { isMinimized } } }';

/**
 * Shows a comment again that somebody has hidden. Gives a sentence of what became of that; undefined where it was not hidden. Where GitHub
 * does not let the token, that is only said: the comment is written, and can be unfolded.
 * https://docs.github.com/graphql/reference/mutations#unminimizecomment
 */
export async function showCommentAgain(octokit: Octokit, nodeId: string): Promise<string | undefined> {
  try {
    const { node } = await octokit.graphql<{ readonly node: { readonly isMinimized?: boolean } | null }>(read, { id: nodeId });
    if (node?.isMinimized !== true) return undefined;
    await octokit.graphql(unminimize, { id: nodeId });
    return 'somebody had hidden it, and it says something new, so it is shown again';
  } catch (error) {
    if (!isFromGitHub(error)) throw error;
    return `whether somebody has hidden it could not be changed (${readMessage(error)})`;
  }
}
