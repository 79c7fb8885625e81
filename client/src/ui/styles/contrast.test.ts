import { accentOf, contrast, grounds } from '@sprechzimmer/protocol';
import { describe, expect, it } from 'vitest';
import { tokens } from './style-sheets.ts';

/** What stands on what. Letters 7:1 (WCAG level AAA), on the button that ends a call 4.5:1, edges and marks 3:1. */
const pairs: readonly [on: readonly string[], what: string, least: number][] = [
  [['paper', 'card', 'accent-soft', 'warm-soft', 'danger-soft'], 'ink', 7],
  [['paper', 'card', 'accent-soft', 'warm-soft', 'danger-soft'], 'ink-soft', 7],
  [['paper', 'card', 'accent-soft', 'warm-soft', 'danger-soft'], 'accent', 7],
  [['accent'], 'accent-ink', 7],
  [['paper', 'card', 'accent-soft', 'danger-soft'], 'danger', 7],
  [['paper', 'card'], 'line', 3],
  [['paper', 'card', 'accent-soft', 'warm-soft', 'danger-soft'], 'focus', 3],
  [['warm-soft'], 'warm', 3],
  [['stage', 'stage-raised', 'stage-control', 'stage-control-over'], 'stage-ink', 7],
  [['stage-danger'], 'white', 4.5],
  [['stage'], 'stage-line', 3],
  [['stage', 'stage-raised', 'stage-control'], 'stage-focus', 3],
  [['stage-mark'], 'stage', 7],
];

describe.each(['light', 'dark'] as const)(
  'what is written can be read by tired and by old eyes: %s',
  (theme) => {
    const values = tokens()[theme];
    const colour = (name: string) => {
      const value = values.get(name) ?? '';
      // Behind a practice's own colour stands ours.
      return /#[0-9a-f]{6}/.exec(value)?.[0] ?? '';
    };

    it.each(pairs.flatMap(([on, what, least]) => on.map((ground) => [what, ground, least] as const)))(
      '%s on %s has at least %s:1',
      (what, ground, least) => {
        expect(contrast(colour(what), colour(ground))).toBeGreaterThanOrEqual(least);
      },
    );

    it('a practice’s own colour is weighed against the very grounds it will stand on', () => {
      expect(grounds[theme]).toEqual(['paper', 'card', 'warm-soft', 'danger-soft'].map(colour));
    });

    it.each(['#ff0000', '#ffee00', '#00ff00', '#0000ff', '#ff00ff', '#808080', '#000000', '#ffffff'])(
      'notes, faults and letters on what a practice in %s tints can be read as well',
      (chosen) => {
        const { soft } = accentOf(chosen, theme);
        for (const what of ['ink', 'ink-soft', 'danger'])
          expect([what, contrast(colour(what), soft) >= 7]).toEqual([what, true]);
      },
    );
  },
);
