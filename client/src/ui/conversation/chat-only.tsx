/** A moment of nothing but writing: what is said about it, and the way back. */

import { useSignal } from '@preact/signals';
import type { CallView } from '../../call/call-view.ts';
import { tTools } from '../../i18n/tools.ts';
import { Button } from '../button.tsx';
import { Confirm } from '../dialog.tsx';
import { Notice } from '../notice.tsx';

export interface ChatOnlyProps {
  readonly chatOnly: CallView['chatOnly'];
  readonly name: string;
}

/** Either may end it; whoever did not ask for it is asked once more, because it makes a sound in the other's room. */
export function ChatOnlyNotice({ chatOnly, name }: ChatOnlyProps) {
  const asking = useSignal(false);
  const askedBy = chatOnly.askedBy.value;
  const stay = () => {
    asking.value = false;
  };
  return (
    <>
      {/* Always present, so that screen readers notice when its text comes and goes. */}
      <div role="status">
        {askedBy && (
          <Notice icon="chat" testId="chat-only">
            <p>{askedBy === 'us' ? tTools('write.mine') : tTools('write.theirs', { name })}</p>
            <Button
              testId="chat-only-back"
              onClick={() => {
                if (askedBy === 'us') chatOnly.set(false);
                else asking.value = true;
              }}
            >
              {tTools('write.back')}
            </Button>
          </Notice>
        )}
      </div>
      {asking.value && askedBy && (
        <Confirm
          title={tTools('write.backTitle')}
          confirm={tTools('write.back')}
          stay={tTools('write.stay')}
          onStay={stay}
          onConfirm={() => {
            stay();
            chatOnly.set(false);
          }}
        >
          <p>{tTools('write.backText', { name })}</p>
        </Confirm>
      )}
    </>
  );
}
