import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

/** A request as it came over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The body as text; empty where there was none. */
  readonly body: string;
}

/** Which of GitHub's operations a request asks for. */
export interface MatchedRequest {
  /** `issues/create-comment` */
  readonly operation: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly body: unknown;
}

type Schema = Readonly<Record<string, unknown>>;
interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
}
interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
  readonly required?: boolean;
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content | { readonly $ref: string }>>;
}
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const file = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json');

/** GitHub's own description of its REST API: https://github.com/github/rest-api-description */
export class GitHubDescription {
  readonly #description = JSON.parse(readFileSync(file, 'utf8')) as Description;
  readonly #ajv = new Ajv({ strict: false, validateSchema: false, allErrors: true, logger: false });
  readonly #validators = new Map<string, ValidateFunction>();

  constructor() {
    addFormats.default(this.#ajv);
  }

  /** One of the description's own examples, to be changed freely. */
  takeExample(name: string): Record<string, unknown> {
    return structuredClone((this.#description.components['examples']?.[name] as { readonly value: Record<string, unknown> }).value);
  }

  /** What is wrong with `value` as one of the description's schemas; empty where nothing is. */
  findSchemaErrors(name: string, value: unknown): string[] {
    return this.#validate(name, { $ref: `#/components/schemas/${name}` }, value);
  }

  /** The operation that a request asks for. Throws with all in it that the description does not know. */
  matchRequest(request: WireRequest): MatchedRequest {
    const { operation, parameters } = this.#findOperation(request);
    const declared = (operation.parameters ?? []).map((parameter) => this.#resolve<Parameter>(parameter));
    const body = request.body === '' ? undefined : (JSON.parse(request.body) as unknown);
    const errors = [
      ...declared.flatMap((parameter) => this.#checkParameter(operation, parameter, parameter.in === 'path' ? parameters[parameter.name] : readQuery(request, parameter.name))),
      ...[...request.query.keys()].filter((name) => !declared.some((parameter) => parameter.in === 'query' && parameter.name === name)).map((name) => `query ${name} is not known`),
      ...this.#checkBody(operation, body),
      ...checkHeaders(request),
    ];
    if (errors.length > 0) throw new Error(`${request.method} ${request.path}: ${errors.join('; ')}`);
    return { operation: operation.operationId, parameters, body };
  }

  /** What is wrong with an answer to a request. A status that the description does not tell of has GitHub's usual error for a body. */
  findAnswerErrors(request: WireRequest, status: number, body: unknown): string[] {
    const { operation } = this.#findOperation(request);
    const response = operation.responses[String(status)];
    const schema = response === undefined ? { $ref: '#/components/schemas/basic-error' } : this.#resolve<Content>(response).content?.['application/json']?.schema;
    return schema === undefined ? [] : this.#validate(`${operation.operationId} ${String(status)}`, schema, body);
  }

  #findOperation({ method, path }: WireRequest): { readonly operation: Operation; readonly parameters: Readonly<Record<string, string>> } {
    // A file's path may be written with its slashes.
    const words = path.replace(/^(\/repos\/[^/]+\/[^/]+\/contents\/)(.*)$/, (_, place: string, file: string) => `${place}${file.replaceAll('/', '%2F')}`).split('/');
    const fits = (template: string): boolean => {
      const parts = template.split('/');
      return parts.length === words.length && parts.every((part, index) => (/^\{.*\}$/.test(part) ? words[index] !== '' : part === words[index]));
    };
    // A path without a variable goes before one with it.
    const templates = Object.keys(this.#description.paths).filter(fits).sort((a, b) => a.split('{').length - b.split('{').length);
    for (const template of templates) {
      const operation = this.#description.paths[template]?.[method.toLowerCase()];
      if (operation === undefined) continue;
      const named = template.split('/').flatMap((part, index) => (part.startsWith('{') ? [[part.slice(1, -1), decodeURIComponent(words[index] ?? '')] as const] : []));
      return { operation, parameters: Object.fromEntries(named) };
    }
    throw new Error(`GitHub has no ${method} ${path}`);
  }

  #checkParameter({ operationId }: Operation, { name, in: place, required, schema }: Parameter, text: string | undefined): string[] {
    if (place === 'header') return [];
    if (text === undefined) return required === true ? [`${place} ${name} is missing`] : [];
    const value = schema['type'] === 'integer' && /^\d+$/.test(text) ? Number(text) : text;
    return this.#validate(`${operationId} ${place} ${name}`, schema, value).map((error) => `${place} ${name} ${error}`);
  }

  #checkBody({ operationId, requestBody }: Operation, body: unknown): string[] {
    const schema = requestBody?.content?.['application/json']?.schema;
    if (schema === undefined) return body === undefined ? [] : ['a body is not known'];
    if (body === undefined) return requestBody?.required === true ? ['the body is missing'] : [];
    const known = Object.keys((schema['properties'] as Schema | undefined) ?? {});
    const unknown = Object.keys(body as object).filter((name) => !known.includes(name));
    return [...this.#validate(`${operationId} body`, schema, body), ...unknown.map((name) => `body ${name} is not known`)];
  }

  #resolve<T>(value: T | { readonly $ref: string }): T {
    if (typeof value !== 'object' || value === null || !('$ref' in value)) return value;
    const [, , kind = '', name = ''] = value.$ref.split('/');
    return this.#description.components[kind]?.[name] as T;
  }

  #validate(name: string, schema: Schema, value: unknown): string[] {
    const validate = this.#validators.get(name) ?? this.#ajv.compile(this.#collect(schema));
    this.#validators.set(name, validate);
    return validate(value) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`.trim());
  }

  /** A schema together with those it refers to, the rest of the description left out. */
  #collect(schema: Schema): Schema {
    const definitions: Record<string, unknown> = {};
    const take = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(take);
      if (typeof value !== 'object' || value === null) return value;
      const name = '$ref' in value && typeof value.$ref === 'string' ? value.$ref.replace('#/components/schemas/', '') : undefined;
      if (name === undefined) return allowNull(Object.fromEntries(Object.entries(value).map(([key, part]) => [key, take(part)])));
      if (!(name in definitions)) {
        definitions[name] = true;
        definitions[name] = take(this.#description.components['schemas']?.[name]);
      }
      return { $ref: `#/definitions/${name}` };
    };
    const taken = take(schema) as Schema;
    return { allOf: [taken], definitions };
  }
}

/** `nullable` of OpenAPI 3.0, which JSON Schema lacks, where there is no `type` that it could belong to. */
function allowNull(schema: Schema): Schema {
  if (schema['nullable'] !== true || 'type' in schema) return schema;
  return { anyOf: [{ type: 'null' }, Object.fromEntries(Object.entries(schema).filter(([key]) => key !== 'nullable'))] };
}

function readQuery({ query }: WireRequest, name: string): string | undefined {
  return query.get(name) ?? undefined;
}

/** https://docs.github.com/rest/using-the-rest-api/getting-started-with-the-rest-api#headers */
function checkHeaders({ headers, body }: WireRequest): string[] {
  const says = (name: string, form: RegExp): string[] => (form.test(String(headers[name] ?? '')) ? [] : [`header ${name} is ${String(headers[name])}`]);
  return [
    ...says('accept', /^application\/(vnd\.github(\.v3)?(\.raw|\.object)?\+)?json$|^application\/vnd\.github(\.v3)?\.raw$/),
    ...says('user-agent', /./),
    ...says('authorization', /^(token|bearer) \S+$/i),
    ...(body === '' ? [] : says('content-type', /^application\/json(; charset=utf-8)?$/)),
  ];
}
