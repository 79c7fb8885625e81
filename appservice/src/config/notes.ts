/** What is right and yet not quite what somebody may expect. Nothing stops for it. */

import { accentOf } from '@sprechzimmer/protocol';
import type { Config } from './sections.ts';

export interface Note {
  /** Dotted path of the setting it is about. */
  readonly setting: string;
  /** A sentence for whoever has written the file. */
  readonly says: string;
}

export function notesOn(config: Config): readonly Note[] {
  return [...colourIsLegible(config), ...somethingForACrisis(config)];
}

/** `practice.colour: letters in … could not be read` */
export function showNote({ setting, says }: Note): string {
  return `${setting}: ${says}`;
}

function colourIsLegible({ practice: { colour } }: Config): readonly Note[] {
  if (colour === undefined) return [];
  const { accent } = accentOf(colour, 'light');
  if (accent === colour) return [];
  const says = `letters in ${colour} could not be read; on the light screens it is shown as ${accent}.`;
  return [{ setting: 'practice.colour', says }];
}

/** Somebody in need may sit far away from whoever treats them. */
function somethingForACrisis({ before, after }: Config): readonly Note[] {
  if ((after.crisisNumbers ?? []).length > 0) return [];
  const { company, callback, place, crisis } = before;
  if ([company, callback, place, crisis].some((wanted) => wanted !== 'off')) return [];
  const says =
    'nothing is prepared for a crisis. Patients find no number on their last screen, and are asked neither where they ' +
    'are nor how to call them back. Think of after.crisisNumbers and of before.place, before.callback, before.crisis.';
  return [{ setting: 'after.crisisNumbers', says }];
}
