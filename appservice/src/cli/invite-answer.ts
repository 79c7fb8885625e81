/** What `invite` answers to `--json`. */

import { KindSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';

const Instant = v.pipe(v.string(), v.isoTimestamp());

export const InviteAnswerSchema = v.strictObject({
  ok: v.literal(true),
  label: v.string(),
  clinician: v.string(),
  kind: KindSchema,
  begins: Instant,
  opens: Instant,
  closes: Instant,
  /** Whoever has it can come with it. It is kept nowhere. */
  link: v.string(),
  /** Always: the link proves nothing, and the two have to compare pictures. */
  compare: v.literal(true),
});
export type InviteAnswer = v.InferOutput<typeof InviteAnswerSchema>;
