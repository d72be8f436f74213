/** Answers of the stand-in for GitHub's REST API, and what an operation is told to give one. */
import type { Refusal } from './github-faults.ts';
import type { GitHubRenderer } from './github-render.ts';
import type { GitHubState } from './github-state.ts';
import type { WireRequest } from './openapi-request.ts';

export interface Answer {
  readonly status: number;
  /** Undefined: no body at all. A string or bytes are sent as they are. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One request for an operation that GitHub has. */
export interface RestCall {
  readonly state: GitHubState;
  readonly render: GitHubRenderer;
  readonly parameters: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly request: WireRequest;
  /** Where artifacts are downloaded from. */
  readonly storageUrl: string;
}

export type Handler = (call: RestCall) => Answer;

export function refuseWith({ status, message, headers }: Refusal, errors?: readonly unknown[]): Answer {
  const body = { message, ...(errors === undefined ? {} : { errors }), documentation_url: 'https://docs.github.com/rest', status: String(status) };
  return { status, body, ...(headers === undefined ? {} : { headers }) };
}

export const notFound: Answer = refuseWith({ status: 404, message: 'Not Found' });

/** GitHub's page sizes. https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api */
const [usualPage, largestPage] = [30, 100];

/** One page of a list, with the links to others that GitHub gives; `wrap` puts it into an object. */
export function listPage({ request, render }: RestCall, all: readonly unknown[], wrap: (page: readonly unknown[]) => unknown = (page) => page): Answer {
  const { path, query } = request;
  const size = Math.max(1, Math.min(Number(query.get('per_page') ?? usualPage), largestPage));
  const page = Number(query.get('page') ?? 1);
  const last = Math.max(1, Math.ceil(all.length / size));
  const link = (to: number, rel: string): string => {
    const others = [...query].filter(([name]) => name !== 'page' && name !== 'per_page');
    const words = new URLSearchParams([...others, ['per_page', String(size)], ['page', String(to)]]);
    return `<${render.apiUrl}${render.nameByNumber(path)}?${words.toString()}>; rel="${rel}"`;
  };
  const links = [...(page > 1 ? [link(page - 1, 'prev')] : []), ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []), ...(page > 1 ? [link(1, 'first')] : [])];
  return { status: 200, body: wrap(all.slice((page - 1) * size, page * size)), ...(links.length === 0 ? {} : { headers: { link: links.join(', ') } }) };
}
