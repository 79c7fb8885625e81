/**
 * The colour a practice gives itself, and what has to follow from it so that everybody can read on it.
 * Contrast after WCAG 2.2 §1.4.3; lightness is changed in OKLCH (CSS Color 4 §9.4), where the hue stays what it was.
 */

import * as v from 'valibot';

/** Six hexadecimal digits, as every colour picker gives them. */
export const ColourSchema = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i), v.toLowerCase());
export type Colour = v.InferOutput<typeof ColourSchema>;

/** What is drawn in a practice's colour, in one theme. */
export interface Accent {
  /** Links, marks, the face of the most important button. */
  readonly accent: Colour;
  /** Letters on that button. */
  readonly ink: Colour;
  /** Behind notices and one's own messages. */
  readonly soft: Colour;
}

export type Theme = 'light' | 'dark';

/** What letters stand on: the page, the cards on it, a warning, an alarm. The same as in the client's tokens. */
export const grounds: Readonly<Record<Theme, readonly Colour[]>> = {
  light: ['#f8f3ea', '#fffdf9', '#fbecd9', '#fbe6e1'],
  dark: ['#1e1a17', '#2a2521', '#3d2f22', '#44241f'],
};

/** Letters against what they stand on (WCAG 2.2 §1.4.6). */
export const enoughContrast = 7;

/** From 1 (the same) to 21 (black on white). */
export function contrast(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/**
 * A practice's colour as it can be used: made darker (in the dark theme lighter) until letters in it can be read, and no
 * further than that.
 */
export function accentOf(colour: Colour, theme: Theme): Accent {
  const own = toOklch(colour);
  const soft = fromOklch({
    lightness: theme === 'light' ? 0.935 : 0.33,
    chroma: Math.min(own.chroma, 0.028),
    hue: own.hue,
  });
  const under = [...grounds[theme], soft];
  const step = theme === 'light' ? -0.004 : 0.004;
  let { lightness } = own;
  let accent = colour;
  const cannotBeRead = () => under.some((ground) => contrast(accent, ground) < enoughContrast);
  while (cannotBeRead() && lightness >= 0 && lightness <= 1) {
    lightness += step;
    accent = fromOklch({ ...own, lightness });
  }
  const ink =
    theme === 'light'
      ? '#ffffff'
      : fromOklch({ lightness: 0.2, chroma: Math.min(own.chroma, 0.02), hue: own.hue });
  return { accent, ink, soft };
}

interface Oklch {
  /** 0 black, 1 white. */
  readonly lightness: number;
  /** 0 grey; about 0.3 as colourful as a screen can be. */
  readonly chroma: number;
  /** Radians. */
  readonly hue: number;
}

function luminance(colour: Colour): number {
  const [red, green, blue] = linear(colour);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function toOklch(colour: Colour): Oklch {
  const [red, green, blue] = linear(colour);
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const b = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(a, b),
    hue: Math.atan2(b, a),
  };
}

/** Less colourful where a screen cannot show it at this lightness. */
function fromOklch({ lightness, chroma, hue }: Oklch): Colour {
  for (let less = chroma; ; less = Math.max(0, less - 0.004)) {
    const channels = toLinear({ lightness, chroma: less, hue });
    if (less === 0 || channels.every((value) => value >= -0.0005 && value <= 1.0005)) return hex(channels);
  }
}

function toLinear({ lightness, chroma, hue }: Oklch): readonly number[] {
  const a = chroma * Math.cos(hue);
  const b = chroma * Math.sin(hue);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** The three channels without the curve of sRGB, 0 to 1. */
function linear(colour: Colour): readonly [number, number, number] {
  const channel = (at: number) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function hex(channels: readonly number[]): Colour {
  const byte = (value: number) => {
    const inside = Math.min(1, Math.max(0, value));
    const curved = inside <= 0.0031308 ? inside * 12.92 : 1.055 * inside ** (1 / 2.4) - 0.055;
    return Math.round(curved * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channels.map(byte).join('')}`;
}
