import { tTools } from '../../i18n/tools.ts';
import { Button } from '../button.tsx';
import { Field } from '../field.tsx';
import { askForSpeaker, chosenSpeaker, speakers } from './speakers.ts';

/** Where the other person is heard. Nothing, where the browser leaves that to the system. */
export function SpeakerChoice() {
  const ask = askForSpeaker();
  return (
    <>
      {speakers.value.length > 0 && <List />}
      {ask && (
        <div class="button-row">
          <Button testId="speaker-ask" onClick={() => void ask()}>
            {tTools('devices.askSpeaker')}
          </Button>
        </div>
      )}
    </>
  );
}

/** Whether there is anything to choose. Reads signals. */
export function canChooseSpeaker(): boolean {
  return speakers.value.length > 0 || askForSpeaker() !== undefined;
}

function List() {
  return (
    <Field label={tTools('devices.speaker')}>
      {(attributes) => (
        <select
          {...attributes}
          data-testid="speaker"
          onChange={(event) => {
            const { value } = event.currentTarget;
            chosenSpeaker.value = value === '' ? undefined : value;
          }}
        >
          <option value="" selected={chosenSpeaker.value === undefined}>
            {tTools('devices.standard')}
          </option>
          {speakers.value.map(({ deviceId, label }, index) => (
            <option key={deviceId} value={deviceId} selected={deviceId === chosenSpeaker.value}>
              {label || tTools('devices.unnamedSpeaker', { number: index + 1 })}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
