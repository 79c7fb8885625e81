/** The link for as long as this page needs it: as it was taken from the address, then with its keys, then nothing of it. */

import {
  deriveLinkKeys,
  type LinkFault,
  type LinkKeys,
  type LinkSecret,
  readFragment,
} from '@sprechzimmer/protocol';
import { showFragment, type TakenLink } from './take-fragment.ts';

export interface OpenLink {
  readonly link: LinkSecret;
  readonly keys: LinkKeys;
}

export interface LinkInHand {
  /** It arrived as a path: servers on the way have read it. */
  isExposed(): boolean;
  /** The whole path with the secret in it, once: to be reported, and kept nowhere. */
  takeExposedPath(): string | undefined;
  /** @returns why it cannot be opened; undefined when it is open, and when there was none */
  open(): Promise<LinkFault | undefined>;
  /** Undefined before `open`, after `forget`, and without a link. */
  opened(): OpenLink | undefined;
  /** The visit this tab is known to have been in, without a link. */
  visitOfTab(): string | undefined;
  /** For another browser, and back in the address bar. Undefined once it has been used. */
  handOn(): string | undefined;
  /**
   * The record has what is still needed of it. Bytes are overwritten; of texts only our hold is let go.
   * @param visit whose it was
   */
  forget(visit: string | undefined): void;
}

/** @param first from `takeFragment()` */
export function linkInHand(first: TakenLink): LinkInHand {
  let taken = first;
  let opened: OpenLink | undefined;
  return {
    isExposed: () => taken.pathname !== '/j/',
    takeExposedPath() {
      const { exposedPath, ...rest } = taken;
      taken = rest;
      return exposedPath;
    },
    async open() {
      const reading = taken.fragment === '' ? undefined : await readFragment(taken.fragment, taken.pathname);
      if (reading && !reading.ok) return reading.fault;
      opened = reading && { link: reading.link, keys: await deriveLinkKeys(reading.link) };
      return undefined;
    },
    opened: () => opened,
    visitOfTab: () => taken.visit,
    handOn() {
      if (taken.fragment === '') return undefined;
      showFragment();
      return `${location.origin}/j/${taken.fragment}`;
    },
    forget(visit) {
      if (opened) {
        const { link, keys } = opened;
        for (const bytes of [link.secret, keys.redeem, keys.guestKey, keys.clinicianKey]) bytes.fill(0);
      }
      opened = undefined;
      taken = { fragment: '', pathname: '/j/', visit };
    },
  };
}
