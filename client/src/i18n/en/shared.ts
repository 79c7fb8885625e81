/** English texts that the patient's and the clinician's screens share. */

import type { sharedDe } from '../de/shared.ts';
import type { SameKeys } from '../translator.ts';

export const sharedEn: SameKeys<typeof sharedDe> = {
  'language.label': 'Language',
  'common.close': 'Close',
  'common.cancel': 'Cancel',
  'common.back': 'Back',
  'common.tryAgain': 'Try again',
  'common.failed': 'That did not work. Please try again.',

  'offline.text': 'The connection is interrupted just now. We keep trying. You do not need to do anything.',

  'chat.title': 'Messages',
  'chat.empty': 'No messages yet. Only the two of you can read here.',
  'chat.input': 'Your message',
  'chat.send': 'Send',
  'chat.sending': 'being sent',
  'chat.notSent': 'Not sent.',
  'chat.resend': 'Send again',
  'chat.withheld':
    'This message is not shown, because it is not certain which device it came from or because it cannot be read.',
  'chat.you': 'You',
  'chat.notYet': 'You can write as soon as everything is ready.',

  'talk.title': 'Conversation with {name}',
  'talk.notices': 'Notices',
  'talk.controls': 'Conversation controls',
  'talk.microphone': 'Microphone',
  'talk.camera': 'Camera',
  'talk.microphoneOff': 'Switch the microphone off',
  'talk.microphoneOn': 'Switch the microphone on',
  'talk.cameraOff': 'Switch the camera off',
  'talk.cameraOn': 'Switch the camera on',
  'talk.chat': 'Write',
  'talk.chatUnread': 'Write, {count} new',
  'talk.leave': 'Leave',
  'talk.ownPicture': 'Your own picture',
  'talk.theirPicture': 'Picture of {name}',
  'talk.moveOwn': 'Move your own picture to the next corner',
  'talk.theirCameraOff': 'The camera of {name} is off.',
  'talk.theirMicrophoneOff': 'The microphone of {name} is off.',
  'talk.pictures': 'Pictures',
  'talk.ownCameraOff': 'Camera off',
  'talk.connecting': 'Connecting you with {name} …',
  'talk.reconnecting': 'Reconnecting with {name} …',
  'talk.failed':
    'The connection with {name} cannot be made just now. We keep trying. You can write meanwhile.',
  'talk.soundBlocked': 'Your browser is still holding the sound back.',
  'talk.playSound': 'Switch the sound on',

  'media.camera': 'Camera',
  'media.microphone': 'Microphone',
  'media.unnamedCamera': 'Camera {number}',
  'media.unnamedMicrophone': 'Microphone {number}',
  'media.cameraDenied': 'Your browser may not use the camera.',
  'media.cameraDismissed': 'The question about the camera was closed.',
  'media.cameraMissing': 'Your device reports no camera.',
  'media.cameraBusy': 'Another program is using the camera. Close it and try again.',
  'media.cameraPaused':
    'Your device is holding the camera just now, for example because of a telephone call. Afterwards it goes on by itself.',
  'media.cameraFailed': 'The camera cannot be switched on.',
  'media.microphoneDenied': 'Your browser may not use the microphone.',
  'media.microphoneDismissed': 'The question about the microphone was closed.',
  'media.microphoneMissing': 'Your device reports no microphone.',
  'media.microphoneBusy': 'Another program is using the microphone. Close it and try again.',
  'media.microphonePaused':
    'Your device is holding the microphone just now, for example because of a telephone call, or because it is switched off at the device. Afterwards it goes on by itself.',
  'media.microphoneFailed': 'The microphone cannot be switched on.',

  'connection.title': 'Your connection',
  'connection.who': 'Who is in the conversation',
  'connection.whoText': 'Only you and {name}.',
  'connection.route': 'Route',
  'connection.direct': 'Directly from device to device. Both devices have measured this.',
  'connection.relayed':
    'Through a relay server that only passes on what is encrypted. Both devices have measured this.',
  'connection.pathUnconfirmed': 'Your device has measured a route. The other side has not confirmed it yet.',
  'connection.pathUnknown': 'This browser cannot measure the route.',
  'connection.disputed': 'The two devices have measured different things. Encryption is not affected.',
  'connection.chat': 'Messages are encrypted on your device and become readable only on the other side.',
  'connection.pending': 'Still being measured.',
  'connection.encryption': 'Encryption',
  'connection.verified':
    'Picture and sound are encrypted from device to device. At the other end is the device of {name}, and nobody is in between. Both devices have checked this.',
  'connection.unconfirmed':
    'Picture and sound are encrypted. Your device has checked that the device of {name} is at the other end. It is still being checked there.',
  'connection.notMeasurable':
    'Picture and sound are encrypted. This browser cannot check whether the device of {name} is at the other end.',
  'connection.differs': 'The connection does not safely lead to the device of {name}.',
  'connection.specialists': 'For specialists',
  'connection.cipher': 'Method',
  'connection.cipherUnknown': 'This browser does not say.',
  'connection.roundTrip': 'Time there and back',
  'connection.roundTripMs': '{ms} milliseconds',
  'connection.recognised': 'How the other side was recognised',
  'connection.summaryEncrypted': 'Encrypted',
  // After it:
  'connection.summaryDirect': ', direct',
  'connection.summaryRelayed': ', relayed',
  'connection.summaryPending': 'Connection',
  'connection.summaryDiffers': 'Not safe',
};
