/**
 * What GitHub refuses in a GraphQL query before it carries it out, and what it counts for the rate limit.
 * https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 */
import { getNamedType, isInterfaceType, isObjectType, Kind, valueFromAST } from 'graphql';
import type { DocumentNode, FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode, SelectionSetNode } from 'graphql';
import type { GraphqlError } from './github-faults.ts';

const [recordLimit, nodeLimit] = [100, 500_000];

export interface QueryCost {
  readonly nodes: number;
  readonly points: number;
  readonly errors: readonly GraphqlError[];
}

/** Walks the one operation of a document that the schema has accepted. */
export function weighQuery(schema: GraphQLSchema, document: DocumentNode, variables: Readonly<Record<string, unknown>>): QueryCost {
  const operation = document.definitions.find((definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION);
  const fragments = new Map(document.definitions.filter((definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION).map((fragment) => [fragment.name.value, fragment]));
  const root = operation === undefined ? undefined : schema.getRootType(operation.operation);
  const errors: GraphqlError[] = [];
  let [nodes, requests] = [0, 0];

  const walk = (typeName: string, selections: SelectionSetNode, times: number): void => {
    for (const selection of selections.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value);
        if (fragment !== undefined) walk(fragment.typeCondition.name.value, fragment.selectionSet, times);
        continue;
      }
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        walk(selection.typeCondition?.name.value ?? typeName, selection.selectionSet, times);
        continue;
      }
      const type = schema.getType(typeName);
      const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value] : undefined;
      if (field === undefined || selection.selectionSet === undefined) continue;
      const inner = getNamedType(field.type).name;
      if (!inner.endsWith('Connection')) {
        walk(inner, selection.selectionSet, times);
        continue;
      }
      const bounds = Object.fromEntries(
        (selection.arguments ?? []).flatMap(({ name, value }) => {
          const argument = field.args.find((each) => each.name === name.value);
          return argument !== undefined && (name.value === 'first' || name.value === 'last') ? [[name.value, valueFromAST(value, argument.type, variables)] as const] : [];
        }),
      );
      const records = bounds['first'] ?? bounds['last'];
      const which = bounds['first'] === undefined || bounds['first'] === null ? 'last' : 'first';
      if (typeof records !== 'number') {
        errors.push({ type: 'MISSING_PAGINATION_BOUNDARIES', message: `You must provide a \`first\` or \`last\` value to properly paginate the \`${selection.name.value}\` connection.` });
        continue;
      }
      if (records > recordLimit) errors.push({ type: 'EXCESSIVE_PAGINATION', message: `Requesting ${String(records)} records on the \`${selection.name.value}\` connection exceeds the \`${which}\` limit of ${String(recordLimit)} records.` });
      nodes += times * records;
      requests += times;
      walk(inner, selection.selectionSet, times * records);
    }
  };
  if (operation !== undefined && root != null) walk(root.name, operation.selectionSet, 1);
  if (nodes > nodeLimit) errors.push({ type: 'MAX_NODE_LIMIT_EXCEEDED', message: `This query requests up to ${nodes.toLocaleString('en')} possible nodes which exceeds the maximum limit of ${nodeLimit.toLocaleString('en')}.` });
  return { nodes, points: Math.max(1, Math.round(requests / 100)), errors };
}
