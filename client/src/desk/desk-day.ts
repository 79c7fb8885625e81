/** What belongs to the clinician's day rather than to one visit: a part of the desk's view. */

import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { VisitId } from '@sprechzimmer/protocol';
import type { Choices } from '../storage/own-choices.ts';
import type { Appointment } from './appointments.ts';
import { type DoorLock, doorLock, type KeptDoorLock } from './door-lock.ts';
import { type KeptOwnChoices, type OwnChoices, ownChoices } from './own-choices.ts';
import { type KeptOwnState, type OwnState, ownState } from './own-state.ts';

export interface DeskDay {
  /** From the notebook, the earliest first; past ones too. */
  readonly appointments: ReadonlySignal<readonly Appointment[]>;
  /** What those who wait are told about the clinician. */
  readonly ownState: OwnState;
  /** Of the conversation that is open. */
  readonly lock: DoorLock;
  readonly choices: OwnChoices;
}

export interface KeptDeskDay extends DeskDay {
  readonly appointments: Signal<readonly Appointment[]>;
  readonly ownState: KeptOwnState;
  readonly lock: KeptDoorLock;
  readonly choices: KeptOwnChoices;
  /** The desk is closed: of the day nothing is known any more. */
  forget(): void;
}

/**
 * @param current the visit whose conversation is open
 * @param keep stores the choices on this device
 */
export function deskDay(
  current: ReadonlySignal<VisitId | undefined>,
  keep: (choices: Choices) => Promise<void>,
): KeptDeskDay {
  const appointments = signal<readonly Appointment[]>([]);
  const state = ownState();
  return {
    appointments,
    ownState: state,
    lock: doorLock(current),
    choices: ownChoices(keep),
    forget() {
      appointments.value = [];
      state.talking.value = false;
      state.backIn(undefined);
    },
  };
}
