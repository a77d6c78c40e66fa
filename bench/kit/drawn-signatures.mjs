import { randomNumbers } from './numbers.mjs';

const FREQUENCIES = 20;
const MEAN_SPREAD = 45;

/**
 * Signatures of pictures whose frequencies fall off as those of photographs do (amplitude about 1 / frequency, more or
 * less steeply), with more light from above. `draw(number)` is the same picture for the same number; `drawCopy` is what
 * saving it anew, brighter or mirrored would leave of it.
 */
export function signatureDrawer({ GREY_SIDE, COLOUR_SIDE, headOfPicture, turnGrid, writeSignature }) {
  const cosines = Float32Array.from({ length: FREQUENCIES * GREY_SIDE }, (_, at) => Math.cos((Math.PI * Math.floor(at / GREY_SIDE) * ((at % GREY_SIDE) + 0.5)) / GREY_SIDE));
  const excess = new Float32Array(GREY_SIDE * GREY_SIDE);

  function greyOf(random) {
    const bell = () => random() + random() + random() + random() - 2;
    const [steepness, stretch] = [0.5 + 0.45 * random(), 0.6 + 0.8 * random()];
    const rows = new Float32Array(FREQUENCIES * GREY_SIDE);
    for (let v = 0; v < FREQUENCIES; v += 1) {
      for (let u = 0; u < FREQUENCIES; u += 1) {
        if (u + v === 0) continue;
        const amplitude = bell() * (u * u * stretch + (v * v) / stretch) ** -(steepness + 0.1) + (u === 0 && v === 1 ? 0.3 : 0);
        for (let x = 0; x < GREY_SIDE; x += 1) rows[v * GREY_SIDE + x] += amplitude * cosines[u * GREY_SIDE + x];
      }
    }
    const grey = new Float32Array(GREY_SIDE * GREY_SIDE);
    let squares = 0;
    for (let y = 0, at = 0; y < GREY_SIDE; y += 1) {
      for (let x = 0; x < GREY_SIDE; x += 1, at += 1) {
        for (let v = 0; v < FREQUENCIES; v += 1) grey[at] += rows[v * GREY_SIDE + x] * cosines[v * GREY_SIDE + y];
        squares += grey[at] ** 2;
      }
    }
    const scale = MEAN_SPREAD / Math.sqrt(squares / grey.length);
    const mean = 100 + 30 * random();
    return grey.map((level) => Math.min(215, Math.max(5, mean + scale * level)));
  }

  function pictureOf(number) {
    const random = randomNumbers(number * 7_919 + 1);
    const grey = greyOf(random);
    const colours = Float32Array.from({ length: COLOUR_SIDE * COLOUR_SIDE }, () => 20 * (random() - 0.5));
    return { width: 4_000, height: 3_000, grey, excess, blueness: colours, redness: colours.map((level) => -level) };
  }

  const sign = (picture) => writeSignature(picture, headOfPicture(picture.grey, picture.excess));
  return {
    draw: (number) => sign(pictureOf(number)),
    drawCopy(number) {
      const picture = pictureOf(number);
      const random = randomNumbers(number * 104_729 + 2);
      const gain = 0.9 + 0.2 * random();
      const turn = Math.floor(random() * 4) === 0 ? 1 : 0;
      const grey = turnGrid(picture.grey.map((level) => level * gain + 0.6 * (random() - 0.5)), GREY_SIDE, turn);
      const [blueness, redness] = [picture.blueness, picture.redness].map((levels) => turnGrid(levels.map((level) => level * gain), COLOUR_SIDE, turn));
      return sign({ ...picture, width: 2_000, height: 1_500, grey, blueness, redness });
    },
  };
}
