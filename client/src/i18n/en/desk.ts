/** English texts of the clinician's desk. */

import type { deskDe } from '../de/desk.ts';
import type { SameKeys } from '../translator.ts';

export const deskEn: SameKeys<typeof deskDe> = {
  'page.title': '{screen} · Desk',
  'desk.title': 'Desk',
  'desk.signOut': 'Sign out',
  'desk.signOutTitle': 'Do you want to sign out?',
  'desk.signOutText':
    'This browser then forgets your keys. Next time you will need your password and your recovery key.',

  'opening.title': 'Your desk is being opened',
  'opening.text': 'This takes only a moment.',

  'signIn.title': 'Sign in',
  'signIn.text': 'With the Matrix account that your practice has made for you.',
  'signIn.user': 'User name',
  'signIn.password': 'Password',
  'signIn.submit': 'Sign in',
  'signIn.busyTitle': 'You are being signed in',
  'signIn.missing': 'Please fill in user name and password.',
  'signIn.kept':
    'This browser still keeps the keys and the notebook of {user}. Sign in with this account to go on with them. If another account signs in here, they are deleted from this browser.',
  'signIn.forget': 'Delete the keys from this browser',
  'signIn.forgetTitle': 'Delete the keys of {user}?',
  'signIn.forgetText':
    'This browser then forgets everything of this account. To go on you will need the password and the recovery key.',
  'signIn.forgetConfirm': 'Yes, delete',

  'newKeys.title': 'Your recovery key',
  'newKeys.why':
    'It opens your encrypted notebook on any further device: your labels for the invitations and the keys of your links. It is shown only now, and nobody else has it, not even the server.',
  'newKeys.lost':
    'If you lose the key and every device you are signed in on, you begin again with new keys. Open invitations then stop working.',
  'newKeys.hadOne':
    'Did you have one already, and have not begun again yourself? Then something is not right. Do not go on here, and tell the practice.',
  'newKeys.copy': 'Copy',
  'newKeys.copied': 'Copied',
  'newKeys.print': 'Print',
  'newKeys.printTitle': 'Recovery key for the desk',
  'newKeys.printHow':
    'With this key you open your encrypted notebook on further devices. Keep this sheet with other confidential papers, not beside the computer.',
  'newKeys.kept': 'I have put the key in a safe place.',
  'newKeys.keptMissing': 'Please confirm that you have kept the key.',
  'newKeys.retype': 'Type the last group of the key',
  'newKeys.retypeWrong': 'This is not the last group. It is at the very end of the key.',
  'newKeys.confirm': 'On to the desk',

  'unlock.title': 'Unlock this device',
  'unlock.text': 'Your notebook is encrypted. Enter the recovery key that you kept when you first signed in.',
  'unlock.key': 'Recovery key',
  'unlock.submit': 'Unlock',
  'unlock.missing': 'Please enter the recovery key.',
  'unlock.otherAccount': 'Sign in with another account',

  'fault.wrongPassword': 'User name or password is wrong.',
  'fault.notAClinician':
    'This account is not one of the clinicians of this practice. Whoever runs the practice can add it.',
  'fault.wrongRecoveryKey': 'This key does not fit. Mind capital and small letters.',
  'fault.keysNotSent':
    'The other device did not send your keys. Keep it open and try again, or use the recovery key.',
  'fault.keysReplaced':
    'New keys were made for this account on another device. The desk does not go on with the old ones. If that was not you, leave this device as it is and tell the practice.',
  'fault.offline': 'The server of the practice cannot be reached just now. Please try again.',
  'fault.otherTab': 'Your desk is already open in another window of this browser.',
  'fault.sessionEnded':
    'The server has ended your session on this device. Please sign in again. Nothing is lost: your keys and your notebook are still here.',
  'fault.tooManyTries': 'Those were too many tries. Please wait a minute.',
  'fault.unauthorized': 'Your session has run out. Please reload the page.',
  'fault.unavailable': 'The server of the practice is not answering. Please try again shortly.',
  'fault.other': 'The server of the practice refused this ({code}). Please try again.',
  'stopped.title': 'Your desk has stopped',
  'stopped.reload': 'Reload the page',

  'waiting.title': 'In the waiting room',
  'waiting.none': 'Nobody is waiting just now.',
  'waiting.unlisted':
    '{who} has proven who they are with your link and is waiting, but the server of the practice does not show this visit. Reload the page. If that does not help, call them.',
  'patient.guest': 'Guest {code}',
  'patient.unnamed': 'No name yet',
  'patient.calls': 'would like to be called {name}',
  'patient.waitingSince': 'waiting since {time} ({minutes} min)',
  'patient.arriving': 'is just arriving',
  'patient.inSession': 'in conversation',
  'patient.elsewhere':
    'The conversation goes on at another of your devices. Camera and microphone are off here. “Resume the conversation” brings it back.',
  'patient.here': 'here',
  'patient.away': 'not looking at this page since {time}',
  'patient.gone': 'not there since {time}',
  'patient.connected': 'connected',
  'patient.proven': 'Proven with your link',
  'patient.unproven': 'Proof is being checked',
  'patient.unprovenHint': 'You can let them in once the check is done.',
  'patient.lostLink': 'Came with a link that no longer works',
  'patient.lostLinkHint': 'It belongs to keys that no longer exist. Decline and give a new link.',
  'patient.twoProofs': 'This link was opened on two devices',
  'patient.twoProofsHint':
    'You cannot know which is the right one. Decline and give a new link, ideally by telephone or on paper.',
  'patient.proofFailed': 'Could not prove who they are',
  'patient.proofFailedHint': 'Do not let this person in. Decline and give a new link.',
  'patient.admit': 'Let in',
  'patient.admitName': 'Let in {who}',
  'patient.resume': 'Resume the conversation',
  'patient.chat': 'Write',
  'patient.chatName': 'Write to {who}',
  'patient.chatUnread': 'Write ({count} new)',
  'patient.decline': 'Decline',
  'patient.declineName': 'Decline {who}',
  'patient.declineTitle': 'Decline {who}?',
  'patient.declineText':
    'This ends the visit, and the link stops working. The person sees that no conversation is possible today, and the telephone number of the practice.',
  'patient.declineConfirm': 'Yes, decline',
  'patient.busy': 'First end the conversation you are in, or send that person back to the waiting room.',
  'patient.endOld': 'End',
  'patient.otherTitle': 'Somebody wants to come in with this link in another browser',
  'patient.otherText':
    'It may be the same person on a second device, or a stranger. If in doubt, ask by telephone.',
  'patient.otherAccept': 'Let the other browser in',
  'patient.otherRefuse': 'Turn it away',

  'due.window': '{day}, {span}',
  'due.link': 'Show link',
  'due.linkName': 'Show link for {who}',
  'due.cancel': 'Cancel',
  'due.cancelName': 'Cancel {who}',
  'due.cancelTitle': 'Cancel {who}?',
  'due.cancelText': 'The link stops working. Whoever opens it sees that the appointment was cancelled.',
  'due.cancelConfirm': 'Yes, cancel it',

  'invite.new': 'New invitation',
  'invite.title': 'New invitation',
  'invite.label': 'A label for yourself',
  'invite.labelHint': 'Only you can read it. It is kept in your encrypted notebook and may be left empty.',
  'invite.kind': 'Kind',
  'invite.video': 'Video',
  'invite.chat': 'Text only',
  'invite.date': 'Day',
  'invite.time': 'Start',
  'invite.minutes': 'Length in minutes',
  'invite.dateMissing': 'Please give a day and a time.',
  'invite.past': 'This time has already passed. Please choose a later one.',
  'invite.minutesWrong': 'Please give between 5 and 480 minutes.',
  'invite.make': 'Make the link',

  'link.title': 'The link is ready',
  'link.again': 'The link',
  'link.for': '{label}, {when}',
  'link.opens': 'The waiting room is open from {time}.',
  'link.once': 'It works once and in one browser. Give it only to the person it is for.',
  'link.value': 'Link',
  'link.copy': 'Copy',
  'link.copied': 'On the clipboard',
  'link.copyFailed': 'Please select and copy the link by hand.',
  'link.mail': 'By e-mail',
  'link.mailSubject': 'Your way into our conversation',
  'link.mailBody':
    'Hello,\n\nthis is your personal way into our conversation: {when}. {opens}\n\n{link}\n\nPlease open the whole link in a recent browser. You need no app and no account. Do not pass the link on.\n\n{clinician}',
  'link.print': 'Print',
  'link.qr': 'The link as a QR code',
  'link.printTitle': 'Your way into your conversation with {clinician}',
  'link.printHow':
    'Open the camera of your phone and point it at the pattern. You need no app and no account.',
  'link.done': 'Done',

  'talk.screen': 'Conversation',
  'talk.sendBack': 'Send back',
  'talk.end': 'End',
  'talk.endTitle': 'End the conversation with {who}?',
  'talk.endText':
    'This ends the visit. The room, its messages and the guest account are deleted, and the link stops working.',
  'talk.endConfirm': 'Yes, end it',
  'talk.endShowing': 'Show the appointment and end',
  'talk.stay': 'Keep talking',
  'talk.waitingMeanwhile': '{count} waiting',
  'talk.gone': '{who} has not been there since {time}. You can wait or end the conversation.',
  'recognised.byNotebook': '{who} proved themselves with the link from your notebook.',
};
