/**
 * The consent texts this desk has been shown, by fingerprint. A version and a language name one text for ever: what comes
 * later under the same name is never learned, or a server could show it to a patient first and to the desk afterwards.
 */

import { type ReadonlySignal, signal } from '@preact/signals';
import { type Answers, type Consent, consentHash } from '@sprechzimmer/protocol';
import type { SeenConsent } from '../storage/desk-record.ts';

/** A consent text this desk can show. */
export interface KnownConsent {
  readonly version: string;
  readonly language: 'de' | 'en';
  readonly text: string;
}

/** By its fingerprint. */
export type KnownConsents = ReadonlyMap<string, KnownConsent>;

type ConsentName = Pick<KnownConsent, 'version' | 'language'>;
type GivenConsent = NonNullable<Answers['consent']>;

/** What outlasts the page. */
export interface ConsentMemory {
  /** Latest last. */
  readonly seenConsents: readonly SeenConsent[];
  keepSeenConsents(seen: readonly SeenConsent[]): Promise<void>;
}

export interface ConsentTexts {
  readonly known: ReadonlySignal<KnownConsents>;
  /** Takes up what the server shows now. */
  learn(consent: Consent | undefined): Promise<void>;
  /** This desk has seen another text under the version and language that were agreed to. Read by signals. */
  isSecondText(given: GivenConsent): boolean;
}

/**
 * So many fingerprints outlast the page: more than a practice ever has texts, and little to store. None makes room for
 * another: a server could name versions until the one it means is forgotten. What comes when it is full is known for as
 * long as this page is open.
 */
const keepSeen = 4_000;

export function consentTexts(memory: ConsentMemory): ConsentTexts {
  const known = signal<KnownConsents>(new Map());
  /** The fingerprint each name has stood for since it was first seen. */
  const names = signal<ReadonlyMap<string, string>>(
    new Map(memory.seenConsents.map((each) => [nameOf(each), each.hash])),
  );

  const remember = (shown: KnownConsents) => {
    const before = memory.seenConsents;
    const kept = new Set(before.map(nameOf));
    const added = [...shown]
      .map(([hash, { version, language }]) => ({ version, language, hash }))
      .filter((each) => !kept.has(nameOf(each)))
      .slice(0, Math.max(0, keepSeen - before.length));
    if (added.length === 0) return;
    const seen = [...before, ...added];
    void memory.keepSeenConsents(seen).catch(() => undefined);
  };

  return {
    known,
    async learn(consent) {
      const shown = await knownConsents(consent);
      const isFirst = ([hash, text]: [string, KnownConsent]) =>
        (names.peek().get(nameOf(text)) ?? hash) === hash;
      const taken = new Map([...shown].filter(isFirst));
      names.value = new Map([
        ...names.peek(),
        ...[...taken].map(([hash, text]) => [nameOf(text), hash] as const),
      ]);
      // What somebody has agreed to this morning stays known, also when there is a newer one.
      known.value = new Map([...known.peek(), ...taken]);
      remember(taken);
    },
    isSecondText(given) {
      const first = names.value.get(nameOf(given));
      return first !== undefined && first !== given.hash;
    },
  };
}

/** The texts of a practice by their fingerprints. */
export async function knownConsents(consent: Consent | undefined): Promise<KnownConsents> {
  const texts = (['de', 'en'] as const).flatMap((language) => {
    const text = consent?.[language];
    return consent && text !== undefined ? [{ version: consent.version, language, text }] : [];
  });
  return new Map(
    await Promise.all(
      texts.map(async (each) => [await consentHash(each.version, each.language, each.text), each] as const),
    ),
  );
}

/** The fingerprint says what it was; version and language must be what they are called. */
export function consentedTo(known: KnownConsents, given: GivenConsent): KnownConsent | undefined {
  const text = known.get(given.hash);
  return text && nameOf(text) === nameOf(given) ? text : undefined;
}

function nameOf({ version, language }: ConsentName): string {
  return `${language} ${version}`;
}
