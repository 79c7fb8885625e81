/** Registers an attack and its control: the same attack against the same client, with just its defences out. */

import { describe, it } from 'vitest';
import type { Attack } from '../attack.ts';
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
  describe(attack.name, () => {
    it(`is ${attack.expected}`, async () => {
      const scene = await adversary().scene([]);
      await trial.fails(await trial.attempt(scene), scene);
    });
    it(`control: succeeds without ${attack.defence.map(({ name }) => `“${name}”`).join(' and ')}`, async () => {
      const scene = await adversary().scene(attack.defence);
      await trial.succeeds(await trial.attempt(scene), scene);
    });
  });
}
