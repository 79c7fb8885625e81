/** What is loaded while the patient looks at their own picture. A chunk of its own: the door does without it. */

export { prefetchVersions } from '../crypto/frugal-fetch.ts';
export { preloadCrypto } from '../crypto/open-client.ts';
