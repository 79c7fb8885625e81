import type { beforeDe } from '../de/before.ts';
import type { SameKeys } from '../translator.ts';

/** English texts of what is asked before a conversation, what stands after it, and the quick way out. */
export const beforeEn: SameKeys<typeof beforeDe> = {
  'quick.leave': 'Leave quickly',
  'quick.keys': 'Or press Esc twice',
  'quick.title': 'If somebody suddenly comes in',
  'quick.text':
    'With “Leave quickly”, or by pressing Esc twice, camera and microphone go off at once and this page disappears. {clinician} is told that you left quickly. Your link lets you in again later.',
  'quick.trace': 'The history of your browser may still show the address of the practice.',

  'returned.title': 'Would you like to go on?',
  'returned.text': 'Camera and microphone are off. Nothing goes on until you wish it.',
  'returned.goOn': 'Back to the waiting room',

  'step.progress': 'Question {number} of {count}',
  'step.private': 'Only {clinician} can read your answer.',
  'step.optional': 'You may leave this out.',
  'step.next': 'Continue',
  'step.send': 'Send answers',
  'step.loading': 'The next question is being loaded.',

  'company.title': 'Are you alone in the room?',
  'company.alone': 'Yes, I am alone',
  'company.notAlone': 'No, somebody else is here',
  'company.hint': 'Children count too, and whoever can listen from next door.',
  'company.who': 'Who is with you?',
  'company.missing': 'Please choose one of the two answers.',
  'company.whoMissing': 'Please write who is with you.',
  'callback.title': 'On which number can you be reached now?',
  'callback.label': 'Telephone number',
  'callback.hint': 'If the connection drops, {clinician} can call you there.',
  'callback.missing': 'Please write a telephone number.',
  'place.title': 'Where are you at the moment?',
  'place.label': 'Street, number and town',
  'place.hint': 'For an emergency only: so that {clinician} can send help to you.',
  'place.missing': 'Please write where you are at the moment.',
  'crisis.title': 'What should happen if you suddenly feel very bad?',
  'crisis.label': 'What you have agreed on together',
  'crisis.hint':
    'For example whom to call, with their number. If you have not agreed on anything yet, please write that.',
  'crisis.missing': 'Please write what you have agreed on, or that it is still open.',
  'consent.title': 'Your consent',
  'consent.version': 'Version {version}',
  'consent.agree': 'I have read the text and I agree.',
  'consent.hint': 'If you have questions about it, please call the practice first.',
  'consent.missing': 'Without your consent the conversation cannot begin.',
  'consent.onlyDe': 'The practice has this text in German only.',
  'consent.onlyEn': 'The practice has this text in English only.',

  'again.title': '{clinician} still needs answers from you',
  'again.text': 'Please look through your answers once more. You keep your place in the waiting room.',
  'again.begin': 'Look through my answers',

  'ended.next': 'Your next appointment',
  'ended.nextNote': 'Please write this down. It does not stay on this device.',
  'ended.crisis': 'If you feel very bad',

  'desk.title': 'Answers before the conversation',
  'desk.titleWho': '{who}’s answers',
  'desk.show': 'Answers',
  'desk.records': 'For the records',
  'desk.recordsWho': 'For the records: {who}',
  'desk.company': 'In the room',
  'desk.alone': 'alone',
  'desk.callback': 'Call back',
  'desk.place': 'Where they are',
  'desk.crisis': 'In a crisis',
  'desk.consent': 'Consent',
  'desk.consentGiven': 'Version {version}, {moment}',
  'desk.consentText': 'Wording of the consent',
  'desk.none': 'no answer',
  'desk.missing': 'Still missing: {what}',
  'desk.missingHint': 'You can let them in as soon as nothing is missing.',
  'desk.otherConsent':
    'The consent was given to another text than the one of your practice. Ask once more. If it stays that way, the server shows the two of you different things: speak to whoever runs it.',
  'desk.twoTexts':
    'There are two texts under the name of this version, and the consent was given to the one this device does not know. Ask what was on their screen, and speak to whoever runs your practice’s server: who changes the text has to give the version a new name.',
  'desk.ask': 'Ask once more',
  'desk.askedAgain': 'Asked. The answers appear here by themselves.',
  'desk.copy': 'Copy for the records',
  'desk.copied': 'Copied',
  'desk.print': 'Print',
  'desk.keep':
    'After the conversation nothing of this is left here. Please copy or print what belongs in your records before that.',
  'desk.fingerprint': 'Fingerprint of the text: {hash}',
  'desk.left': '{who} left the page quickly at {time}.',
  'desk.leftHint':
    'Perhaps somebody has come in. Do not call and do not write. When {who} comes back, begin with a harmless question.',
  'desk.next': 'Next appointment (if there is one)',
  'desk.nextHint':
    'Will stand on their last screen, end-to-end encrypted. For example: Monday, 30 November, 10 o’clock.',
};
