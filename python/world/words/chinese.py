"""Chinese."""

from .nouns import NOUNS
from .parts import Language, Link, Mention, Part, Predicate, Sentences, template

NUMBERS = "零一两三四五六七八"
COLOURS = {
    "red": "红色",
    "orange": "橙色",
    "yellow": "黄色",
    "green": "绿色",
    "blue": "蓝色",
    "purple": "紫色",
    "pink": "粉色",
    "brown": "棕色",
    "white": "白色",
    "grey": "灰色",
}
SIZES = {"small": "很小", "large": "很大"}


def _mention(mention: Mention) -> str:
    thing = mention.thing
    names = NOUNS["zh"][thing.kind]
    noun = names[mention.name % len(names)]
    size = f"{SIZES[thing.size]}的" if thing.size else ""
    count = "" if mention.style != "a" and thing.count == 1 else NUMBERS[thing.count] + noun.mark
    colour = _coloured(thing.kind, thing.colour)
    if (size or mention.praise) and thing.kind not in ("woman", "tree"):
        colour = colour.removesuffix("的")
    return f"{count}{mention.praise}{size}{colour}{noun.one}"


def _coloured(kind: str, colour: str | None) -> str:
    if colour is None:
        return ""
    if kind == "woman":
        return f"穿{COLOURS[colour]}裙子的"
    return f"{COLOURS[colour]}{'叶子' if kind == 'tree' and colour != 'green' else ''}的"


def _predicate(part: Predicate) -> str:
    thing = part.thing
    if part.attribute == "size":
        return SIZES[thing.size or "large"]
    if thing.kind == "woman":
        return f"穿着{COLOURS[thing.colour or 'red']}裙子"
    return f"{'的叶子' if thing.kind == 'tree' else ''}是{COLOURS[thing.colour or 'red']}的"


def _relate(first: Mention, link: Link, second: Mention) -> list[Part]:
    return [first, "在", second, link]


LINKS = {
    "left": ("左边", "的左边", "左侧"),
    "right": ("右边", "的右边", "右侧"),
    "above": ("上方", "的上方"),
    "below": ("下方", "的下方"),
    "behind": ("后面", "的后面", "后方"),
    "front": ("前面", "的前面", "前方"),
    "on": ("上面", "的上面"),
    "under": ("底下", "的底下"),
}
PLACES = {
    "street": ("街上", "街道上", "城市的街道上", "安静的街上"),
    "table": ("桌子上", "餐桌上", "厨房的桌子上", "厨房里"),
    "sea": ("海边", "大海边", "海岸边"),
    "farm": ("农场上", "农场里", "田野里", "田地里"),
    "park": ("公园里", "城市公园里", "公园的草地上"),
    "toys": ("地毯上", "儿童房里", "儿童房的地毯上", "游戏室里"),
    "night": ("星空下", "月光下", "夜空下", "满天的星星下"),
    "desk": ("书桌上", "写字台上", "书房里"),
    "forest": ("森林里", "树林里", "大森林里"),
    "road": ("公路边", "马路旁边", "路边"),
    "board": ("会议室里", "会议室的墙前"),
    "plain": ("纯色背景前", "空白的墙前", "一面空墙前"),
}
SCENES = {
    "street": ("街道", "城市街道"),
    "table": ("餐桌", "厨房"),
    "sea": ("海边的风景", "海岸"),
    "farm": ("农场", "田野"),
    "park": ("公园", "城市公园"),
    "toys": ("儿童房", "游戏室"),
    "night": ("星空", "星空之夜"),
    "desk": ("书桌", "书房"),
    "forest": ("森林", "树林"),
    "road": ("公路", "马路"),
    "board": ("会议室",),
    "plain": (),
}
LIGHTS = {
    "day": ("晴朗的一天", "阳光明媚的日子", "大晴天"),
    "morning": ("清晨", "大清早", "柔和的晨光中"),
    "evening": ("傍晚", "日落时分", "温暖的夕阳下"),
    "overcast": ("阴天", "多云的日子", "灰色的天空下"),
    "indoor": ("室内", "屋里"),
    "night": ("夜里", "夜晚", "深夜"),
    "fog": ("大雾中", "有雾的日子", "薄雾中"),
    "rain": ("雨中", "下雨天"),
    "snow": ("雪中", "下雪天"),
}
WEATHER = {
    "day": ("天气晴朗", "阳光很好"),
    "morning": ("现在是清晨", "天刚亮"),
    "evening": ("太阳正在落山", "现在是傍晚"),
    "overcast": ("天气阴沉", "天上都是云"),
    "indoor": ("这是室内", "画的是室内"),
    "night": ("现在是夜里", "天黑了"),
    "fog": ("雾很大", "到处都是雾"),
    "snow": ("正在下雪", "外面下着雪"),
}
CAPTIONS = {
    "terse": ("{main}", "{place}的{main}", "{main}在{place}", "{bare}，{scene}", "{tags}"),
    "plain": (
        "{light}，{place}有{main}",
        "{place}有{all}",
        "{place}，{both}",
        "{both}",
        "{both}，{scene}，{light}",
        "{light}的{scene}，有{all}",
    ),
    "full": (
        "一幅画：{place}有{all}，{light}",
        "这张图片里有{all}，是在{place}",
        "手绘插画，{place}，{both}，{manner}",
        "{light}，{place}可以看到{all}",
        "画中{both}，{place}，{light}",
        "儿童绘本里的一页，{place}，{both}",
        "明信片：{light}的{scene}，有{all}",
        "{place}的{main}，适合挂在客厅",
        "这是一张{scene}的图片，里面有{all}",
    ),
    "chatty": (
        "今天画的是{place}的{all}，{manner}",
        "快看，{place}有{main}！真好看",
        "我最喜欢的一张画：{all}，{place}，{light}",
        "{light}，我们在{place}看到了{all}",
        "你能找到{all}吗？就在{place}",
        "每次看到{place}的{main}都想笑",
        "女儿要我画{all}，{place}，画好了",
        "一闭上眼睛，就想起{light}，{place}有{main}",
        "谁不喜欢{place}的{all}呢？",
        "又画了一张{scene}，这次有{all}，{light}",
    ),
}
SENTENCES = Sentences(
    objects=tuple(map(template, ("画里有{thing}", "可以看到{thing}", "图中有{thing}"))),
    placed=template("{place}有{thing}"),
    relation=template("{first}在{second}{link}"),
    predicate=template("{subject}{predicate}"),
    setting=template("画的背景是在{place}"),
    scene=template("这里是{scene}"),
    total=template("画里一共有{things}"),
    alone="画里没有别的东西",
)

CHINESE = Language(
    code="zh",
    gap="",
    comma="、",
    conjunction="和",
    mention=_mention,
    predicate=_predicate,
    relate=_relate,
    links=LINKS,
    places=PLACES,
    scenes=SCENES,
    lights=LIGHTS,
    weather=WEATHER,
    praises=("可爱的", "漂亮的", "好看的"),
    manners=("手工绘制", "色彩柔和", "画风简单", "像纸一样的质感"),
    captions={style: tuple(map(template, texts)) for style, texts in CAPTIONS.items()},
    sentences=SENTENCES,
)
