// Makes the images of recipes.mjs with debootstrap, without a registry: `node build-images.mjs [tag …]`.
// An image that Docker has is left alone; one in the cache directory is loaded; the others are built and put there,
// those of one Debian release from one root, several releases at a time.
// Plain JavaScript, because it is run by whatever Node the machine has. Needs root and Debian's archive.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { recipes } from './recipes.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'alembic-gate', 'images');
const mirror = process.env.DEBIAN_MIRROR || 'http://deb.debian.org/debian';
const label = 'alembic-gate.recipe';
/** To be raised when `build` makes something else of the same recipe. */
const wayOfBuilding = 1;

const wanted = process.argv.slice(2);
const unknown = wanted.filter((tag) => !recipes.some((recipe) => recipe.tag === tag));
if (unknown.length > 0) throw new Error(`no recipe for ${unknown.join(', ')}; there are ${recipes.map(({ tag }) => tag).join(', ')}`);
/** Installed once, and only where an image is built. */
let bootstrap;
/** Unpacking packages takes one core. */
const sideBySide = availableParallelism();

const chosen = recipes.filter(({ tag }) => wanted.length === 0 || wanted.includes(tag));
const suites = [...new Set(chosen.map(({ suite }) => suite))];
// Each worker takes the next release; what fails is thrown when all have ended, so that nothing is left half made.
const ended = await Promise.allSettled(Array.from({ length: sideBySide }, provideSuites));
const failed = ended.find(({ status }) => status === 'rejected');
if (failed !== undefined) throw failed.reason;

async function provideSuites() {
  for (let suite = suites.shift(); suite !== undefined; suite = suites.shift()) {
    const temporary = mkdtempSync(join(tmpdir(), 'alembic-gate-image-'));
    try {
      for (const recipe of chosen.filter((one) => one.suite === suite)) await provide(recipe, temporary);
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
  }
}

/** @param temporary a directory for this release, where its root is kept for the next image */
async function provide(recipe, temporary) {
  const hash = fingerprint(recipe);
  const present = inspect(recipe.tag);
  if (present?.recipe === '') return say(recipe, 'is there, from elsewhere');
  if (present?.recipe === hash) return say(recipe, 'is there');
  const prefix = `${recipe.tag.replace(/[^\w.-]/g, '_')}-`;
  const kept = join(cache, `${prefix}${hash}.tar.gz`);
  const started = Date.now();
  const isKept = existsSync(kept);
  if (isKept) await run('docker', ['load', '--quiet', '--input', kept]);
  else {
    await build(recipe, hash, temporary);
    await keep(recipe, kept, prefix);
  }
  // Its older version, which has no name any more; where a container still uses it, it stays.
  if (present !== undefined) spawnSync('docker', ['image', 'rm', present.id]);
  say(recipe, `${isKept ? `loaded from ${kept}` : 'built'} in ${seconds(started)}`);
}

/** The image of that name, and which recipe it was made from (none: not by us). */
function inspect(tag) {
  const done = spawnSync('docker', ['image', 'inspect', '--format', `{{.Id}} {{index .Config.Labels "${label}"}}`, tag], { encoding: 'utf8' });
  if (done.error) throw done.error;
  if (done.status !== 0) return undefined;
  const [id, recipe = ''] = done.stdout.trim().split(' ');
  return { id, recipe: recipe === '<no' ? '' : recipe };
}

/** What the image depends on: its recipe, its entry point and how roots are made. */
function fingerprint(recipe) {
  const hash = createHash('sha256').update(JSON.stringify([recipe, wayOfBuilding]));
  return hash.update(readFileSync(join(here, recipe.entrypoint))).digest('hex').slice(0, 16);
}

async function build(recipe, hash, temporary) {
  const base = join(temporary, 'base');
  if (!existsSync(base)) await makeRoot(recipe.suite, base);
  // The image's `/`, which every user of it must be able to enter; a temporary directory is closed.
  const root = join(temporary, 'root');
  await run('cp', ['--archive', base, root]);
  const lines = [...recipe.prepare, `apt-get install -y -qq ${recipe.packages.join(' ')}`, ...recipe.finish];
  lines.push('rm -rf /var/lib/apt/lists/* /var/cache/apt/* /usr/share/doc/* /usr/share/man/* /usr/share/locale/* /usr/sbin/policy-rc.d');
  await runInRoot(root, lines);
  const entrypoint = join(root, 'usr/local/bin/docker-entrypoint.sh');
  copyFileSync(join(here, recipe.entrypoint), entrypoint);
  chmodSync(entrypoint, 0o755);
  const changes = [...recipe.changes, `LABEL ${label}=${hash}`].flatMap((change) => ['--change', change]);
  await shell('root=$1; shift; tar -C "$root" --one-file-system -c . | docker import "$@"', [root, ...changes, '-', recipe.tag]);
  rmSync(root, { recursive: true });
}

async function installBootstrap() {
  if (spawnSync('debootstrap', ['--version']).error) await shell('apt-get install -y -qq debootstrap || { apt-get update -qq; apt-get install -y -qq debootstrap; }');
}

/** What all images of a release begin with. */
async function makeRoot(suite, root) {
  await (bootstrap ??= installBootstrap());
  // A release newer than this machine's debootstrap is set up as the newest that it knows.
  const script = existsSync(`/usr/share/debootstrap/scripts/${suite}`) ? [] : ['/usr/share/debootstrap/scripts/sid'];
  await run('debootstrap', ['--variant=minbase', suite, root, mirror, ...script]);
  // Nothing is started while it is installed, and a mirror that lags behind will do for a test.
  writeFileSync(join(root, 'usr/sbin/policy-rc.d'), '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  writeFileSync(join(root, 'etc/apt/apt.conf.d/90test-image'), 'Acquire::Check-Valid-Until "false";\nAPT::Install-Recommends "false";\n');
  writeFileSync(join(root, 'etc/dpkg/dpkg.cfg.d/90test-image'), 'force-unsafe-io\npath-exclude=/usr/share/doc/*\npath-exclude=/usr/share/man/*\n');
  await runInRoot(root, ['apt-get update -qq']);
}

/** /proc is mounted where only these commands see it, so nothing stays mounted however they end. */
function runInRoot(root, lines) {
  return run('unshare', ['--mount', '--pid', '--fork', '--kill-child', `--mount-proc=${join(root, 'proc')}`, 'chroot', root, '/bin/sh', '-ec', lines.join('\n')]);
}

/** Puts an image into the cache directory in place of its older versions. */
async function keep(recipe, kept, prefix) {
  mkdirSync(cache, { recursive: true });
  const partial = `${kept}.${process.pid}`;
  await shell('docker save "$1" | gzip -1 >"$2"', [recipe.tag, partial]);
  for (const older of readdirSync(cache).filter((name) => name.startsWith(prefix) && name.endsWith('.tar.gz'))) rmSync(join(cache, older));
  renameSync(partial, kept);
}

function shell(line, words = []) {
  return run('bash', ['-eo', 'pipefail', '-c', line, 'build-images', ...words]);
}

async function run(program, words) {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  const child = spawn(program, words, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output = (output + text).slice(-4000)));
  const [code, signal] = await once(child, 'close');
  if (code !== 0) throw new Error(`${program} ${words.join(' ')} ended with ${code ?? signal}\n${output}`);
}

function seconds(started) {
  return `${Math.round((Date.now() - started) / 1000)} s`;
}

function say(recipe, what) {
  console.log(`${recipe.tag} ${what}`);
}
