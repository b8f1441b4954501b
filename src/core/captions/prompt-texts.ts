/** How long the sentences are that a prompt asks for. */
export type PromptForm = 'plain' | 'concise' | 'detailed';

/** A prompt that comes with the product. */
export interface BuiltInPrompt {
  readonly name: string;
  readonly form: PromptForm;
  /** With `{language}`, the answer's, and `{example}`. */
  readonly template: string;
}

/** An example sets the length better than a number does. */
const lengths = {
  en: {
    plain: 'Keep each sentence short and plain.',
    concise: 'Use at most 10 words in each sentence.',
    detailed: 'Use 15 to 30 words in each sentence: tell of colours, materials, numbers, places and actions.',
  },
  zh: {
    plain: '每句话简短、直白。',
    concise: '每句话最多10个词。',
    detailed: '每句话用15到30个词，写出颜色、材质、数量、位置和动作。',
  },
} as const;

const english = (form: PromptForm): string => `\
Describe the picture in writing, so that a model that learns from your words gets to know its objects, the scene, and \
what the picture is about as a whole.
Begin with the main subject, then go on to other objects, the surroundings and the overall impression.
Write only what can be seen for certain, and invent nothing.
Where the picture holds readable text, quote it.
Speak of the things themselves: no sentence opens with words such as "The image" or "This photo".
${lengths.en[form]}
Write 3 to 6 sentences that each say something new. Put each on a line of its own, behind its number, and write \
nothing else.

This is how an answer to a different picture looks. Take over its form and its length, never its content:
{example}

Answer in {language}.`;

const chinese = (form: PromptForm): string => `\
请用文字描述这张图片，让从文字中学习的模型认识图中的物体、场景以及整体内容。
先写最主要的对象，再写其他物体、周围环境和整体印象。
只写能够确定看到的内容，不要编造。
图中如有可以辨认的文字，请照原样写出。
直接描述事物本身，句子不要以“这张图片”“图中显示”之类的话开头。
${lengths.zh[form]}
一共写3到6句，每句都有新的内容；每句单独占一行，行首写序号，除此之外什么都不要写。

下面是另一张图片的回答示例，只参考它的格式和长度，不要使用其中的内容：
{example}

用{language}回答。`;

const forms = ['plain', 'concise', 'detailed'] as const;

/** All prompts, by name. */
export const builtInPrompts: readonly BuiltInPrompt[] = [
  ...forms.map((form) => ({ name: nameOf(form), form, template: english(form) })),
  ...forms.map((form) => ({ name: `${nameOf(form)}-zh`, form, template: chinese(form) })),
];

function nameOf(form: PromptForm): string {
  return form === 'plain' ? 'numbered-sentences' : `numbered-sentences-${form}`;
}

/**
 * Answers about a picture that nobody has. A weak model copies its example: what it copies must be so unlikely that it
 * can be told from a true answer, and thrown away.
 */
export const examples = {
  en: {
    plain: [
      'A clay owl with a chipped ear sits on a stack of blue ledgers.',
      'A brass key hangs around its neck on a green ribbon.',
      'The label on the shelf below it reads "No. 47".',
    ],
    concise: [
      'A clay owl sits on blue ledgers.',
      'A brass key hangs around its neck.',
      'The shelf label reads "No. 47".',
    ],
    detailed: [
      'A brown clay owl with a chipped left ear sits upright on a stack of five worn ledgers bound in blue cloth.',
      'A small brass key hangs around the neck of the owl on a narrow green ribbon that is tied in a loose bow.',
      'The wooden shelf below carries a yellowed paper label that reads "No. 47" and is held by two rusty pins.',
    ],
  },
  zh: {
    plain: [
      '一只缺了一角耳朵的陶土猫头鹰蹲在一摞蓝色账本上。',
      '它的脖子上用绿丝带挂着一把黄铜钥匙。',
      '下方架子的标签上写着“第47号”。',
    ],
    concise: ['陶土猫头鹰蹲在蓝色账本上。', '它的脖子上挂着黄铜钥匙。', '架子标签写着“第47号”。'],
    detailed: [
      '一只左耳缺了一角的棕色陶土猫头鹰，端正地蹲在五本用蓝布装订、边缘磨旧的账本上。',
      '猫头鹰的脖子上挂着一把小小的黄铜钥匙，系钥匙的窄绿丝带打成了一个松松的蝴蝶结。',
      '下方的木架上贴着一张发黄的纸标签，上面写着“第47号”，由两枚生锈的图钉固定着。',
    ],
  },
} as const satisfies Record<string, Record<PromptForm, readonly string[]>>;
