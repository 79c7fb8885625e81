/** `turn`: the relay for networks that let no direct connection through. */

import * as v from 'valibot';
import { secretFile, setting, whole } from './setting.ts';

export const turnSays =
  'A TURN server (coturn) for networks that let no direct connection through. It sees ciphertext only. ' +
  'Without one, conversations work in the same network and through most home routers.';

const TurnUriSchema = v.pipe(v.string(), v.regex(/^turns?:[^\s?/@]+(?:\?transport=(?:udp|tcp))?$/));

export const TurnSchema = v.strictObject({
  uris: v.optional(
    setting(v.pipe(v.array(TurnUriSchema), v.maxLength(8)), {
      says:
        'Addresses of the TURN server, `turns:` first: on port 443 it passes most firewalls. How to set it up: ' +
        'synapse-config/turnserver.template.conf.',
      expected: 'a list of addresses such as turns:turn.example.org:443?transport=tcp',
      example: ['turns:turn.example.org:443?transport=tcp', 'turn:turn.example.org:3478?transport=udp'],
    }),
    [],
  ),
  secretFile: v.optional(
    secretFile(
      'File with the shared secret (`static-auth-secret` of coturn). Without it, `turnSecret` in secrets.yaml is used.',
      '/etc/sprechzimmer/turn-secret',
    ),
  ),
  credentialMinutes: v.optional(
    whole(
      'minutes',
      { min: 5, max: 1440 },
      'How long a browser can open something at the relay with the credentials it was given. It asks for new ones at ' +
        'half that time, for as long as its visit lasts.',
    ),
    30,
  ),
});
