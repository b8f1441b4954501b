import type { SpecialTokens } from '../operators/operator.ts';
import { readProcess, sayIgnored } from './process.ts';
import type { ProcessContext } from './process-context.ts';
import type { OperatorUse } from './recipe.ts';
import { describeNode, type Entry, type MapNode } from './source.ts';
import { isUnsafeName, refuseUnsafe } from './unsafe.ts';
import { reportUnknown } from './validate.ts';

/** What a Data-Juicer config means here. */
export interface ConfigReading {
  readonly process: readonly OperatorUse[];
  readonly tokens: SpecialTokens | null;
}

/** Data-Juicer's own special tokens, which hold where a config names only one of the two. */
const defaultTokens: SpecialTokens = { image: '<__dj__image>', eoc: '<|__dj__eoc|>' };

/** Keys of a config of Data-Juicer 1.6.1 that steer its engine, its files and its other media; ignored here. */
export const engineKeys: ReadonlySet<string> = new Set(
  `project_name dataset_path dataset generated_dataset_config validators load_dataset_kwargs load_jsonl_lenient
   read_options suffixes export_path export_type export_shard_size export_in_parallel export_extra_args
   export_aws_credentials export_original_dataset keep_stats_in_res_ds keep_hashes_in_res_ds np turbo skip_op_error
   use_cache ds_cache_dir cache_compress temp_dir work_dir job_id resume open_monitor use_checkpoint checkpoint
   checkpoint_dir event_logging event_log_dir open_tracer op_list_to_trace trace_num trace_keys op_fusion
   fusion_strategy mapper_fusion mapper_fusion_vram_limit min_common_dep_num_to_combine adaptive_batch_size
   auto_op_parallelism elastic_juicer_adaptive_batching elastic_juicer_profile_seed decrypt_after_reading
   encrypt_before_export encryption_key_path executor_type use_dag ray_address override_num_blocks partition
   partition_dir partition_size conflict_resolve_strategy strict_preflight percentiles save_stats_in_one_file
   open_insight_mining op_list_to_mine auto auto_num data_probe_algo data_probe_ratio hpo_config debug
   image_bytes_key audio_key audio_special_token video_key video_special_token`.split(/\s+/),
);

const usedKeys = ['process', 'text_keys', 'image_key', 'image_special_token', 'eoc_special_token'] as const;

/** Whether a file is a Data-Juicer config: it has `process`, or at least keys that no recipe has. */
export function isConfig({ entries }: MapNode): boolean {
  if (entries.has('stages')) return false;
  return entries.has('process') || ['project_name', 'dataset_path', 'export_path'].some((name) => entries.has(name));
}

/** Reads a Data-Juicer config as the content of one stage. */
export function readConfig(map: MapNode, context: ProcessContext): ConfigReading {
  const { report } = context;
  refuseUnsafe(map, report);
  for (const entry of map.entries.values()) readKey(entry, context);
  const tokens = readTokens(map, context);
  const list = map.entries.get('process');
  if (list === undefined) {
    report.error('missing', 'A Data-Juicer config has "process:".', { start: map.start, end: map.start });
  }
  const process = list === undefined ? [] : readProcess(list.value, context);
  sayIgnored(context.ignored, report);
  return { process, tokens };
}

function readKey(entry: Entry, { report, ignored }: ProcessContext): void {
  const { name, key, value } = entry;
  if (engineKeys.has(name)) ignored.set(name, key);
  else if (name === 'text_keys' || name === 'image_key') checkFields(entry, name === 'text_keys' ? 'text' : 'images');
  else if (!usedKeys.some((used) => used === name) && !isUnsafeName(name)) {
    reportUnknown(report, 'unknown-key', 'In a Data-Juicer config the key', name, [...usedKeys, ...engineKeys], key);
  }

  /** Data-Juicer uses the first of several. */
  function checkFields({ name }: Entry, expected: string): void {
    const first = value.kind === 'list' ? value.items[0] : value;
    if (first?.kind === 'scalar' && first.value === expected) return;
    report.error('not-in-this-version', `Only ${name}: ${expected} is in this version.`, value, expected);
  }
}

function readTokens(map: MapNode, context: ProcessContext): SpecialTokens | null {
  const image = readToken(map.entries.get('image_special_token'), context);
  const eoc = readToken(map.entries.get('eoc_special_token'), context);
  if (image === null && eoc === null) return null;
  return { image: image ?? defaultTokens.image, eoc: eoc ?? defaultTokens.eoc };
}

function readToken(entry: Entry | undefined, { report, places, stage }: ProcessContext): string | null {
  if (entry === undefined) return null;
  const { name, value } = entry;
  if (value.kind !== 'scalar' || typeof value.value !== 'string') {
    report.error('wrong-type', `${name}: expected a text, found ${describeNode(value)}.`, value);
    return null;
  }
  if (value.value === '' && name === 'image_special_token') {
    report.error('wrong-value', 'image_special_token cannot be empty.', value);
    return null;
  }
  places.mark(report.source, value, stage, '', name);
  return value.value;
}
