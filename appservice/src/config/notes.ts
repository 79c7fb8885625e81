/** What is right and yet not quite what somebody may expect. Nothing stops for it. */

import { accentOf } from '@sprechzimmer/protocol';
import type { Config } from './sections.ts';

/** Sentences for whoever has written the file. */
export function notesOn({ practice: { colour } }: Config): readonly string[] {
  if (colour === undefined) return [];
  const { accent } = accentOf(colour, 'light');
  if (accent === colour) return [];
  return [
    `practice.colour: letters in ${colour} could not be read; on the light screens it is shown as ${accent}.`,
  ];
}
