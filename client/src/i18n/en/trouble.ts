/** English texts for the moments in which a device, a browser or the waiting does not go as it should. */

import type { troubleDe } from '../de/trouble.ts';
import type { SameKeys } from '../translator.ts';

export const troubleEn: SameKeys<typeof troubleDe> = {
  'help.title': 'How to allow both:',
  'help.dismissed': 'Press “{again}”. Your browser then asks once more. Please choose “Allow” there.',
  'help.noQuestion': 'No question appears?',
  'help.after':
    'Mostly it then goes on by itself. If not, press “{again}” or reload the page. Nothing is lost by that.',
  'help.device':
    'If this does not help, your device may have denied both to the browser. You can change that in the settings of the device under “Privacy”.',

  'step.sliders': 'Click the sign with the two sliders at the left of the address.',
  'step.padlock': 'Click the padlock at the left of the address.',
  'step.tapSliders': 'Tap the two sliders or the padlock at the left of the address.',
  'step.tapPadlock': 'Tap the padlock at the left of the address.',
  'step.turnOn': 'Allow camera and microphone there.',
  'step.permissions': 'Tap “Permissions” and switch camera and microphone on.',
  'step.blocked': 'Click the crossed-out camera or microphone at the left of the address.',
  'step.unblock': 'Take “Blocked” away with the cross beside it.',
  'step.tapBlocked': 'Tap “Blocked” beside camera and microphone until it says “Allowed”.',
  'step.menu': 'Open the menu “Safari” at the very top of the screen.',
  'step.settingsFor': 'Choose “Settings for” this page there.',
  'step.pageSign': 'Tap the page symbol or “aA” in the address bar.',
  'step.website': 'Tap “Website Settings”. Sometimes they are behind three dots.',
  'step.setAllow': 'Set camera and microphone to “Allow”.',
  'step.system': 'Open the settings of your iPhone or iPad, and this browser in them.',
  'step.systemOn': 'Switch camera and microphone on and come back here.',
  'step.search': 'Look beside the address for the padlock, the sliders or a small camera.',

  'picture.chrome-desktop':
    'Drawing: the two sliders at the left of the address open a list with switches for camera and microphone.',
  'picture.chrome-android':
    'Drawing: the two sliders at the top, at the left of the address, open the switches for camera and microphone.',
  'picture.edge':
    'Drawing: the padlock at the left of the address opens the switches for camera and microphone.',
  'picture.firefox-desktop':
    'Drawing: the crossed-out camera at the left of the address opens a list with a cross beside camera and microphone.',
  'picture.firefox-android':
    'Drawing: the padlock at the left of the address opens the switches for camera and microphone.',
  'picture.safari-mac':
    'Drawing: the menu “Safari” at the very top has an entry for this page, which opens the switches for camera and microphone.',
  'picture.safari-ios':
    'Drawing: the page symbol at the left of the address bar leads to the switches for camera and microphone.',
  'picture.ios-app':
    'Drawing: the settings of the device have switches for camera and microphone for this browser.',
  'picture.unknown':
    'Drawing: a sign at the left of the address opens the switches for camera and microphone.',

  'silent.text':
    'Nothing could be heard so far. Please say something. If the bar does not move, the microphone may be switched off at the device or its cable. Below the bar you can choose another one.',

  'slept.text':
    'This page was asleep from {from} to {to}. Your place in the waiting room has been kept. You do not need to do anything.',
  'battery.low': 'Your battery is nearly empty ({percent}\u00a0%). Plug your device in if you can.',

  'long.cutOff':
    'This page has not reached the practice for a while. Your place is kept, and we keep trying. You can also reach {clinician} in this way:',
  'long.unseen':
    '{clinician} has not looked in yet. Perhaps something is taking longer. Your place is kept. If you would like to ask, you can do so here:',
  'long.seen':
    'It is taking longer today. {clinician} knows you are here, and your place is kept. If you would like to ask, write, or get in touch here:',
};
