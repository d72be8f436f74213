import { expect, test } from 'vitest';
import { findImages } from '../../src/init/find-images.ts';
import { readOtherWorkflows } from '../../src/init/read-other-workflows.ts';
import { openRepositoryFiles } from '../../src/init/repository-files.ts';
import { makeDirectory } from '../temporary-directory.ts';
import type { FileTree } from '../temporary-directory.ts';

function search(tree: FileTree, directories: readonly string[] = ['']): ReturnType<typeof findImages> {
  const files = openRepositoryFiles(makeDirectory(tree));
  return findImages(files, directories, readOtherWorkflows(files));
}

/** What becomes of one image in a compose file: what is taken, or why not. */
const judge = (image: string): unknown => {
  const { images, leftOut } = search({ 'compose.yaml': JSON.stringify({ services: { db: { image } } }) });
  return images[0]?.image ?? leftOut[0]?.because ?? 'not a database';
};

test('compose files in the order of Docker, then one folder deep, then services of workflows, of which ours is left out', () => {
  const files = {
    '.github/workflows/alembic-gate.yml': 'jobs: {a: {services: {db: {image: postgres:11}}}}',
    '.github/workflows/test.yml': 'jobs:\n  a:\n    services:\n      db: {image: "postgres:14"}\n      short: mariadb:11\n  b: {runs-on: x}\n',
    'deploy/docker-compose.yml': 'services: {db: {image: postgres:13}}',
    'docker-compose.yml': 'services:\n  app: {build: .}\n  db: {image: mysql:8.4}\n',
    'docker-compose.test.yml': 'services: {db: {image: postgres:12}}',
    'compose.yaml': 'services: {db: {image: postgis/postgis:16-3.4}, cache: {image: redis:7}}',
    'node_modules/x/compose.yaml': 'services: {db: {image: postgres:18}}',
    'a/b/compose.yaml': 'services: {db: {image: postgres:18}}',
  };
  expect(search(files)).toEqual({
    images: [
      { image: 'postgis/postgis:16-3.4', dialect: 'postgresql', file: 'compose.yaml' },
      { image: 'mysql:8.4', dialect: 'mysql', file: 'docker-compose.yml' },
      { image: 'postgres:12', dialect: 'postgresql', file: 'docker-compose.test.yml' },
      { image: 'postgres:13', dialect: 'postgresql', file: 'deploy/docker-compose.yml' },
      { image: 'postgres:14', dialect: 'postgresql', file: '.github/workflows/test.yml' },
      { image: 'mariadb:11', dialect: 'mariadb', file: '.github/workflows/test.yml' },
    ],
    leftOut: [],
  });
});

test('compose files beside a project of a monorepo and above it, which go before those of other folders', () => {
  const compose = (image: string): string => `services: {db: {image: ${image}}}`;
  const files = {
    'compose.yaml': compose('postgres:12'),
    'deploy/compose.yaml': compose('postgres:13'),
    'services/compose.yaml': compose('postgres:14'),
    'services/orders/docker-compose.yml': compose('postgres:15'),
    'services/orders/other/compose.yaml': compose('postgres:16'),
  };
  expect(search(files, ['services/orders']).images.map(({ image }) => image)).toEqual(['postgres:12', 'postgres:15', 'postgres:14', 'postgres:13']);
});

test.for([
  ['postgres', 'postgres'],
  ['docker.io/library/postgres:17.2-alpine', 'docker.io/library/postgres:17.2-alpine'],
  ['pgvector/pgvector:pg17', 'pgvector/pgvector:pg17'],
  ['timescale/timescaledb:2.14.2-pg15', 'timescale/timescaledb:2.14.2-pg15'],
  ['postgres:${PG_VERSION:-16}', 'postgres:16'],
  ['${DB_IMAGE-percona:8.0}', 'percona:8.0'],
  ['postgres:${PG_VERSION}', 'its name has a variable without a default'],
  ['postgres:${{ matrix.postgres }}', 'its name has a variable without a default'],
  ['postgres:9.6', 'the gate needs version 12 or later'],
  ['timescale/timescaledb:latest-pg11', 'the gate needs version 12 or later'],
  ['mysql:5.7', 'the gate needs version 8.0 or later'],
  ['mysql:8', 'mysql:8'],
  ['mariadb:10.5', 'the gate needs version 10.6 or later'],
  ['mariadb:10', 'mariadb:10'],
  ['bitnami/postgresql:16', "its settings have other names than the official image's"],
  ['registry.example.org/db/postgres:16', 'it is none of the images whose settings are known'],
  ['prometheuscommunity/postgres-exporter', 'not a database'],
  ['redis:7', 'not a database'],
  ['postgres:16\n      - run: id', "it is no image's name"],
  ["postgres:16' } # ", "it is no image's name"],
  ['postgres:\u202e61', "it is no image's name"],
  ['postgres:16, mysql:8', "it is no image's name"],
] as const)('%j: %s', ([image, verdict]) => {
  expect(judge(image)).toBe(verdict);
});

test('files that are no YAML, or hold something else, are none of our business', () => {
  expect(search({ 'compose.yaml': 'services: [', 'docker-compose.yml': 'services: [1, null, {image: 3}]', '.github/workflows/a.yml': 'jobs: 5', '.github/workflows/b.yml': '' })).toEqual({ images: [], leftOut: [] });
});
