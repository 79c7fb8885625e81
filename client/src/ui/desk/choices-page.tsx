/** A clinician's own choices: how arrivals are told, sentences for those who wait, the network address, keys. */

import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { DeskView } from '../../desk/desk-view.ts';
import { tDay } from '../../i18n/day.ts';
import { tDesk } from '../../i18n/desk.ts';
import { tLine } from '../../i18n/line.ts';
import { longestTextChars, mostOwnTexts } from '../../storage/own-choices.ts';
import { AddressSwitch } from '../address-switch.tsx';
import { Button } from '../button.tsx';
import { Field } from '../field.tsx';
import { Notice } from '../notice.tsx';
import { useScreenHeading } from '../screen.tsx';
import { playChime } from './chime.ts';
import { counted } from './counted.ts';
import { askToNotify, notificationState } from './notification.ts';

export function ChoicesPage({ desk, onBack }: { desk: DeskView; onBack: () => void }) {
  const heading = useScreenHeading(counted(desk, tDesk('page.title', { screen: tDay('choices.title') })));
  return (
    <main class="screen choices" data-testid="choices">
      <h1 ref={heading} tabIndex={-1}>
        {tDay('choices.title')}
      </h1>
      <p class="hint">{tDay('choices.scope')}</p>
      <Arrivals desk={desk} />
      {desk.address.isOffered.value && (
        <section aria-labelledby="address-heading">
          <h2 id="address-heading">{tLine('address.title')}</h2>
          <AddressSwitch address={desk.address} />
        </section>
      )}
      <OwnTexts desk={desk} />
      <section aria-labelledby="keys-heading">
        <h2 id="keys-heading">{tDay('choices.keys')}</h2>
        <Check
          label={tDay('choices.useKeys')}
          hint={tDay('choices.useKeysHint')}
          checked={desk.day.choices.chosen.value.keys}
          testId="choose-keys"
          onChange={(keys) => void desk.day.choices.choose({ keys }).catch(() => undefined)}
        />
      </section>
      <div class="actions">
        <Button look="primary" icon="back" testId="choices-back" onClick={onBack}>
          {tDay('choices.back')}
        </Button>
      </div>
    </main>
  );
}

function Arrivals({ desk }: { desk: DeskView }) {
  const { choices } = desk.day;
  const { chime, notify } = choices.chosen.value;
  const permission = notificationState.value;
  const chooseNotify = async (wanted: boolean) => {
    if (wanted && (await askToNotify()) !== 'granted') return;
    await choices.choose({ notify: wanted });
  };
  return (
    <section class="flow" aria-labelledby="arrivals-heading">
      <h2 id="arrivals-heading">{tDay('choices.arrivals')}</h2>
      <p>{tDay('choices.always')}</p>
      <Check
        label={tDay('choices.chime')}
        hint={tDay('choices.chimeHint')}
        checked={chime}
        testId="choose-chime"
        onChange={(wanted) => void choices.choose({ chime: wanted }).catch(() => undefined)}
      />
      <Button icon="sound" testId="try-chime" onClick={() => void playChime()}>
        {tDay('choices.tryChime')}
      </Button>
      {permission === 'unsupported' ? (
        <p class="hint">{tDay('choices.noNotify')}</p>
      ) : (
        <Check
          label={tDay('choices.notify')}
          hint={tDay('choices.notifyHint')}
          checked={notify && permission === 'granted'}
          testId="choose-notify"
          onChange={(wanted) => void chooseNotify(wanted).catch(() => undefined)}
        />
      )}
      {permission === 'denied' && (
        <Notice tone="warning" live="polite" testId="notify-blocked">
          {tDay('arrival.blocked')}
        </Notice>
      )}
    </section>
  );
}

function OwnTexts({ desk }: { desk: DeskView }) {
  const { choices } = desk.day;
  const draft = useSignal(choices.chosen.value.texts.join('\n'));
  const saved = useSignal(false);
  const texts = linesOf(draft.value);
  const isTooLong = texts.length > mostOwnTexts || texts.some((text) => text.length > longestTextChars);
  const save = () => {
    if (isTooLong) return;
    choices.choose({ texts }).then(
      () => {
        saved.value = true;
      },
      () => undefined,
    );
  };
  return (
    <section aria-labelledby="texts-heading">
      <h2 id="texts-heading">{tDay('choices.texts')}</h2>
      <form
        class="flow"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field
          label={tDay('choices.textsLabel')}
          hint={tDay('choices.textsHint')}
          fault={
            isTooLong
              ? tDay('choices.textsLong', { count: mostOwnTexts, chars: longestTextChars })
              : undefined
          }
        >
          {(attributes) => (
            <textarea
              {...attributes}
              rows={4}
              value={draft.value}
              data-testid="own-texts"
              onInput={(event) => {
                draft.value = event.currentTarget.value;
                saved.value = false;
              }}
            />
          )}
        </Field>
        <div class="button-row">
          <Button type="submit" testId="save-texts">
            {tDay('choices.save')}
          </Button>
          <span role="status">{saved.value && tDay('choices.saved')}</span>
        </div>
      </form>
    </section>
  );
}

interface CheckProps {
  readonly label: string;
  readonly hint: string;
  readonly checked: boolean;
  readonly testId: string;
  readonly onChange: (checked: boolean) => void;
}

function Check({ label, hint, checked, testId, onChange }: CheckProps) {
  const id = useId();
  return (
    <div>
      <div class="check">
        <input
          id={id}
          type="checkbox"
          checked={checked}
          aria-describedby={`${id}-hint`}
          data-testid={testId}
          onChange={(event) => {
            const wanted = event.currentTarget.checked;
            // What is shown is what counts: it changes when the choice has.
            event.currentTarget.checked = checked;
            onChange(wanted);
          }}
        />
        <label for={id}>{label}</label>
      </div>
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  );
}

function linesOf(text: string): string[] {
  return [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line !== '');
}
