/** The control that opens everything one needs seldom. What stands behind it is loaded when the conversation begins. */

import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import type { CallView } from '../../call/call-view.ts';
import { tShared } from '../../i18n/shared.ts';
import { tTools } from '../../i18n/tools.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { Control } from './controls.tsx';
import { useSpeakers } from './speakers.ts';
import type { ToolsPanelProps } from './tools-panel.tsx';
import { useToolKeys } from './use-tool-keys.ts';
import { followWindows } from './window-tools.ts';

export interface ToolsProps {
  readonly call: CallView;
  readonly name: string;
}

export function Tools({ call, name }: ToolsProps) {
  const open = useSignal(false);
  const close = () => {
    open.value = false;
  };
  const writesOnly = call.chatOnly.askedBy.value !== undefined;
  useToolKeys(writesOnly ? undefined : call.media);
  useEffect(followWindows, []);
  useSpeakers();
  const panel = usePanel();
  const Panel = panel.loaded;
  return (
    <>
      <Control
        icon="more"
        text={tTools('more.text')}
        label={tTools('more.label')}
        testId="tools"
        onClick={() => {
          panel.load();
          open.value = true;
        }}
      />
      {open.value && (
        <Dialog title={tTools('more.title')} onClose={close} closable testId="tools-panel">
          {Panel ? (
            <Panel call={call} name={name} onDone={close} />
          ) : (
            <div role="status">
              <p>{panel.failed ? tTools('more.notLoaded') : tTools('more.loading')}</p>
              {panel.failed && <Button onClick={panel.load}>{tShared('common.tryAgain')}</Button>}
            </div>
          )}
        </Dialog>
      )}
    </>
  );
}

/** Showing the screen, where there is room for a control of its own; where not, it stands behind *More*. */
export function ScreenControl({ screen }: { screen: CallView['screen'] }) {
  if (!screen.supported) return null;
  const isOn = screen.on.value;
  return (
    <div class="control-if-wide">
      <Control
        icon={isOn ? 'screen-off' : 'screen'}
        text={tTools('screen.text')}
        label={isOn ? tTools('screen.hide') : tTools('screen.show')}
        look={isOn ? 'off' : 'plain'}
        testId="toggle-screen"
        onClick={() => {
          if (isOn) screen.stop();
          else void screen.start();
        }}
      />
    </div>
  );
}

function usePanel() {
  const loaded = useSignal<{ readonly panel: ComponentType<ToolsPanelProps> } | 'failed' | undefined>(
    undefined,
  );
  const load = () => {
    if (loaded.peek() !== undefined && loaded.peek() !== 'failed') return;
    loaded.value = undefined;
    import('./tools-panel.tsx').then(
      ({ ToolsPanel }) => {
        loaded.value = { panel: ToolsPanel };
      },
      () => {
        loaded.value = 'failed';
      },
    );
  };
  useEffect(load, []);
  const { value } = loaded;
  return {
    load,
    loaded: value === 'failed' ? undefined : value?.panel,
    failed: value === 'failed',
  };
}
