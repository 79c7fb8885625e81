/** What those who wait read about the clinician, and the way to say that one is away for a moment. */

import type { DeskView } from '../../desk/desk-view.ts';
import type { OwnStateNow } from '../../desk/own-state.ts';
import { tDay } from '../../i18n/day.ts';
import { formatTime } from '../../i18n/format.ts';
import { Button } from '../button.tsx';

const breaks = [5, 10, 15] as const;

export function OwnStateBar({ desk }: { desk: DeskView }) {
  const { ownState } = desk.day;
  const now = ownState.now.value;
  return (
    <section
      class="own-state"
      aria-labelledby="own-state-heading"
      data-testid="own-state"
      data-state={now.kind}
    >
      <h2 id="own-state-heading">{tDay('own.title')}</h2>
      <p role="status">{stateText(now)}</p>
      {now.kind === 'free' && (
        <div class="button-row">
          <span aria-hidden="true">{tDay('own.leave')}</span>
          {breaks.map((minutes) => (
            <Button
              key={minutes}
              label={tDay('own.minutesName', { minutes })}
              testId={`away-${minutes}`}
              onClick={() => ownState.backIn(minutes)}
            >
              {tDay('own.minutes', { minutes })}
            </Button>
          ))}
        </div>
      )}
      {now.kind === 'back' && (
        <div class="button-row">
          <Button icon="check" testId="here-again" onClick={() => ownState.backIn(undefined)}>
            {tDay('own.here')}
          </Button>
        </div>
      )}
    </section>
  );
}

function stateText(now: OwnStateNow): string {
  switch (now.kind) {
    case 'free':
      return tDay('own.free');
    case 'busy':
      return tDay('own.busy');
    case 'back':
      return tDay('own.back', { time: formatTime(now.atMs) });
  }
}
