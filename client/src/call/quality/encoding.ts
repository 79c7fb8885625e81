/**
 * Changes how something is sent, one change after the other: `setParameters` takes back only what `getParameters` has
 * just given, so two at once would undo one of them.
 */

const underWay = new WeakMap<RTCRtpSender, Promise<void>>();

/** A browser that refuses sends as before; nothing depends on it. */
export function changeEncoding(
  sender: RTCRtpSender,
  change: Partial<RTCRtpEncodingParameters>,
): Promise<void> {
  const next = (underWay.get(sender) ?? Promise.resolve()).then(() => apply(sender, change));
  underWay.set(sender, next);
  return next;
}

async function apply(sender: RTCRtpSender, change: Partial<RTCRtpEncodingParameters>): Promise<void> {
  try {
    const parameters = sender.getParameters();
    const [encoding] = parameters.encodings;
    if (!encoding || isAlready(encoding, change)) return;
    Object.assign(encoding, change);
    await sender.setParameters(parameters);
  } catch {
    // Closed in this very moment, or not supported.
  }
}

const defaults: RTCRtpEncodingParameters = { scaleResolutionDownBy: 1, active: true };

function isAlready(encoding: RTCRtpEncodingParameters, change: Partial<RTCRtpEncodingParameters>): boolean {
  const now = Object.entries({ ...defaults, ...encoding });
  return Object.entries(change).every(([name, value]) =>
    now.some(([each, held]) => each === name && held === value),
  );
}
