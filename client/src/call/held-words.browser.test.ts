/** What is said on a connection before and after its certificates have been compared. */

import { expect, test } from 'vitest';
import { withPage } from './testing/with-page.ts';

const page = withPage();

test('what is said before the certificates are compared stays before what is said after: a camera that is on is not shown as off', async () => {
  const seen = await page().evaluate(async () => {
    const { MemoryHub, person, view, until } = window.callLab;
    const hub = new MemoryHub();
    const compared = Promise.withResolvers<void>();
    const replaced = Promise.withResolvers<void>();
    const heard: unknown[] = [];
    let replaces = false;
    const clinician = await person(hub, 'clinician', {
      platform: {
        openConnection: (config) => {
          const pc = new RTCPeerConnection(config);
          const create = pc.createDataChannel.bind(pc);
          pc.createDataChannel = (...args) => {
            const channel = create(...args);
            channel.addEventListener('message', ({ data }) => heard.push(data));
            return channel;
          };
          const add = pc.addTransceiver.bind(pc);
          pc.addTransceiver = (...args) => {
            const transceiver = add(...args);
            const { sender } = transceiver;
            const replace = sender.replaceTrack.bind(sender);
            sender.replaceTrack = async (track) => {
              replaces = true;
              await replaced.promise;
              return replace(track);
            };
            return transceiver;
          };
          return pc;
        },
        measureCertificates: async () => {
          await compared.promise;
          return { local: [], remote: [] };
        },
      },
    });
    const guest = await person(hub, 'guest');
    await clinician.mesh.openMedia();
    guest.mesh.connect(clinician.participant);
    clinician.mesh.connect(guest.participant);
    const said = (what: string) => heard.some((data) => typeof data === 'string' && data.includes(what));
    await until(() => said('"camera":false'), 'the guest has said that nothing is on');
    compared.resolve();
    await until(() => replaces, 'the comparison is over');
    await guest.mesh.openMedia();
    await until(() => said('"camera":true'), 'the guest has said that all is on');
    replaced.resolve();
    await until(() => view(clinician, guest).state.value === 'connected', 'the two are connected');
    return [view(clinician, guest).microphoneOn.value, view(clinician, guest).cameraOn.value];
  });
  expect(seen).toEqual([true, true]);
});
