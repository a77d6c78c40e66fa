"""
Pages for measuring OCR: A4 at 300 dpi with a known text, one kind of damage each. The same on every run.

Arguments: the folder to write into, and optionally names of pages. Each page is NAME.png beside NAME.txt; pages.json
lists them: name, dpi, whether an ordinary reader should manage it ("easy"), and whether it counts for the mean
("core": the 17 that stand for the goal; the others are further shades of the same damages).
"""
import json
import random
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

sys.dont_write_bytecode = True

DPI = 300
WIDTH, HEIGHT, MARGIN = 2480, 3508, 240
FONTS = Path("/usr/share/fonts/truetype")
SERIF = FONTS / "liberation/LiberationSerif-Regular.ttf"
SANS = FONTS / "liberation/LiberationSans-Regular.ttf"
BOLD = FONTS / "liberation/LiberationSans-Bold.ttf"
MONO = FONTS / "liberation/LiberationMono-Regular.ttf"
DEJAVU = FONTS / "dejavu/DejaVuSans.ttf"
DEJAVU_SERIF = FONTS / "dejavu/DejaVuSerif.ttf"

SENTENCES = """
The meeting of the board opened at nine in the morning with eleven of the fourteen members present.
Last year the mill ground 4,812 tonnes of wheat and sold nearly all of it within the county.
Her letter of 17 March reached the office only after the tender had been closed.
A narrow path leads from the station past the old chapel and down to the harbour.
Payment is due within thirty days of the date of this invoice, without any deduction.
The second engine was delivered in June and has run for 1,240 hours since then.
Nobody could say who had left the gate open, but the sheep were found by evening.
Rainfall in the northern district was 18 per cent below the average of the past decade.
The tenant shall keep the garden in good order and report any damage to the roof at once.
We walked for two hours before the fog lifted and the valley lay open in front of us.
Each crate holds 24 bottles and weighs about 31 kilograms when it is full.
The court found that the notice had been given in time and dismissed the appeal.
Heat the milk slowly, stir in the flour, and let the mixture stand for ten minutes.
Several of the older houses still have their original windows, doors and iron railings.
The committee thanked Mrs Whitfield for her careful work on the accounts of 2019.
Light from the west falls through three tall windows onto the reading desks.
The price of copper rose from 6,120 to 6,475 dollars between January and April.
Before the bridge was built, a ferry carried carts and cattle across the river.
Any change to this agreement must be made in writing and signed by both parties.
The youngest of the four brothers became a surveyor and moved to Quebec in 1874.
Samples were taken every six hours and stored at a temperature of 4 degrees.
He put the key under the flowerpot, as he always did, and forgot about it.
The library opens on weekdays from 10 to 18 and on Saturdays from 9 to 13.
Most of the fruit is picked by hand and packed in boxes lined with paper.
A copy of the report was sent to the insurer together with twelve photographs.
The choir sang two pieces by Purcell, and the audience asked for a third.
Under the new timetable the express reaches the coast in three hours and forty minutes.
Workers complained of dust, noise and the poor lighting in the lower hall.
The experiment was repeated with five different solvents, and the results agreed.
Shareholders will vote on the proposal at the general meeting on 22 May.
Old maps show a quarry where the school stands today.
The guarantee covers faults of material and workmanship for a period of 36 months.
In the evening the wind turned, and the smoke drifted back over the village.
The museum bought the painting for 58,000 pounds with the help of a public appeal.
Cut the boards to a length of 185 centimetres and sand the edges lightly.
Members who have not paid by the end of the quarter lose their right to vote.
The doctor advised rest, fresh air and a walk of at least one mile each day.
Seventeen ships were lying in the roads, waiting for the tide and a pilot.
Our records show that the parcel left the warehouse on Tuesday at 15:40.
The professor closed the book, looked out of the window and began to speak.
Water enters through a pipe of 80 millimetres and leaves by two smaller valves.
They sold the farm, the mill and both meadows to a cousin from the next parish.
""".strip().split("\n")


class Prose:
    """Sentences in a fixed order that differs from page to page."""

    def __init__(self, seed):
        self.random, self.left = random.Random(seed), []

    def sentence(self):
        if not self.left:
            self.left = SENTENCES[:]
            self.random.shuffle(self.left)
        return self.left.pop()

    def paragraph(self):
        return " ".join(self.sentence() for _ in range(self.random.randint(3, 6)))


def font_of(path, points):
    return ImageFont.truetype(str(path), round(points * DPI / 72))


def wrap(text, font, width):
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if font.getlength(longer) <= width:
            line = longer
        else:
            lines.append(line)
            line = word
    return lines + [line]


def fill(draw, box, prose, font, ink=0, spacing=1.35):
    """Paragraphs from top to bottom; the text that was drawn."""
    left, top, right, bottom = box
    step, y, drawn = round(font.size * spacing), top, []
    while True:
        lines = wrap(prose.paragraph(), font, right - left)
        lines = lines[: max(0, (bottom - y) // step)]
        for line in lines:
            draw.text((left, y), line, font=font, fill=ink)
            y += step
        drawn.append("\n".join(lines))
        y += round(step * 0.7)
        if y + step > bottom:
            return "\n\n".join(part for part in drawn if part)


def blank():
    return Image.new("L", (WIDTH, HEIGHT), 255)


def prose_page(seed, path=SERIF, points=11, ink=0):
    page = blank()
    text = fill(ImageDraw.Draw(page), (MARGIN, MARGIN, WIDTH - MARGIN, HEIGHT - MARGIN), Prose(seed), font_of(path, points), ink)
    return page, text


def columns_page(seed):
    page = blank()
    draw, prose, font = ImageDraw.Draw(page), Prose(seed), font_of(SERIF, 10)
    heading = "Notes from the county, its rivers and its trades"
    draw.text((MARGIN, MARGIN), heading, font=font_of(BOLD, 18), fill=0)
    middle, gutter, top = WIDTH // 2, 50, MARGIN + 160
    texts = [
        fill(draw, (left, top, right, HEIGHT - MARGIN), prose, font)
        for left, right in ((MARGIN, middle - gutter), (middle + gutter, WIDTH - MARGIN))
    ]
    return page, "\n\n".join([heading, *texts])


def table_page(seed):
    page = blank()
    draw, chance, font = ImageDraw.Draw(page), random.Random(seed), font_of(SANS, 11)
    lines = ["Stock list of the northern warehouse"]
    draw.text((MARGIN, MARGIN), lines[0], font=font_of(BOLD, 16), fill=0)
    names = "Hinges Brackets Screws Washers Timber Varnish Candles Lanterns Rope Canvas Buckets Shovels Ladders Gloves".split()
    edges, top, step = [MARGIN, 700, 1150, 1550, 1900, WIDTH - MARGIN], MARGIN + 170, 110
    rows = [["Article", "Number", "Price", "Stock", "Shelf"]]
    for _ in range(22):
        price = f"{chance.randint(2, 95)}.{chance.randint(0, 99):02d}"
        shelf = f"{chance.choice('ABCDEFGH')}{chance.randint(10, 99)}"
        rows.append([chance.choice(names), str(chance.randint(10000, 99999)), price, str(chance.randint(12, 990)), shelf])
    for index, row in enumerate(rows):
        for edge, cell in zip(edges, row):
            draw.text((edge + 24, top + index * step + 26), cell, font=font, fill=0)
        lines.append(" ".join(row))
    for index in range(len(rows) + 1):
        draw.line((edges[0], top + index * step, edges[-1], top + index * step), fill=0, width=4)
    for edge in edges:
        draw.line((edge, top, edge, top + len(rows) * step), fill=0, width=4)
    return page, "\n".join(lines)


def array(page):
    return np.asarray(page).astype(np.float32)


def picture(values):
    return Image.fromarray(np.clip(np.round(values), 0, 255).astype(np.uint8))


def gaussian_noise(page, seed, sigma):
    return picture(array(page) * 0.94 + 6 + np.random.default_rng(seed).normal(0, sigma, (page.height, page.width)))


def salt_and_pepper(page, seed, share):
    values, chance = array(page), np.random.default_rng(seed).random((page.height, page.width))
    values[chance < share / 2] = 0
    values[chance > 1 - share / 2] = 255
    return picture(values)


def jpeg(page, quality):
    import io

    buffer = io.BytesIO()
    page.save(buffer, "JPEG", quality=quality)
    return Image.open(io.BytesIO(buffer.getvalue())).convert(page.mode)


def smaller(page, dpi):
    return page.resize((round(page.width * dpi / DPI), round(page.height * dpi / DPI)), Image.LANCZOS)


def skewed(page, degrees, paper=255):
    return page.rotate(degrees, Image.BICUBIC, expand=False, fillcolor=paper)


def uneven(page, seed):
    """A photograph by one lamp: bright at one corner, a deep shadow over another, some noise."""
    values = array(page) / 255
    y, x = np.mgrid[0 : page.height, 0 : page.width].astype(np.float32)
    x, y = x / page.width, y / page.height
    light = 0.98 - 0.62 * (0.55 * x + 0.45 * y)
    edge = 1 / (1 + np.exp(-(x + 0.6 * y - 1.05) * 30))
    light *= 1 - 0.5 * edge
    noise = np.random.default_rng(seed).normal(0, 2.5, values.shape)
    return picture((0.12 + 0.88 * values) * light * 255 + noise)


def yellowed(page, seed):
    values, chance = array(page) / 255, np.random.default_rng(seed)
    coarse = picture(chance.normal(128, 50, (40, 28))).resize(page.size, Image.BICUBIC)
    stains = (array(coarse) - 128) / 255
    paper = np.stack([228 + 20 * stains, 205 + 30 * stains, 150 + 40 * stains], axis=2)
    ink = np.array([62, 48, 40], np.float32)
    return picture(ink + (paper - ink) * values[..., None])


def bleed_through(page, back):
    reverse = array(back.transpose(Image.FLIP_LEFT_RIGHT).filter(ImageFilter.GaussianBlur(2.5)))
    return picture(np.minimum(array(page), 255 - (255 - reverse) * 0.28) * 0.97)


def scan_edges(page, seed):
    """The glass was larger than the sheet: black around it, a grey fold, holes, and a slight turn."""
    turned = skewed(page, 0.7)
    framed = Image.new("L", turned.size, 18)
    inner = turned.crop((0, 0, WIDTH - 130, HEIGHT - 160))
    framed.paste(inner, (70, 60))
    draw = ImageDraw.Draw(framed)
    for y in (1150, 2280):
        draw.ellipse((110, y, 180, y + 70), fill=25)
    draw.rectangle((70, 60, 84, HEIGHT - 100), fill=110)
    return gaussian_noise(framed, seed, 4)


def stamped(page):
    colour = page.convert("RGB")
    stamp = Image.new("RGBA", (900, 420), (0, 0, 0, 0))
    draw = ImageDraw.Draw(stamp)
    draw.rounded_rectangle((10, 10, 890, 410), 40, outline=(190, 40, 50, 170), width=14)
    draw.line((60, 210, 840, 210), fill=(190, 40, 50, 170), width=8)
    stamp = stamp.rotate(17, Image.BICUBIC, expand=True)
    colour.paste(stamp, (1150, 1500), stamp)
    draw = ImageDraw.Draw(colour)
    for y in (230, HEIGHT - 200):
        draw.line((180, y, WIDTH - 180, y), fill=(30, 30, 30), width=5)
    draw.line((190, 200, 190, HEIGHT - 180), fill=(30, 30, 30), width=3)
    return colour


def low_contrast(seed):
    page, text = prose_page(seed, SANS, 11)
    return picture(170 + array(page) * (205 - 170) / 255), text


def blurred(seed):
    page, text = prose_page(seed, SANS, 11)
    return page.filter(ImageFilter.GaussianBlur(3.2)), text


def pages():
    """Name, whether it counts for the mean, dots per inch, picture and text."""
    prose = lambda seed, change, *look: (lambda made: (change(made[0]), made[1]))(prose_page(seed, *look))
    same = lambda page: page
    yield "clean", True, 300, lambda: prose(1, same)
    yield "small-type", True, 300, lambda: prose(2, same, SANS, 6.5)
    yield "columns", True, 300, lambda: columns_page(3)
    yield "table", True, 300, lambda: table_page(4)
    yield "dpi-150", True, 150, lambda: prose(5, lambda page: smaller(page, 150), SANS, 11)
    yield "dpi-100", True, 100, lambda: prose(6, lambda page: smaller(page, 100), DEJAVU, 12)
    yield "noise", True, 300, lambda: prose(7, lambda page: gaussian_noise(page, 7, 38), SERIF, 11)
    yield "salt-and-pepper", True, 300, lambda: prose(8, lambda page: salt_and_pepper(page, 8, 0.06), SANS, 11)
    yield "jpeg", True, 200, lambda: prose(9, lambda page: jpeg(smaller(page, 200), 18), DEJAVU_SERIF, 10)
    yield "blur", True, 300, lambda: blurred(10)
    yield "low-contrast", True, 300, lambda: low_contrast(11)
    yield "skew-2", True, 300, lambda: prose(12, lambda page: skewed(page, 2), SERIF, 11)
    yield "skew-minus-5", True, 300, lambda: prose(13, lambda page: skewed(page, -5), SANS, 10)
    yield "turned-90", True, 300, lambda: prose(14, lambda page: page.transpose(Image.ROTATE_90), SERIF, 11)
    yield "uneven-light", True, 300, lambda: prose(15, lambda page: uneven(page, 15), SERIF, 11)
    yield "yellowed", True, 300, lambda: prose(16, lambda page: yellowed(page, 16), DEJAVU_SERIF, 10)
    yield "blank", True, 300, lambda: (gaussian_noise(blank(), 17, 3), "")

    yield "skew-minus-2", False, 300, lambda: prose(18, lambda page: skewed(page, -2), SANS, 10)
    yield "skew-5", False, 300, lambda: prose(19, lambda page: skewed(page, 5), SERIF, 11)
    yield "turned-180", False, 300, lambda: prose(20, lambda page: page.transpose(Image.ROTATE_180), SANS, 10)
    yield "turned-270", False, 300, lambda: prose(21, lambda page: page.transpose(Image.ROTATE_270), MONO, 10)
    yield "inverted", False, 300, lambda: prose(22, lambda page: picture(255 - array(page) * 0.9), SANS, 11)
    yield "bleed-through", False, 300, lambda: prose(23, lambda page: bleed_through(page, prose_page(99)[0]), SERIF, 11)
    yield "scan-edges", False, 300, lambda: prose(24, lambda page: scan_edges(page, 24), SERIF, 11)
    yield "stamp-and-lines", False, 300, lambda: prose(25, stamped, SERIF, 11)
    yield "uneven-and-skewed", False, 300, lambda: prose(26, lambda page: uneven(skewed(page, 3), 26), SANS, 11)
    yield "mono", False, 300, lambda: prose(27, same, MONO, 10)
    yield "few-words", False, 300, lambda: few_words()


def few_words():
    page = blank()
    ImageDraw.Draw(page).text((MARGIN, 1500), "This page is left blank on purpose.", font=font_of(SERIF, 12), fill=0)
    return page, "This page is left blank on purpose."


HARD = {"dpi-100", "noise", "uneven-light", "uneven-and-skewed"}


def main():
    folder, wanted = Path(sys.argv[1]), set(sys.argv[2:])
    folder.mkdir(parents=True, exist_ok=True)
    listed = []
    for name, is_core, dpi, make in pages():
        listed.append({"name": name, "dpi": dpi, "easy": name not in HARD, "core": is_core})
        if wanted and name not in wanted:
            continue
        page, text = make()
        page.save(folder / f"{name}.png", dpi=(dpi, dpi), compress_level=1)
        (folder / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    (folder / "pages.json").write_text(json.dumps(listed, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
