/** English texts about what can be done in the middle of a conversation. */

import type { toolsDe } from '../de/tools.ts';
import type { SameKeys } from '../translator.ts';

export const toolsEn: SameKeys<typeof toolsDe> = {
  'more.text': 'More',
  'more.label': 'More options',
  'more.title': 'More options',
  'more.loading': 'One moment …',
  'more.notLoaded': 'This could not be loaded just now.',

  'screen.text': 'Screen',
  'screen.show': 'Show your screen',
  'screen.hide': 'Stop showing your screen',
  'screen.hint':
    'You will choose what {name} sees: a window, a page or the whole screen. Close what is nobody else’s business beforehand.',
  'screen.mine': 'You are showing your screen.',
  'screen.stop': 'Stop showing it',
  'screen.theirs': 'Screen of {name}',
  'screen.theirsNow': '{name} is showing their own screen.',
  'screen.failed': 'The screen cannot be shown just now. Perhaps the system does not allow it.',

  'write.only': 'Only write',
  'write.hint':
    'Picture and sound pause on both sides, camera and microphone go off. You write to each other until one of you wants to talk with picture and sound again.',
  'write.mine': 'The two of you are only writing. Picture and sound are paused on both sides.',
  'write.theirs': '{name} would like just to write for now. Picture and sound are paused on both sides.',
  'write.back': 'Picture and sound again',
  'write.backTitle': 'Picture and sound again?',
  'write.backText':
    '{name} has asked to only write. If you go on, camera, microphone and sound come on again at once on both sides.',
  'write.stay': 'Keep writing',

  'window.title': 'Picture and window',
  'window.small': 'Picture of {name} in a small window',
  'window.smallBack': 'Bring the picture back from the small window',
  'window.full': 'Full screen',
  'window.fullBack': 'Leave full screen',

  'own.title': 'Your own picture',
  'own.mirrored': 'Show it mirrored, as you know yourself',
  'own.hidden': 'Hide my own picture from me',
  'own.hint':
    'Neither changes what {name} sees. To move your picture, press on it: it goes to the next corner.',

  'devices.title': 'Camera, microphone and loudspeaker',
  'devices.speaker': 'Loudspeaker',
  'devices.unnamedSpeaker': 'Loudspeaker {number}',
  'devices.askSpeaker': 'Another loudspeaker …',
  'devices.standard': 'System default',
  'devices.single': 'Only one of each is connected here. Whatever you connect now appears in this list.',

  'keys.title': 'Keys',
  'keys.on': 'Use keys',
  'keys.microphone': 'microphone off and on',
  'keys.camera': 'camera off and on',
  'keys.speak': 'speak for as long as you hold the key, while the microphone is off',
  'keys.space': 'Space bar',
  'keys.hint': 'While you are writing, the keys mean nothing but themselves.',

  'clock.label': 'Time: {time}',
  'clock.dateLabel': 'Date: {date}',

  'sign.summary': 'If somebody comes into your room',
  'sign.how':
    'In the conversation the time stands at the top. If you are no longer alone and cannot say so, press on it. {clinician} learns of it at once. Your screen shows the date for a moment, and nothing else changes there.',
  'sign.mistake':
    'Did you press it by mistake? While the date stands there, take a breath and press on it once more. {clinician} then reads that it was a mistake.',
  'sign.agree': 'What is to happen then is best agreed between the two of you while you are alone.',
  'sign.given': '{who} has told you silently at {time}: “I am not alone.”',
  'sign.advice':
    'Nothing of it is to be seen on the other screen. Ask what a yes or no can answer, or change the subject.',
  'sign.perhaps': 'Perhaps it was a mistake: the clock is easily pressed.',
  'sign.takenBack':
    'At {time} it was shown there that this was a mistake. That is not certain. First ask what a yes or no can answer.',
  'sign.seen': 'Seen',
  'sign.later':
    'There is a note that is for you alone. It stands here as soon as you stop showing your screen.',
};
