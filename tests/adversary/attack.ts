/**
 * What an attack is, and what a defence is, as plain data: the tests carry the attacks out, and `docs/topics/attacks.md`
 * is made from the same data.
 */

/** A place in the client's source where one defence stands, and what stands there once it is out. */
export interface Edit {
  /** From the root of the project. */
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly find: string;
  /** Asks `defenceOut('<name of the defence>')` at run time: one build serves all controls. */
  readonly replace: string;
}

export interface Defence {
  /** Short, unique among all defences, for people: stands in the table. */
  readonly name: string;
  /** Where it is taken out of the client. Empty when the test itself takes it out, at the server or in its own code. */
  readonly edits: readonly Edit[];
}

/** Who attacks. */
export type Attacker = 'active operator' | 'link thief' | 'another patient';

/**
 * - `refused`: it does not happen, and nobody needs to know.
 * - `noticed`: it is stopped, and the people it is aimed at are told.
 * - `harmless`: it happens, and gains nothing.
 */
export type Outcome = 'refused' | 'noticed' | 'harmless';

export interface Attack {
  /** In a few words, unique: *swap the fingerprints in the session descriptions*. */
  readonly name: string;
  readonly by: Attacker;
  /** What is tried, in one or two sentences. */
  readonly attempt: string;
  readonly expected: Outcome;
  /** What the screens say; `nothing` when nobody is told. */
  readonly userIsTold: string;
  /** Exactly these are out in the control, and with them out the same attack succeeds. */
  readonly defence: readonly Defence[];
}

/** All attacks of one kind, by the key its tests name. */
export interface AttackGroup {
  /** Heading in the table. */
  readonly title: string;
  readonly attacks: Readonly<Record<string, Attack>>;
}
