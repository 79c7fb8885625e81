/** English texts of the patient's screens. */

import type { patientDe } from '../de/patient.ts';
import type { SameKeys } from '../translator.ts';

export const patientEn: SameKeys<typeof patientDe> = {
  'page.title': 'Before the conversation',
  'page.talk': 'Conversation',

  'opening.title': 'One moment please',
  'opening.text': 'Your link is being checked.',

  'door.title': 'Your way into your conversation with {clinician}',
  'door.kindVideo': 'Video conversation',
  'door.kindChat': 'Conversation in text messages',
  'door.kindGroup': 'Group conversation',
  'door.open': 'The waiting room is open {day} from {span}.',
  'door.who':
    'Only you and {clinician} can hear, see and read what you say, show and write to each other here.',
  'door.howTitle': 'How do we know?',
  'door.howText':
    'Picture, sound and messages are encrypted on your device and become readable only at the device of {clinician}. The server of the practice merely passes them on and can neither listen nor read along. Your link holds a key. With it your device checks that it really is {clinician} on the other side.',
  'door.needNothing': 'You need no app and no account.',
  'door.enter': 'To the waiting room',
  'door.elsewhere':
    'This link has been opened before. If that was you in this browser, you can simply go on.',

  'early.title': 'You are early',
  'early.opens': 'The waiting room opens {day} at {time}.',
  'early.countdown': '{left} to go',
  'early.stay': 'You can leave this page open. It will go on by itself.',
  'early.later': 'You can also come back later, with the same link, in this browser or another.',

  'mirror.title': 'This is how you are seen',
  'mirror.titleWithoutPicture': 'Camera and microphone',
  'mirror.asking': 'Your browser is now asking for camera and microphone. Please allow both.',
  'mirror.onlyYou': 'Only you see this picture. Nothing is being sent yet.',
  'mirror.cameraIsOff': 'Your camera is off.',
  'mirror.level': 'Loudness of your microphone',
  'mirror.levelHint': 'Say something: the bar moves when you can be heard.',
  'mirror.devices': 'Another camera or microphone',
  'mirror.devicesAndSpeaker': 'Another camera, microphone or loudspeaker',
  'mirror.testSound': 'Test the sound',
  'mirror.testSoundHint': 'You should hear a short tone.',
  'mirror.headphones': 'With headphones nobody else hears what {clinician} says.',
  'mirror.next': 'Continue',
  'mirror.nextWithoutCamera': 'Continue without camera',
  'mirror.nextWithoutMicrophone': 'Continue without microphone',
  'mirror.nextWithoutBoth': 'Continue without camera and microphone',
  'mirror.both.denied': 'Your browser may not use camera and microphone.',
  'mirror.both.dismissed': 'The question about camera and microphone was closed.',
  'mirror.both.missing': 'Your device reports neither a camera nor a microphone.',
  'mirror.both.busy': 'Another program is using camera and microphone. Close it and try again.',
  'mirror.both.paused':
    'Your device is holding camera and microphone just now, for example because of a telephone call. Afterwards they go on by themselves.',
  'mirror.both.failed': 'Camera and microphone cannot be switched on.',
  'mirror.withoutCamera':
    'It works without a camera, too: {clinician} hears you, and you see and hear {clinician}.',
  'mirror.withoutMicrophone':
    'Without a microphone you cannot be heard. You see and hear {clinician} and can write.',
  'mirror.notHeard':
    'Heard nothing? Turn your device up, and look at its mute switch and at your headphones.',

  'mirror.notHeardHere': 'Further down you can choose another loudspeaker.',

  'name.title': 'What may {clinician} call you?',
  'name.label': 'Your name',
  'name.hint': 'A first name is enough. Only {clinician} can read it.',
  'name.missing': 'Please write what {clinician} may call you.',
  'name.consentTitle': 'Before we begin',
  'name.consent':
    'The conversation is not recorded. Recording is not permitted, neither to you nor to the practice. Please make sure that nobody listens in without {clinician} knowing.',
  'name.consentButton': 'By entering you agree: nobody records, nobody listens in secretly.',
  'name.enter': 'Enter the waiting room',

  'entering.title': 'One moment please',
  'entering.text': 'Your waiting room is being prepared. This takes only a few seconds.',

  'waiting.title': 'Waiting room',
  'waiting.notified': 'The practice has been notified that you are here.',
  'waiting.known': '{clinician} knows you are here.',
  'waiting.text':
    'You do not need to do anything. The conversation begins by itself as soon as {clinician} lets you in.',
  'waiting.mediaOff': 'Camera and microphone are off.',
  'waiting.preparing': 'We are about to begin.',
  'waiting.preparingText': 'This is how you will be seen.',
  'waiting.write': 'Write to {clinician}',
  'waiting.free': '{clinician} is not in another conversation.',
  'waiting.busy': '{clinician} is in another conversation and will come to you after it.',
  'waiting.back': '{clinician} is away at the moment, and back at about {time}.',
  'waiting.news': 'As soon as there is news, you will read it here.',
  'waiting.sentBack':
    '{clinician} has interrupted the conversation. You are back in the waiting room and need not do anything.',
  'waiting.saidAt': '{clinician}, {time}',
  'waiting.alone': 'You are waiting alone. Nobody else sees this waiting room.',
  'waiting.screenAwake': 'Your screen stays on as long as you have this page before you.',
  'waiting.screenDark':
    'Your screen may go dark. Your place is kept all the same. Please look here from time to time.',
  'waiting.read': 'Read',
  'waiting.leave': 'Leave the waiting room',

  'leave.title': 'Do you really want to leave?',
  'leave.text':
    'Everything about this conversation on this device will be deleted. The same link will not let you in again.',
  'leave.pause': 'If you only need a short break, simply leave this page open.',
  'leave.confirm': 'Yes, leave',
  'leave.stay': 'Stay here',

  'recognised.byLink': '{clinician} was recognised by the key in your link.',

  'contact.title': 'How to reach the practice',
  'contact.noNumber': 'Call the practice if you cannot go on.',
  'contact.call': 'Call {phone}',
  'contact.callWhat': 'Call',
  'contact.mail': 'Write an e-mail',

  'halted.title': 'The conversation has been stopped',
  'halted.safe': 'Since then nothing is sent any more, and picture and sound are off.',
  'halted.leave': 'Leave the conversation',

  'ended.title': 'The conversation has ended',
  'ended.leftTitle': 'You have left the conversation',
  'ended.declinedTitle': 'No conversation is possible today',
  'ended.windowTitle': 'The time for this conversation is over',
  'ended.nothingLeft': 'Nothing of it is left on this device.',
  'ended.close': 'You can close this page now.',
  'ended.declinedText': '{clinician} cannot let you in just now. Please get in touch with the practice.',
  'ended.windowText': 'Please arrange a new time with the practice.',

  'stop.link.missing.title': 'A part of your link is missing',
  'stop.link.missing.happened': 'The address you opened does not lead to a conversation by itself.',
  'stop.link.missing.todo':
    'Please open the whole link from your message once more. It ends with the letter z. If your conversation is over already, there is nothing left to do.',
  'stop.link.cutShort.title': 'Your link has been cut off',
  'stop.link.cutShort.happened':
    'Some e-mail programs break long links in the middle. Then the end is missing.',
  'stop.link.cutShort.todo':
    'Please copy the whole link, up to its last letter, a z, into the address bar. Or have the link sent to you again.',
  'stop.link.damaged.title': 'Your link is damaged',
  'stop.link.damaged.happened': 'At least one character in it is wrong.',
  'stop.link.damaged.todo':
    'Please open the link directly from your message. If that does not help, ask for a new one.',
  'stop.link.exposed.title': 'This link is no longer safe',
  'stop.link.exposed.happened':
    'An e-mail filter has rewritten it on the way. Its key is therefore no longer secret, and we do not use it.',
  'stop.link.exposed.todo':
    'Ask the practice for a new link, ideally on paper or as a text message, and to take this one back.',
  'stop.link.otherVersion.title': 'This link belongs to a newer version',
  'stop.link.otherVersion.happened':
    'The practice has renewed its software, and this page is still the old one.',
  'stop.link.otherVersion.todo': 'Please close all windows of this page and open the link again.',

  'stop.badRequest.title': 'Something does not fit here',
  'stop.badRequest.happened': 'The practice did not understand what this page asked.',
  'stop.badRequest.todo': 'Please reload the page. If it happens again, call the practice.',
  'stop.unauthorized.title': 'Your visit is no longer known here',
  'stop.unauthorized.happened': 'The practice does not recognise this browser.',
  'stop.unauthorized.todo':
    'Please open the link from your message once more. If that does not help, call the practice.',
  'stop.forbidden.title': 'This does not work from here',
  'stop.forbidden.happened': 'The practice has refused this step.',
  'stop.forbidden.todo': 'Please call the practice.',
  'stop.unknownLink.title': 'There is no conversation for this link',
  'stop.unknownLink.happened':
    'Perhaps the conversation is already over, or the link belongs to another practice.',
  'stop.unknownLink.todo': 'Please check that you have opened the latest link.',
  'stop.notFound.title': 'This was not found',
  'stop.notFound.happened': 'What this page is looking for does not exist any more.',
  'stop.notFound.todo': 'Please open the link from your message once more.',
  'stop.tooEarly.title': 'You are early',
  'stop.tooEarly.happened': 'The waiting room is not open yet.',
  'stop.tooEarly.todo': 'Please try again at the agreed time, with the same link.',
  'stop.tooLate.title': 'The time for this conversation is over',
  'stop.tooLate.happened': 'The link worked for the agreed appointment only.',
  'stop.tooLate.todo': 'Please arrange a new time with the practice.',
  'stop.cancelled.title': 'This appointment was cancelled',
  'stop.cancelled.happened': 'The practice has taken the invitation back.',
  'stop.cancelled.todo': 'Please check whether you have been sent a new link, or call.',
  'stop.exposed.title': 'This link is blocked',
  'stop.exposed.happened':
    'Its key became known on the way. It therefore opens nothing any more, in any browser.',
  'stop.exposed.todo':
    'The practice has been notified and will give you a new link. If you have none yet, please call.',
  'stop.openedElsewhere.title': 'The link has already been used in another browser',
  'stop.openedElsewhere.happened':
    'Each link works in a single browser. The practice can see that you are trying here, and can let you in all the same.',
  'stop.openedElsewhere.todo':
    'Please go back to the browser in which you first opened the link. Or wait a moment and press “Try again”. If that was not you, call the practice.',
  'stop.ended.title': 'This conversation has already ended',
  'stop.ended.happened': 'Each link works for one conversation only.',
  'stop.ended.todo': 'For another conversation the practice will give you a new link.',
  'stop.declined.title': 'No conversation is possible today',
  'stop.declined.happened': 'The practice cannot let you in with this link.',
  'stop.declined.todo': 'Please get in touch with the practice.',
  'stop.conflict.title': 'This cannot be done just now',
  'stop.conflict.happened': 'Something about your visit has just changed.',
  'stop.conflict.todo': 'Please try again shortly.',
  'stop.payloadTooLarge.title': 'That was too big',
  'stop.payloadTooLarge.happened': 'The practice does not accept anything that large.',
  'stop.payloadTooLarge.todo': 'Please reload the page.',
  'stop.tooManyTries.title': 'Please wait a moment',
  'stop.tooManyTries.happened': 'A great many tries have just come from here.',
  'stop.tooManyTries.todo': 'In about {seconds} seconds you can try again.',
  'stop.unavailable.title': 'The practice cannot be reached just now',
  'stop.unavailable.happened':
    'Your link is fine and still works. The server of the practice is not answering at the moment.',
  'stop.unavailable.todo':
    'You do not need to do anything: as soon as the practice answers again, it goes on here by itself.',
  'stop.internal.title': 'Something went wrong at the practice',
  'stop.internal.happened': 'You have done nothing wrong. Your link still works.',
  'stop.internal.todo': 'Please try again shortly.',

  'stop.browser.title': 'Unfortunately it does not work in this browser',
  'stop.browser.webrtc':
    'It cannot hold video conversations. Perhaps you opened the link inside another app.',
  'stop.browser.webcrypto': 'It cannot encrypt safely.',
  'stop.browser.indexeddb': 'It may not keep anything on this device. A private window can be the reason.',
  'stop.browser.webassembly':
    'It is too old, or a protection mode switches off something that encryption needs.',
  'stop.browser.recent': 'It is too old for the encryption we use. Your link still works.',
  'stop.browser.todo':
    'Please open your link in a recent Firefox, Chrome, Edge or Safari. You can copy it here.',
  'stop.otherTab.title': 'Your visit is already open in another window',
  'stop.otherTab.happened': 'The same visit can run in one window only.',
  'stop.otherTab.todo':
    'Please go to the other window. Or go on here: then it ends there, and nothing is lost.',
  'stop.offline.title': 'You are without internet just now',
  'stop.offline.happened': 'This device has no connection. Your link is fine and still works.',
  'stop.offline.todo':
    'Please check your Wi-Fi or mobile data. As soon as there is a connection, it goes on here by itself.',
  'stop.keyDiffers.title': 'Something is not right here',
  'stop.keyDiffers.happened':
    'The other side shows a different key than the one in your link. It is not certain that {clinician} is there. Therefore nothing was sent.',
  'stop.keyDiffers.todo': 'Please call the practice before you go on.',
};
