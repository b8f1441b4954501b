/** Phrases that captions are searched for, whoever wrote them: what descriptions begin with, shops say, and doubt says. */

/** Of picture sites, and of models that describe instead of telling. */
export const stockPhrases: readonly string[] = [
  ...['the image shows', 'the image features', 'the image depicts', 'the image displays', 'the image captures'],
  ...['the image is', 'this image', 'in this image', 'in the image', 'in this picture', 'in the picture', 'the photo'],
  ...[
    'the picture shows',
    'this picture',
    'this photo',
    'an image of',
    'a picture of',
    'a photo of',
    'a photograph of',
  ],
  ...['a close up of', 'a closeup of', 'the scene', 'the overall atmosphere', 'overall the', 'in the background'],
  ...['stock photo', 'stock image', 'stock photography', 'stock footage', 'stock vector', 'royalty free', 'for sale'],
  ...['free download', 'free shipping', 'vector illustration', 'high resolution', 'all rights reserved', 'click here'],
  ...['getty images', 'shutterstock', 'alamy', 'istock', 'dreamstime', 'wallpaper', 'clipart', 'image may contain'],
  ...[
    '这张图片',
    '这幅图',
    '图片中',
    '图中',
    '图片展示了',
    '图像显示',
    '图像中',
    '画面中',
    '这是一张',
    '一张照片',
    '照片中',
  ],
  ...['背景中', '高清', '图片素材', '摄影图片', '版权所有', '免费下载', '包邮', '正版图片'],
];

/** Of a writer who is not sure. */
export const hedges: readonly string[] = [
  ...['appears to be', 'appear to be', 'appears to have', 'seems', 'seem', 'possibly', 'probably', 'perhaps', 'maybe'],
  ...['likely', 'might be', 'may be', 'could be', 'suggests', 'suggesting', 'indicating', 'looks like', 'as if'],
  ...['似乎', '可能', '也许', '大概', '好像', '看起来', '看上去', '或许', '应该是'],
];
