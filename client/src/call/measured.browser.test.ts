/** The certificates in use are compared on both sides: after connecting, at every renegotiation, at every ICE restart. */

import { describe, expect, test } from 'vitest';
import { withPage } from './testing/with-page.ts';

const page = withPage();

describe('the certificates of a connection', () => {
  test('are measured on both sides before anybody calls it connected', async () => {
    const seen = await page().evaluate(async () => {
      const { pair, view, until, observed } = window.callLab;
      const [ours, theirs] = [observed(), observed()];
      const { clinician, guest } = await pair({
        clinician: { platform: ours.platform },
        guest: { platform: theirs.platform },
      });
      const counts = [ours.measured() > 0, theirs.measured() > 0];
      const views = [view(clinician, guest), view(guest, clinician)];
      await until(() => views.every(({ route }) => route.value?.fingerprint === 'verified'), 'both say so');
      return counts;
    });
    expect(seen).toEqual([true, true]);
  });

  test.each(['an ICE restart', 'a renegotiation'] as const)(
    'are measured again on both sides at %s, without waiting for the next turn of the clock',
    async (occasion) => {
      const again = await page().evaluate(async (occasion) => {
        const { pair, until, observed } = window.callLab;
        // The clocks stand still: nothing is measured merely because time has passed.
        const [ours, theirs] = [observed(), observed()];
        const { clinician } = await pair({
          clinician: { platform: ours.platform },
          guest: { platform: theirs.platform },
        });
        await until(() => ours.isQuiet() && theirs.isQuiet(), 'nobody measures any more');
        const before = [ours.measured(), theirs.measured()];
        if (occasion === 'an ICE restart') clinician.mesh.restartIce();
        else ours.renegotiate();
        const measuredMore = () => [ours, theirs].every((side, at) => side.measured() > (before[at] ?? 0));
        await until(measuredMore, 'both have measured again');
        return measuredMore();
      }, occasion);
      expect(again).toBe(true);
    },
  );

  test.each(['an ICE restart', 'a renegotiation'] as const)(
    'that are not the same any more after %s end the connection, whichever side sees it',
    async (occasion) => {
      const seen = await page().evaluate(async (occasion) => {
        const { pair, until, observed, view } = window.callLab;
        const ends: unknown[] = [];
        for (const side of ['clinician', 'guest'] as const) {
          const [ours, theirs] = [observed(), observed()];
          const { clinician, guest } = await pair({
            clinician: { platform: ours.platform },
            guest: { platform: theirs.platform },
          });
          const victim = side === 'clinician' ? ours : theirs;
          const [watcher, other] = side === 'clinician' ? [clinician, guest] : [guest, clinician];
          await until(() => ours.isQuiet() && theirs.isQuiet(), 'nobody measures any more');
          victim.showOther();
          if (occasion === 'an ICE restart') clinician.mesh.restartIce();
          else ours.renegotiate();
          await until(() => watcher.mesh.alarm.value !== undefined, 'there is an alarm');
          ends.push([watcher.mesh.alarm.value?.kind, view(watcher, other).state.value]);
        }
        return ends;
      }, occasion);
      expect(seen).toEqual([
        ['fingerprint-differs', 'failed'],
        ['fingerprint-differs', 'failed'],
      ]);
    },
  );

  test('of a browser that does not tell them are never called verified, on neither side', async () => {
    const shown = await page().evaluate(async () => {
      const { pair, view, until, observed } = window.callLab;
      const blind = observed();
      blind.showNone();
      const { clinician, guest } = await pair({ guest: { platform: blind.platform } });
      const views = [view(guest, clinician), view(clinician, guest)];
      await until(() => views.every(({ route }) => route.value?.path === 'direct'), 'both have measured');
      return views.map(({ route }) => route.value?.fingerprint);
    });
    expect(shown).toEqual(['not-measurable', 'one-sided']);
  });
});

test('a route that only one side has measured is not confirmed, and one they differ about is disputed', async () => {
  const seen = await page().evaluate(async () => {
    const { pair, view, until, observed } = window.callLab;
    const silent = observed();
    silent.say(() => undefined);
    const alone = await pair({ guest: { platform: silent.platform } });
    const clinicians = view(alone.clinician, alone.guest).route;
    await until(() => clinicians.value !== undefined, 'the clinician has measured');
    const unconfirmed = [clinicians.value?.path, clinicians.value?.fingerprint];
    const liar = observed();
    liar.say((text) => text.replace('"direct"', '"relayed"'));
    const other = await pair({ guest: { platform: liar.platform } });
    const { route } = view(other.clinician, other.guest);
    await until(() => route.value && route.value.path !== 'unconfirmed', 'the guest has said something');
    return { unconfirmed, disputed: route.value?.path };
  });
  expect(seen).toEqual({ unconfirmed: ['unconfirmed', 'unconfirmed'], disputed: 'disputed' });
});
