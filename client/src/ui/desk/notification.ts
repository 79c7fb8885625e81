/** Notifications of the browser: that somebody is there, and never who. */

import { signal } from '@preact/signals';

export const notificationState = signal(present());

/** Asks where nobody has answered yet. */
export async function askToNotify(): Promise<NotificationPermission | 'unsupported'> {
  if (notificationState.peek() === 'default') {
    await Notification.requestPermission();
    notificationState.value = present();
  }
  return notificationState.peek();
}

/** Shows nothing while the page is looked at, and nothing without permission. */
export function notify(text: string): void {
  notificationState.value = present();
  if (notificationState.peek() !== 'granted' || document.hasFocus()) return;
  try {
    // One at a time: the next takes the place of the one before.
    const shown = new Notification(text, { tag: 'sprechzimmer', icon: '/favicon.svg' });
    shown.onclick = () => {
      window.focus();
      shown.close();
    };
  } catch {
    // Where only a service worker may notify (Chrome on Android) there is nothing to be had.
    notificationState.value = 'unsupported';
  }
}

function present(): NotificationPermission | 'unsupported' {
  return 'Notification' in window ? Notification.permission : 'unsupported';
}
