import type { alarmDe } from '../de/alarm.ts';
import type { SameKeys } from '../translator.ts';

export const alarmEn: SameKeys<typeof alarmDe> = {
  'guest.stranger-joined': 'Somebody who does not belong has signed in to this online conversation.',
  'guest.stranger-invited': 'Somebody who does not belong has been invited to this online conversation.',
  'guest.stranger-knocked': 'A stranger wants to come into this online conversation.',
  'guest.stranger-was-there':
    'For a short time somebody was signed in to this online conversation who does not belong.',
  'guest.bot-back': 'The program that set up this online conversation wants to come back in. It must not.',
  'guest.extra-device': 'A second device has appeared for your visit. It is not yours.',
  'guest.power-changed': 'Somebody has changed who may decide things in this online conversation.',
  'guest.access-changed': 'Somebody has changed who may come into this online conversation or read along.',
  'guest.identity-changed': 'The other side suddenly identifies itself differently than at the beginning.',
  'guest.not-encrypted': 'This online conversation is not encrypted the way it has to be.',
  'guest.encryption-changed': 'Somebody has changed how this online conversation is encrypted.',
  'guest.other-room': 'This online conversation is not the one that the practice has set up for you.',
  'guest.fingerprint-differs':
    'It is not certain that picture and sound lead to the device you wanted to talk to.',
  'guest.words-differ': 'The four words were not the same on both sides. Somebody may stand between you.',
  'guest.no-relay':
    'The practice requires a connection through its relay server, and that cannot be reached just now.',
  'guest.unconfirmed-device':
    'Another device has just signed in to your practice’s account, and it is not confirmed yet.',
  'guest.told': 'The device on the other side has noticed that something is wrong, and has stopped.',

  'after.never': 'Please leave the conversation and call the practice.',
  'after.when-clean':
    '{clinician} can look at what has happened and decides whether it goes on. You can wait here until then, or leave the conversation and call the practice.',
  'after.by-itself': 'It goes on by itself as soon as this is settled. You do not have to do anything.',

  'desk.stranger-joined': 'Somebody who does not belong in this room has come in.',
  'desk.stranger-invited': 'Somebody who does not belong in this room has been invited.',
  'desk.stranger-knocked': 'Somebody who does not belong in this room has knocked.',
  'desk.stranger-was-there': 'Somebody who does not belong in this room was in it for a short time.',
  'desk.bot-back': 'The program that set up this room is back, or has been invited back.',
  'desk.extra-device': 'A second device has appeared under this person’s name.',
  'desk.power-changed': 'Somebody has changed who may decide things in this room.',
  'desk.access-changed': 'Somebody has changed who may come into this room or read along.',
  'desk.identity-changed': 'One side suddenly identifies itself differently than at the beginning.',
  'desk.not-encrypted': 'This room is not encrypted the way it has to be.',
  'desk.encryption-changed': 'Somebody has changed how this room is encrypted.',
  'desk.other-room': 'This room was not set up by the practice.',
  'desk.fingerprint-differs':
    'It is not certain that picture and sound lead to this person. The connection was closed.',
  'desk.words-differ': 'The four words were not the same on both sides.',
  'desk.no-relay': 'A connection through the relay server is required, and it cannot be reached.',
  'desk.unconfirmed-device': 'A device has signed in to your account and is not confirmed yet.',

  'meaning.came-in':
    'Only you and this person belong in this room. Nobody else gets in without the server having a part in it: whoever runs it, or has broken into it, has done this. The stranger gets no keys, and can neither hear nor read what you have said and written. That you meet, and when, they can see.',
  'meaning.extra-device':
    'This person has one browser for their visit. A second device can only be made by whoever runs the server or has broken into it. It gets no keys, and can neither hear nor read along.',
  'meaning.rules':
    'The practice sets the room up so that only you decide anything in it. That can be changed only by whoever runs the server or has broken into it, or by yourself with another program. Nobody has got any keys by it.',
  'meaning.keys':
    'Somebody may be passing themselves off as this person, or as you. Whom you would be talking to from now on is no longer certain.',
  'meaning.encryption':
    'Messages might be protected in such a way that others can read them. None has been sent since.',
  'meaning.room': 'The server has put you into a different room.',
  'meaning.line':
    'Somebody may stand between you and this person. What was compared before no longer matches.',
  'meaning.words':
    'Either somebody misheard, or somebody stands between you and this person. From the screen the two cannot be told apart. Call the person on a number that you know, and give them a new link there.',
  'meaning.own-device':
    'If you are signing in yourself just now: confirm the new device, and it goes on here by itself. If not: somebody knows your password or controls the server. The foreign device gets no keys. Sign it out, and change your password.',
  'meaning.relay': 'It goes on by itself as soon as the relay server can be reached again.',

  'look.open': 'Look and decide',
  'look.title': 'What has happened',
  'look.stopped': 'Since then nothing is sent in this visit any more, and picture and sound are off.',
  'look.told': 'It was the device on the other side that noticed.',
  'look.meaning': 'What it means',
  'look.choices': 'What you can do',
  'look.end': 'End the visit',
  'look.endHint': 'The link then stops working. You can give the person a new one by another way.',
  'look.goOn': 'Put it right and go on',
  'look.goOnHint':
    'Whoever does not belong there is shown out. If everything is as it has to be after that, the person waits again and you can let them in.',
  'look.never': 'After something like this it is not possible to go on. A new link begins anew.',
  'look.failed': 'Not everything is as it has to be yet. The visit stays stopped.',
};
