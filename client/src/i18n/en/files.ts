import type { filesDe } from '../de/files.ts';
import type { SameKeys } from '../translator.ts';

/** English texts about files, links and the size of letters in the chat. */
export const filesEn: SameKeys<typeof filesDe> = {
  'attach.open': 'Attach a file',
  'attach.close': 'Attach nothing further',
  'attach.choose': 'Choose a file',
  'attach.limit': 'Each file may be {size} at most.',
  'attach.how':
    'Files are encrypted like messages; only the two of you can open them. From pictures we take out what the camera has written into them, such as the place. Other files are sent unchanged.',
  'attach.drop': 'Let go of the file here to attach it.',
  'attach.list': 'What you attach',
  'attach.remove': 'Do not attach {name} after all',
  'attach.preparing': 'being prepared',
  'attach.sendHint': 'Nothing is sent until you press “Send”.',
  'attach.faultTooLarge': 'Too large: {size}. At most {most} are possible.',
  'attach.faultUnreadable': 'This file cannot be read here. It is not sent.',
  'attach.faultPicture':
    'This picture cannot be opened here. So we cannot take out where it was taken. It is not sent.',

  'file.unnamed': 'File without a name',
  'file.picture': 'Picture: {name}',
  'file.enlarge': 'Enlarge picture: {name}',
  'file.sending': 'Sending {name}',
  'file.fetching': 'Loading {name}',
  'file.stop': 'Cancel',
  'file.save': 'Save',
  'file.saveName': 'Save {name}',
  'file.saveHint': 'What you save stays on this device after the conversation.',
  'file.canRun':
    'A file like this can run something on your device when it is opened. Open it only if you were expecting it.',
  'file.fetchAgain': 'Load again',
  'file.discard': 'Do not send any more',

  'fault.not-as-sent': 'This file is not shown. What the server has delivered is not what was sent.',
  'fault.gone': 'This file is no longer on the server.',
  'fault.too-large': 'The server does not take a file this large.',
  'fault.no-more': 'The server takes no further files for this visit.',
  'fault.not-safe': 'Nothing is sent at the moment, because something is wrong with the room.',
  'fault.offline': 'The connection was interrupted.',

  'size.label': 'Size of the letters in messages',
  'size.smaller': 'Smaller letters',
  'size.larger': 'Larger letters',

  'link.title': 'Opens a page outside',
  'link.host': 'The link leads out of the practice, to:',
  'link.text':
    'The page does not learn where you come from, but it sees your network address. Open only what you were expecting.',
  'link.open': 'Open outside',

  'news.one': 'New message from {name}.',
  'saved.note': 'Files that you have saved yourself are still on this device.',
};
