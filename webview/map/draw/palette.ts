/** Colours of groups and of scales, from the theme's own. */
import type { Colors } from '../../shared/colors.ts';
import { behind } from './raster.ts';
import type { Shape } from './shapes.ts';

/** Colours by number, for both ways of drawing. */
export interface Palette {
  /** As CSS. */
  readonly css: readonly string[];
  /** As 0xBBGGRR. */
  readonly pixels: Uint32Array;
  readonly shapes: readonly Shape[];
}

/** Groups have so many colours; further ones begin anew. */
export const mostColors = 96;
/** Steps of a scale. */
export const steps = 96;
/** The colour of what has no group or no value. */
export const without = behind - 1;

/** Colours of groups: the theme's own for what means something, else hues as far apart as there are groups. */
export function groupPalette(by: string, groups: number, colors: Colors): Palette {
  const css = (group: number): string => {
    if (by === 'outcome') return [colors.kept, colors.dropped, colors.failed][group]!;
    return groups <= colors.series.length ? colors.series[group % colors.series.length]! : hue(group, groups, colors);
  };
  const shapes: Shape[] = by === 'outcome' ? ['disc', 'cross', 'square'] : groups <= 2 ? ['disc', 'ring'] : [];
  const count = Math.min(groups, mostColors);
  return palette(
    Array.from({ length: count }, (_, group) => css(group)),
    shapes,
    colors,
  );
}

/** Colours of a scale, from low to high. */
export function scalePalette(colors: Colors): Palette {
  const [blue, , green, , , yellow] = colors.series.map(rgbOf);
  const stops = [blue!, green!, yellow!];
  const css = Array.from({ length: steps }, (_, step) => {
    const at = (step / (steps - 1)) * (stops.length - 1);
    const from = Math.min(stops.length - 2, Math.floor(at));
    const mixed = stops[from]!.map((value, i) => Math.round(value + (stops[from + 1]![i]! - value) * (at - from)));
    return `rgb(${mixed.join(' ')})`;
  });
  return palette(css, [], colors);
}

function palette(of: readonly string[], shapes: readonly Shape[], colors: Colors): Palette {
  const css: string[] = new Array<string>(256).fill(colors.quiet);
  of.forEach((color, i) => (css[i + 1] = color));
  const known = new Map<string, number>();
  const pixels = Uint32Array.from(css, (color) => {
    const [red, green, blue] = rgbOf(color);
    const pixel = known.get(color) ?? red | (green << 8) | (blue << 16);
    known.set(color, pixel);
    return pixel;
  });
  return { css, pixels, shapes: ['disc', ...shapes] };
}

/** Hues around the circle, neighbours far apart in lightness; light on dark paper and dark on light one. */
function hue(group: number, groups: number, { paper }: Colors): string {
  const [red, green, blue] = rgbOf(paper);
  const isDark = red + green + blue < 384;
  const lightness = (isDark ? [68, 56, 78] : [42, 32, 52])[group % 3]!;
  return `hsl(${Math.round((group * 360) / Math.min(groups, mostColors))} 62% ${lightness}%)`;
}

let probe: CanvasRenderingContext2D | null = null;
const seen = new Map<string, readonly [number, number, number]>();

/** A CSS colour as red, green and blue. */
export function rgbOf(css: string): readonly [number, number, number] {
  const known = seen.get(css);
  if (known !== undefined) return known;
  probe ??= new OffscreenCanvas(1, 1).getContext('2d', {
    willReadFrequently: true,
  }) as unknown as CanvasRenderingContext2D;
  probe.fillStyle = css;
  probe.fillRect(0, 0, 1, 1);
  const { data } = probe.getImageData(0, 0, 1, 1);
  const rgb = [data[0]!, data[1]!, data[2]!] as const;
  seen.set(css, rgb);
  return rgb;
}
