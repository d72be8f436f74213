import { ensurePythonEnvironment } from '../../scripts/python-environment.mjs';

/** Makes the Python environment that the suites run Alembic with, once, before any of them. */
export default async function setUp(): Promise<void> {
  await ensurePythonEnvironment('default');
}
