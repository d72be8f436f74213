/**
 * Bundles the action and the command into `dist/`, which is committed so that GitHub can run the action as it is.
 * `npm run build` writes it; `node scripts/build.ts --check` fails when what is committed is not what would be written;
 * `--to <directory>` writes it there, for a try-out with `ALEMBIC_GATE_BUNDLE=<directory>` and the tests of the action.
 */
import { build as bundle } from 'esbuild';
import type { Plugin } from 'esbuild';
import { cp, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';

const root = join(import.meta.dirname, '..');
const require = createRequire(import.meta.url);

/** Optional native parts of `ssh2` (a dependency of testcontainers); it works without them and asks for them in a `try`. */
const withoutNativeParts: Plugin = {
  name: 'without-native-parts',
  setup(build) {
    build.onResolve({ filter: /\.node$|^cpu-features$/ }, ({ path }) => ({ path, namespace: 'native' }));
    build.onLoad({ filter: /.*/, namespace: 'native' }, ({ path }) => ({ contents: `throw new Error(${JSON.stringify(`${path} is not bundled`)});` }));
  },
};

/** Large packages that a run may do without, by the name of their file: loaded when they are imported, and there once for both entries. */
const apart: Readonly<Record<string, string>> = {
  testcontainers: 'testcontainers',
  'mysql2/promise': 'mysql2',
  '@faker-js/faker/locale/en': 'faker',
};

const withPackagesApart: Plugin = {
  name: 'with-packages-apart',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^(${Object.keys(apart).join('|')})$`) }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path: `./packages/${apart[path] ?? ''}.cjs`, external: true } : undefined,
    );
  },
};

const settings = {
  absWorkingDir: root,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  minify: true,
  keepNames: true,
  legalComments: 'none',
  logLevel: 'warning',
  // As `require`, which finds what packages of CommonJS export.
  supported: { 'dynamic-import': false },
  // ES modules in the bundle ask for their own place.
  define: { 'import.meta.url': '__bundleUrl', 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
  banner: { js: "const __bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
} as const;

async function writeBundle(outputDirectory: string): Promise<void> {
  await bundle({ ...settings, entryPoints: { action: 'src/action.ts', cli: 'src/cli.ts' }, outdir: outputDirectory, plugins: [withoutNativeParts, withPackagesApart] });
  await Promise.all(
    Object.entries(apart).map(([name, file]) =>
      bundle({
        ...settings,
        stdin: { contents: `module.exports = require(${JSON.stringify(name)});`, resolveDir: root },
        outfile: join(outputDirectory, `packages/${file}.cjs`),
        plugins: [withoutNativeParts],
      }),
    ),
  );
  const pythonFilter = (source: string): boolean => !/__pycache__|\.pyc$|\.ts$/.test(source);
  await cp(join(root, 'src/alembic/bridge.py'), join(outputDirectory, 'bridge/bridge.py'));
  await cp(join(root, 'src/alembic/alembic_gate_bridge'), join(outputDirectory, 'bridge/alembic_gate_bridge'), { recursive: true, filter: pythonFilter });
  await cp(join(root, 'docs/checks'), join(outputDirectory, 'docs/checks'), { recursive: true });
  const parser = require.resolve('libpg-query');
  await cp(join(parser, '../libpg-query.wasm'), join(outputDirectory, 'libpg-query.wasm'));
}

async function readTree(directory: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(files.map(async (file) => [relative(directory, file), await readFile(file)] as const));
  return new Map(contents.sort(([a], [b]) => a.localeCompare(b)));
}

async function findStaleFiles(): Promise<string[]> {
  const fresh = await mkdtemp(join(tmpdir(), 'alembic-gate-dist-'));
  try {
    await writeBundle(fresh);
    const [expected, committed] = await Promise.all([readTree(fresh), readTree(join(root, 'dist'))]);
    const names = new Set([...expected.keys(), ...committed.keys()]);
    return [...names].filter((name) => {
      const [want, have] = [expected.get(name), committed.get(name)];
      return want === undefined || have === undefined || !want.equals(have);
    });
  } finally {
    await rm(fresh, { recursive: true });
  }
}

const { values } = parseArgs({ options: { check: { type: 'boolean' }, to: { type: 'string' } } });
if (values.check === true) {
  const stale = await findStaleFiles();
  if (stale.length > 0) {
    console.error(`dist/ is stale (${stale.join(', ')}). Run \`npm run build\` and commit dist/.`);
    process.exit(1);
  }
} else {
  const directory = join(values.to ?? root, 'dist');
  await rm(directory, { recursive: true, force: true });
  await writeBundle(directory);
}
