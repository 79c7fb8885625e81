/** What the test tools leave behind, read into one shape, so that the closing words can name what failed. */

import * as v from 'valibot';

export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** One line or a few each: where, which test, and how it failed. */
  readonly failures: readonly string[];
}

const VitestReport = v.object({
  numPassedTests: v.number(),
  numTotalTests: v.number(),
  success: v.boolean(),
  testResults: v.array(
    v.object({
      name: v.string(),
      status: v.string(),
      message: v.optional(v.string(), ''),
      assertionResults: v.array(
        v.object({
          fullName: v.string(),
          status: v.string(),
          failureMessages: v.nullish(v.array(v.string())),
        }),
      ),
    }),
  ),
});

/** The JSON report of vitest. Skipped tests are among the total and not among the passed: they count as failed. */
export function readVitest(json: string, exitedWell: boolean): Outcome {
  const report = v.parse(VitestReport, JSON.parse(json));
  const failures = report.testResults.flatMap(({ name: file, status, message, assertionResults }) => [
    // A file that could not begin has no failed test, only a message.
    ...(status === 'passed' || message === '' ? [] : [failure(file, 'as a whole', message)]),
    ...assertionResults
      .filter((test) => test.status !== 'passed')
      .map((test) => failure(file, test.fullName, test.failureMessages?.[0] ?? test.status)),
  ]);
  const failed = report.numTotalTests - report.numPassedTests;
  return judge({ passed: report.numPassedTests, failed, failures }, exitedWell && report.success);
}

/** The JUnit report of pytest. */
export function readJUnit(xml: string, exitedWell: boolean): Outcome {
  const count = (name: string) =>
    Number(new RegExp(`<testsuite [^>]*\\b${name}="(\\d+)"`).exec(xml)?.[1] ?? Number.NaN);
  const failed = count('failures') + count('errors') + count('skipped');
  const cases = xml.matchAll(
    /<testcase classname="([^"]*)" name="([^"]*)"[^>]*><(?:failure|error|skipped)\b[^>]*? message="([^"]*)"/g,
  );
  const failures = [...cases].map(([, file = '', name = '', message = '']) =>
    failure(file, name, message.replaceAll('&#10;', '\n')),
  );
  return judge({ passed: count('tests') - failed, failed, failures }, exitedWell);
}

/** Nothing run, or a bad exit without a failed test, is a failure too. */
function judge(outcome: Outcome, exitedWell: boolean): Outcome {
  const { passed, failed } = outcome;
  if (!(passed >= 0 && failed >= 0)) throw new Error('the step left no readable report');
  const silent = failed === 0 && (!exitedWell || passed === 0);
  return silent
    ? { ...outcome, failed: 1, failures: [...outcome.failures, 'it ran nothing, or did not end well'] }
    : outcome;
}

const linesOfAFailure = 6;

function failure(file: string, test: string, message: string): string {
  // Where in our own code says most; the rest of the way there is in the full output above.
  const lines = message.split('\n').map((line) => line.trimEnd());
  const said = lines.filter((line) => line.trim() !== '' && !/^\s*at /.test(line)).slice(0, linesOfAFailure);
  const at = lines.find((line) => /^\s*at /.test(line) && !line.includes('node_modules'));
  return [`${file}: ${test}`, ...said, ...(at ? [at] : [])].map((line) => line.slice(0, 300)).join('\n    ');
}
