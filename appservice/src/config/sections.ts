/** All sections of `sprechzimmer.yaml`, in the order in which an admin reads them. */

import type * as v from 'valibot';
import { AfterSchema, afterSays } from './after.ts';
import { BeforeSchema, beforeSays } from './before.ts';
import { CallSchema, callSays } from './call.ts';
import { CliniciansSchema, cliniciansSays } from './clinicians.ts';
import { FilesSchema, filesSays } from './files.ts';
import { HomeserverSchema, homeserverSays } from './homeserver.ts';
import { InvitationsSchema, invitationsSays, VisitsSchema, visitsSays } from './invitations.ts';
import { LimitsSchema, limitsSays } from './limits.ts';
import { PracticeSchema, practiceSays } from './practice.ts';
import { RetentionSchema, retentionSays } from './retention.ts';
import { StoreSchema, storeSays } from './store.ts';
import { TurnSchema, turnSays } from './turn.ts';
import { WaitingRoomSchema, waitingRoomSays } from './waiting-room.ts';
import { WebSchema, webSays } from './web.ts';

export const sections = {
  practice: { schema: PracticeSchema, says: practiceSays },
  web: { schema: WebSchema, says: webSays },
  homeserver: { schema: HomeserverSchema, says: homeserverSays },
  clinicians: { schema: CliniciansSchema, says: cliniciansSays },
  invitations: { schema: InvitationsSchema, says: invitationsSays },
  visits: { schema: VisitsSchema, says: visitsSays },
  files: { schema: FilesSchema, says: filesSays },
  before: { schema: BeforeSchema, says: beforeSays },
  waitingRoom: { schema: WaitingRoomSchema, says: waitingRoomSays },
  after: { schema: AfterSchema, says: afterSays },
  retention: { schema: RetentionSchema, says: retentionSays },
  turn: { schema: TurnSchema, says: turnSays },
  call: { schema: CallSchema, says: callSays },
  store: { schema: StoreSchema, says: storeSays },
  limits: { schema: LimitsSchema, says: limitsSays },
} as const;

export type SectionName = keyof typeof sections;

/** A whole, valid configuration: defaults filled in. Secrets are not part of it. */
export type Config = { readonly [N in SectionName]: v.InferOutput<(typeof sections)[N]['schema']> };

/** What the file may say. */
export type ConfigInput = { readonly [N in SectionName]?: v.InferInput<(typeof sections)[N]['schema']> };

export const sectionNames: readonly SectionName[] = Object.keys(sections).filter(
  (name): name is SectionName => name in sections,
);
