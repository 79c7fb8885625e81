/** Hydrogen's own client on a page: as its makers publish it, with calls and cross-signing switched on. */

import {
  Client,
  FeatureFlag,
  FeatureSet,
  type GroupCall,
  KeyType,
  LoadStatus,
  LocalMedia,
  Platform,
} from 'hydrogen-view-sdk';
import '../../../client/src/call/testing/page.ts';
import type { Account } from './account.ts';

const hydrogen = { signIn };

declare global {
  interface Window {
    hydrogenPage: typeof hydrogen;
  }
}
window.hydrogenPage = hydrogen;

/** Signs in and opens the account's keys with the recovery key. */
async function signIn({ homeserver, user, password, recoveryKey }: Account) {
  const olm = { wasm: '/olm/olm.wasm', legacyBundle: '/olm/olm_legacy.js', wasmBundle: '/olm/olm.js' };
  const platform = new Platform({
    container: document.body,
    assetPaths: { downloadSandbox: '', worker: '', olm },
    config: {},
    options: {},
  });
  // Its service worker is for media of the room; without one, 0.3.1 forgets to ask whether it is there.
  Object.defineProperty(platform, 'updateService', { value: { updateAuthData: () => undefined } });
  await platform.init();
  const features = new FeatureSet().withFeature(FeatureFlag.Calls).withFeature(FeatureFlag.CrossSigning);
  const client = new Client(platform, features);
  const login = await client.queryLogin(homeserver).result;
  await client.startWithLogin(login.password(user, password));
  const over = [LoadStatus.Ready, LoadStatus.Error, LoadStatus.LoginFailed];
  await client.loadStatus.waitFor((status) => over.includes(status)).promise;
  if (client.loadStatus.get() !== LoadStatus.Ready)
    throw client.loadError ?? new Error('Hydrogen could not sign in');

  const { session } = client;
  await session.enableSecretStorage(KeyType.RecoveryKey, recoveryKey);

  let call: GroupCall | undefined;
  const peer = () => [...(call?.members.values() ?? [])][0];
  return {
    /** Signs this device with the account's keys. */
    async sign() {
      const crossSigning = session.crossSigning.get();
      const signed = await platform.logger.run('sign', async (log) => crossSigning?.signOwnDevice(log));
      if (!signed) throw new Error('Hydrogen did not sign its device');
    },
    /** Joins the conference with camera and microphone, as soon as it knows of it. */
    async join(conference: string) {
      await window.callLab.until(
        () => session.callHandler.calls.get(conference) !== undefined,
        'there is a call',
      );
      call = session.callHandler.calls.get(conference);
      const stream = await platform.mediaDevices.getMediaTracks(true, true);
      await call?.join(new LocalMedia().withUserMedia(stream));
    },
    /** What it receives, once it shows it. */
    async remoteMedia(): Promise<MediaStream> {
      await window.callLab.until(
        () => peer()?.remoteMedia?.userMedia !== undefined,
        'Hydrogen shows the other',
      );
      const stream = peer()?.remoteMedia?.userMedia;
      if (!stream) throw new Error('there is no stream');
      return stream;
    },
    leave: () => call?.leave(),
  };
}
