import { defineConfig } from 'vitest/config';

/** One project per kind of test, so that each can be run alone: `npm test -- unit`. */
const projects = {
  /** Pure logic, PostgreSQL and SQLite included: seconds. */
  unit: {
    include: ['{protocol,appservice,client,tests,scripts}/**/*.test.ts'],
    exclude: [
      '**/*.integration.test.ts',
      '**/*.browser.test.ts',
      'tests/e2e/**',
      'tests/foreign/**',
      'tests/adversary/*.test.ts',
      '**/node_modules/**',
    ],
    testTimeout: 60_000,
  },
  /** Our servers against a real Synapse. */
  integration: {
    include: ['{appservice,tests}/**/*.integration.test.ts'],
    testTimeout: 120_000,
  },
  /** Parts of the client in a real Chromium. */
  browser: {
    include: ['client/**/*.browser.test.ts'],
    testTimeout: 120_000,
  },
  /** A patient and a clinician, real Synapse, real browsers. */
  e2e: {
    include: ['tests/e2e/**/*.test.ts'],
    setupFiles: ['tests/stack/page-hygiene.setup.ts'],
    testTimeout: 240_000,
  },
  /** Ours against what others have built: libolm, matrix-nio, Hydrogen. */
  foreign: {
    include: ['tests/foreign/**/*.test.ts'],
    testTimeout: 240_000,
  },
  /** The same with an operator who attacks, each attack with its control. */
  adversary: {
    include: ['tests/adversary/*.test.ts'],
    globalSetup: ['tests/adversary/stack/global-setup.ts'],
    testTimeout: 240_000,
  },
};

export default defineConfig({
  test: {
    projects: Object.entries(projects).map(([name, options]) => ({
      test: {
        name,
        exclude: ['**/node_modules/**', '**/dist/**'],
        hookTimeout: 240_000,
        // A condition that is waited for comes late on a busy machine, and that is no failure.
        expect: { poll: { timeout: 20_000 } },
        // Two cores: whatever starts a server or a browser has the machine to itself.
        fileParallelism: name === 'unit',
        ...options,
      },
    })),
  },
});
