import { limitStep } from '../limit-step.ts';
import type { AlembicBridge, ModelsReading, StepLimit } from '../../alembic/runner.ts';
import type { ModelTable } from '../../alembic/protocol.ts';
import type { Dialect } from '../../dialects/dialect.ts';
import type { DatabaseServer } from '../../database/provider.ts';
import { UserError } from '../../errors.ts';
import type { DatabaseSource } from '../database-source.ts';
import type { StepError } from '../observation.ts';
import type { OldCode } from '../observe-request.ts';

/** Tables of models, or the end of a sentence that says why there are none. */
export type KnownModels = { readonly tables: readonly ModelTable[] } | { readonly because: string };

/** Why it was not tried what the running release can still do. */
export function sayUntried(because: string): string {
  return `Whether the running release still works on the upgraded database was not tried: ${because}.`;
}

/** What is needed to run the `env.py` of another commit. */
export interface ModelsPlace {
  readonly dialect: Dialect;
  readonly server: DatabaseServer;
  readonly source: DatabaseSource;
  readonly timeoutMs: number;
}

/** The models of the release that runs, read on an empty database of its own. */
export async function readOldModels({ name, bridge: opening }: OldCode, { dialect, server, source, timeoutMs }: ModelsPlace): Promise<KnownModels> {
  const bridge = await opening;
  if ('because' in bridge) return bridge;
  return source.lend(async (database) =>
    judgeReading(await readOrRefuse(bridge, dialect.databaseUrl(server.workEndpoint, database), limitStep(server.session, database, timeoutMs)), `of \`${name}\``),
  );
}

/** Why models are not known, or their tables. */
export function judgeReading(reading: ModelsReading | UserError, whose: string): KnownModels {
  if (reading instanceof UserError) return { because: `the project ${whose} could not be read (${reading.what.replace(/\.$/, '')})` };
  switch (reading.outcome) {
    case 'read':
      return reading.tables.length === 0 ? { because: `the \`target_metadata\` ${whose} has no tables` } : { tables: reading.tables };
    case 'no-models':
      return { because: `the \`env.py\` ${whose} gives Alembic no \`target_metadata\`` };
    case 'mixed':
      return { because: `the models ${whose} cannot be told from those of the pull request, because ${listFiles(reading.files)} imported from the checkout` };
    case 'failed':
      return { because: `the models ${whose} could not be imported (${describe(reading.error)})` };
  }
}

/** A project that this commit does not have, or has otherwise, is no fault of the pull request. */
async function readOrRefuse(bridge: AlembicBridge, url: string, limit: StepLimit): Promise<ModelsReading | UserError> {
  try {
    return await bridge.models(url, limit);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

const filesNamed = 2;

function listFiles(files: readonly string[]): string {
  const named = files.slice(0, filesNamed).map((file) => `\`${file}\``);
  const more = files.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${String(more)} more` : ''} ${files.length === 1 ? 'was' : 'were'}`;
}

function describe({ type, message, file, line }: StepError): string {
  const [first = ''] = message.split('\n');
  return `${type}: ${first}${file === undefined ? '' : `, ${file}${line === undefined ? '' : `:${String(line)}`}`}`;
}
