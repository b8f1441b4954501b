/**
 * Parameters that every operator of Data-Juicer 1.6.1 accepts (`_BASE_PARAMS` of `ops/base_op.py`) and that say how
 * its engine works, not what comes out. Accepted and ignored here, and said.
 */
export const engineParameters: ReadonlySet<string> = new Set([
  'audio_key',
  'video_key',
  'image_bytes_key',
  'system_key',
  'instruction_key',
  'prompt_key',
  'query_key',
  'response_key',
  'history_key',
  'index_key',
  'work_dir',
  'input_columns',
  'output_columns',
  'skip_op_error',
  'adaptive_batching',
  'auto_op_parallelism',
  'batch_mode',
  'accelerator',
  'batch_size',
  'num_proc',
  'cpu_required',
  'gpu_required',
  'mem_required',
  'num_cpus',
  'num_gpus',
  'memory',
  'runtime_env',
  'ray_execution_mode',
  'turbo',
  'stats_export_path',
]);

/** Fields of a sample that operators read. Other names than these are not in this version. */
export const fieldParameters: Readonly<Record<string, string>> = { text_key: 'text', image_key: 'images' };

/** Parameters that every filter of Data-Juicer accepts and that change its decision, with their defaults. */
export const intervalParameters = {
  min_closed_interval: true,
  max_closed_interval: true,
  reversed_range: false,
} as const;
