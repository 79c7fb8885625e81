/** Behind *More*: what can be done in the middle of a conversation. */

import type { Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { CallView } from '../../call/call-view.ts';
import type { MediaView } from '../../call/media-view.ts';
import { tTools } from '../../i18n/tools.ts';
import { Button } from '../button.tsx';
import { DeviceChoice } from '../device-choice.tsx';
import { keysOn, mirrored, selfHidden } from './own-look.ts';
import { SpeakerChoice } from './speaker-choice.tsx';
import { speakers } from './speakers.ts';
import {
  hasFullScreen,
  hasSmallWindow,
  isFullScreen,
  isInSmallWindow,
  theirPicture,
  toggleFullScreen,
  toggleSmallWindow,
} from './window-tools.ts';

export interface ToolsPanelProps {
  readonly call: CallView;
  readonly name: string;
  /** Something was chosen that needs the whole screen again. */
  readonly onDone: () => void;
}

export function ToolsPanel({ call, name, onDone }: ToolsPanelProps) {
  const writesOnly = call.chatOnly.askedBy.value !== undefined;
  return (
    <div class="tools">
      {!writesOnly && call.screen.supported && (
        <ShowScreen screen={call.screen} name={name} onDone={onDone} />
      )}
      {!writesOnly && (
        <Tool hint={tTools('write.hint')}>
          {(describedBy) => (
            <Button
              icon="chat"
              describedBy={describedBy}
              testId="only-write"
              onClick={() => {
                onDone();
                call.chatOnly.set(true);
              }}
            >
              {tTools('write.only')}
            </Button>
          )}
        </Tool>
      )}
      <Windows name={name} withPicture={!writesOnly} onDone={onDone} />
      {!writesOnly && <OwnPicture name={name} />}
      {!writesOnly && <Devices media={call.media} />}
      {!writesOnly && <Keys />}
    </div>
  );
}

function ShowScreen({
  screen,
  name,
  onDone,
}: Pick<ToolsPanelProps, 'name' | 'onDone'> & Pick<CallView, 'screen'>) {
  const isOn = screen.on.value;
  return (
    <Tool hint={tTools('screen.hint', { name })} ifNarrow>
      {(describedBy) => (
        <Button
          icon={isOn ? 'screen-off' : 'screen'}
          describedBy={describedBy}
          testId="tools-screen"
          onClick={() => {
            onDone();
            if (isOn) screen.stop();
            else void screen.start();
          }}
        >
          {isOn ? tTools('screen.hide') : tTools('screen.show')}
        </Button>
      )}
    </Tool>
  );
}

function Windows({ name, withPicture, onDone }: { name: string; withPicture: boolean; onDone: () => void }) {
  const small = withPicture && hasSmallWindow() && theirPicture.value !== undefined;
  if (!small && !hasFullScreen()) return null;
  return (
    <Part title={tTools('window.title')}>
      {small && (
        <Button
          icon="small-window"
          testId="small-window"
          onClick={() => {
            onDone();
            void toggleSmallWindow();
          }}
        >
          {isInSmallWindow.value ? tTools('window.smallBack') : tTools('window.small', { name })}
        </Button>
      )}
      {hasFullScreen() && (
        <Button
          icon="full-screen"
          testId="full-screen"
          onClick={() => {
            onDone();
            void toggleFullScreen();
          }}
        >
          {isFullScreen.value ? tTools('window.fullBack') : tTools('window.full')}
        </Button>
      )}
    </Part>
  );
}

function OwnPicture({ name }: { name: string }) {
  return (
    <Part title={tTools('own.title')}>
      <Switch is={mirrored} testId="mirrored">
        {tTools('own.mirrored')}
      </Switch>
      <Switch is={selfHidden} testId="self-hidden">
        {tTools('own.hidden')}
      </Switch>
      <p class="hint">{tTools('own.hint', { name })}</p>
    </Part>
  );
}

/** Changed at once, in the middle of it, without a new connection. */
function Devices({ media }: { media: MediaView }) {
  const { cameras, microphones } = media.devices.value;
  const isChoice = cameras.length > 1 || microphones.length > 1 || speakers.value.length > 0;
  return (
    <Part title={tTools('devices.title')}>
      <DeviceChoice media={media} withCamera />
      <SpeakerChoice />
      {!isChoice && <p class="hint">{tTools('devices.single')}</p>}
    </Part>
  );
}

function Keys() {
  return (
    <Part title={tTools('keys.title')}>
      <Switch is={keysOn} testId="keys-on">
        {tTools('keys.on')}
      </Switch>
      {keysOn.value && (
        <>
          <dl class="keys">
            <Key name="M" does={tTools('keys.microphone')} />
            <Key name="C" does={tTools('keys.camera')} />
            <Key name={tTools('keys.space')} does={tTools('keys.speak')} />
          </dl>
          <p class="hint">{tTools('keys.hint')}</p>
        </>
      )}
    </Part>
  );
}

function Key({ name, does }: { name: string; does: string }) {
  return (
    <div>
      <dt>
        <kbd>{name}</kbd>
      </dt>
      <dd>{does}</dd>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  const id = useId();
  return (
    <section class="tools-part" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  );
}

interface ToolProps {
  readonly hint: string;
  /** Where there is room it has a control of its own. */
  readonly ifNarrow?: boolean;
  readonly children: (describedBy: string) => ComponentChildren;
}

function Tool({ hint, ifNarrow, children }: ToolProps) {
  const id = useId();
  return (
    <div class={ifNarrow ? 'tool tool-if-narrow' : 'tool'}>
      {children(id)}
      <p class="hint" id={id}>
        {hint}
      </p>
    </div>
  );
}

function Switch({
  is,
  testId,
  children,
}: {
  is: Signal<boolean>;
  testId: string;
  children: ComponentChildren;
}) {
  const id = useId();
  return (
    <div class="check">
      <input
        id={id}
        type="checkbox"
        checked={is.value}
        data-testid={testId}
        onChange={(event) => {
          is.value = event.currentTarget.checked;
        }}
      />
      <label for={id}>{children}</label>
    </div>
  );
}
