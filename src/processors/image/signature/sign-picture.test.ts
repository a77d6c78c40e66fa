import { describe, expect, it } from 'vitest';
import { comparePictures, isPictureSignature } from '../../../base/picture-signature';
import { inverseOf } from '../../../base/picture-signature/turn';
import type { Pixels } from '../pixels/pixels';
import { signPicture } from './sign-picture';
import { brighten, cut, cutCorner, cutSide, drawForm, drawScene, halve, mirror, moveDisc, paint, turnQuarter, turnSlightly } from './picture.test-kit';

function sign(pixels: Pixels, orientation = 1): Uint8Array {
  const signature = signPicture(pixels, orientation);
  if (!signature) throw new Error('This picture should have a signature.');
  return signature;
}

const scene = drawScene(1, 480, 360);
const compare = (other: Pixels, orientation = 1) => comparePictures(sign(scene), sign(other, orientation));

describe('the same picture', () => {
  it.each([
    ['equal', scene, 're-saved'],
    ['coarser by saving', paint(scene, (level, at) => level + ((at * 7919) % 9) - 4), 're-saved'],
    ['at half the size', halve(scene), 'half the size'],
    ['at a quarter of the size', halve(halve(scene)), 'a quarter of the size'],
    ['mirrored', mirror(scene), 'mirrored'],
    ['turned', turnQuarter(scene), 'turned by 90°'],
    ['upside down', turnQuarter(turnQuarter(scene)), 'upside down'],
    ['mirrored and turned', turnQuarter(mirror(scene)), 'mirrored, turned by 90°'],
    ['brighter', brighten(scene, 1.15), 'brighter'],
    ['darker', brighten(scene, 0.85), 'darker'],
    ['trimmed', cut(scene, 0.03), 'cropped'],
  ])('is found when %s', (_, other, relation) => {
    expect(compare(other)).toMatchObject({ tier: 'samePicture', relation });
  });

  it('is told alike whatever was compared before', () => {
    const ways = [scene, mirror(scene), brighten(scene, 1.15), cut(scene, 0.03), turnSlightly(scene, 2, 255), drawScene(2, 480, 360), drawForm(1)].map((way) => sign(way));
    const alone = ways.map((way) => comparePictures(ways[0]!.slice(), way));
    for (const [at, way] of ways.entries()) {
      for (const other of ways) comparePictures(other, way);
      expect(comparePictures(ways[0]!, way)).toEqual(alone[at]);
    }
    expect(new Set(alone.map(({ tier }) => tier))).toEqual(new Set(['samePicture', 'similar', null]));
  });

  it('is seen from the first to the second', () => {
    expect(comparePictures(sign(halve(scene)), sign(scene)).relation).toBe('twice the size');
    expect(comparePictures(sign(cut(scene, 0.03)), sign(scene)).relation).toBe('shows more');
  });

  it('lies upright by its EXIF orientation', () => {
    // Stored turned to the left, to be shown turned to the right.
    const stored = turnQuarter(turnQuarter(turnQuarter(scene)));
    expect(compare(stored, 6)).toMatchObject({ tier: 'samePicture', relation: 're-saved' });
    expect(compare(stored, 1)).toMatchObject({ tier: 'samePicture', relation: 'turned by 90°' });
    expect(compare(stored, 1).turn).toBe(inverseOf(compare(turnQuarter(scene)).turn));
    expect(compare(mirror(scene), 2).relation).toBe('re-saved');
    expect(compare(turnQuarter(scene), 8).relation).toBe('re-saved');
  });

  it('is found when trimmed on two sides and brightened beyond white', () => {
    const bright = paint(scene, (level) => 255 - (255 - level) * 0.5);
    expect(comparePictures(sign(bright), sign(brighten(bright, 1.15)))).toMatchObject({ tier: 'samePicture', relation: 'brighter' });
    expect(comparePictures(sign(brighten(bright, 1.15)), sign(bright))).toMatchObject({ tier: 'samePicture', relation: 'darker' });
    expect(compare(cutCorner(scene, 0.03))).toMatchObject({ tier: 'samePicture', relation: 'cropped' });
    expect(compare(turnQuarter(cut(scene, 0.03)))).toMatchObject({ tier: 'samePicture', relation: 'turned by 90°, cropped' });
  });

  it.each([
    ['at half the size', halve],
    ['turned', turnQuarter],
    ['trimmed', (form: Pixels) => cut(form, 0.03)],
    ['trimmed on two sides', (form: Pixels) => cutCorner(form, 0.03)],
    ['brighter', (form: Pixels) => brighten(form, 1.15)],
  ])('may be one form %s, but not the next of its kind', (_, change) => {
    const form = sign(drawForm(1));
    expect(comparePictures(form, sign(change(drawForm(1)))).tier).toBe('samePicture');
    for (let other = 2; other < 6; other += 1) expect(comparePictures(form, sign(change(drawForm(other)))).tier).toBeNull();
  });

  it('is no frame of a burst in which a part has moved', () => {
    const stepped = moveDisc(scene, 240, 180, 40, 12);
    expect(compare(stepped).tier).toBe('similar');
    expect(compare(cut(stepped, 0.02)).tier).toBe('similar');
  });
});

describe('similar pictures', () => {
  it('are parts and edits', () => {
    expect(compare(cut(scene, 0.1))).toMatchObject({ tier: 'similar', relation: 'cropped' });
    const edited = paint(scene, (level, at) => {
      const [x, y] = [Math.floor(at / 3) % 480, Math.floor(at / 3 / 480)];
      return x > 300 && x < 350 && y > 100 && y < 150 ? 255 - level : level;
    });
    expect(compare(edited).tier).toBe('similar');
    expect(compare(edited).likeness).toBeLessThan(compare(scene).likeness);
    const grey = paint(scene, (_, at, data) => (data[at - (at % 3)]! + data[at - (at % 3) + 1]! + data[at - (at % 3) + 2]!) / 3);
    expect(compare(grey)).toMatchObject({ tier: 'similar', relation: 'in other colours' });
  });
});

describe('a cutting', () => {
  it.each(['left', 'right', 'top', 'bottom'] as const)('of which one side is missing (%s) is similar to the whole, both ways', (side) => {
    for (const share of [0.15, 0.2, 0.25]) {
      expect(compare(cutSide(scene, side, share))).toMatchObject({ tier: 'similar', relation: 'cropped' });
      expect(comparePictures(sign(cutSide(scene, side, share)), sign(scene))).toMatchObject({ tier: 'similar', relation: 'shows more' });
    }
  });
});

describe('a picture that was turned slightly', () => {
  it.each([0, 255])('is similar, whatever shows behind it (%s)', (behind) => {
    for (const degrees of [-3, 2, 3]) expect(compare(turnSlightly(scene, degrees, behind))).toMatchObject({ tier: 'similar', relation: 'turned slightly' });
  });

  it('may be a form, but not the next of its kind', () => {
    const form = sign(drawForm(1));
    expect(comparePictures(form, sign(turnSlightly(drawForm(1), 1.5, 250))).tier).toBe('similar');
    for (let other = 2; other < 6; other += 1) expect(comparePictures(form, sign(turnSlightly(drawForm(other), 1.5, 250))).tier).toBeNull();
  });
});

describe('strangers', () => {
  it('are told apart', () => {
    const signatures = Array.from({ length: 9 }, (_, index) => sign(drawScene(100 + index, 160, 120)));
    for (const [at, one] of signatures.entries()) {
      for (const other of signatures.slice(at + 1)) expect(comparePictures(one, other)).toEqual({ tier: null, likeness: 0, relation: '', turn: 0 });
    }
  });

  it('have no signature when there is nothing to compare', () => {
    const blank = { ...scene, data: new Uint8Array(scene.data.length).fill(200) };
    const noisy = paint(blank, (level, at) => level + ((at * 7919) % 7) - 3);
    const sky = paint(blank, (_, at) => Math.floor(at / 3 / 480) * 0.6);
    const sunset = paint(blank, (_, at) => Math.hypot((Math.floor(at / 3) % 480) - 240, Math.floor(at / 3 / 480) - 180) * 0.7);
    for (const plain of [blank, noisy, sky, sunset]) expect(signPicture(plain, 1)).toBeNull();
    expect(signPicture({ data: new Uint8Array(3), width: 1, height: 1, channels: 3 }, 1)).toBeNull();
    expect(signPicture(drawScene(1, 480, 20), 1)).toBeNull();
  });
});

describe('a signature', () => {
  it('is small, and the same for grey, RGB and RGBA of the same picture', () => {
    const grey = paint(scene, (_, at, data) => data[at - (at % 3)]!);
    const count = scene.width * scene.height;
    const single = Uint8Array.from({ length: count }, (_, at) => grey.data[at * 3]!);
    const double = Uint8Array.from({ length: count * 4 }, (_, at) => (at % 4 === 3 ? 255 : single[at >> 2]!));
    const signature = sign(grey);
    expect(signature.length).toBeLessThan(6_000);
    expect(isPictureSignature(signature)).toBe(true);
    expect(isPictureSignature(signature.subarray(1))).toBe(false);
    expect(isPictureSignature(Uint8Array.from(signature, (byte, at) => (at === 0 ? 1 : byte)))).toBe(false);
    expect(isPictureSignature(new Uint8Array(1_404).fill(1))).toBe(false);
    expect(Buffer.from(sign({ ...grey, data: single, channels: 1 })).equals(signature)).toBe(true);
    expect(Buffer.from(sign({ ...grey, data: double, channels: 4 })).equals(signature)).toBe(true);
  });
});
