import type { Json } from '../../protocol/records.ts';
import { composeScene } from './compose.ts';
import { kindOf } from './kinds/index.ts';
import { planNearDuplicate, planPicture, type PicturePlan } from './picture.ts';
import { planRows, type RowPlan } from './plan.ts';
import { seedOf, seededRandom, type Random } from './random.ts';
import { settings, type Scene } from './scene.ts';
import { captionOf, finished, mainOf, manyLines, thingsIn } from './text/caption.ts';
import { chunk, jsonLine } from './text/line.ts';
import * as spoil from './text/spoil.ts';
import { defects, type TruthEntry } from './truth.ts';

/** One line of a set, and the files that it brings. */
export interface Sample {
  /** Its id in the product, by which the truth knows it. */
  readonly id: string;
  /** The line of `data.jsonl`, without its end. */
  readonly line: string;
  /** Pictures that no line before has brought. */
  readonly pictures: readonly PicturePlan[];
  readonly truth: TruthEntry;
}

/** A row on its way to being a sample. */
interface Draft {
  readonly plan: RowPlan;
  readonly id: string;
  readonly scene: Scene;
  /** The true caption. */
  readonly caption: string;
  readonly picture: PicturePlan;
}

/** Writes a set's texts and plans its pictures. The same seed and number give the same lines. */
export function draftSamples(seed: number, samples: number): Sample[] {
  const drafts: Draft[] = [];
  const used = new Set<string>();
  return planRows(seed, samples).map((plan) => {
    const random = seededRandom(seedOf(seed, 'text', plan.index));
    const draft = draftOf(seed, plan, drafts, used, random);
    drafts.push(draft);
    return sampleOf(seed, draft, drafts, used, random);
  });
}

function draftOf(seed: number, plan: RowPlan, drafts: readonly Draft[], used: Set<string>, random: Random): Draft {
  const id = nameOf(plan.index);
  const original = plan.of === undefined ? undefined : drafts[plan.of];
  const duplicate = plan.defect === 'exact-duplicate' || plan.defect === 'near-duplicate';
  if (original !== undefined && (duplicate || plan.shape === 'shared-picture')) {
    const { scene } = original;
    const caption = duplicate ? original.caption : newCaption(scene, used, random);
    const near = plan.defect === 'near-duplicate' ? planNearDuplicate(id, original.picture, random) : original.picture;
    const copy = { ...original.picture, path: original.picture.path.replace(original.id, id) };
    return { plan, id, scene, caption, picture: plan.defect === 'exact-duplicate' ? copy : near };
  }
  const scene = composeScene(
    seedOf(seed, 'row', plan.index),
    plan.setting,
    plan.odd === undefined ? {} : { odd: plan.odd },
  );
  const plain = plan.shape === 'many-lines' ? manyLines(scene, random) : newCaption(scene, used, random);
  const caption = plan.defect === 'full-width' && !/[,.!]/.test(plain) ? `${plain}.` : plain;
  return { plan, id, scene, caption, picture: planPicture(id, scene, plan.defect) };
}

function sampleOf(seed: number, draft: Draft, drafts: readonly Draft[], used: Set<string>, random: Random): Sample {
  const { plan, picture, caption } = draft;
  const original = plan.of === undefined ? undefined : drafts[plan.of];
  const id = plan.defect === 'duplicate-id' && original !== undefined ? original.id : draft.id;
  const companion = companionOf(seed, draft, used, random);
  const text = textOf(draft, companion, random);
  const pictures = [picture, ...(companion === undefined ? [] : [companion.picture])];
  const record: Json = { id, images: pictures.map(({ path }) => path), text, ...extraFields(plan, random) };
  const line = jsonLine(record);
  const broken = plan.defect === 'broken-json';
  return {
    id: broken ? `~${plan.index + 1}` : id === draft.id ? id : `${id}~${plan.index + 1}`,
    line: broken ? line.slice(0, Math.floor(line.length * random.between(0.4, 0.95))) : line,
    pictures: plan.shape === 'shared-picture' ? [] : pictures,
    truth: truthOf(draft, companion === undefined ? caption : `${caption} ${companion.caption}`, original),
  };
}

function truthOf({ plan, scene }: Draft, caption: string, original: Draft | undefined): TruthEntry {
  const looks = scene.light === 'night' ? 'night' : plan.odd;
  const kind = plan.defect ?? (looks === undefined ? 'clean' : 'friendly-fire');
  const facts: { expect: TruthEntry['expect']; needs?: 'model' } =
    plan.defect === null ? { expect: 'kept' } : defects[plan.defect];
  return {
    kind,
    expect: facts.expect,
    ...(facts.needs === undefined ? {} : { needs: facts.needs }),
    caption,
    ...(original === undefined ? {} : { of: original.id }),
    ...(kind === 'friendly-fire' && looks !== undefined ? { looks } : {}),
    setting: scene.setting,
    shows: thingsIn(scene),
  };
}

/** The second picture of a sample that has two, with its caption where it has one of its own. */
function companionOf(
  seed: number,
  { plan, id }: Draft,
  used: Set<string>,
  random: Random,
): { picture: PicturePlan; caption: string } | undefined {
  if (plan.shape !== 'two-pictures' && plan.shape !== 'two-chunks') return undefined;
  const scene = composeScene(seedOf(seed, 'second', plan.index), plan.setting);
  const caption =
    plan.shape === 'two-chunks'
      ? newCaption(scene, used, random)
      : `and , beside it , ${thingsIn(scene)[0] ?? 'another one'} .`;
  return { picture: planPicture(`${id}-b`, scene, null), caption };
}

function textOf({ plan, scene, caption }: Draft, companion: { caption: string } | undefined, random: Random): string {
  if (companion !== undefined && plan.shape === 'two-chunks') return `${chunk(caption)} ${chunk(companion.caption)}`;
  if (companion !== undefined) return chunk(`${caption} ${companion.caption}`, 2);
  return chunk(spoiledCaption(plan, scene, caption, random));
}

function spoiledCaption(plan: RowPlan, scene: Scene, caption: string, random: Random): string {
  switch (plan.defect) {
    case 'repeated-words':
      return spoil.repeated(caption, random);
    case 'stretched-letters':
      return spoil.stretched(mainOf(scene)?.kind ?? 'picture', random);
    case 'shop-symbols':
      return spoil.shopSigns(random);
    case 'url':
      return spoil.withLink(caption, random);
    case 'email':
      return spoil.withEmail(caption, random);
    case 'full-width':
      return spoil.fullWidth(caption);
    case 'no-break-space':
      return spoil.noBreak(caption, random);
    case 'mojibake':
      return spoil.mojibake(random);
    case 'too-short':
      return spoil.tooShort(random);
    case 'wrong-caption': {
      const elsewhere = random.pick(settings.filter((setting) => setting !== scene.setting));
      return finished(captionOf(composeScene(random.below(2 ** 31), elsewhere), random), random);
    }
    case 'wrong-attribute':
      return finished(captionOf(recoloured(scene, random), random), random);
    default:
      return caption;
  }
}

/** The scene with its most prominent things in a colour that nothing in it has. */
function recoloured(scene: Scene, random: Random): Scene {
  const main = mainOf(scene);
  if (main === undefined) return scene;
  const taken = new Set(scene.objects.map(({ colour }) => colour));
  const free = kindOf(main.kind).colours.filter((colour) => !taken.has(colour));
  const colour = free.length > 0 ? random.pick(free) : random.pick(['purple', 'pink', 'orange'] as const);
  const objects = scene.objects.map((object) =>
    object.kind === main.kind && object.colour === main.colour ? { ...object, colour } : object,
  );
  return { ...scene, objects };
}

/** A caption of the scene that no sample has yet, as far as the scene allows. */
function newCaption(scene: Scene, used: Set<string>, random: Random): string {
  let caption = '';
  for (let attempt = 0; attempt < 60; attempt++) {
    caption = finished(captionOf(scene, random), random);
    const words = caption
      .toLowerCase()
      .replace(/[^a-z ]/g, '')
      .trim();
    const count = words.split(/ +/).length;
    if (used.has(words) || count < 3 || count > 23) continue;
    used.add(words);
    break;
  }
  return caption;
}

function extraFields({ shape }: RowPlan, random: Random): Record<string, Json> {
  if (shape !== 'extra-fields') return {};
  return random.pick<Record<string, Json>>([
    { source: 'sketchbook', page: 1 + random.below(200) },
    { meta: { source: 'web', language: 'en', tags: ['drawing', random.pick(['soft', 'bright', 'small'])] } },
    { license: 'CC0-1.0', credit: null, liked: random.chance(0.5) },
  ]);
}

function nameOf(index: number): string {
  return String(index).padStart(9, '0');
}
