/** Red, green, blue from 0 to 255; fractions allowed. */
export type Rgb = readonly [number, number, number];

/** Red, green, blue from 0 to 255 and alpha from 0 to 1. */
export type Rgba = readonly [number, number, number, number];

/** The colours that things have and captions name. */
export const colours = {
  red: [206, 58, 50],
  orange: [232, 134, 48],
  yellow: [240, 200, 66],
  green: [86, 150, 78],
  blue: [58, 110, 184],
  purple: [128, 84, 164],
  pink: [236, 146, 170],
  brown: [136, 92, 60],
  white: [244, 240, 230],
  grey: [140, 144, 150],
} as const satisfies Record<string, Rgb>;

/** The name of a colour. */
export type Colour = keyof typeof colours;

/** A colour from its usual notation `#rrggbb`. */
export function hex(code: string): Rgb {
  const value = Number.parseInt(code.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** The colour on the way from `a` to `b`; t from 0 to 1. */
export function mix(a: Rgb, b: Rgb, t: number): Rgb {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}

/** Lighter (amount > 0, towards warm white) or darker (amount < 0, towards a cool shadow), as painters shade. */
export function shade(colour: Rgb, amount: number): Rgb {
  return amount >= 0 ? mix(colour, [255, 246, 224], amount) : mix(colour, [26, 22, 52], -amount);
}

/** A colour with an alpha. */
export function alpha(colour: Rgb, opacity: number): Rgba {
  return [colour[0], colour[1], colour[2], opacity];
}

/** Each channel times the tint's share of 255. */
export function tinted(colour: Rgb, tint: Rgb): Rgb {
  return [(colour[0] * tint[0]) / 255, (colour[1] * tint[1]) / 255, (colour[2] * tint[2]) / 255];
}
