/** The clinician's page: one screen for each stage. */

import type { DeskView } from '../../desk/desk-view.ts';
import { tDay } from '../../i18n/day.ts';
import { tDesk } from '../../i18n/desk.ts';
import { tKeys } from '../../i18n/keys.ts';
import { Button } from '../button.tsx';
import { Notice } from '../notice.tsx';
import { Announcer } from './arrival-notice.tsx';
import { DeskConversation } from './desk-conversation.tsx';
import { DeskScreen } from './desk-screen.tsx';
import { faultText } from './fault-text.ts';
import { NewKeys } from './new-keys.tsx';
import { Overview } from './overview.tsx';
import { SignIn } from './sign-in.tsx';
import { Unlock } from './unlock.tsx';

export function DeskApp({ desk }: { desk: DeskView }) {
  const stage = desk.stage.value;
  switch (stage.stage) {
    case 'opening':
      return (
        <DeskScreen key="opening" desk={desk} title={tDesk('opening.title')}>
          <p role="status">{tDesk('opening.text')}</p>
        </DeskScreen>
      );
    case 'signed-out':
    case 'signing-in':
      return (
        <SignIn
          key="sign-in"
          desk={desk}
          busy={stage.stage === 'signing-in'}
          fault={stage.stage === 'signed-out' ? stage.fault : undefined}
          keptFor={stage.stage === 'signed-out' ? stage.keptFor : undefined}
        />
      );
    case 'new-keys':
      return <NewKeys key="new-keys" desk={desk} recoveryKey={stage.recoveryKey} />;
    case 'unlock':
      return <Unlock key="unlock" desk={desk} fault={stage.fault} recoveryKey={stage.recoveryKey} />;
    case 'receiving-keys':
      return (
        <DeskScreen key="receiving-keys" desk={desk} title={tKeys('receiving.title')} testId="receiving-keys">
          <p role="status">{tKeys('receiving.text')}</p>
        </DeskScreen>
      );
    case 'ready':
      return (
        <>
          <Announcer desk={desk} />
          {desk.current.value === undefined ? (
            <Overview key="overview" desk={desk} />
          ) : (
            <DeskConversation key={desk.current.value} desk={desk} visitId={desk.current.value} />
          )}
        </>
      );
    case 'stopped':
      return (
        <DeskScreen
          key="stopped"
          desk={desk}
          title={tDesk('stopped.title')}
          testId="desk-stopped"
          actions={
            stage.fault.kind === 'other-tab' ? (
              <Button look="primary" testId="take-over" onClick={() => desk.takeOver()}>
                {tDay('otherTab.here')}
              </Button>
            ) : (
              <Button look="primary" onClick={() => location.reload()}>
                {tDesk('stopped.reload')}
              </Button>
            )
          }
        >
          <Notice tone="warning" icon="alert" live="alert">
            {faultText(stage.fault)}
          </Notice>
          {stage.fault.kind === 'other-tab' && <p>{tDay('otherTab.waiting')}</p>}
        </DeskScreen>
      );
  }
}
