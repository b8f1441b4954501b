/** The recipe that `init` writes for the preset `demo`: all stages, with the models that come with the product. */
export const demoTemplate = `# Better Synth recipe, preset "demo": all stages, with small models that come with Better Synth. They need no download,
# no key, no Python and no GPU, but they know nothing except the drawn world of the demo dataset, which
# better-synth init some-folder --demo  brings along. For photographs name other models, or begin with "lite".
#
#   better-synth check     looks for mistakes here and in the data, and runs nothing
#   better-synth run       runs what is not up to date
#   better-synth decide    tells what other thresholds would keep, without measuring again
#
# Operators, their parameters and their meaning are Data-Juicer's, so parts of its recipes can be pasted here.
# Thresholds that ask models or pixels were found on sets of the same world that this dataset is not drawn from.
# any_or_all: all everywhere, so that one good picture does not carry a bad one into the result.

version: 1
dataset: data.jsonl        # one JSON object a line: {"images": ["images/1.jpg"], "text": "<__dj__image>\\nA caption."}
seed: 0                    # the same recipe, data and seed give the same result
error_budget: 0.15         # lines and files are broken here on purpose; for data of your own 0.01 is a good start

stages:
  # 1. Drop what no model of captions needs to see: broken, unsafe, marked, ugly, or there twice.
  - name: clean-1
    clean:
      process:
        # Tidy the captions first: everything after this sees the tidy text.
        - fix_unicode_mapper:                            # full-width signs, odd spaces; flags mojibake, repairs none
        - punctuation_normalization_mapper:
        - whitespace_normalization_mapper:
        - clean_links_mapper:
        - clean_email_mapper:

        # Captions. The special tokens count as characters: 28 of them in "<__dj__image>\\nA caption. <|__dj__eoc|>".
        # words_num_filter would not do: it takes a Chinese caption, which has no spaces, for one word.
        - text_length_filter: {min_len: 36, max_len: 600}    # eight signs can be a Chinese caption, "image 1" is none
        - character_repetition_filter: {rep_len: 10, max_ratio: 0.25}    # "sooooooooo cuuuuuuuute"
        - word_repetition_filter: {rep_len: 3, max_ratio: 0.5}           # the same sentence again and again
        - special_characters_filter: {max_ratio: 0.6}            # "*** SKU 4711 ***"; short true captions reach 0.5

        # Pictures by their heads: thumbnails and strips, of which models see nothing.
        - image_shape_filter: {min_width: 64, min_height: 64, any_or_all: all}
        - image_aspect_ratio_filter: {min_ratio: 0.25, max_ratio: 4.0, any_or_all: all}

        # Pictures by their pixels, from 0 to 1. Set low: night, fog and a single sign on a wall are no defects,
        # and what is only a little blurred, dark or pale is left to image_aesthetics_filter.
        - image_blur_filter: {min_score: 0.18, any_or_all: all}
        - image_dark_filter: {min_score: 0.29, any_or_all: all}
        - image_light_filter: {min_score: 0.2, any_or_all: all}
        - image_low_information_filter: {min_score: 0.39, any_or_all: all}

        # Pictures by models. demo/nsfw looks for one sign that stands in for unsafe content: nothing here is unsafe.
        - image_nsfw_filter: {hf_nsfw_model: demo/nsfw, max_score: 0.51, any_or_all: all}
        - image_watermark_filter: {hf_watermark_model: demo/watermark, prob_threshold: 0.12, any_or_all: all}
        # demo/aesthetics gives 1 to a picture as it was drawn, now and then a little more, and 0 to a worthless one.
        - image_aesthetics_filter: {hf_scorer_model: demo/aesthetics, min_score: 0.55, max_score: 2, any_or_all: all}

        # The same picture with the same caption, then pictures that look alike: of each group the first stays.
        # Several captions of one file stay together: they are no duplicates. From a radius of 4 bits on (of 64),
        # different scenes at night count as one.
        - image_deduplicator: {method: phash, consider_text: true}
        - image_near_deduplicator: {method: phash, radius: 2, keep_by: first}

  # 2. Group captions by what they are about. The demo's world has ten settings.
  - name: cluster
    cluster: {of: text, model: demo/text-embedding, k: 10}

  # 3. How true is each caption of its picture? Measured here, decided in clean-2, where nothing is measured twice.
  - name: measure
    measure:
      process:
        - image_text_matching_filter: {hf_blip: demo/itm}
        - image_text_similarity_filter: {hf_clip: demo/clip}

  # 4. Where it is not, a small model looks at the picture and writes another one. The profile demo starts a server for
  # it and stops it; for one of your own see  better-synth profiles add.  split: numbered would make a sample of each
  # sentence; trained on such short ones alone, the demo's projector learns less than from the raw captions.
  - name: synthesize
    synthesize:
      profile: demo
      prompt: numbered-sentences
      split: none
      keep_original: true
      max_tokens: 128
      # Its model looks at one picture at a time. The bounds are those of clean-2.
      where: len(images) = 1 AND (list_min(image_text_matching_score) < 0.01 OR list_min(image_text_similarity) < 0.17)

  # 5. Keep captions that are true of their pictures, written by people or by models, every chunk of text for itself.
  - name: clean-2
    clean:
      process:
        # The stricter one: is the caption true? Catches another picture's caption, one wrong colour, half a truth.
        # demo/itm is sure of itself: false captions crowd at 0, so the threshold lies near it.
        - image_text_matching_filter: {hf_blip: demo/itm, min_score: 0.01, any_or_all: all}
        # The looser one: are picture and caption about the same? Catches what the first has been talked into.
        - image_text_similarity_filter: {hf_clip: demo/clip, min_score: 0.17, any_or_all: all}

  # 6. Keep the groups' proportions, take the captions that fit best first, then fill up to what training asks for.
  - name: select
    select:
      strategy: high-low
      by: [image_text_matching_score, image_text_similarity]
      budget: 320
      fill: repeat

  # 7. A small training on the processor: a projector learns to bring pictures to their captions.
  - name: train
    train: {runner: projector, vision: demo/encoder-b, text: demo/text-embedding, batch: 32}

  # 8. Write the result for training, in the form of the input, each line as it was but for its caption.
  - name: export
    export: {format: data-juicer, output: better-synth-out.jsonl}
`;
