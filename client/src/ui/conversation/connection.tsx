/** The shield and the page behind it: who is here, how they were recognised, and the line as it was measured. */

import { useSignal } from '@preact/signals';
import type { AddressChoice } from '../../call/address-choice.ts';
import type { CallView, ParticipantView, RouteMeasurement } from '../../call/call-view.ts';
import { tLine } from '../../i18n/line.ts';
import { tShared } from '../../i18n/shared.ts';
import { AddressSwitch } from '../address-switch.tsx';
import { Dialog } from '../dialog.tsx';
import { Icon } from '../icon.tsx';
import { FourWordsSection } from './four-words.tsx';
import { SoundSection } from './sound-section.tsx';

export interface ConnectionProps {
  readonly participant: ParticipantView | undefined;
  readonly call: CallView | undefined;
  readonly name: string;
  readonly recognised: string;
  readonly address: AddressChoice;
  /** Of the two of us, we begin to read the four words. */
  readonly readsFirst: boolean;
  /** Without picture there is no line to measure. */
  readonly withPicture: boolean;
}

export function ConnectionButton(props: ConnectionProps) {
  const open = useSignal(false);
  const route = routeNow(props.participant);
  return (
    <>
      <button
        type="button"
        class="shield"
        data-testid="connection"
        onClick={() => {
          open.value = true;
        }}
      >
        <Icon name={route?.fingerprint === 'differs' ? 'alert' : 'shield'} />
        <span>
          {props.withPicture ? summary(route) : tShared('connection.summaryEncrypted')}
          {props.withPicture && <span class="shield-route">{summaryRoute(route)}</span>}
        </span>
      </button>
      {open.value && (
        <ConnectionPage
          {...props}
          onClose={() => {
            open.value = false;
          }}
        />
      )}
    </>
  );
}

function ConnectionPage(props: ConnectionProps & { onClose: () => void }) {
  const { participant, name, recognised, withPicture, onClose } = props;
  const route = routeNow(participant);
  return (
    <Dialog title={tShared('connection.title')} onClose={onClose} closable testId="connection-page">
      <dl class="facts">
        <dt>{tShared('connection.who')}</dt>
        <dd>{tShared('connection.whoText', { name })}</dd>
        <dt>{tShared('connection.recognised')}</dt>
        <dd>{recognised}</dd>
        <dt>{tShared('connection.encryption')}</dt>
        <dd data-testid="connection-encryption">
          {withPicture ? encryptionText(route, name) : tShared('connection.chat')}
        </dd>
      </dl>
      {withPicture && participant && (
        <FourWordsSection participant={participant} name={name} readsFirst={props.readsFirst} />
      )}
      <dl class="facts">
        {withPicture && (
          <>
            <dt>{tShared('connection.route')}</dt>
            <dd data-testid="connection-route" data-path={route?.path}>
              {routeText(route)}
            </dd>
          </>
        )}
        <dt>{tLine('recording.title')}</dt>
        <dd data-testid="connection-recording">{tLine('recording.none', { name })}</dd>
      </dl>
      {withPicture && props.call && <SoundSection call={props.call} line={participant?.line} />}
      {withPicture && props.address.isOffered.value && (
        <section class="words">
          <h3>{tLine('address.title')}</h3>
          <AddressSwitch address={props.address} isConnected />
        </section>
      )}
      {route && <ForSpecialists route={route} />}
    </Dialog>
  );
}

/** What nobody needs to know who wants to be sure, and what somebody asks who knows the trade. */
function ForSpecialists({ route }: { route: RouteMeasurement }) {
  return (
    <details>
      <summary>{tShared('connection.specialists')}</summary>
      <dl class="facts">
        <dt>{tShared('connection.cipher')}</dt>
        <dd class="technical" data-testid="connection-cipher">
          {cipherText(route) ?? tShared('connection.cipherUnknown')}
        </dd>
        {route.roundTripMs !== undefined && (
          <>
            <dt>{tShared('connection.roundTrip')}</dt>
            <dd>{tShared('connection.roundTripMs', { ms: Math.round(route.roundTripMs) })}</dd>
          </>
        )}
      </dl>
    </details>
  );
}

/** What was measured of the line that is gone says nothing of the next one; only a wrong certificate stays said. */
function routeNow(participant: ParticipantView | undefined): RouteMeasurement | undefined {
  const route = participant?.route.value;
  const isOld = participant?.state.value !== 'connected' && route?.fingerprint !== 'differs';
  return isOld ? undefined : route;
}

/** What stands beside the shield: never more than was measured. */
function summary(route: RouteMeasurement | undefined): string {
  if (!route) return tShared('connection.summaryPending');
  if (route.fingerprint === 'differs') return tShared('connection.summaryDiffers');
  return tShared('connection.summaryEncrypted');
}

/** On a phone it is read aloud only, and stands on the page behind the shield. */
function summaryRoute(route: RouteMeasurement | undefined): string | undefined {
  if (route === undefined || route.fingerprint === 'differs') return undefined;
  if (route.path === 'direct') return tShared('connection.summaryDirect');
  if (route.path === 'relayed') return tShared('connection.summaryRelayed');
  return undefined;
}

function routeText(route: RouteMeasurement | undefined): string {
  switch (route?.path) {
    case undefined:
      return tShared('connection.pending');
    case 'direct':
      return tShared('connection.direct');
    case 'relayed':
      return tShared('connection.relayed');
    case 'unconfirmed':
      return tShared('connection.pathUnconfirmed');
    case 'one-sided':
      return tLine('measured.pathOneSided');
    case 'disputed':
      return tShared('connection.disputed');
    case 'not-measurable':
      return tShared('connection.pathUnknown');
  }
}

function encryptionText(route: RouteMeasurement | undefined, name: string): string {
  switch (route?.fingerprint) {
    case undefined:
      return tShared('connection.pending');
    case 'verified':
      return tShared('connection.verified', { name });
    case 'unconfirmed':
      return tShared('connection.unconfirmed', { name });
    case 'one-sided':
      return tLine('measured.oneSided', { name });
    case 'not-measurable':
      return tShared('connection.notMeasurable', { name });
    case 'differs':
      return tShared('connection.differs', { name });
  }
}

function cipherText({ tlsVersion, dtlsCipher, srtpCipher }: RouteMeasurement): string | undefined {
  const known = [tlsVersion && `DTLS ${dtlsVersion(tlsVersion)}`, dtlsCipher, srtpCipher].filter(Boolean);
  return known.length > 0 ? known.join(', ') : undefined;
}

/** `getStats` gives the version as it stands on the wire: `FEFD` is DTLS 1.2, `FEFC` is DTLS 1.3. */
function dtlsVersion(wire: string): string {
  return { FEFF: '1.0', FEFD: '1.2', FEFC: '1.3' }[wire.toUpperCase()] ?? wire;
}
