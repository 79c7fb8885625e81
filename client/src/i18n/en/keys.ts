/** English texts around the clinician's keys: further devices, and beginning again without them. */

import type { keysDe } from '../de/keys.ts';
import type { SameKeys } from '../translator.ts';

export const keysEn: SameKeys<typeof keysDe> = {
  'unlock.noRecoveryKey':
    'This account was set up with another Matrix program and has no recovery key. You can unlock this device with one on which you are already signed in.',
  'unlock.otherTitle': 'With another device',
  'unlock.otherText':
    'Are you already signed in somewhere else, at this desk or in Element? Open it there, and unlock this device from there.',
  'unlock.other': 'Ask another device',
  'unlock.lost': 'I no longer have the key',

  'check.titleNew': 'Unlock this device',
  'check.titleOther': 'A new device wants in',
  'check.titleDone': 'The new device is unlocked',
  'check.asking':
    'Your other device is being asked. Open the desk or Element there and accept the request. If it does not appear there, cancel here and ask again.',
  'check.askedNew': 'Your other device {device} wants to unlock this one.',
  'check.askedOther':
    'A device ({device}) has signed in to your account and asks for your keys. Go on only if this is you and you have it in front of you.',
  'check.accept': 'Yes, this is me',
  'check.refuse': 'No, refuse',
  'check.choose': 'Hold both devices side by side. Read the code of one with the other, or compare pictures.',
  'check.code': 'Code of this device, to be read by the other',
  'check.scan': 'Read the other device’s code',
  'check.pictures': 'Compare pictures',
  'check.preparing': 'The two devices are getting ready.',
  'check.compare': 'Does the other device show the same seven pictures in the same order?',
  'check.same': 'Yes, the same',
  'check.differ': 'No, different',
  'check.scanned': 'The code has been read. Was that you, and does your other device say that it worked?',
  'check.scannedYes': 'Yes, that was me',
  'check.scannedNo': 'No, stop',
  'check.waiting': 'All is done here. Now confirm it on the other device too.',
  'check.doneText': 'It now has your keys and your notebook.',
  'check.cancel': 'Cancel',
  'check.again': 'Back',

  'over.mismatch':
    'The pictures were different. Nothing was unlocked, and nobody was given your keys. Somebody may be standing between the two devices. Use the recovery key, and tell the practice.',
  'over.stopped': 'This was cancelled. Nothing was unlocked.',
  'over.timedOut': 'The other device did not answer in time. Nothing was unlocked.',
  'over.elsewhere': 'This request was accepted on another of your devices.',
  'over.failed': 'This did not work. Nothing was unlocked. Please try again.',
  'over.wrongCode': 'That was not the code of your other device. Nothing was unlocked.',

  'receiving.title': 'Your keys are on their way',
  'receiving.text':
    'The other device sends your keys, unreadable to others. Please keep it open a little longer.',

  'scan.look': 'Hold the other device’s code in front of the camera.',
  'scan.picture': 'What the camera sees',
  'scan.noCamera': 'The camera cannot be switched on. Compare pictures instead.',
  'scan.stop': 'Stop reading',

  'startOver.title': 'Begin again with new keys',
  'startOver.why':
    'Without the recovery key, and without a device that is still unlocked, nobody can open your notebook, not even the practice. You can make new keys. What you then no longer have:',
  'startOver.links':
    'All links you have handed out stop working. Afterwards you see which ones they are and can make new ones.',
  'startOver.waiting':
    'Whoever waits with an old link, or still opens it, is told that something is wrong and does not get in. That person needs a new link.',
  'startOver.labels':
    'Your labels for the invitations can no longer be read on this device. A device you have worked on before still shows them once it is unlocked.',
  'startOver.devices': 'Your other devices and Matrix programs have to be unlocked anew.',
  'startOver.password': 'Your password, once more to be sure',
  'startOver.passwordMissing': 'Please enter your password.',
  'startOver.understood': 'I know what is lost.',
  'startOver.understoodMissing': 'Please confirm that you know this.',
  'startOver.confirm': 'Make new keys',
  'startOver.wait': 'New keys are being made',
  'startOver.back': 'Not after all',

  'lost.title': 'These links no longer work',
  'lost.text':
    'They were made with keys that no longer exist. Nobody can prove who they are with them. The people concerned learn of it only from you, through a new link.',
  'lost.renew': 'Make a new one',
  'lost.renewName': 'Make a new one for {who}',
  'lost.renewTitle': 'A new link instead of the old one',
  'lost.same': '{kind}, the old link was for {day}, {span}. It is taken back.',
  'lost.make': 'Make the new link',
};
