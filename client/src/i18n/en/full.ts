import type { fullDe } from '../de/full.ts';
import type { SameKeys } from '../translator.ts';

export const fullEn: SameKeys<typeof fullDe> = {
  'patient.talk':
    'There is no room left on this device. You go on seeing and hearing each other. What is written waits until there is room.',
  'patient.write':
    'There is no room left on this device. What you write to each other waits until there is room. If it is urgent, please call.',
  'patient.wait':
    'There is no room left on this device. Your place in the waiting room is kept. What {clinician} writes to you arrives only once there is room here.',
  'what.do':
    'Please delete something, a video for example. After that it goes on by itself. If not, reload the page.',
  theirs:
    'There is no room left on the device of {name}. What you write arrives there only once there is room. Please say aloud what matters, or call.',
  'desk.text':
    'There is no room left on this device. Conversations go on. Messages come and go only once there is room. Until then no invitations can be made, and whoever only comes now is not recognised.',
};
