import type { ProblemCode } from '@sprechzimmer/protocol';
import type { DeskFault } from '../../desk/desk-view.ts';
import { tDesk } from '../../i18n/desk.ts';
import { tShared } from '../../i18n/shared.ts';

/** What went wrong and what to do, for the clinician. */
export function faultText(fault: DeskFault): string {
  switch (fault.kind) {
    case 'wrong-password':
      return tDesk('fault.wrongPassword');
    case 'not-a-clinician':
      return tDesk('fault.notAClinician');
    case 'wrong-recovery-key':
      return tDesk('fault.wrongRecoveryKey');
    case 'keys-replaced':
      return tDesk('fault.keysReplaced');
    case 'keys-not-sent':
      return tDesk('fault.keysNotSent');
    case 'offline':
      return tDesk('fault.offline');
    case 'other-tab':
      return tDesk('fault.otherTab');
    case 'session-ended':
      return tDesk('fault.sessionEnded');
    case 'problem':
      return problemText(fault.code);
  }
}

/** The same for something that was thrown: by its problem code where it carries one. */
export function failureText(failure: unknown): string {
  if (typeof failure !== 'object' || failure === null || !('code' in failure))
    return tShared('common.failed');
  return typeof failure.code === 'string' ? problemText(failure.code) : tShared('common.failed');
}

function problemText(code: ProblemCode | (string & {})): string {
  switch (code) {
    case 'too-many-tries':
      return tDesk('fault.tooManyTries');
    case 'unauthorized':
      return tDesk('fault.unauthorized');
    case 'unavailable':
      return tDesk('fault.unavailable');
    default:
      return tDesk('fault.other', { code });
  }
}
