/** English texts about the line between the two. */

import type { lineDe } from '../de/line.ts';
import type { SameKeys } from '../translator.ts';

export const lineEn: SameKeys<typeof lineDe> = {
  'words.title': 'Four words to compare',
  'words.why':
    'Both screens show the same four words. If somebody stood between you, the words would be different.',
  'words.readFirst': 'Read the first two aloud. {name} then reads the last two.',
  'words.readLast': '{name} reads the first two aloud. Then you read the last two.',
  'words.voice': 'What counts is what you hear: from a voice that you know.',
  'words.german': 'The words are German on both screens, because {name} uses this page in German.',
  'words.english': 'The words are English on both screens, because {name} uses this page in English.',
  'words.pending': 'The words are shown here as soon as the two of you are connected.',
  'words.loading': 'The words are being loaded.',
  'words.notLoaded': 'The words could not be loaded.',
  'words.same': 'They are the same',
  'words.differ': 'They are different: stop at once',
  'words.noted':
    'You have compared, and the words were the same. This is your own note, {name} does not see it.',

  'weak.own':
    'The connection is weak just now: your picture is off, the sound stays. The picture comes back by itself.',
  'weak.theirs':
    'The connection is weak just now: the picture of {name} is off, the sound stays. The picture comes back by itself.',
  'sound.title': 'The sound',
  'sound.ownMissing':
    'No sound is coming from your microphone. It may be switched off at the device or its cable.',
  'sound.theyDoNotHear': '{name} cannot hear you just now.',
  'sound.theirsMissing': 'No sound is arriving from {name} just now.',
  'sound.bothPaused':
    'Your device is holding microphone and camera just now, for example because of a telephone call. Afterwards they go on by themselves.',
  'sound.taken': 'Another program is using your microphone. Close it and then press “{repair}”.',
  'sound.missing':
    'Your device reports no microphone. {name} does not hear you, and you can write. As soon as one is plugged in, it is used.',
  'sound.repair': 'Repair sound',
  'sound.repairing': 'The sound is being repaired …',
  'sound.repairHint':
    'If something cannot be heard: microphone and connection are opened anew. The conversation goes on meanwhile.',
  'sound.echo': 'Does one of you hear themselves twice? Headphones mostly help.',
  'quiet.label': 'Do not filter quiet sounds',
  'quiet.hint':
    'For low voices or weeping, which the browser takes for noise otherwise. More of your room can then be heard, too.',
  'quiet.disobeyed': 'Your browser filters quiet sounds all the same.',
  'measured.oneSided':
    'Picture and sound are encrypted. Your device has checked that the device of {name} is at the other end. The browser there cannot check this itself.',
  'measured.pathOneSided':
    'Your device has measured a route. The browser on the other side cannot measure it.',
  'recording.title': 'Recordings',
  'recording.none':
    'This conversation is not recorded. Recording is not permitted, neither to you nor to {name}.',
  'line.loss': 'Lost on the way: from you {out}, to you {in}.',

  'address.fold': 'Do not show where you are on the internet',
  'address.label': 'Hide my network address',
  'address.hint': 'The other side then does not learn where you are connected to the internet.',
  'address.more': 'What this does',
  'address.how':
    'Picture and sound travel encrypted through the practice’s relay server and may arrive a little later. The practice’s servers see your address in any case.',
  'address.theirs': 'The other side decides about its own address.',
  'address.now':
    'The connection is made anew for this, which takes a moment. An address that the other side knows already is not forgotten by it.',
  'address.byPractice':
    'In this practice every conversation travels encrypted through its relay server. The other side does not learn your network address.',
  'address.title': 'Your network address',
  'address.noRelay':
    'You want to hide your network address. That needs the practice’s relay server, which cannot be reached just now. So that your address does not become known after all, there is neither picture nor sound until then.',
  'address.showInstead': 'Show the address and connect',
};
