/** What people call scores: the engine says it in English, a view in the person's language. */

type Translate = (text: string) => string;

/** What people call a score; one without a name of its own by the words of its key. */
export function scoreName(key: string, t: Translate): string {
  const short = key.replace(/^image_(?=.)/u, '').replace(/_scores?$/u, '');
  return names(t)[key] ?? (short === '' ? key : short).replaceAll('_', ' ');
}

/** By what a high value means, which the key does not always say: an `image_blur_score` rises with sharpness. */
function names(t: Translate): Readonly<Record<string, string>> {
  return {
    image_text_similarity: t('Caption similarity'),
    image_text_matching_score: t('Caption match'),
    image_pair_similarity: t('Pair similarity'),
    image_aesthetics_scores: t('Aesthetics'),
    image_nsfw_score: t('NSFW'),
    image_watermark_prob: t('Watermark'),
    image_blur_score: t('Sharpness'),
    image_dark_score: t('Brightness'),
    image_light_score: t('Shadows'),
    image_low_information_score: t('Variety of colours'),
    image_width: t('Width'),
    image_height: t('Height'),
    image_sizes: t('File size'),
    aspect_ratios: t('Aspect ratio'),
    text_len: t('Text length'),
    num_words: t('Words'),
    avg_line_length: t('Average line'),
    max_line_length: t('Longest line'),
    alnum_ratio: t('Letters and digits'),
    special_char_ratio: t('Special characters'),
    char_rep_ratio: t('Repeated characters'),
    word_rep_ratio: t('Repeated words'),
  };
}
