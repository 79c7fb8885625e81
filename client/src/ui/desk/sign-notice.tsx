import type { SilentSign } from '../../crypto/signs.ts';
import { formatTime } from '../../i18n/format.ts';
import { tTools } from '../../i18n/tools.ts';
import { Button } from '../button.tsx';
import { Notice } from '../notice.tsx';

export interface SignNoticeProps {
  readonly sign: SilentSign | undefined;
  readonly who: string;
  /** Our own screen is shown: whoever stands beside the patient may read everything on it. */
  readonly isOverlooked: boolean;
}

/** The patient is not alone. Seen at once, heard by nobody. */
export function SignNotice({ sign, who, isOverlooked }: SignNoticeProps) {
  return (
    // Always present, so that screen readers notice when its text comes and goes.
    <div role="status">
      {sign && isOverlooked && (
        <Notice icon="clock" testId="sign-later">
          {tTools('sign.later')}
        </Notice>
      )}
      {sign && !isOverlooked && (
        <Notice tone="warning" icon="alert" testId="not-alone">
          <p>
            <strong>{tTools('sign.given', { who, time: formatTime(sign.atMs) })}</strong>
          </p>
          {sign.mistakenAtMs === undefined ? (
            <p>
              {tTools('sign.advice')} {tTools('sign.perhaps')}
            </p>
          ) : (
            <p>{tTools('sign.takenBack', { time: formatTime(sign.mistakenAtMs) })}</p>
          )}
          <Button testId="sign-seen" onClick={sign.dismiss}>
            {tTools('sign.seen')}
          </Button>
        </Notice>
      )}
    </div>
  );
}
