/** How many wait, on the tab's picture and, where the desk is installed, on the one of the application. */

/** @param count none for zero */
export function showBadge(count: number): void {
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  const picture = count > 0 ? '/favicon-waiting.svg' : '/favicon.svg';
  if (icon && icon.getAttribute('href') !== picture) icon.setAttribute('href', picture);
  if (!('setAppBadge' in navigator)) return;
  const shown = count > 0 ? navigator.setAppBadge(count) : navigator.clearAppBadge();
  shown.catch(() => undefined);
}
