/** Addresses that open the telephone or the mail program of this device. */

/** `tel:` address (RFC 3966): only what can be dialled. */
export function telephone(phone: string): string {
  return `tel:${phone.replace(/\(0\)/g, '').replace(/[^\d+]/g, '')}`;
}

/** As it is shown: where it is wider than a telephone it breaks between its parts, never within one. */
export function breakable(email: string): string {
  return email.replace(/[@.]/g, '$&\u200b');
}

/** `mailto:` address (RFC 6068) without subject or text. */
export function mailto(email: string): string {
  return `mailto:${encodeURIComponent(email).replace('%40', '@')}`;
}
