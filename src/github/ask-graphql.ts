import { isFromGitHub } from './github-error.ts';
import type { Octokit } from './open-octokit.ts';
import { readStatus, repeatRequest } from './repeat-request.ts';

/** What GraphQL's variables may be; nothing of others' making is ever a part of the query's text. */
export type GraphqlVariables = Readonly<Record<string, string | number | boolean | null>>;

/** Asks GitHub's GraphQL API, again where it failed or asked to wait. Throws Octokit's errors. */
export async function askGraphql<T>(octokit: Octokit, query: string, variables: GraphqlVariables): Promise<T> {
  return repeatRequest(() => octokit.graphql<T>(query, variables));
}

/**
 * Whether GitHub does not manage so much at once: it ends a query after ten seconds, with the status 502 or 504 or an error in words, and one
 * that costs too much. https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 */
export function isTooMuch(error: unknown): boolean {
  return [502, 504].includes(readStatus(error)) || (isFromGitHub(error) && /Something went wrong|respond to your request in time|timeout|Resource limits for this query exceeded/i.test(error.message));
}

/** What fails in a request of no more things is no matter of their number. */
const fewest = 5;

/**
 * Asks for the same fields of many things in few requests, each thing under a name of its own; gives the answers in the order of the things.
 * Where GitHub gives up on a request, halves of it are asked for. Throws Octokit's errors.
 */
export async function askForMany<Item, Answer>(octokit: Octokit, items: readonly Item[], request: ManyRequest<Item>, repository: { readonly owner: string; readonly name: string }): Promise<(Answer | null)[]> {
  const answers: (Answer | null)[] = [];
  const ask = async (batch: readonly Item[]): Promise<void> => {
    try {
      answers.push(...(await askAtOnce<Item, Answer>(octokit, batch, request, repository)));
    } catch (error) {
      if (batch.length <= fewest || !isTooMuch(error)) throw error;
      const middle = Math.ceil(batch.length / 2);
      await ask(batch.slice(0, middle));
      await ask(batch.slice(middle));
    }
  };
  for (let from = 0; from < items.length; from += request.most) await ask(items.slice(from, from + request.most));
  return answers;
}

async function askAtOnce<Item, Answer>(octokit: Octokit, batch: readonly Item[], { write }: ManyRequest<Item>, repository: { readonly owner: string; readonly name: string }): Promise<(Answer | null)[]> {
  const fields = batch.map((item, index) => ({ index, ...write(item, (variable) => `$${variable}${String(index)}`) }));
  const variables = fields.flatMap(({ index, variables: own }) => own.map(({ variable, type, value }) => ({ name: `${variable}${String(index)}`, type, value })));
  const query = `query ($owner: String!, $name: String!, ${variables.map(({ name, type }) => `$${name}: ${type}`).join(', ')}) {
      repository(owner: $owner, name: $name) {
        ${fields.map(({ index, field }) => `item${String(index)}: ${field}`).join('\n        ')}
      }
    }`;
  const { repository: found } = await askGraphql<{ repository: Readonly<Record<string, Answer | null>> | null }>(octokit, query, {
    ...repository,
    ...Object.fromEntries(variables.map(({ name, value }) => [name, value])),
  });
  return batch.map((_, index) => found?.[`item${String(index)}`] ?? null);
}

export interface ManyRequest<Item> {
  /** How many go into one request. */
  readonly most: number;
  /** The field of one thing: its `variables` are declared under the names that `use` gives for them. */
  readonly write: (item: Item, use: (variable: string) => string) => {
    readonly field: string;
    readonly variables: readonly { readonly variable: string; readonly type: string; readonly value: string | number | null }[];
  };
}
