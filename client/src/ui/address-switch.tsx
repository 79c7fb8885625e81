/** Whether the other side learns this person's network address. */

import { useId } from 'preact/hooks';
import type { AddressChoice } from '../call/address-choice.ts';
import { tLine } from '../i18n/line.ts';

export interface AddressSwitchProps {
  readonly address: AddressChoice;
  /** There is a connection already, which would be made anew. */
  readonly isConnected?: boolean;
}

export function AddressSwitch({ address, isConnected = false }: AddressSwitchProps) {
  const id = useId();
  const hidden = address.hidden.value;
  if (hidden === 'by-practice') return <p data-testid="address-by-practice">{tLine('address.byPractice')}</p>;
  return (
    <div>
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
      <details>
        <summary>{tLine('address.more')}</summary>
        <p class="hint">
          {tLine('address.how')} {tLine('address.theirs')} {isConnected && tLine('address.now')}
        </p>
      </details>
    </div>
  );
}
