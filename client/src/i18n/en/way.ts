/** English texts for whoever has to take another window, browser or device, or to wait for a line. */

import type { wayDe } from '../de/way.ts';
import type { SameKeys } from '../translator.ts';

export const wayEn: SameKeys<typeof wayDe> = {
  'window.noMediaTitle': 'There is neither camera nor microphone here',
  'window.noMedia':
    'This window belongs to another app or to an old browser. Please open your link in Safari, Chrome or Firefox.',
  'window.insideApp':
    'You are in a window of another app. Camera and microphone often do not work here. Safari, Chrome or Firefox is safer.',
  'window.forgets':
    'This is a private window. Keep it open until the end: once you close it, this device knows nothing of your visit any more.',

  'other.title': 'Rather on another device or in another browser?',
  'other.text':
    'Open your link where you would like to talk. It works in the browser in which you enter the waiting room.',
  'other.copy': 'Copy the link',
  'other.copied': 'Link copied',
  'other.paste': 'Now open the other browser and paste the link into the address bar at the top.',
  'other.byHand': 'It could not be copied. Hold your finger on the link and choose “Copy”.',
  'other.value': 'Your link',
  'other.menu': 'Or open the menu of this app (⋮ or ⋯) and choose “Open in browser”.',
  'move.title': 'Move to another device',
  'move.text':
    'Open the same link on the other device and go on there as far as the waiting room. {clinician} sees that and can let you go on there. Keep this page open until then.',
  'move.endedTitle': 'Your visit has ended here',
  'move.goesOn':
    'Have you entered the waiting room on another device as well? Then your appointment goes on there.',

  'stop.full.title': 'There is no room left on this device',
  'stop.full.happened':
    'Your browser cannot keep the keys for the conversation. They are just a few megabytes. Your link still works.',
  'stop.full.todo': 'Please delete something, a video for example, or take another device. Then try again.',
  'stop.refused.title': 'This window may not keep anything',
  'stop.refused.happened':
    'Your browser needs a little storage to encrypt. Some private windows do not allow it. Your link still works.',
  'stop.refused.todo': 'Please open your link in an ordinary window or in another browser.',
  'stop.silent.happened': 'The other window does not answer.',
  'stop.silent.todo': 'Please close it completely, and then go on here.',
  'stop.goOnHere': 'Go on here',
  'stop.takenOver.title': 'Your visit goes on in another window',
  'stop.takenOver.happened': 'Camera and microphone are off here. Nothing is lost.',
  'stop.takenOver.todo': 'You can close this window.',
  'stop.noAnswer.title': 'The practice cannot be reached just now',
  'stop.noAnswer.happened':
    'There is no answer. It may be the internet or the practice. Your link is fine and still works.',
  'stop.noAnswer.todo':
    'You do not need to do anything: as soon as the practice answers, it goes on here by itself.',
};
