/** On the connection page: what got lost on the way, filters, and the way to put sound right. */

import type { CallView, ParticipantView } from '../../call/call-view.ts';
import { tLine } from '../../i18n/line.ts';
import { QuietSwitch } from '../quiet-switch.tsx';
import { RepairSound } from './line-words.tsx';

export function SoundSection({ call, line }: { call: CallView; line: ParticipantView['line'] | undefined }) {
  const loss = line?.loss.value;
  return (
    <section class="words" data-testid="sound-section">
      <h3>{tLine('sound.title')}</h3>
      {loss && (loss.out !== undefined || loss.in !== undefined) && (
        <p data-testid="line-loss">{tLine('line.loss', { out: percent(loss.out), in: percent(loss.in) })}</p>
      )}
      <p>{tLine('sound.echo')}</p>
      <QuietSwitch media={call.media} />
      <p class="hint">{tLine('sound.repairHint')}</p>
      <RepairSound call={call} />
    </section>
  );
}

/** A dash stands for what the browser does not tell. */
function percent(share: number | undefined): string {
  return share === undefined ? '–' : `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;
}
