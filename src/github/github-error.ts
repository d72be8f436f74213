import { isRateLimit, readGraphqlErrors, readStatus } from './repeat-request.ts';

/** Octokit's errors: an answer that is none of success, or of GraphQL with errors in it. */
export function isFromGitHub(error: unknown): error is Error {
  return error instanceof Error && (readStatus(error) > 0 || error.name === 'GraphqlResponseError');
}

/** Whether the token lacks a permission. */
export function isRefused(error: unknown): boolean {
  if (isRateLimit(error)) return false;
  return [403, 404].includes(readStatus(error)) || readGraphqlErrors(error).some(({ type }) => type === 'FORBIDDEN' || type === 'INSUFFICIENT_SCOPES' || type === 'NOT_FOUND');
}

/** GitHub's words in one line, without the address of its documentation. */
export function readMessage({ message }: Error): string {
  const words = message.replace(/ - https:\/\/docs\.github\.com\S*$/, '').replaceAll(/\s+/g, ' ').replace(/^Request failed due to following response errors: - /, '').trim();
  return words === '' ? 'no reason was given' : words;
}
