/** `clinicians`: who may invite. */

import { UserIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { setting, text } from './setting.ts';

export const cliniciansSays =
  'Who may invite. Each is an ordinary Matrix account on the homeserver above, without any power over it. ' +
  'A missing account is made at the next start, which prints its first password once. ' +
  'Who is removed here can no longer invite; the account stays.';

export const ClinicianSchema = v.strictObject({
  user: setting(v.pipe(UserIdSchema, v.regex(/^@[a-z0-9._=/+-]+:/)), {
    says: 'Matrix address. What stands before the colon is the user name to sign in with.',
    expected: 'a Matrix address in small letters, such as @name:matrix.example.org',
    example: '@doktor:sprechzimmer.localhost',
  }),
  name: text(100, 'The name patients read.', 'Dr. Weber'),
});

export const CliniciansSchema = setting(v.pipe(v.array(ClinicianSchema), v.minLength(1)), {
  says: cliniciansSays,
  expected: 'a list with at least one clinician, each with `user` and `name`',
});
