/** What the manual says of operators beyond their declaration: an example that works, and the summary in Chinese. */

/** Notes about one operator. */
export interface OperatorNotes {
  /** Its parameters in a recipe, in YAML's flow style; a test runs each through the recipe's reader. */
  readonly example: string;
  /** The summary in Simplified Chinese. */
  readonly chinese: string;
}

/** Notes by operator. A test asks for an entry per operator. */
export const operatorNotes: Readonly<Record<string, OperatorNotes>> = {
  image_shape_filter: {
    example: '{min_width: 336, min_height: 336, any_or_all: all}',
    chinese: '保留图片宽和高（按显示方向）在范围内的样本。',
  },
  image_aspect_ratio_filter: {
    example: '{min_ratio: 0.333, max_ratio: 3.0, any_or_all: all}',
    chinese: '保留图片宽高比在范围内的样本。',
  },
  image_size_filter: {
    example: '{min_size: "1KB", max_size: "20MB", any_or_all: all}',
    chinese: '保留图片文件大小在范围内的样本。',
  },
  image_blur_filter: {
    example: '{min_score: {percentile: 5}, any_or_all: all}',
    chinese: '保留图片足够清晰的样本。',
  },
  image_dark_filter: {
    example: '{min_score: 0.32, any_or_all: all}',
    chinese: '保留图片不太暗的样本。',
  },
  image_light_filter: {
    example: '{min_score: 0.05, any_or_all: all}',
    chinese: '保留图片不过曝的样本。',
  },
  image_low_information_filter: {
    example: '{min_score: 0.3, any_or_all: all}',
    chinese: '保留图片有足够内容的样本。',
  },
  image_nsfw_filter: {
    example: '{hf_nsfw_model: demo/nsfw, max_score: 0.5, any_or_all: all}',
    chinese: '保留分类模型认为图片内容安全的样本：分值为第二类的概率。',
  },
  image_aesthetics_filter: {
    example: '{hf_scorer_model: demo/aesthetics, min_score: 0.4, any_or_all: all}',
    chinese: '保留图片的美观程度达到模型评分要求的样本。',
  },
  image_watermark_filter: {
    example: '{hf_watermark_model: demo/watermark, prob_threshold: 0.8, any_or_all: all}',
    chinese: '保留分类模型看不出水印的样本：分值为第二类的概率。',
  },
  image_pair_similarity_filter: {
    example: '{hf_clip: demo/clip, min_score: 0.1, max_score: 0.95}',
    chinese: '保留两张图片在 CLIP 模型看来彼此接近的样本：分值为两个向量的余弦。',
  },
  image_text_similarity_filter: {
    example: '{hf_clip: demo/clip, min_score: 0.25, reduce_mode: avg}',
    chinese: '保留图片和文本在 CLIP 模型看来彼此接近的样本：分值为其 logit 除以 100，即公开模型的余弦。',
  },
  image_text_matching_filter: {
    example: '{hf_blip: demo/itm, min_score: 0.5, reduce_mode: avg}',
    chinese: '保留文本与图片相符的样本：分值为 BLIP 模型判断二者匹配的概率。',
  },
  words_num_filter: {
    example: '{min_num: 5, max_num: 60}',
    chinese: '保留词数在范围内的样本；特殊标记也算词。',
  },
  text_length_filter: {
    example: '{min_len: 10, max_len: 2000}',
    chinese: '保留字符数（码点数）在范围内的样本。',
  },
  word_repetition_filter: {
    example: '{rep_len: 3, max_ratio: 0.3}',
    chinese: '保留重复词 n-gram 所占比例在范围内的样本。',
  },
  character_repetition_filter: {
    example: '{rep_len: 10, max_ratio: 0.3}',
    chinese: '保留最常重复的字符 n-gram 所占比例在范围内的样本。',
  },
  alphanumeric_filter: {
    example: '{min_ratio: 0.5}',
    chinese: '保留字母和数字所占比例在范围内的样本。',
  },
  special_characters_filter: {
    example: '{max_ratio: 0.45}',
    chinese: '保留标点、数字、空白和表情符号所占比例在范围内的样本。',
  },
  average_line_length_filter: {
    example: '{max_len: 500}',
    chinese: '保留平均每行字符数（含换行符）在范围内的样本。',
  },
  maximum_line_length_filter: {
    example: '{max_len: 1000}',
    chinese: '保留最长一行的字符数在范围内的样本。',
  },
  specified_field_filter: {
    example: '{field_key: meta.source, target_value: [web, book]}',
    chinese: '保留某个字段（若为列表则每一项）取指定值之一的样本。',
  },
  specified_numeric_field_filter: {
    example: '{field_key: meta.score, min_value: 0.5}',
    chinese: '保留某个字段是非零数字且在范围内的样本。',
  },
  suffix_filter: {
    example: '{suffixes: [.jsonl]}',
    chinese: '保留来源文件后缀在指定之列的样本。',
  },
  fix_unicode_mapper: {
    example: '{normalization: NFC}',
    chinese: '解码 HTML 实体，规整引号、连字、全半角、换行和控制字符，并做 Unicode 规范化；不修复乱码，可疑者会标出。',
  },
  punctuation_normalization_mapper: {
    example: '',
    chinese: '把其他文字的标点写成对应的英文标点。',
  },
  whitespace_normalization_mapper: {
    example: '',
    chinese: '去掉首尾空白，并把各种空格（换行除外）写成普通空格。',
  },
  clean_links_mapper: {
    example: '{repl: ""}',
    chinese: '替换链接（http、https、ftp、www 等），默认删去。',
  },
  clean_email_mapper: {
    example: '{repl: ""}',
    chinese: '替换电子邮件地址，默认删去。',
  },
  replace_content_mapper: {
    example: "{pattern: '\\s*\\(photo by [^)]*\\)', repl: ''}",
    chinese: '依次替换一个或多个正则表达式的所有匹配。',
  },
  image_deduplicator: {
    example: '{method: phash}',
    chinese: '图片感知哈希相同的样本只留第一个。',
  },
  document_deduplicator: {
    example: '{lowercase: true, ignore_non_character: true}',
    chinese: '文本（含特殊标记）相同的样本只留第一个。',
  },
  image_near_deduplicator: {
    example: '{method: phash, radius: 4, keep_by: first}',
    chinese: '去掉与更好的样本图片几乎一样的样本。',
  },
  random_selector: {
    example: '{select_num: 10000}',
    chinese: '随机保留一部分样本，每次结果相同。',
  },
  topk_specified_field_selector: {
    example: '{field_key: __dj__stats__.alnum_ratio, topk: 10000}',
    chinese: '保留某个字段值最高（或最低）的样本。',
  },
  range_specified_field_selector: {
    example: '{field_key: __dj__stats__.text_len, lower_percentile: 0.1, upper_percentile: 0.9}',
    chinese: '保留按某个字段从低到高排名在范围内的样本；两端都要给出。',
  },
  frequency_specified_field_selector: {
    example: '{field_key: meta.source, topk: 3}',
    chinese: '保留某个字段取最常见（或最少见）值的所有样本。',
  },
};
