/** What is made while the patient looks at their own picture, so that the button has little left to wait for. */

import type { InvitationId, PracticeAnswer } from '@sprechzimmer/protocol';
import { cryptoDatabases, deleteDatabases } from '../storage/databases.ts';
import { sweepDrafts } from '../storage/visit-draft.ts';
import { prepareVisit, sweepOrphans, type VisitKeeper } from '../storage/visit-record.ts';
import type { VisitSecrets } from './new-record.ts';
import type { VisitHold } from './visit-hold.ts';

export interface MadeAheadOptions {
  readonly secrets: VisitSecrets;
  readonly knowPractice: () => Promise<PracticeAnswer>;
  readonly hold: Pick<VisitHold, 'take'>;
  /** Of the link that is open. */
  readonly id: () => InvitationId | undefined;
  readonly keeper: () => Pick<VisitKeeper, 'record'> | undefined;
  /** Another tab has the visit: nothing is made for it here. */
  readonly isElsewhere: () => boolean;
  /** A record rests on `secrets`, whoever writes it now: its key store is the visit's own. */
  readonly isInRecord: () => boolean;
}

export interface MadeAhead {
  /** Safe to call often: once at a time, and anew after a failure. */
  begin(): void;
  /** Whatever is under way has ended, however it went. */
  settled(): Promise<void> | undefined;
  /** Deletes the empty key store that this tab has made, where no record needs it. Never throws. */
  drop(): Promise<void>;
}

export function madeAhead({
  secrets,
  knowPractice,
  hold,
  id,
  keeper,
  isElsewhere,
  isInRecord,
}: MadeAheadOptions): MadeAhead {
  let making: Promise<void> | undefined;

  const make = async () => {
    const { prefetchVersions, preloadCrypto } = await import('./preload.ts');
    const known = await knowPractice();
    prefetchVersions(known.homeserver.baseUrl);
    await import('./guest-session.ts');
    await sweepDrafts(id());
    const kept = keeper();
    await sweepOrphans([secrets.cryptoPrefix, ...(kept ? [kept.record.cryptoPrefix] : [])]);
    const ofLink = id();
    if (ofLink !== undefined && !keeper() && !isElsewhere()) {
      await hold.take(ofLink);
      await prepareVisit(ofLink);
    }
    await preloadCrypto({ prefix: secrets.cryptoPrefix, key: secrets.cryptoKey });
  };

  return {
    begin() {
      making ??= make().catch(() => {
        // A slow network is no reason to stop anybody: the button loads what is missing.
        making = undefined;
      });
    },
    settled: () => making,
    async drop() {
      if (!isInRecord())
        await deleteDatabases(cryptoDatabases(secrets.cryptoPrefix), 1_000).catch(() => undefined);
    },
  };
}
