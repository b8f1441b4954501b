import type { Random } from '../random.ts';
import type { Setting } from '../scene.ts';
import { farm } from './farm.ts';
import { night } from './night.ts';
import { park } from './park.ts';
import { plainSign, roadside } from './roads.ts';
import { meeting, toys } from './rooms.ts';
import { sea } from './sea.ts';
import type { Stage, StageMaker } from './setting.ts';
import { street } from './street.ts';
import { table } from './table.ts';

const makers: Readonly<Record<Setting, readonly StageMaker[]>> = {
  street: [street],
  table: [table],
  sea: [sea],
  farm: [farm],
  park: [park],
  toys: [toys],
  night: [night],
  signs: [roadside, meeting],
};

/** The stage of a setting; `plain` asks for one sign before a bare wall. */
export function stageOf(setting: Setting, random: Random, plain: boolean): Stage {
  return plain ? plainSign(random) : random.pick(makers[setting])(random);
}
