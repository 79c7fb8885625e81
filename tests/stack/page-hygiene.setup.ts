/** Runs with every test file that opens the practice's pages. */

import { afterEach, expect } from 'vitest';
import { keptInClear, takeForeignOrigins, takePolicyStops } from './page-hygiene.ts';

afterEach(async () => {
  expect(takeForeignOrigins(), 'requests to other hosts than the practice').toEqual([]);
  expect(takePolicyStops(), 'stopped by the content security policy').toEqual([]);
  expect(await keptInClear(), 'kept in clear by a page').toEqual([]);
});
