/** Changes to `sprechzimmer.yaml` that leave the admin’s comments where they are. */

import { isSeq, parseDocument } from 'yaml';
import type { ConfigInput } from './sections.ts';
import { isRecord } from './source.ts';

/** Sets values; what is not named stays. The text must be valid YAML. */
export function setValues(text: string, values: ConfigInput): string {
  const document = parseDocument(text);
  for (const [section, inner] of Object.entries(values)) {
    if (!isRecord(inner)) document.set(section, document.createNode(inner));
    else
      for (const [key, value] of Object.entries(inner))
        if (value !== undefined) {
          if (!isRecord(document.toJS()[section])) document.set(section, document.createNode({}));
          document.setIn([section, key], document.createNode(value));
        }
  }
  return document.toString({ lineWidth: 0 });
}

/** Adds a clinician at the end of the list. */
export function addClinician(text: string, clinician: { user: string; name: string }): string {
  const document = parseDocument(text);
  const list = document.get('clinicians');
  if (isSeq(list)) list.add(document.createNode(clinician));
  else document.set('clinicians', document.createNode([clinician]));
  return document.toString({ lineWidth: 0 });
}
