/** One question of the doctor. */

import type { Config } from '../config/sections.ts';
import type { DataPaths } from '../setup/paths.ts';
import type { RunningNote } from '../setup/running.ts';
import type { Secrets } from '../setup/secrets.ts';
import type { Finding } from './finding.ts';

/** What can be looked at without a readable configuration. */
export interface Place {
  readonly paths: DataPaths;
  readonly nowMs: number;
}

export interface Surroundings extends Place {
  readonly config: Config;
  /** Undefined where they do not exist yet or cannot be read. */
  readonly secrets: Secrets | undefined;
  /** Something of the practice answers. */
  readonly running: boolean;
  /** Which of the loopback ports answer. */
  readonly answering: Readonly<Record<Part, boolean>>;
  /** What the running practice has noted about itself. */
  readonly note: RunningNote | undefined;
  /** Passwords that stand in files of their own. Undefined: there is none. */
  readonly passwords: { readonly store: string | undefined; readonly homeserver: string | undefined };
}

export type Part = 'homeserver' | 'appservice' | 'web server';

interface Named {
  readonly area: string;
  readonly name: string;
  /** Longer than the usual time, where the question needs it. */
  readonly limitMs?: number;
}

/** Fails by a finding; what it throws is reported as a failed question and stops no other. */
export interface PlaceCheck extends Named {
  readonly needs: 'nothing';
  ask(place: Place, signal: AbortSignal): Promise<Finding>;
}

export interface PracticeCheck extends Named {
  /** `configuration`: also while the practice stands still. Else: the part that has to answer. */
  readonly needs: 'configuration' | Part;
  ask(surroundings: Surroundings, signal: AbortSignal): Promise<Finding>;
}

export type Check = PlaceCheck | PracticeCheck;
