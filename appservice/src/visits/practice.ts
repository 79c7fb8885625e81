/** Whose visits these are. */

import type { UserId } from '@sprechzimmer/protocol';

export interface Practice {
  readonly serverName: string;
  readonly botUserId: UserId;
  /** What patients call this clinician; undefined for anybody who is none (any more). */
  clinicianName(user: UserId): string | undefined;
}
