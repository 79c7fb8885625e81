/** Two devices of the clinician recognise each other. The same steps on both, in the words of the side one sits at. */

import { useSignal } from '@preact/signals';
import type { DeviceCheck, DeviceCheckEnd, DeviceCheckState } from '../../crypto/device-check.ts';
import type { DeskView } from '../../desk/desk-view.ts';
import { tKeys } from '../../i18n/keys.ts';
import { tShared } from '../../i18n/shared.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { Notice } from '../notice.tsx';
import { Pictures } from '../pictures.tsx';
import { useTask } from '../use-task.ts';
import { DeskScreen } from './desk-screen.tsx';
import { failureText } from './fault-text.ts';
import { QrCode } from './qr-code.tsx';
import { ScanCode } from './scan-code.tsx';

/** `new`: this device wants in. `holder`: this device has the keys. */
type Side = 'new' | 'holder';

interface StepsProps {
  readonly desk: DeskView;
  readonly check: DeviceCheck;
  readonly side: Side;
}

/** On the device that wants in: a screen of its own. */
export function ConfirmThisDevice({ desk, check }: { desk: DeskView; check: DeviceCheck }) {
  return (
    <DeskScreen desk={desk} title={tKeys('check.titleNew')} testId="device-check">
      <Steps desk={desk} check={check} side="new" />
    </DeskScreen>
  );
}

/** On the device that has the keys: above the desk. */
export function NewDeviceDialog({ desk, check }: { desk: DeskView; check: DeviceCheck }) {
  const done = check.state.value.step === 'done';
  return (
    <Dialog
      title={done ? tKeys('check.titleDone') : tKeys('check.titleOther')}
      onClose={() => void desk.dismissDeviceCheck()}
      testId="device-check"
    >
      <Steps desk={desk} check={check} side="holder" />
    </Dialog>
  );
}

function Steps(props: StepsProps) {
  const { step } = props.check.state.value;
  return (
    <div class="flow" data-testid="device-check-step" data-step={step}>
      <Step {...props} />
    </div>
  );
}

function Step({ desk, check, side }: StepsProps) {
  const state = check.state.value;
  const device = check.otherDevice.value ?? '';
  switch (state.step) {
    case 'asked':
      if (state.byUs) return <Waits desk={desk} text={tKeys('check.asking')} />;
      return (
        <Question
          text={side === 'new' ? tKeys('check.askedNew', { device }) : tKeys('check.askedOther', { device })}
          yes={tKeys('check.accept')}
          no={tKeys('check.refuse')}
          onYes={() => check.accept()}
          onNo={() => check.cancel()}
        />
      );
    case 'choose':
      return <Choice desk={desk} check={check} state={state} />;
    case 'preparing':
      return <Waits desk={desk} text={tKeys('check.preparing')} />;
    case 'compare':
      return (
        <Question
          text={tKeys('check.compare')}
          yes={tKeys('check.same')}
          no={tKeys('check.differ')}
          onYes={() => check.theyMatch()}
          onNo={() => check.deny()}
        >
          <Pictures pictures={state.pictures} />
        </Question>
      );
    case 'scanned':
      return (
        <Question
          text={tKeys('check.scanned')}
          yes={tKeys('check.scannedYes')}
          no={tKeys('check.scannedNo')}
          onYes={() => check.itWasOurs()}
          onNo={() => check.deny()}
        />
      );
    case 'waiting':
      return <Waits desk={desk} text={tKeys('check.waiting')} />;
    case 'done':
      return (
        <>
          <p role="status">{side === 'holder' ? tKeys('check.doneText') : tKeys('receiving.text')}</p>
          {side === 'holder' && <PutAway desk={desk} text={tShared('common.close')} />}
        </>
      );
    case 'over':
      return (
        <>
          <Notice
            tone={state.why === 'mismatch' ? 'alarm' : 'warning'}
            icon="alert"
            live="alert"
            testId="check-over"
          >
            {endText(state.why)}
          </Notice>
          <PutAway desk={desk} text={tKeys('check.again')} />
        </>
      );
  }
}

function Choice({
  desk,
  check,
  state,
}: {
  desk: DeskView;
  check: DeviceCheck;
  state: Extract<DeviceCheckState, { step: 'choose' }>;
}) {
  const scanning = useSignal(false);
  const task = useTask();
  if (scanning.value)
    return (
      <ScanCode
        onCode={(code) => {
          scanning.value = false;
          task.run(() => check.scan(code));
        }}
        onStop={() => {
          scanning.value = false;
        }}
      />
    );
  return (
    <>
      <p>{tKeys('check.choose')}</p>
      {state.code && <QrCode text={state.code} label={tKeys('check.code')} />}
      <div class="actions">
        <Button
          look="primary"
          busy={task.busy}
          testId="compare-pictures"
          onClick={() => task.run(() => check.comparePictures())}
        >
          {tKeys('check.pictures')}
        </Button>
        {state.mayScan && (
          <Button
            icon="camera"
            testId="scan"
            onClick={() => {
              scanning.value = true;
            }}
          >
            {tKeys('check.scan')}
          </Button>
        )}
        <PutAway desk={desk} text={tKeys('check.cancel')} />
      </div>
      <Failure failure={task.failure} />
    </>
  );
}

/** Neither answer stands out: nobody in a hurry should find one of them quicker than the other. */
function Question(props: {
  readonly text: string;
  readonly yes: string;
  readonly no: string;
  readonly onYes: () => Promise<void>;
  readonly onNo: () => Promise<void>;
  readonly children?: preact.ComponentChildren;
}) {
  const task = useTask();
  return (
    <>
      <p>{props.text}</p>
      {props.children}
      <div class="button-pair">
        <Button busy={task.busy} testId="check-yes" onClick={() => task.run(props.onYes)}>
          {props.yes}
        </Button>
        <Button busy={task.busy} testId="check-no" onClick={() => task.run(props.onNo)}>
          {props.no}
        </Button>
      </div>
      <Failure failure={task.failure} />
    </>
  );
}

function Waits({ desk, text }: { desk: DeskView; text: string }) {
  return (
    <>
      <p role="status">{text}</p>
      <PutAway desk={desk} text={tKeys('check.cancel')} />
    </>
  );
}

function PutAway({ desk, text }: { desk: DeskView; text: string }) {
  const task = useTask();
  return (
    <Button busy={task.busy} testId="check-close" onClick={() => task.run(() => desk.dismissDeviceCheck())}>
      {text}
    </Button>
  );
}

function Failure({ failure }: { failure: unknown }) {
  if (failure === undefined) return null;
  return (
    <Notice tone="warning" live="alert">
      {failureText(failure)}
    </Notice>
  );
}

function endText(why: DeviceCheckEnd): string {
  switch (why) {
    case 'mismatch':
      return tKeys('over.mismatch');
    case 'stopped':
      return tKeys('over.stopped');
    case 'timed-out':
      return tKeys('over.timedOut');
    case 'elsewhere':
      return tKeys('over.elsewhere');
    case 'wrong-code':
      return tKeys('over.wrongCode');
    case 'failed':
      return tKeys('over.failed');
  }
}
