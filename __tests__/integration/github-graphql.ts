/**
 * GitHub's GraphQL API over the stand-in's state, with GitHub's own schema (@octokit/graphql-schema): what the schema refuses, and what
 * it knows but the stand-in does not carry out, is a mismatch of the test.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSchema, defaultFieldResolver, execute, Kind, parse, validate } from 'graphql';
import type { DocumentNode, GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import type { GraphqlError } from './github-faults.ts';
import { makeRoot, NotAsked } from './github-graphql-objects.ts';
import { weighQuery } from './github-graphql-limits.ts';
import { isAllowed } from './github-permissions.ts';
import type { Permissions } from './github-permissions.ts';
import type { GitHubState } from './github-state.ts';

const file = fileURLToPath(new URL('schema.graphql', import.meta.resolve('@octokit/graphql-schema')));
let loaded: GraphQLSchema | undefined;
/** Reading it takes half a second, so a test without GraphQL does not. */
function loadSchema(): GraphQLSchema {
  loaded ??= buildSchema(readFileSync(file, 'utf8'), { assumeValidSDL: true });
  return loaded;
}

export interface GraphqlRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

export interface GraphqlResult {
  readonly body: { readonly data?: unknown; readonly errors?: readonly unknown[] };
  /** Fields that the query or mutation asks for at its top. */
  readonly fields: readonly string[];
  /** What a test must not do. */
  readonly mismatches: readonly string[];
}

/** The fields that a query or mutation begins with; none where it cannot be read. */
export function listTopFields(query: string): readonly string[] {
  try {
    return listFields(parse(query));
  } catch {
    return [];
  }
}

/** Carries out one query or mutation. */
export async function answerGraphql(state: GitHubState, permissions: Permissions, { query, variables = {} }: GraphqlRequest): Promise<GraphqlResult> {
  const schema = loadSchema();
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    return refuseQuery([], [error instanceof Error ? error.message : String(error)], query);
  }
  const fields = listFields(document);
  const wrong = validate(schema, document).map(({ message }) => message);
  if (wrong.length > 0) return refuseQuery(fields, wrong, query);
  const cost = weighQuery(schema, document, variables);
  if (cost.errors.length > 0) return { body: { errors: cost.errors }, fields, mismatches: [] };

  const mismatches: string[] = [];
  const resolve: GraphQLFieldResolver<unknown, unknown> = (source, args, context, info) => {
    const name = `${info.parentType.name}.${info.fieldName}`;
    if (!isAllowed(permissions, `graphql ${name}`)) throw new NotAsked('FORBIDDEN', 'Resource not accessible by integration');
    if (typeof source === 'object' && source !== null && !(info.fieldName in source)) {
      mismatches.push(`GraphQL: the stand-in does not carry out ${name}`);
      throw new Error(`the stand-in does not carry out ${name}`);
    }
    return defaultFieldResolver(source, args, context, info);
  };
  const result = await execute({ schema, document, rootValue: makeRoot(state, cost), variableValues: variables, fieldResolver: resolve });
  // A variable that does not fit is found only now.
  if (result.data === undefined && result.errors !== undefined) mismatches.push(...result.errors.map(({ message }) => `GraphQL: ${message}`));
  const errors = (result.errors ?? []).map(({ message, path, locations, originalError }): GraphqlError & { readonly locations?: unknown } => ({
    ...(originalError instanceof NotAsked ? { type: originalError.type } : {}),
    ...(path === undefined ? {} : { path }),
    ...(locations === undefined ? {} : { locations }),
    message,
  }));
  return { body: { data: result.data ?? null, ...(errors.length === 0 ? {} : { errors }) }, fields, mismatches };
}

function refuseQuery(fields: readonly string[], messages: readonly string[], query: string): GraphqlResult {
  return { body: { errors: messages.map((message) => ({ message })) }, fields, mismatches: messages.map((message) => `GraphQL: ${message} in ${query.slice(0, 200)}`) };
}

function listFields(document: DocumentNode): readonly string[] {
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections.flatMap((selection) => (selection.kind === Kind.FIELD ? [selection.name.value] : [])) : [],
  );
}
