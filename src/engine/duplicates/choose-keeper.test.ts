import { expect, it } from 'vitest';
import { generalSettingsSchema } from '../../shared/model/settings';
import { chooseKeeper, type Candidate } from './choose-keeper';

const { keepBy } = generalSettingsSchema.parse({}).duplicates;
const MEASURES = { width: 1600, height: 1200, format: 'jpeg', sharpness: 190, brightness: 120, contrast: 48, noise: 10, grain: null as number | null, takenAt: null as string | null, hasLocation: false, metadataCount: 0 };

function candidate(path: string, size: number, picture: Partial<typeof MEASURES>): Candidate {
  const fileId = path.length;
  return {
    fileId, sha256: path, reportId: 1, folderId: 1, path, dev: '1', ino: path, jobId: 1, size, modifiedAt: 0, arrivedAt: 0, mime: null,
    kind: 'image', thumbnail: null, isArchived: false, document: null, picture: { ...MEASURES, ...picture },
    isProtected: false, goesFirst: false, isMarked: false, isChosen: false,
  };
}

const chosenOf = (...candidates: Candidate[]): string => {
  const { keeper, reasons } = chooseKeeper(candidates, keepBy);
  return `${keeper.path}: ${reasons.join(', ')}`;
};

it('keeps a picture rather than its brightened copy, which has a higher measure of sharpness', () => {
  const original = candidate('a.jpg', 532_000, { metadataCount: 3 });
  const brighter = candidate('a brighter.jpg', 530_000, { sharpness: 247, contrast: 55 });
  expect(chosenOf(brighter, original)).toBe('a.jpg: more metadata');
});

it('keeps a picture rather than the copy that was saved once more, whatever that did to its sharpness', () => {
  const original = candidate('a.jpg', 530_000, {});
  const again = candidate('a again.jpg', 503_000, { sharpness: 237 });
  expect(chosenOf(again, original)).toBe('a.jpg: less compressed');
});

it.each([
  ['hubble', { sharpness: 731.3, contrast: 26.4 }, { sharpness: 1152.9, contrast: 26.7 }, { sharpness: 1045.3, contrast: 22.9 }],
  ['gulp', { sharpness: 6378.4, contrast: 57.2 }, { sharpness: 6603.9, contrast: 57.2 }, { sharpness: 9568.5, contrast: 53.1 }],
  ['flower', { sharpness: 493.7, contrast: 52.8 }, { sharpness: 634.4, contrast: 52.8 }, { sharpness: 564.7, contrast: 44.9 }],
])('takes grain that grows when a picture is saved or brightened once more for no detail: %s', (name, measures, saved, changed) => {
  const original = candidate(`${name}.png`, 1_560_000, { ...measures, format: 'png' });
  const again = candidate(`${name} again.jpg`, 306_000, saved);
  const brighter = candidate(`${name} brighter.jpg`, 320_000, changed);
  for (const order of [[again, brighter, original], [original, again, brighter], [brighter, original, again]]) expect(chosenOf(...order)).toBe(`${name}.png: less compressed`);
});

it('takes the blocks that strong compression draws into a soft picture for no detail', () => {
  const soft = candidate('soft.png', 116_000, { format: 'png', sharpness: 2.2, contrast: 24 });
  const blocky = candidate('soft, saved small.jpg', 11_000, { sharpness: 5.5, contrast: 24 });
  const dimmed = candidate('soft, darker.jpg', 27_000, { sharpness: 2.5, contrast: 20 });
  for (const order of [[blocky, dimmed, soft], [soft, blocky, dimmed], [dimmed, soft, blocky]]) expect(chosenOf(...order)).toBe('soft.png: less compressed');
  const hills = candidate('hills.png', 1_056_000, { format: 'png', sharpness: 18.6, contrast: 24.6 });
  const brighter = candidate('hills brighter.jpg', 257_000, { sharpness: 31.1, contrast: 28.2 });
  expect(chosenOf(brighter, hills)).toBe('hills.png: less compressed');
  const moon = candidate('moon.png', 151_000, { format: 'png', sharpness: 65.6, contrast: 13.3 });
  const darker = candidate('moon darker.jpg', 35_000, { sharpness: 76.2, contrast: 11.4 });
  expect(chosenOf(darker, moon)).toBe('moon.png: less compressed');
});

it('takes what is saved without loss for less compressed, however small it is', () => {
  const scan = candidate('scan.png', 93_000, { format: 'png' });
  const photo = candidate('scan of it.jpg', 222_000, { sharpness: 215 });
  expect(chosenOf(photo, scan)).toBe('scan.png: less compressed');
});

it('keeps the camera’s own file rather than a picture without loss that was made from it', () => {
  const taken = candidate('camera.jpg', 900_000, { takenAt: '2026:01:15 10:30:00', metadataCount: 20 });
  const made = candidate('made from it.png', 4_000_000, { format: 'png' });
  const again = candidate('camera saved once more.jpg', 400_000, {});
  expect(chosenOf(made, again, taken)).toBe('camera.jpg: the camera’s own, more metadata');
  // With the time in it, or with more pixels, it may be the one that the other was made from.
  expect(chosenOf(taken, { ...made, picture: { ...MEASURES, format: 'png', takenAt: '2026:01:15 10:30:00' } })).toMatch(/^made from it.png: less compressed/);
  expect(chosenOf(taken, { ...made, picture: { ...MEASURES, format: 'png', width: 3200 } })).toMatch(/^made from it.png: more pixels/);
});

it.each([
  // Sharpness and grain: of the picture, with noise of 14 levels added, and blurred by 0.7 pixels.
  ['astronaut', [861, 1.48], [4233, 13.34], [158, 0.74]],
  ['grass', [5310, 11.86], [9200, 19.27], [625, 3.71]],
  ['hubble', [537, 3.71], [3277, 12.6], [97, 0.74]],
] as const)('takes noise that was added to a copy for no detail, and what a blur took away for some: %s', (name, [sharpness, grain], noisy, blurred) => {
  const original = candidate(`${name}.png`, 600_000, { sharpness, grain, format: 'png' });
  const grainy = candidate(`${name} grainy.png`, 900_000, { sharpness: noisy[0], grain: noisy[1], format: 'png' });
  const soft = candidate(`${name} soft.png`, 500_000, { sharpness: blurred[0], grain: blurred[1], format: 'png' });
  const order: (typeof keepBy)[number][] = ['resolution', 'sharpness', 'shortestPath'];
  expect(chooseKeeper([grainy, original], order)).toEqual({ keeper: original, reasons: ['shorter path'] });
  expect(chooseKeeper([soft, original], order)).toEqual({ keeper: original, reasons: ['sharper', 'shorter path'] });
});

it('keeps the sharper one of two', () => {
  expect(chosenOf(candidate('soft.jpg', 600_000, { sharpness: 90 }), candidate('crisp.jpg', 500_000, {}))).toBe('crisp.jpg: sharper');
});

it('keeps text that was written rather than a picture of it, whatever comes first', () => {
  const scan = candidate('scan.png', 172_000, { format: 'png', width: 2480, height: 3508, metadataCount: 4 });
  const written = (path: string, document: Candidate['document']): Candidate => ({ ...candidate(path, 2_000, {}), picture: null, document });
  const word = written('letter.docx', { pageCount: 1, textLength: 1_800, isByOcr: false, metadataCount: 0 });
  const scanned = written('letter scanned.pdf', { pageCount: 1, textLength: 1_800, isByOcr: true, metadataCount: 2 });
  const plain = written('letter as text.txt', null);
  expect(chosenOf(scan, word, scanned)).toBe('letter.docx: text of its own');
  for (const order of [[scan, scanned, plain], [plain, scan, scanned], [scanned, plain, scan]]) {
    expect(chosenOf(...order)).toBe('letter as text.txt: text of its own');
  }
});
