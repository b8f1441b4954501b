"""What the kinds are called. Each has synonyms (the first is the usual one), a Chinese measure word, genders."""

from dataclasses import dataclass

KIND_WORDS = {
    "apple": ("apple", "个 苹果", "m Apfel Äpfel", "f pomme"),
    "arrow sign": ("arrow sign", "块 箭头牌", "n Pfeilschild Pfeilschilder", "m panneau/fléché panneaux/fléchés"),
    "backpack": ("backpack, rucksack", "个 背包", "m Rucksack Rucksäcke", "m sac/à/dos sacs/à/dos"),
    "ball": ("ball", "个 球 皮球", "m Ball Bälle", "m ballon"),
    "bar chart": ("bar chart", "张 柱状图", "n Balkendiagramm Balkendiagramme", "m histogramme"),
    "barn": ("barn", "座 谷仓", "f Scheune Scheunen", "f grange"),
    "bench": ("bench|benches", "张 长椅", "f Bank Bänke", "m banc"),
    "bicycle": ("bicycle, bike", "辆 自行车 单车", "n Fahrrad Fahrräder", "m vélo"),
    "bird": ("bird", "只 小鸟", "m Vogel Vögel", "m oiseau oiseaux"),
    "book": ("book", "本 书", "n Buch Bücher", "m livre"),
    "bottle": ("bottle", "个 瓶子", "f Flasche Flaschen", "f bouteille"),
    "bowl": ("bowl", "个 碗", "f Schale Schalen", "m bol"),
    "bus": ("bus|buses", "辆 公共汽车 巴士", "m Bus Busse", "m bus bus"),
    "cake": ("cake", "个 蛋糕", "m Kuchen Kuchen", "m gâteau gâteaux"),
    "campfire": ("campfire", "堆 篝火", "n Lagerfeuer Lagerfeuer", "m feu/de/camp feux/de/camp"),
    "candle": ("candle", "支 蜡烛", "f Kerze Kerzen", "f bougie"),
    "car": ("car, automobile", "辆 汽车 轿车", "n Auto Autos", "f voiture"),
    "cat": ("cat", "只 猫", "f Katze Katzen", "m chat"),
    "clock": ("clock", "个 时钟", "f Uhr Uhren", "f horloge"),
    "cow": ("cow", "头 奶牛", "f Kuh Kühe", "f vache"),
    "cup": ("cup, mug", "个 杯子", "f Tasse Tassen", "f tasse"),
    "deer": ("deer|deer", "只 鹿", "m Hirsch Hirsche", "m cerf"),
    "desk lamp": ("desk lamp, reading lamp", "盏 台灯", "f Schreibtischlampe Schreibtischlampen",
                  "f lampe/de/bureau lampes/de/bureau"),
    "dog": ("dog", "只 狗", "m Hund Hunde", "m chien"),
    "drum": ("drum", "个 鼓", "f Trommel Trommeln", "m tambour"),
    "duck": ("duck", "只 鸭子", "f Ente Enten", "m canard"),
    "fish": ("fish|fish", "条 鱼", "m Fisch Fische", "m poisson"),
    "flower": ("flower", "朵 花", "f Blume Blumen", "f fleur"),
    "fox": ("fox|foxes", "只 狐狸", "m Fuchs Füchse", "m renard"),
    "globe": ("globe", "个 地球仪", "m Globus Globen", "m globe"),
    "haystack": ("haystack, stack of hay|stacks of hay", "个 干草堆", "m Heuhaufen Heuhaufen",
                 "f meule/de/foin meules/de/foin"),
    "hen": ("hen, chicken", "只 母鸡", "f Henne Hennen", "f poule"),
    "hot-air balloon": ("hot-air balloon", "个 热气球", "m Heißluftballon Heißluftballons", "f montgolfière"),
    "house": ("house", "栋 房子", "n Haus Häuser", "f maison"),
    "kite": ("kite", "只 风筝", "m Drachen Drachen", "m cerf-volant cerfs-volants"),
    "lamp post": ("lamp post, street lamp", "盏 路灯", "f Straßenlaterne Straßenlaternen", "m lampadaire"),
    "laptop": ("laptop, notebook computer", "台 笔记本电脑", "m Laptop Laptops", "m ordinateur"),
    "lighthouse": ("lighthouse", "座 灯塔", "m Leuchtturm Leuchttürme", "m phare"),
    "line chart": ("line chart", "张 折线图", "n Liniendiagramm Liniendiagramme", "f courbe"),
    "loaf of bread": ("loaf of bread|loaves of bread", "个 面包", "n Brot Brote", "m pain"),
    "mushroom": ("mushroom, toadstool", "朵 蘑菇", "m Pilz Pilze", "m champignon"),
    "pear": ("pear", "个 梨", "f Birne Birnen", "f poire"),
    "pie chart": ("pie chart", "张 饼图", "n Kreisdiagramm Kreisdiagramme", "m camembert"),
    "plant": ("plant, potted plant", "盆 盆栽 绿植", "f Topfpflanze Topfpflanzen", "f plante"),
    "robot": ("robot, toy robot", "个 机器人", "m Roboter Roboter", "m robot"),
    "rocket": ("rocket", "枚 火箭", "f Rakete Raketen", "f fusée"),
    "sailboat": ("sailboat, sailing boat", "艘 帆船", "n Segelboot Segelboote", "m voilier"),
    "sheep": ("sheep|sheep", "只 绵羊", "n Schaf Schafe", "m mouton"),
    "ship": ("ship, steamer", "艘 轮船", "n Schiff Schiffe", "m navire"),
    "stop sign": ("stop sign", "块 停车标志", "n Stoppschild Stoppschilder", "m panneau/stop panneaux/stop"),
    "teapot": ("teapot", "把 茶壶", "f Teekanne Teekannen", "f théière"),
    "teddy bear": ("teddy bear, teddy", "只 泰迪熊 玩具熊", "m Teddybär Teddybären",
                   "m ours/en/peluche ours/en/peluche"),
    "tent": ("tent", "顶 帐篷", "n Zelt Zelte", "f tente"),
    "toy block": ("toy block, building block", "块 积木", "m Bauklotz Bauklötze", "m cube"),
    "toy train": ("toy train", "列 玩具火车", "f Spielzeugbahn Spielzeugbahnen", "m petit/train petits/trains"),
    "tractor": ("tractor", "台 拖拉机", "m Traktor Traktoren", "m tracteur"),
    "traffic light": ("traffic light", "个 红绿灯", "f Ampel Ampeln", "m feu/tricolore feux/tricolores"),
    "tree": ("tree", "棵 树", "m Baum Bäume", "m arbre"),
    "truck": ("truck, lorry|lorries", "辆 卡车", "m Lastwagen Lastwagen", "m camion"),
    "umbrella": ("umbrella", "把 伞", "m Sonnenschirm Sonnenschirme", "m parasol"),
    "vase": ("vase", "个 花瓶", "f Vase Vasen", "m vase"),
    "warning sign": ("warning sign", "块 警告牌", "n Warnschild Warnschilder", "m panneau/d'alerte panneaux/d'alerte"),
    "windmill": ("windmill", "座 风车", "f Windmühle Windmühlen", "m moulin"),
    "woman": ("woman|women, lady|ladies", "位 女士 女人", "f Frau Frauen", "f femme"),
    "thing": ("thing", "样 东西", "n Ding Dinge", "f chose"),
}  # fmt: skip
"""By kind: English, Chinese (measure word first), German and French (gender first). "thing" stands for any kind."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A name of a kind."""

    one: str
    many: str
    mark: str = ""
    """Its gender in German and French, its measure word in Chinese."""


def _english(entry: str) -> tuple[Noun, ...]:
    names = (name.partition("|") for name in entry.split(", "))
    return tuple(Noun(one, many or f"{one}s") for one, _, many in names)


def _chinese(entry: str) -> tuple[Noun, ...]:
    measure, *names = entry.split()
    return tuple(Noun(name, name, measure) for name in names)


def _european(entry: str) -> tuple[Noun, ...]:
    gender, one, *more = (word.replace("/", " ") for word in entry.split())
    return (Noun(one, more[0] if more else f"{one}s", gender),)


_READERS = (_english, _chinese, _european, _european)

NOUNS: dict[str, dict[str, tuple[Noun, ...]]] = {
    language: {kind: _READERS[i](entries[i]) for kind, entries in KIND_WORDS.items()}
    for i, language in enumerate(("en", "zh", "de", "fr"))
}
"""The names of every kind, by language."""
