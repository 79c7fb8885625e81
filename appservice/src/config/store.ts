/** `store`: the appservice's own database. */

import * as v from 'valibot';
import { databaseUrl } from './database-url.ts';
import { secretFile } from './setting.ts';

export const storeSays = 'Where invitations and visits are kept: no names, no content.';

export const StoreSchema = v.strictObject({
  database: v.optional(
    databaseUrl(
      '`sqlite` for a file in the data folder, or PostgreSQL. Not the database of the homeserver.',
      'postgres://sprechzimmer@127.0.0.1:5432/sprechzimmer',
    ),
    'sqlite',
  ),
  passwordFile: v.optional(
    secretFile('File with the PostgreSQL password.', '/etc/sprechzimmer/store-password'),
  ),
});
