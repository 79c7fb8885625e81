import { expect, test } from 'vitest';
import { readJUnit, readVitest } from './reports.ts';

const passedTest = { fullName: 'a visit begins', status: 'passed', failureMessages: [] };

function vitestReport(
  testResults: readonly object[],
  passed: number,
  total: number,
  success = false,
): string {
  return JSON.stringify({ numPassedTests: passed, numTotalTests: total, success, testResults });
}

test('a failed test is named with what it said and where, at the very end of a long output', () => {
  const failed = {
    fullName: 'a visit ends',
    status: 'failed',
    failureMessages: [
      'Error: it goes on\n\nwaiting for the end\n    at wait (/p/node_modules/x.js:1:1)\n    at end (/p/tests/visit.test.ts:7:3)',
    ],
  };
  const file = { name: 'visit.test.ts', status: 'failed', assertionResults: [passedTest, failed] };
  expect(readVitest(vitestReport([file], 1, 2), false)).toEqual({
    passed: 1,
    failed: 1,
    failures: [
      'visit.test.ts: a visit ends\n    Error: it goes on\n    waiting for the end\n        at end (/p/tests/visit.test.ts:7:3)',
    ],
  });
});

test('a file that could not begin is named, and its tests that were not run count as failed', () => {
  const skipped = { fullName: 'a visit ends', status: 'skipped' };
  const file = {
    name: 'visit.test.ts',
    status: 'failed',
    message: 'No browser',
    assertionResults: [skipped],
  };
  const { failed, failures } = readVitest(vitestReport([file], 0, 1), false);
  expect([failed, failures]).toEqual([
    1,
    ['visit.test.ts: as a whole\n    No browser', 'visit.test.ts: a visit ends\n    skipped'],
  ]);
});

test('a run of nothing, and one that ends badly after all tests passed, are failures', () => {
  const file = { name: 'visit.test.ts', status: 'passed', assertionResults: [passedTest] };
  expect(readVitest(vitestReport([], 0, 0, true), true).failed).toBe(1);
  expect(readVitest(vitestReport([file], 1, 1, true), false).failed).toBe(1);
  expect(readVitest(vitestReport([file], 1, 1, true), true)).toEqual({ passed: 1, failed: 0, failures: [] });
});

test('the steward’s tests are read alike, skipped ones among the failed', () => {
  const xml = `<testsuites><testsuite name="pytest" errors="0" failures="1" skipped="1" tests="3" time="1">
    <testcase classname="t.confine" name="test_a" time="0.1" />
    <testcase classname="t.confine" name="test_b" time="0.1"><failure message="assert 1 == 2&#10; +  where">long</failure></testcase>
    <testcase classname="t.confine" name="test_c" time="0.1"><skipped type="pytest.skip" message="no server">x</skipped></testcase>
    </testsuite></testsuites>`;
  expect(readJUnit(xml, false)).toEqual({
    passed: 1,
    failed: 2,
    failures: ['t.confine: test_b\n    assert 1 == 2\n     +  where', 't.confine: test_c\n    no server'],
  });
  expect(() => readJUnit('', true)).toThrow('no readable report');
});
