/** Said no, by a person or by the browser: where it can be turned into a yes, in words and in a picture. */

import { tShared } from '../../i18n/shared.ts';
import { tTrouble } from '../../i18n/trouble.ts';
import { type BrowserLook, ownLook } from './browser-look.ts';
import { PermissionPicture } from './permission-picture.tsx';

export interface PermissionHelpProps {
  readonly fault: 'denied' | 'dismissed';
  /** Of this browser, unless given. */
  readonly look?: BrowserLook;
}

export function PermissionHelp({ fault, look = ownLook() }: PermissionHelpProps) {
  const again = tShared('common.tryAgain');
  if (fault === 'denied') return <WhereTheSwitchIs look={look} again={again} />;
  return (
    <>
      <p>{tTrouble('help.dismissed', { again })}</p>
      <details>
        <summary>{tTrouble('help.noQuestion')}</summary>
        <WhereTheSwitchIs look={look} again={again} />
      </details>
    </>
  );
}

function WhereTheSwitchIs({ look, again }: { look: BrowserLook; again: string }) {
  return (
    <div class="switch-help" data-testid="permission-help">
      <p>{tTrouble('help.title')}</p>
      <PermissionPicture look={look} />
      <ol class="switch-steps">
        {steps(look).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>{tTrouble('help.after', { again })}</p>
      {look !== 'ios-app' && <p class="hint">{tTrouble('help.device')}</p>}
    </div>
  );
}

function steps(look: BrowserLook): readonly string[] {
  switch (look) {
    case 'chrome-desktop':
      return [tTrouble('step.sliders'), tTrouble('step.turnOn')];
    case 'edge':
      return [tTrouble('step.padlock'), tTrouble('step.turnOn')];
    case 'chrome-android':
      return [tTrouble('step.tapSliders'), tTrouble('step.permissions')];
    case 'firefox-desktop':
      return [tTrouble('step.blocked'), tTrouble('step.unblock')];
    case 'firefox-android':
      return [tTrouble('step.tapPadlock'), tTrouble('step.tapBlocked')];
    case 'safari-mac':
      return [tTrouble('step.menu'), tTrouble('step.settingsFor'), tTrouble('step.setAllow')];
    case 'safari-ios':
      return [tTrouble('step.pageSign'), tTrouble('step.website'), tTrouble('step.setAllow')];
    case 'ios-app':
      return [tTrouble('step.system'), tTrouble('step.systemOn')];
    case 'unknown':
      return [tTrouble('step.search'), tTrouble('step.turnOn')];
  }
}
