/** Registers an attack and its control: the same attack against the same client, with just its defences out. */

import { describe, it } from 'vitest';
import type { Attack, Defence } from '../attack.ts';
import type { Adversary } from './adversary.ts';
import type { Scene } from './scene.ts';

export interface Trial<Gain> {
  /** Carries the attack out, up to what the attacker has gained. The same for both. */
  attempt(scene: Scene): Promise<Gain>;
  /** The attacker has nothing, and everybody was told what the declaration says. */
  fails(gain: Gain, scene: Scene): Promise<void> | void;
  /** With the defences out the attacker has what they wanted. */
  succeeds(gain: Gain, scene: Scene): Promise<void> | void;
}

/** @param adversary asked when the tests run: it is started in `beforeAll` */
export function attackTest<Gain>(attack: Attack, adversary: () => Adversary, trial: Trial<Gain>): void {
  register(attack, async (without) => {
    const scene = await adversary().scene(without);
    const gain = await trial.attempt(scene);
    await (without.length === 0 ? trial.fails(gain, scene) : trial.succeeds(gain, scene));
  });
}

/** An attack on the protocol alone: no practice, no browser. The trial itself leaves out what is taken out. */
export function attackOnPaper<Gain>(
  attack: Attack,
  trial: {
    attempt(without: readonly Defence[]): Promise<Gain>;
    fails(gain: Gain): void;
    succeeds(gain: Gain): void;
  },
): void {
  register(attack, async (without) => {
    const gain = await trial.attempt(without);
    if (without.length === 0) trial.fails(gain);
    else trial.succeeds(gain);
  });
}

function register(attack: Attack, run: (without: readonly Defence[]) => Promise<void>): void {
  const defences = attack.defence.map(({ name }) => `“${name}”`).join(' and ');
  describe(attack.name, () => {
    it(`is ${attack.expected}`, () => run([]));
    it(`control: succeeds without ${defences}`, () => run(attack.defence));
  });
}
