/**
 * Somebody between the two: has taken over the page's peer connections underneath the call (an extension, say),
 * and connects them to one of its own. What came through Olm is untouched, so only measuring can tell.
 */

/** An `openConnection` whose connections end at Mallory instead of the other participant. */
export function mallory(): (config: RTCConfiguration) => RTCPeerConnection {
  return (config) => {
    const pc = new RTCPeerConnection(config);
    const own = new RTCPeerConnection();
    own.createDataChannel('sprechzimmer', { negotiated: true, id: 0 });
    pc.addEventListener('icecandidate', ({ candidate }) => {
      if (own.remoteDescription) own.addIceCandidate(candidate ?? undefined).catch(() => undefined);
    });
    const setRemoteDescription = pc.setRemoteDescription.bind(pc);
    pc.setRemoteDescription = async (theirs) => {
      if (theirs.type !== 'answer' || !pc.localDescription) return setRemoteDescription(theirs);
      await own.setRemoteDescription(pc.localDescription);
      for (const transceiver of own.getTransceivers()) transceiver.direction = 'sendrecv';
      await own.setLocalDescription();
      await gathered(own);
      if (own.localDescription) await setRemoteDescription(own.localDescription);
    };
    return pc;
  };
}

function gathered(pc: RTCPeerConnection): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (pc.iceGatheringState === 'complete') resolve();
    };
    pc.addEventListener('icegatheringstatechange', check);
    check();
  });
}
