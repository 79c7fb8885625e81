import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { GuestView } from '../../guest/guest-view.ts';
import { tPatient } from '../../i18n/patient.ts';
import { tShared } from '../../i18n/shared.ts';
import { tWay } from '../../i18n/way.ts';
import { AddressSwitch } from '../address-switch.tsx';
import { Button } from '../button.tsx';
import { Field } from '../field.tsx';
import { Notice } from '../notice.tsx';
import { useTask } from '../use-task.ts';
import { PatientScreen } from './patient-screen.tsx';

/** Longest name the protocol carries. */
const nameLength = 80;

/** How the clinician shall call them, the consent, and the button that redeems. */
export function NameStep({ visit, onBack }: { visit: GuestView; onBack: () => void }) {
  const clinician = visit.clinicianName.value;
  const { before } = visit;
  const { name } = before.draft.value;
  const missing = useSignal(false);
  const input = useRef<HTMLInputElement>(null);
  const entering = useTask();
  const enter = () => {
    const given = name.trim();
    missing.value = given === '';
    if (given === '') input.current?.focus();
    else entering.run(() => visit.enter(given));
  };
  return (
    <PatientScreen visit={visit} title={tPatient('name.title', { clinician })} testId="name">
      <form
        class="flow"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          enter();
        }}
      >
        {visit.window.forgets.value && <Notice testId="forgets">{tWay('window.forgets')}</Notice>}
        <Field
          label={tPatient('name.label')}
          hint={tPatient('name.hint', { clinician })}
          fault={missing.value ? tPatient('name.missing', { clinician }) : undefined}
        >
          {(attributes) => (
            <input
              {...attributes}
              ref={input}
              type="text"
              maxLength={nameLength}
              autocomplete="given-name"
              enterkeyhint="go"
              value={name}
              data-testid="name-input"
              onInput={(event) => {
                const { value } = event.currentTarget;
                before.change({ name: value });
                if (missing.value && value.trim() !== '') missing.value = false;
              }}
            />
          )}
        </Field>
        <section>
          <h2>{tPatient('name.consentTitle')}</h2>
          <p>{tPatient('name.consent', { clinician })}</p>
        </section>
        {visit.kind.value !== 'chat' && <AddressSwitch address={visit.address} isFolded />}
        {/* Beside the button, in sight wherever the rest is scrolled: what pressing it means, and that it did nothing. */}
        <div class="actions">
          {entering.failure !== undefined && (
            <Notice tone="warning" live="alert">
              {tShared('common.failed')}
            </Notice>
          )}
          <p class="hint" data-testid="agreed-by-entering">
            {tPatient('name.consentButton')}
          </p>
          <Button look="primary" type="submit" icon="door" busy={entering.busy} testId="enter-waiting-room">
            {tPatient('name.enter')}
          </Button>
          <Button look="quiet" icon="back" onClick={onBack}>
            {tShared('common.back')}
          </Button>
        </div>
      </form>
    </PatientScreen>
  );
}
