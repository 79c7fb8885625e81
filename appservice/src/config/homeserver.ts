/** `homeserver`: the practice's own Synapse. */

import * as v from 'valibot';
import { databaseUrl } from './database-url.ts';
import { oneOf, port, secretFile, setting } from './setting.ts';

export const homeserverSays =
  'The Synapse homeserver that belongs to the practice. It is configured from here at every start: ' +
  'its own homeserver.yaml is written anew and need not be edited.';

export const HomeserverSchema = v.strictObject({
  serverName: v.optional(
    setting(v.pipe(v.string(), v.maxLength(200), v.regex(serverName())), {
      says:
        'The part after the colon in every Matrix address of the practice. It can never be changed once ' +
        'there is data.',
      expected: 'a host name in small letters, such as matrix.example.org',
      example: 'matrix.example.org',
    }),
    'sprechzimmer.localhost',
  ),
  port: v.optional(port('The homeserver itself. The web server passes on what clients need.'), 8481),
  roomVersion: v.optional(
    oneOf(
      ['10', '11'],
      'Room version of every visit. Not 12: there the bot that makes a room would stay above the clinician for good.',
    ),
    '11',
  ),
  database: v.optional(
    databaseUrl(
      'Where Synapse keeps its data: `sqlite` for a file in the data folder (one or two clinicians), or PostgreSQL. ' +
        'The database must exist, with encoding UTF8 and locale C.',
      'postgres://synapse@127.0.0.1:5432/synapse',
    ),
    'sqlite',
  ),
  databasePasswordFile: v.optional(
    secretFile('File with the PostgreSQL password.', '/etc/sprechzimmer/synapse-database-password'),
  ),
});

function serverName(): RegExp {
  return /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?::\d{1,5})?$/;
}
