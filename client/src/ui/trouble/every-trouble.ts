/** What is shown only when something goes wrong: one piece, loaded while the patient looks at themselves. */

export { PermissionHelp } from './permission-help.tsx';
export { SilentMicrophone } from './silent-microphone.tsx';
export { TalkNotes } from './talk-notes.tsx';
export { WaitingNotes } from './waiting-notes.tsx';
