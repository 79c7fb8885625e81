/** What a state of a screen is called where people read of it: the screen in words, then the state as its name has it. */

/** The longest beginning of a name counts. A new screen needs a line here. */
const screens: Readonly<Record<string, string>> = {
  practice: 'The front page',
  'patient-opening': 'Opening a link',
  'patient-door': 'The door',
  'patient-early': 'Too early',
  'patient-mirror': 'The mirror',
  'patient-name': 'A few words',
  'patient-question': 'A question before the conversation',
  'patient-asked-again': 'Asked for answers again',
  'patient-returned': 'Back after leaving quickly',
  'patient-entering': 'Entering the waiting room',
  'patient-waiting': 'The waiting room',
  'patient-compare': 'Comparing pictures, the patient',
  'patient-talk': 'The conversation, the patient',
  'patient-chat': 'Writing, the patient',
  'patient-ended': 'Afterwards',
  'patient-halted': 'Halted',
  'patient-stop': 'It does not go on',
  'patient-switch': 'Where the permission switch is',
  'patient-switch-chrome-desktop': 'Where the permission switch is: Chrome on a computer',
  'patient-switch-chrome-android': 'Where the permission switch is: Chrome on Android',
  'patient-switch-edge': 'Where the permission switch is: Edge',
  'patient-switch-firefox-desktop': 'Where the permission switch is: Firefox on a computer',
  'patient-switch-firefox-android': 'Where the permission switch is: Firefox on Android',
  'patient-switch-safari-mac': 'Where the permission switch is: Safari on a Mac',
  'patient-switch-safari-ios': 'Where the permission switch is: Safari on an iPhone or iPad',
  'patient-switch-ios-app': 'Where the permission switch is: another browser on an iPhone or iPad',
  'patient-switch-unknown': 'Where the permission switch is: any other browser',
  'desk-opening': 'Opening the desk',
  'desk-sign-in': 'Signing in',
  'desk-signing-in': 'Being signed in',
  'desk-session-ended': 'Signed out by the server',
  'desk-failing': 'Signing in fails',
  'desk-new-keys': 'The recovery key',
  'desk-unlock': 'Unlocking a device',
  'desk-receiving-keys': 'Keys on their way',
  'desk-start-over': 'Beginning again with new keys',
  'desk-check': 'Another device',
  'desk-compare': 'Comparing pictures, the clinician',
  'desk-talk': 'The conversation, the clinician',
  'desk-exposed-links': 'Blocked links',
  'desk-lost-links': 'Links that died with their keys',
  'desk-invitation': 'A new invitation',
  'desk-link': 'The link to hand on',
  'desk-empty': 'The desk with nobody there',
  'desk-day': 'The day',
  'desk-said-later': 'Told that it will be later',
  'desk-later': 'Saying that it will be later',
  'desk-choices': 'My settings',
  'desk-keys': 'Keys at the desk',
  'desk-waiting': 'Who is waiting',
  'desk-answers': 'Answers before the conversation',
  'desk-unlisted': 'Somebody the server does not list',
  'desk-uncompared': 'Somebody to compare pictures with',
  'desk-everybody': 'A crowded desk',
  'desk-full': 'A device without room, the clinician',
  'patient-full': 'A device without room, the patient',
  'desk-stopped': 'The desk has stopped',
};

/** @returns undefined for a screen nobody has given a title */
export function sceneTitle(scene: string): string | undefined {
  const known = Object.keys(screens)
    .filter((screen) => scene === screen || scene.startsWith(`${screen}-`))
    .toSorted((one, other) => other.length - one.length)[0];
  if (known === undefined) return undefined;
  const state = scene.slice(known.length + 1).replaceAll('-', ' ');
  return state === '' ? screens[known] : `${screens[known]}: ${state}`;
}
