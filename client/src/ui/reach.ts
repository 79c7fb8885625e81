/** Addresses that open the telephone or the mail program of this device. */

/** `tel:` address (RFC 3966): only what can be dialled. */
export function telephone(phone: string): string {
  return `tel:${phone.replace(/\(0\)/g, '').replace(/[^\d+]/g, '')}`;
}

/** `mailto:` address (RFC 6068) without subject or text. */
export function mailto(email: string): string {
  return `mailto:${encodeURIComponent(email).replace('%40', '@')}`;
}
