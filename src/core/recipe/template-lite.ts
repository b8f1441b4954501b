/** The recipe that `init` writes for the preset `lite`: pixels and text alone, no model, no key, no Python. */
export const liteTemplate = `# Better Synth recipe, preset "lite": cleans with pixels and text alone.
# It needs no model, no key and no Python. Your data.jsonl and pictures are only read, never changed.
#
#   better-synth check     looks for mistakes here and in the data, and runs nothing
#   better-synth run       runs what is not up to date
#   better-synth decide    tells what other thresholds would keep, without measuring again
#
# Operators, their parameters and their meaning are Data-Juicer's, so parts of its recipes can be pasted here.
# A threshold may also be a statistic of your own data, for example  min_score: {percentile: 5}

version: 1
dataset: data.jsonl        # one JSON object a line: {"images": ["images/1.jpg"], "text": "<__dj__image>\\nA caption."}
seed: 0                    # the same recipe, data and seed give the same result
error_budget: 0.01         # stop when more than this share of the samples, and more than 10, cannot be read

stages:
  # 1. Drop what is plainly broken or there twice. Better too few than dirty, but look at what was dropped.
  - name: clean
    clean:
      process:
        # Tidy the captions first: everything after this sees the tidy text.
        - fix_unicode_mapper:
        - punctuation_normalization_mapper:
        - whitespace_normalization_mapper:
        - clean_links_mapper:
        - clean_email_mapper:

        # Captions: too short or too long, repeating themselves, or mostly signs.
        - words_num_filter: {min_num: 5, max_num: 60}    # special tokens such as <__dj__image> count as words
        - character_repetition_filter: {rep_len: 10, max_ratio: 0.3}
        - word_repetition_filter: {rep_len: 3, max_ratio: 0.3}
        - special_characters_filter: {max_ratio: 0.52}   # the special tokens count here too
        - alphanumeric_filter: {min_ratio: 0.5}

        # Pictures: tiny, stretched, or oddly small as files.
        - image_shape_filter: {min_width: 64, min_height: 64, any_or_all: all}
        - image_aspect_ratio_filter: {min_ratio: 0.333, max_ratio: 3.0, any_or_all: all}
        - image_size_filter: {min_size: "1KB", max_size: "20MB", any_or_all: all}

        # Pictures: blurred, dark, burnt out, or nearly empty. Scores run from 0 to 1, lower is worse.
        - image_blur_filter: {min_score: 0.29, any_or_all: all}
        - image_dark_filter: {min_score: 0.32, any_or_all: all}
        - image_light_filter: {min_score: 0.12, any_or_all: all}
        - image_low_information_filter: {min_score: 0.4, any_or_all: all}

        # Pictures that are there twice, then pictures that look alike: of each group the first stays.
        # - document_deduplicator:                       # would drop captions that stand twice, whatever the picture
        - image_deduplicator: {method: phash, consider_text: true}   # the same picture with another caption stays
        - image_near_deduplicator: {method: phash, radius: 4, keep_by: first}

  # 2. Group captions by what they are about.
  - name: cluster
    cluster: {of: text, model: tf-idf, k: 10}            # for 400,000 samples 50 or more

  # 3. From every group take some typical, some unusual and some random samples.
  - name: select
    select: {strategy: dynamic-increase, budget: 5000, fill: none}

  # 4. Write the result for training, in the form of the input, each line as it was but for its tidy caption.
  - name: export
    export: {format: data-juicer, output: better-synth-out.jsonl}
`;
