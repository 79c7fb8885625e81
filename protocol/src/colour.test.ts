import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { accentOf, ColourSchema, contrast, enoughContrast, grounds } from './colour.ts';

const themes = ['light', 'dark'] as const;

/** Each fourth step of each channel: 4 096 colours, the ugly ones too. */
const colours = Array.from({ length: 4096 }, (_, at) => {
  const part = (shift: number) => (((at >> shift) & 15) * 17).toString(16).padStart(2, '0');
  return `#${part(8)}${part(4)}${part(0)}`;
});

describe('the colour of a practice', () => {
  it('is measured as WCAG measures it', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.478, 3);
    expect(contrast('#ffffff', '#777777')).toBeCloseTo(4.478, 3);
  });

  it.each(themes)('whichever it is, patients can read in it, %s', (theme) => {
    const unreadable = colours.filter((colour) => {
      const { accent, ink, soft } = accentOf(colour, theme);
      const least = Math.min(...[...grounds[theme], soft, ink].map((other) => contrast(accent, other)));
      return least < enoughContrast;
    });
    expect(unreadable).toEqual([]);
  });

  it('is taken as it is where it can be read', () => {
    expect(accentOf('#295444', 'light').accent).toBe('#295444');
    expect(accentOf('#4a2f7a', 'light').accent).toBe('#4a2f7a');
  });

  it('a yellow stays a yellow, only darker', () => {
    const { accent } = accentOf('#ffd500', 'light');
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
      Number.parseInt(accent.slice(at, at + 2), 16),
    );
    expect(red).toBeGreaterThan(green);
    expect(green).toBeGreaterThan(blue + 40);
  });

  it.each(['red', '#12345', '#12345678', '#gggggg', 'url(x)', ''])('%j is none', (text) => {
    expect(v.safeParse(ColourSchema, text).success).toBe(false);
  });
});
