/** English texts for comparing pictures, where a link cannot be checked. */

import type { compareDe } from '../de/compare.ts';
import type { SameKeys } from '../translator.ts';

export const compareEn: SameKeys<typeof compareDe> = {
  same: 'They are the same',
  differ: 'They are different',
  notNow: 'Not now',
  begin: 'We are talking: begin',
  read: 'Read the seven pictures to each other, in this order. Are they the same on both sides?',
  preparing: 'The pictures are being prepared.',
  'last.stopped': 'The last comparison was stopped. Nothing has happened.',
  'last.timedOut': 'The last time it took too long. Nothing has happened.',
  'last.failed': 'The last comparison did not work. Please try again.',

  'guest.titleNeeded': 'One step is still missing',
  'guest.titleAsked': 'Compare pictures with each other',
  'guest.titleCompare': 'Are the pictures the same?',
  'guest.titleWaiting': 'A moment longer',
  'guest.titleDone': 'Compared',
  'guest.needed':
    'You have done nothing wrong. {clinician} sees that somebody is here, but cannot check your link. It is not yet certain that it is you. For that the two of you compare seven pictures, on the telephone or face to face.',
  'guest.ready': 'Please keep your telephone at hand, or call the practice.',
  'guest.asked': '{clinician} would like to compare the pictures with you now.',
  'guest.askedHow':
    'Begin only when you are on the telephone with each other or see each other, and you know the voice or the face.',
  'guest.waiting':
    'You have said that the pictures are the same. The other side has not yet. They are compared only when both have said so.',
  'guest.done': 'In a moment you will read here whether {clinician} knows.',
  'guest.differTitle': 'The pictures were not the same',
  'guest.differHappened':
    'It is good that you have compared. Perhaps somebody stands between you and {clinician}. Therefore this visit does not go on, and nothing more is sent.',
  'guest.differTodo': 'Say so on the telephone, and ask for a new link, ideally on paper.',

  'desk.title': 'Compare pictures',
  'desk.titleDiffer': 'The pictures were not the same: {who}',
  'desk.titleWho': 'Compare pictures with {who}',
  'desk.needed': 'Not compared yet',
  'desk.neededHint':
    'The link of this person is not in your notebook. Who they are is not proven. You can let them in once the two of you have compared seven pictures, on the telephone or face to face.',
  'desk.call':
    'Call a number you know already, or see each other. A number that somebody writes to you now does not help.',
  'desk.before':
    'Begin as soon as you are sure whom you are talking to. Nothing is proven before both have confirmed.',
  'desk.asked': 'Ask the person to press “We are talking: begin” on their screen.',
  'desk.waiting':
    'You have said that the pictures are the same. The other side has not yet. Until then nothing is proven.',
  'desk.done': 'It is being recorded now.',
  'desk.differ':
    'The pictures were not the same. Perhaps somebody stands between the two of you, or this is not the person you are talking to. They cannot be let in. Decline and give a new link, ideally on paper.',
  'desk.compared': 'Recognised by comparing with you',
  'desk.recognised': '{who} and you have compared the same pictures.',
};
