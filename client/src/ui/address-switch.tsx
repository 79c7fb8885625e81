/** Whether the other side learns this person's network address. Nothing where there is nothing to choose. */

import { useId, useRef } from 'preact/hooks';
import type { AddressChoice } from '../call/address-choice.ts';
import { tLine } from '../i18n/line.ts';

export interface AddressSwitchProps {
  readonly address: AddressChoice;
  /** There is a connection already, which would be made anew. */
  readonly isConnected?: boolean;
  /** Behind one line that is opened by whoever wants it: beside something else that is to be done. */
  readonly isFolded?: boolean;
}

export function AddressSwitch({ address, isConnected = false, isFolded = false }: AddressSwitchProps) {
  const id = useId();
  const hidden = address.hidden.value;
  /** What was chosen before is seen at once; later the reader opens and closes it. */
  const begins = useRef(hidden === 'by-wish').current;
  if (!address.isOffered.value) return null;
  if (hidden === 'by-practice') return <p data-testid="address-by-practice">{tLine('address.byPractice')}</p>;
  const choice = (
    <>
      <div class="check">
        <input
          id={id}
          type="checkbox"
          checked={hidden === 'by-wish'}
          aria-describedby={`${id}-hint`}
          data-testid="hide-address"
          onChange={(event) => {
            // Kept or not: it counts from this moment.
            void address.hide(event.currentTarget.checked).catch(() => undefined);
          }}
        />
        <label for={id}>{tLine('address.label')}</label>
      </div>
      <p class="hint" id={`${id}-hint`}>
        {tLine('address.hint')}
      </p>
    </>
  );
  const effect = (
    <p class="hint">
      {tLine('address.how')} {tLine('address.theirs')} {isConnected && tLine('address.now')}
    </p>
  );
  if (isFolded)
    return (
      <details open={begins}>
        <summary data-testid="address-fold">{tLine('address.fold')}</summary>
        {choice}
        {effect}
      </details>
    );
  return (
    <div>
      {choice}
      <details>
        <summary>{tLine('address.more')}</summary>
        {effect}
      </details>
    </div>
  );
}
