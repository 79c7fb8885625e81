/** When a browser does not keep what it is given: told from every other failure, for it needs other words. */

export type StorageTrouble =
  /** The device or the share of this site is full. Room can be made, and then it goes on. */
  | 'full'
  /** The browser keeps nothing at all here: some private windows, storage switched off. */
  | 'refused';

/** Our own store could not be opened, read or written. */
export class StorageFault extends Error {
  readonly trouble: StorageTrouble;

  constructor(cause: unknown) {
    super('the browser did not keep the data', { cause });
    this.name = 'StorageFault';
    this.trouble = isAboutRoom(cause) ? 'full' : 'refused';
  }
}

/** Undefined when the failure has nothing to do with storage. The crypto store says it in its own words. */
export function storageTroubleOf(error: unknown): StorageTrouble | undefined {
  if (error instanceof StorageFault) return error.trouble;
  if (isAboutRoom(error)) return 'full';
  return /indexed ?db/i.test(wordsOf(error)) ? 'refused' : undefined;
}

/** A write that is taken back when it was to be kept is all that the crypto store tells of a full device. */
function isAboutRoom(error: unknown): boolean {
  return /quota|disk is full|not enough space|transaction to be committed/i.test(wordsOf(error));
}

function wordsOf(error: unknown): string {
  if (error instanceof Error || error instanceof DOMException)
    return `${error.name} ${error.message} ${error.cause === undefined ? '' : wordsOf(error.cause)}`;
  return String(error);
}
