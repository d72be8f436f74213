import { askForMany } from './ask-graphql.ts';
import type { Octokit } from './open-octokit.ts';

/** A file of a commit. */
export interface BlobPlace {
  readonly sha: string;
  readonly path: string;
}

export type BlobAnswer =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  /** `reason` completes "…: ", without an end. */
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Where a repository is. */
export interface RepositoryName {
  readonly owner: string;
  readonly name: string;
}

const mostTexts = 40;
const mostNames = 100;
/** Bytes; no revision comes near. */
const largestText = 200_000;

/**
 * Reads files of commits, those of forks too: the base repository has the commits of every pull request. Files that are no text or too
 * large are told as such. Throws Octokit's errors. https://docs.github.com/graphql/reference/objects#blob
 */
export async function readBlobs(octokit: Octokit, repository: RepositoryName, places: readonly BlobPlace[]): Promise<BlobAnswer[]> {
  const write = writeField('__typename ... on Blob { byteSize isBinary isTruncated text }');
  const answers = await askForMany<BlobPlace, StoredObject>(octokit, places, { most: mostTexts, write }, repository);
  return answers.map(readAnswer);
}

/** The same for the files of several commits, all in as few requests: what each group has, by path. */
export async function readBlobGroups(octokit: Octokit, repository: RepositoryName, groups: readonly (readonly BlobPlace[])[]): Promise<ReadonlyMap<string, BlobAnswer>[]> {
  const places = groups.flat();
  const answers = await readBlobs(octokit, repository, places);
  const byPlace = new Map(places.map((place, index) => [place, answers[index]]));
  return groups.map((group) => new Map(group.map((place) => [place.path, byPlace.get(place) ?? { kind: 'missing' }])));
}

/** Which of the files there are. Throws Octokit's errors. */
export async function findPresent(octokit: Octokit, repository: RepositoryName, places: readonly BlobPlace[]): Promise<boolean[]> {
  const answers = await askForMany<BlobPlace, StoredObject>(octokit, places, { most: mostNames, write: writeField('__typename') }, repository);
  return answers.map((answer) => answer?.__typename === 'Blob');
}

function writeField(fields: string) {
  return ({ sha, path }: BlobPlace, use: (variable: string) => string) => ({
    field: `object(expression: ${use('expression')}) { ${fields} }`,
    variables: [{ variable: 'expression', type: 'String!', value: `${sha}:${path}` }],
  });
}

interface StoredObject {
  readonly __typename: string;
  readonly byteSize?: number;
  readonly isBinary?: boolean | null;
  readonly isTruncated?: boolean;
  readonly text?: string | null;
}

function readAnswer(answer: StoredObject | null): BlobAnswer {
  if (answer === null) return { kind: 'missing' };
  if (answer.__typename !== 'Blob') return { kind: 'unreadable', reason: 'it is no file' };
  if (answer.isTruncated === true || (answer.byteSize ?? 0) > largestText) return { kind: 'unreadable', reason: `it has ${String(answer.byteSize)} bytes` };
  return typeof answer.text === 'string' ? { kind: 'text', text: answer.text } : { kind: 'unreadable', reason: 'it is no text' };
}
