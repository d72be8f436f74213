import { defineConfig } from 'vitest/config';

// Three suites. `unit` needs nothing; `embedded` needs Python and the PostgreSQL that comes with the npm packages;
// `container` and `container-alone` need a Docker engine and the images of __tests__/images, or server programs on the machine.
const inContainer = ['__tests__/**/*.container.itg.test.ts', '__tests__/**/*.local.itg.test.ts'];
/** They compare everything that the engine has before and after, so nobody else may start a container. */
const alone = ['__tests__/database/*.container.itg.test.ts'];
/** A hook may be the first to need a Python environment, which takes minutes to make on a busy machine. */
const patientMs = 600_000;

export default defineConfig({
  test: {
    allowOnly: false,
    reporters: ['default', './scripts/closing-line-reporter.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          include: ['__tests__/**/*.test.ts'],
          exclude: ['__tests__/**/*.itg.test.ts', '__tests__/projects/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'embedded',
          sequence: { groupOrder: 1 },
          include: ['__tests__/**/*.itg.test.ts'],
          exclude: [...inContainer, '__tests__/projects/**'],
          globalSetup: ['__tests__/integration/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: patientMs,
          maxWorkers: 3,
        },
      },
      {
        extends: true,
        test: {
          name: 'container',
          sequence: { groupOrder: 2 },
          include: inContainer,
          exclude: [...alone, '__tests__/projects/**'],
          globalSetup: ['__tests__/integration/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: patientMs,
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'container-alone',
          sequence: { groupOrder: 3 },
          include: alone,
          globalSetup: ['__tests__/integration/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: patientMs,
          maxWorkers: 1,
        },
      },
    ],
  },
});
