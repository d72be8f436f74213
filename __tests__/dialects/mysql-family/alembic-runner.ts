import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Runs what a person would paste into `downgrade()`, with the project's Alembic, and says how it went. */
export interface AlembicRunner {
  /** Undefined where it went well. */
  run(code: string): Promise<string | undefined>;
  close(): Promise<void>;
}

/** One line of JSON in, one out: the code, and the error that it raised or null. */
const program = String.raw`
import json, sys, warnings
import sqlalchemy as sa
from alembic.operations import Operations
from alembic.migration import MigrationContext
warnings.simplefilter("ignore")
engine = sa.create_engine(sys.argv[1], poolclass=sa.pool.NullPool)
for line in sys.stdin:
    error = None
    try:
        with engine.connect() as connection:
            op = Operations(MigrationContext.configure(connection))
            exec(compile(json.loads(line), "downgrade", "exec"), {"op": op, "sa": sa})
            connection.commit()
    except Exception as raised:
        error = f"{type(raised).__name__}: {raised}"
    print(json.dumps(error), flush=True)
`;

export function startAlembic(url: string): AlembicRunner {
  const python = execFileSync(process.execPath, [join(import.meta.dirname, '../../../scripts/python-environment.mjs'), 'default'], { encoding: 'utf8' }).trim();
  const child = spawn(python, ['-c', program, url], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async run(code) {
      child.stdin.write(`${JSON.stringify(code)}\n`);
      const { value, done } = await answers.next();
      if (done === true) throw new Error('Python ended');
      return (JSON.parse(value) as string | null) ?? undefined;
    },
    close: () =>
      new Promise((resolve) => {
        child.once('exit', () => {
          resolve();
        });
        child.stdin.end();
      }),
  };
}
