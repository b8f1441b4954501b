/** What is said of recipes in Simplified Chinese, by the English sentence. A test asks for a line for each that is said. */
export const chinese: Readonly<Record<string, string>> = {
  'Keeps samples whose pictures have a width and height, as seen, within bounds.':
    '保留图片宽和高（按显示方向）在范围内的样本。',
  'Keeps samples whose pictures have a width, divided by their height, within bounds.':
    '保留图片宽高比在范围内的样本。',
  'Keeps samples whose picture files have a size within bounds.': '保留图片文件大小在范围内的样本。',
  'Keeps samples whose pictures are sharp enough.': '保留图片足够清晰的样本。',
  'Keeps samples whose pictures are bright enough somewhere.': '保留图片不太暗的样本。',
  'Keeps samples whose pictures are dark enough somewhere.': '保留图片不过曝的样本。',
  'Keeps samples whose pictures have enough variety of colours.': '保留图片有足够内容的样本。',
  'Keeps samples whose pictures a classifier finds fit for work: the probability of its second class.':
    '保留分类模型认为图片内容安全的样本：分值为第二类的概率。',
  'Keeps samples whose pictures look as good as a model asks for.': '保留图片的美观程度达到模型评分要求的样本。',
  'Keeps samples whose pictures bear no watermark, as a classifier sees it: the probability of its second class.':
    '保留分类模型看不出水印的样本：分值为第二类的概率。',
  'Keeps samples of two pictures that lie near each other for a CLIP model: the cosine of their embeddings.':
    '保留两张图片在 CLIP 模型看来彼此接近的样本：分值为两个向量的余弦。',
  'Keeps samples whose pictures and text lie near each other for a CLIP model: its logit divided by 100, the cosine of the published ones.':
    '保留图片和文本在 CLIP 模型看来彼此接近的样本：分值为其 logit 除以 100，即公开模型的余弦。',
  'Keeps samples whose text is true of their pictures, as a BLIP model judges it: the probability that they match.':
    '保留文本与图片相符的样本：分值为 BLIP 模型判断二者匹配的概率。',
  'Keeps samples whose number of words is within bounds; special tokens count as words.':
    '保留词数在范围内的样本；特殊标记也算词。',
  'Keeps samples whose number of characters (code points) is within bounds.': '保留字符数（码点数）在范围内的样本。',
  'Keeps samples in which the share of repeated word n-grams is within bounds.':
    '保留重复词 n-gram 所占比例在范围内的样本。',
  'Keeps samples in which the share of the most repeated character n-grams is within bounds.':
    '保留最常重复的字符 n-gram 所占比例在范围内的样本。',
  'Keeps samples in which the share of letters and digits is within bounds.': '保留字母和数字所占比例在范围内的样本。',
  'Keeps samples in which the share of punctuation, digits, white space and emoji is within bounds.':
    '保留标点、数字、空白和表情符号所占比例在范围内的样本。',
  'Keeps samples whose characters per line, line breaks included, are within bounds.':
    '保留平均每行字符数（含换行符）在范围内的样本。',
  'Keeps samples whose longest line is within bounds.': '保留最长一行的字符数在范围内的样本。',
  'Keeps samples whose field, or every item of it if it is a list, is one of the values named.':
    '保留某个字段（若为列表则每一项）取指定值之一的样本。',
  'Keeps samples whose field is a number other than 0 and within bounds.': '保留某个字段是非零数字且在范围内的样本。',
  'Keeps samples whose source file had one of the suffixes named.': '保留来源文件后缀在指定之列的样本。',
  'Writes punctuation marks of other scripts as their English ones.': '把其他文字的标点写成对应的英文标点。',
  'Strips the text and writes every kind of blank, line breaks excepted, as a plain one.':
    '去掉首尾空白，并把各种空格（换行除外）写成普通空格。',
  'Replaces links (http, https, ftp, www and the like), by nothing unless told otherwise.':
    '替换链接（http、https、ftp、www 等），默认删去。',
  'Replaces e-mail addresses, by nothing unless told otherwise.': '替换电子邮件地址，默认删去。',
  'Replaces every match of one or several regular expressions, one after the other.':
    '依次替换一个或多个正则表达式的所有匹配。',
  'Decodes HTML entities, straightens quotes, ligatures, widths, line breaks and controls, and normalizes.':
    '解码 HTML 实体，规整引号、连字、全半角、换行和控制字符，并做 Unicode 规范化；不修复乱码，可疑者会标出。',
  'Keeps the first of all samples whose pictures have the same perceptual hashes.':
    '图片感知哈希相同的样本只留第一个。',
  'Drops samples whose pictures look almost like those of a better sample.': '去掉与更好的样本图片几乎一样的样本。',
  'Keeps the first of all samples with the same text, special tokens included.':
    '文本（含特殊标记）相同的样本只留第一个。',
  'Keeps a random choice of samples, the same at every run.': '随机保留一部分样本，每次结果相同。',
  'Keeps the samples with the highest, or lowest, values of a field.': '保留某个字段值最高（或最低）的样本。',
  'Keeps the samples whose rank by a field, lowest first, is within a range; both ends must be named.':
    '保留按某个字段从低到高排名在范围内的样本；两端都要给出。',
  'Keeps all samples with the most, or least, frequent values of a field.':
    '保留某个字段取最常见（或最少见）值的所有样本。',
  'version of this format': '此格式的版本',
  'the dataset, a JSONL file in the folder of the recipe': '数据集：配方所在文件夹中的 JSONL 文件',
  'seed of everything drawn at random': '一切随机抽取所用的种子',
  'a run stops when more than this share, and more than 10 samples, failed':
    '失败的样本超过此比例且多于 10 个时，运行停止',
  'the stages, in the order in which they run': '各阶段，按运行顺序排列',
  'the operators, in order': '各算子，按顺序排列',
  'only text is in this version': '此版本只有 text',
  'only images is in this version': '此版本只有 images',
  'stands for a picture in the texts': '在文本中代表一张图片',
  'ends a chunk of the texts': '结束一段文本',
  "Without effect here: it steers Data-Juicer's engine.": '在此无作用：它控制的是 Data-Juicer 的引擎。',
  'its name: unique, 1 to 64 of a-z, 0-9, -': '名称：不重复，由 1 到 64 个 a-z、0-9、- 组成',
  'Runs operators and stores what they measure; drops nothing.': '运行算子并保存测量结果；不丢弃任何样本。',
  "operators in order, in Data-Juicer's form": '按顺序排列的算子，写法与 Data-Juicer 相同',
  'Runs operators and drops what they do not keep.': '运行算子，丢弃它们不保留的样本。',
  'which rows models score': '模型为哪些样本打分',
  'a Data-Juicer config in the folder of the recipe': '配方所在文件夹中的 Data-Juicer 配置',
  'Groups samples by what their captions or pictures are about; all stay.': '按描述或图片的内容将样本分组；全部保留。',
  'what is embedded: captions or pictures': '对什么做嵌入：描述或图片',
  'tf-idf, or a model: demo/<name>, a folder, or a hub id': 'tf-idf，或一个模型：demo/<名称>、文件夹或 hub 上的 id',
  'number of clusters; lowered to the number of distinct vectors': '聚类数；不超过不同向量的个数',
  "how a text model's token vectors become one": '文本模型的各 token 向量如何合为一个',
  "whether a model's vectors are scaled to length 1": '模型的向量是否缩放为长度 1',
  'Has a model write captions for pictures: a new sample for each.': '由模型为图片撰写描述：每条成为一个新样本。',
  'the captioning endpoint: `demo`, or a name that `profiles add` gave':
    '描述服务端点：`demo`，或用 `profiles add` 起的名称',
  "the model that is asked, in place of the profile's": '所询问的模型，取代端点配置中的模型',
  'a prompt by its name, or a text of your own with {caption}, {language} and `variables`':
    '提示词的名称，或自己写的文本，可含 {caption}、{language} 和 `variables`',
  'whether each sentence of a list is a sample, or the whole answer':
    '列表中的每句各成一个样本，还是整个回答成为一个样本',
  'whether the sample that was asked about stays': '所询问的样本是否保留',
  'the greatest length of an answer': '回答的最大长度',
  'a condition in SQL over samples, scores, clusters and tags: the others are not asked about':
    '关于样本、分数、聚类和标签的 SQL 条件：不符合的不询问',
  "the answers' language": '回答的语言',
  'texts for names in braces in the prompt': '提示词中花括号内名称对应的文本',
  '0: the likeliest answer; more: others, too': '0：最可能的回答；更大：也会有其他回答',
  'Chooses samples, up to a budget.': '在预算之内选择样本。',
  'how samples are chosen': '选择样本的方式',
  'statistics that rank or split, by their keys': '用于排序或划分的统计量，以键表示',
  'how many, which percentile, or how many sigmas': '多少个、哪个百分位数，或几个标准差',
  'how many samples the result has': '结果有多少个样本',
  'whether too few are repeated up to the budget': '不足时是否重复到预算',
  'of high-low: whether a low original gives its place to a high synthesized caption of its picture':
    '用于 high-low：低分的原描述是否让位给同一图片的高分合成描述',
  'originals per synthesized sample in the result': '结果中每个合成样本对应的原样本数',
  'how many captions of a picture are considered: the best by `by`, else the first':
    '一张图片最多考虑几条描述：按 `by` 最好的，否则为最先的',
  'Trains a small projector on what is left; all samples stay that can be trained on.':
    '用剩下的样本训练一个小型投影层；能用于训练的样本全部保留。',
  'what is trained: a small projector, on the processor': '训练什么：一个小型投影层，在处理器上训练',
  'the model whose features of pictures it takes': '提供图片特征的模型',
  "the model towards whose vectors of captions it's led": '其描述向量作为训练目标的模型',
  'how many samples are contrasted with each other': '互相对比的样本数',
  'how many batches make a step': '几批为一步',
  'how many samples a step is meant to have: batch × accumulation must give it':
    '一步应有多少样本：须等于批大小 × 累积次数',
  'how often each sample is seen': '每个样本被看几遍',
  'the highest learning rate': '最高学习率',
  'the share of the steps in which the learning rate rises': '学习率上升阶段占总步数的比例',
  'exactly how many samples are drawn; by default all': '恰好抽取多少个样本；默认全部',
  'Writes the result to a file; all samples stay.': '将结果写入文件；样本全部保留。',
  'what the file looks like': '文件的格式',
  'where it is written: a path inside the folder of the recipe': '写到哪里：配方所在文件夹内的路径',
  'percentile of the values, 0 to 100': '各值的百分位数，0 到 100',
  'mean of the values, plus this number': '各值的平均数加上此数',
  'mean of the values, plus this many standard deviations': '各值的平均数加上此数个标准差',
  'how many of the best rows to keep': '保留最好的多少行',
  'Smallest width in pixels.': '最小宽度（像素）。',
  'Greatest width in pixels.': '最大宽度（像素）。',
  'Smallest height in pixels.': '最小高度（像素）。',
  'Greatest height in pixels.': '最大高度（像素）。',
  'Whether any picture within bounds keeps the sample, or all must be.':
    '只要有一张图片在范围内就保留样本，还是必须全部在范围内。',
  'Whether a value that equals the lower bound lies inside the range.': '等于下限的值是否算在范围内。',
  'Whether a value that equals the upper bound lies inside the range.': '等于上限的值是否算在范围内。',
  'Whether what lies outside the range is kept, end points of closed sides included.':
    '是否保留范围之外的值，闭端的端点也包括在内。',
  'Smallest ratio of width to height.': '最小宽高比。',
  'Greatest ratio of width to height.': '最大宽高比。',
  'Smallest size, such as 10KB; units are 1,024 each, and a dot counts for nothing.':
    '最小文件大小，例如 10KB；单位以 1024 进位，小数点不起作用。',
  'Greatest size, such as 5MB; units are 1,024 each, and a dot counts for nothing.':
    '最大文件大小，例如 5MB；单位以 1024 进位，小数点不起作用。',
  'Least score; 0 is worst, 1 is best.': '最低分数；0 最差，1 最好。',
  'The classifier. `demo/<name>`, a folder, or an id on the Hugging Face hub.':
    '分类器。`demo/<名称>`、文件夹，或 Hugging Face hub 上的 id。',
  'Understood and without effect: code that comes with a model is never run.':
    '可写但无作用：从不运行随模型而来的代码。',
  'Smallest probability of unsafe content.': '不安全内容的最小概率。',
  'Greatest probability of unsafe content.': '不安全内容的最大概率。',
  'The predictor; a score out of ten is divided by ten where the name holds `aesthetics-predictor`. `demo/<name>`, a folder, or an id on the Hugging Face hub.':
    '预测模型；名称含 `aesthetics-predictor` 时，十分制的分数除以十。`demo/<名称>`、文件夹，或 Hugging Face hub 上的 id。',
  'Smallest score.': '最低分数。',
  'Greatest score.': '最高分数。',
  'Greatest probability of a watermark.': '有水印的最大概率。',
  'The CLIP model. `demo/<name>`, a folder, or an id on the Hugging Face hub.':
    'CLIP 模型。`demo/<名称>`、文件夹，或 Hugging Face hub 上的 id。',
  'Smallest cosine.': '最小余弦。',
  'Greatest cosine.': '最大余弦。',
  'Whether pictures are mirrored left to right first.': '是否先将图片左右翻转。',
  'Whether pictures are turned upside down, as in water, first.': '是否先将图片上下翻转，如水中倒影。',
  'Whether any chunk of text within bounds keeps the sample, or all must be.':
    '只要有一段文本在范围内就保留样本，还是必须全部在范围内。',
  'How the values of the pictures that one chunk of text has become one.': '一段文本的多张图片的值如何合为一个。',
  'The BLIP model with a matching head. `demo/<name>`, a folder, or an id on the Hugging Face hub.':
    '带匹配头的 BLIP 模型。`demo/<名称>`、文件夹，或 Hugging Face hub 上的 id。',
  'Language of the samples; chooses the tokenizer in Data-Juicer, without effect here.':
    '样本的语言；在 Data-Juicer 中决定分词器，在此无作用。',
  'Whether a model splits the text; only false here, true needs Data-Juicer.':
    '是否由模型切分文本；在此只能为 false，true 需要 Data-Juicer。',
  'Fewest words.': '最少词数。',
  'Most words.': '最多词数。',
  'Fewest characters.': '最少字符数。',
  'Most characters.': '最多字符数。',
  'Words in an n-gram.': '每个 n-gram 的词数。',
  'Lowest share.': '最低比例。',
  'Highest share.': '最高比例。',
  'Characters in an n-gram.': '每个 n-gram 的字符数。',
  'Dotted path of the field; empty: all samples are kept.': '字段的点分路径；为空则保留全部样本。',
  'The values to keep; empty: all samples are kept.': '要保留的值；为空则保留全部样本。',
  'Lowest value.': '最小值。',
  'Highest value.': '最大值。',
  'Suffixes to keep, such as .jsonl, with their dot; none: all samples are kept.':
    '要保留的后缀，例如 .jsonl，带点；没有则保留全部样本。',
  'Regular expression in Python syntax instead of the built-in one.': 'Python 语法的正则表达式，取代内置的。',
  'What is written for a link.': '用什么替换链接。',
  'What is written for an address.': '用什么替换地址。',
  'Regular expression in Python syntax, or several; a dot also matches line breaks.':
    'Python 语法的正则表达式，可有多个；点也匹配换行。',
  'Replacement for all patterns, or one for each; \\1 and \\g<name> stand for groups.':
    '所有模式共用的替换文本，或每个模式各一个；\\1 和 \\g<name> 代表分组。',
  'Unicode normal form: NFC (default), NFKC, NFD or NFKD.': 'Unicode 规范形式：NFC（默认）、NFKC、NFD 或 NFKD。',
  'By frequencies (phash), by neighbours (dhash) or by the mean (ahash).':
    '按频率（phash）、按相邻像素（dhash）或按平均值（ahash）。',
  'Whether samples must also have the same text; samples without pictures are then compared too.':
    '文本是否也必须相同；此时没有图片的样本也参与比较。',
  'The perceptual hash, as of image_deduplicator.': '感知哈希，与 image_deduplicator 相同。',
  'How many of the 64 bits of near hashes may differ at most.': '相近的哈希在 64 位中最多可有几位不同。',
  'Which of near samples stays: the first, or the best by a statistic, named by its key.':
    '相近样本中保留哪个：最先的，或某个统计量最好的，以键表示。',
  'Whether capitals count as small letters.': '大写字母是否视为小写。',
  'Whether blanks, digits and punctuation are left out.': '是否忽略空白、数字和标点。',
  'Share of the samples to keep.': '要保留的样本比例。',
  'How many samples to keep; with a share too, the smaller number counts.':
    '要保留多少个样本；同时给出比例时取较小者。',
  'Dotted path of the field (__dj__stats__.num_words for a statistic); empty: all samples are kept.':
    '字段的点分路径（统计量写作 __dj__stats__.num_words）；为空则保留全部样本。',
  'Whether the highest stay; else the lowest.': '是否保留最高的；否则保留最低的。',
  'Share of the samples below the range.': '范围以下样本的比例。',
  'Share of the samples up to the end of the range.': '到范围末端为止样本的比例。',
  'Samples below the range; with a share too, the larger number counts.': '范围以下的样本数；同时给出比例时取较大者。',
  'Samples up to the end of the range; with a share too, the smaller number counts.':
    '到范围末端为止的样本数；同时给出比例时取较小者。',
  'Share of the different values to keep.': '要保留的不同值的比例。',
  'How many different values to keep; with a share too, the smaller number counts.':
    '要保留多少个不同的值；同时给出比例时取较小者。',
  'Whether the most frequent stay; else the least frequent.': '是否保留最常见的；否则保留最少见的。',
  'Filter: measures, then keeps what lies within bounds.': '过滤器：先测量，再保留范围内的样本。',
  'Mapper: changes the text of every sample that enters the stage.': '映射器：修改进入该阶段的每个样本的文本。',
  'Deduplicator: of samples that are alike, one stays.': '去重器：相同或相近的样本只留一个。',
  'Selector: chooses among all that survived until there.': '选择器：在留到此处的样本中选择。',
  'Cost: {0}.': '代价：{0}。',
  'From Data-Juicer.': '来自 Data-Juicer。',
  'Of Better Synth: Data-Juicer has no such operator.': 'Better Synth 自有：Data-Juicer 没有此算子。',
  'Differs from Data-Juicer:': '与 Data-Juicer 的不同（英文）：',
  'default {0}': '默认 {0}',
  '{0}, or a statistic of the data such as {1}': '{0}，或数据的统计量，例如 {1}',
  'whole number': '整数',
  number: '数',
  'true or false': 'true 或 false',
  text: '文本',
  values: '值',
  value: '值',
  'list of {0}': '{0}的列表',
  '{0} or {1}': '{0} 或 {1}',
  '{0} up to {1}': '{0}，不超过 {1}',
  '{0} from {1} on': '{0}，不小于 {1}',
  '{0} from {1} to {2}': '{0}，{1} 到 {2}',
  min: '最小',
  median: '中位数',
  max: '最大',
  'Measured: {0}, {1} values': '已测量：{0}，{1} 个值',
  'Last run: {0} in · kept {1} · dropped {2} · failed {3}': '上次运行：进入 {0} · 保留 {1} · 丢弃 {2} · 失败 {3}',
  'made {0}': '新建 {0}',
  'Last run: kept {0} of {1}, dropped {2}': '上次运行：{1} 个中保留 {0} 个，丢弃 {2} 个',
  'alone it would drop {0}': '单独会丢弃 {0} 个',
  'Last run: it was {0}': '上次运行：其值为 {0}',
  '{0} is an operator of Data-Juicer that this product does not have.': '{0} 是 Data-Juicer 的算子，本产品没有。',
  'The stage’s name.': '阶段的名称。',
  'Unique in the recipe: 1 to 64 of a-z, 0-9 and -.': '在配方中不重复：由 1 到 64 个 a-z、0-9 和 - 组成。',
  'The default.': '默认值。',
  'A statistic that is measured before.': '此前测量过的统计量。',
  'A captioning endpoint.': '描述服务端点。',
  'A model that is here.': '本机上的模型。',
  'A percentile of the values that reach the operator.': '到达该算子的各值的百分位数。',
  'So many of the best samples.': '最好的若干样本。',
  'The mean of the values, plus this.': '各值的平均数加上此数。',
  'The mean, plus so many standard deviations.': '平均数加上若干个标准差。',
  header: '文件头',
  pixels: '像素',
  model: '模型',
};
