import type { MediaView } from '../call/media-view.ts';
import { tShared } from '../i18n/shared.ts';
import { Field } from './field.tsx';

/** Another camera or microphone, where there is more than one. */
export function DeviceChoice({ media, withCamera }: { media: MediaView; withCamera: boolean }) {
  const { cameras, microphones } = media.devices.value;
  return (
    <>
      {withCamera && cameras.length > 1 && (
        <Choice
          label={tShared('media.camera')}
          devices={cameras}
          unnamed={(number) => tShared('media.unnamedCamera', { number })}
          chosen={media.chosenCamera.value}
          choose={(id) => media.chooseCamera(id)}
        />
      )}
      {microphones.length > 1 && (
        <Choice
          label={tShared('media.microphone')}
          devices={microphones}
          unnamed={(number) => tShared('media.unnamedMicrophone', { number })}
          chosen={media.chosenMicrophone.value}
          choose={(id) => media.chooseMicrophone(id)}
        />
      )}
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly devices: readonly MediaDeviceInfo[];
  /** Browsers hide the names of devices until one may be used. */
  readonly unnamed: (number: number) => string;
  readonly chosen: string | undefined;
  readonly choose: (deviceId: string) => Promise<void>;
}

function Choice({ label, devices, unnamed, chosen, choose }: ChoiceProps) {
  return (
    <Field label={label}>
      {(attributes) => (
        <select {...attributes} onChange={(event) => void choose(event.currentTarget.value)}>
          {devices.map((device, index) => (
            <option key={device.deviceId} value={device.deviceId} selected={device.deviceId === chosen}>
              {device.label || unnamed(index + 1)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
