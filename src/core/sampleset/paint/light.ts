import type { LightName } from '../scene.ts';
import { hex, type Rgb } from './colour.ts';

/** How a light colours what it falls on. */
export interface Light {
  /** Falls on everything: white changes nothing. */
  readonly tint: Rgb;
  /** What far things fade into, and by how much the farthest do. */
  readonly haze: Rgb;
  readonly depth: number;
  /** Where it comes from: right is positive, up is positive; length 1. */
  readonly from: readonly [number, number];
  /** Opacity of a cast shadow. */
  readonly shadow: number;
  /** Colours of the sky from top to horizon. */
  readonly sky: readonly Rgb[];
}

/** The lights by name; several moods each, one is picked per scene. */
export const lightMoods: Readonly<Record<LightName, readonly Light[]>> = {
  day: [
    light('#fffaf0', '#cfe3ec', 0.45, -0.6, 0.34, ['#5fa3d6', '#a9d2e8', '#e4f0ea']),
    light('#fff8ea', '#d8e6e0', 0.4, 0.55, 0.34, ['#76b6cf', '#b9dcd8', '#f4efd8']),
  ],
  morning: [
    light('#fff0e2', '#f3dcd0', 0.55, -0.85, 0.26, ['#8fb4d8', '#e9cfd0', '#fbe3c0']),
    light('#f8f0f0', '#e2dcea', 0.6, 0.85, 0.24, ['#9aa9d8', '#d9c6dc', '#f8dcd2']),
  ],
  evening: [
    light('#ffdcb0', '#f0b48c', 0.5, 0.92, 0.36, ['#4f6aa0', '#e39a7c', '#fbd08a']),
    light('#fbd0b8', '#d9929a', 0.5, -0.92, 0.36, ['#54508e', '#c8728c', '#f8b488']),
  ],
  overcast: [
    light('#e9edf0', '#c3ccd2', 0.55, -0.2, 0.16, ['#9aa8b4', '#b8c4ca', '#d6dcda']),
    light('#eeeae4', '#cdc8c0', 0.5, 0.2, 0.16, ['#a8a8a8', '#c4c0ba', '#dfd8cc']),
  ],
  indoor: [
    light('#fff3de', '#e8d6bc', 0.15, -0.75, 0.34, ['#d9c4a0', '#e6d6b8', '#efe2cc']),
    light('#f6f4f2', '#dfe2e4', 0.15, 0.75, 0.3, ['#c4d2d6', '#d6dfde', '#e8ebe4']),
  ],
  night: [
    light('#7f8ab4', '#2a345e', 0.5, 0.5, 0.4, ['#0c1230', '#1b2452', '#3b4478']),
    light('#7692aa', '#1e3a56', 0.5, -0.5, 0.4, ['#081a2c', '#12304a', '#2e5670']),
  ],
  fog: [
    light('#e6e8ea', '#d6dadc', 0.88, -0.2, 0.08, ['#d2d6da', '#d8dbdd', '#dde0e0']),
    light('#ebe8e4', '#ddd9d2', 0.86, 0.2, 0.08, ['#d8d4d0', '#dedad4', '#e2dfd8']),
  ],
};

function light(tint: string, haze: string, depth: number, x: number, shadow: number, sky: readonly string[]): Light {
  return { tint: hex(tint), haze: hex(haze), depth, from: [x, Math.sqrt(1 - x * x)], shadow, sky: sky.map(hex) };
}
