import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { greyPng } from '../../src/base/grey-png';
import { previewPicture, transformPicture } from '../../src/engine/answers/pictures';
import { renderPreview } from '../../src/engine/answers/preview';
import { artifactPath } from '../../src/engine/stages/publish/artifact-store';
import { transformOutputSchema, transformRecipeSchema, type TransformOutput, type TransformRecipe } from '../../src/shared/model/transform';
import { filemill } from '../helpers/command-line';
import { Mill } from '../helpers/mill';
import { mountTmpfs, unmountAll, whyNoMounts } from '../helpers/tmpfs';

const never = new AbortController().signal;
const recipeOf = (given: object): TransformRecipe => transformRecipeSchema.parse(given);
const outputOf = (given: object = {}): TransformOutput => transformOutputSchema.parse(given);

/** Grey, brighter from left to right. */
function gradient(width: number, height: number): Buffer {
  return greyPng(width, height, (x) => Math.floor((x * 200) / width));
}

let mill: Mill;
beforeEach(() => {
  mill = new Mill();
});
afterEach(async () => {
  await mill.engine?.close();
  unmountAll();
  await mill.end();
});

describe('a picture in the mill', () => {
  let id: number;
  beforeEach(async () => {
    await mill.start();
    await mill.watchInbox();
    mill.drop('day/a.png', gradient(200, 100));
    mill.drop('note.txt', 'no picture');
    ({ id } = await mill.settled('day/a.png'));
  });
  const transform = (recipe: object, output: object = {}) => transformPicture(mill.engine, { id, recipe: recipeOf(recipe), output: outputOf(output) }, never);

  it('gets a changed copy beside it, which then is a file of its own', async () => {
    const { path, log, ...facts } = await transform({ resize: { by: 'largestSide', pixels: 50 }, brightness: 2 });
    expect(path).toBe(join(mill.inbox, 'day', 'a_transformed.png'));
    expect(facts).toMatchObject({ width: 50, height: 25, bytes: readFileSync(path ?? '').length });
    expect(log).toEqual(['Resized to 50 × 25', 'Brightness × 2']);
    const copy = await mill.settled('day/a_transformed.png');
    expect(copy).toMatchObject({ state: 'done', kind: 'image' });
    expect(readFileSync(join(mill.inbox, 'day', 'a.png'))).toEqual(gradient(200, 100));
  });

  it('is left alone where the name is taken and is not to be given away', async () => {
    await transform({ blur: true });
    const second = await transform({ sharpen: true }, { conflict: 'skip' });
    expect([second.path, second.effectId]).toEqual([null, null]);
    expect(readdirSync(join(mill.inbox, 'day'))).toEqual(['a.png', 'a_transformed.png']);
  });

  it('a template with an unknown placeholder is refused before any work', async () => {
    await expect(transform({}, { name: '{stem}-{size}' })).rejects.toMatchObject({ code: 'settings.invalid', message: '{size} is no placeholder for names.' });
  });

  it('shows before and after; each recipe has its own picture, and few are kept', async () => {
    const shelf = (): string[] => mill.engine.database.all<{ id: string }>(`SELECT id FROM artifacts WHERE key GLOB 'changed:*'`).map((row) => row.id);
    const preview = (recipe: object) => previewPicture(mill.engine, { id, recipe: recipeOf(recipe), maxSidePixels: 100 }, never);
    const { before, after, log } = await preview({ brightness: 1.5 });
    expect([before.width, before.height, after.width, after.height, log]).toEqual([100, 50, 100, 50, ['Brightness × 1.5']]);
    expect(await preview({ brightness: 1.5 })).toEqual({ before, after, log });
    expect((await preview({ brightness: 1.2 })).after.id).not.toBe(after.id);
    for (let step = 0; step < 40; step++) await preview({ contrast: 2 + step / 10 });
    expect(shelf()).toHaveLength(32);
    expect(existsSync(artifactPath(mill.data, after.id))).toBe(false);
    expect(existsSync(artifactPath(mill.data, before.id))).toBe(true);
    for (const kept of shelf()) expect(existsSync(artifactPath(mill.data, kept))).toBe(true);
  });

  it('where there is nothing to show it says what is the matter', async () => {
    mill.drop('empty.jpg', '');
    const whole = gradient(200, 100);
    // With its end: nobody waits for more of it.
    mill.drop('torn.png', Buffer.concat([whole.subarray(0, 60), whole.subarray(-12)]));
    const look = async (path: string) => {
      const row = await mill.settled(path, 'attention');
      return renderPreview(mill.engine, { id: row.id, page: 1, maxSidePixels: 100 }, never);
    };
    await expect(look('empty.jpg')).rejects.toMatchObject({ code: 'artifact.none', message: 'The file is empty.' });
    await expect(look('torn.png')).rejects.toMatchObject({ message: expect.stringMatching(/^The picture is damaged: /) as string });
  });

  it('what is no picture can’t be changed', async () => {
    const note = await mill.settled('note.txt');
    const asked = { id: note.id, recipe: recipeOf({}), maxSidePixels: 100, output: outputOf() };
    await expect(previewPicture(mill.engine, asked, never)).rejects.toMatchObject({ code: 'artifact.none' });
    await expect(transformPicture(mill.engine, asked, never)).rejects.toMatchObject({ code: 'artifact.none' });
  });

  it('that has changed since it was read is not changed blindly', async () => {
    await mill.engine.close();
    writeFileSync(join(mill.inbox, 'day', 'a.png'), gradient(300, 200));
    await mill.start();
    await expect(transform({ blur: true })).rejects.toMatchObject({ code: expect.stringMatching(/^file\.(changed|vanished)$|^artifact\.none$/) });
    expect(readdirSync(join(mill.inbox, 'day'))).toEqual(['a.png']);
  });
});

it('a picture that waits for OCR is seen already', async () => {
  await mill.start();
  await mill.engine.updateSettings({ lanes: { ocr: { concurrency: null, paused: true } } });
  await mill.watchInbox();
  mill.drop('a.png', gradient(200, 100));
  await mill.until(() => mill.row('a.png')?.thumbnail != null);
  expect(mill.row('a.png')).toMatchObject({ state: 'inProgress', kind: 'image', lane: 'ocr' });
});

describe('filemill image transform', () => {
  const image = (...argv: string[]) => filemill('image', 'transform', ...argv, '--data', mill.data);

  it('writes changed copies and says what it did, with no engine and no ledger', async () => {
    const [a, b] = [mill.drop('a.png', gradient(200, 100)), mill.drop('b.png', gradient(40, 80))];
    const { code, json } = await image(a, b, '--json', '--max-side', '50', '--saturation', '1.2', '--format', 'jpeg', '--name', '{stem}-{width}x{height}{ext}', '--output', join(mill.base, 'out'));
    expect(code).toBe(0);
    expect(json).toMatchObject([
      { type: 'picture', path: a, output: join(mill.base, 'out', 'a-50x25.jpg'), width: 50, height: 25, log: ['Resized to 50 × 25', 'Saturation × 1.2', 'Written as JPEG, quality 90'] },
      { type: 'picture', path: b, output: join(mill.base, 'out', 'b-25x50.jpg'), width: 25, height: 50 },
    ]);
    expect(readdirSync(join(mill.base, 'out'))).toEqual(['a-50x25.jpg', 'b-25x50.jpg']);
    expect(existsSync(mill.data)).toBe(false);
  });

  it('goes on after a file that can’t be changed, and ends with 1', async () => {
    const [note, a] = [mill.drop('note.txt', 'no picture'), mill.drop('a.png', gradient(20, 10))];
    const { code, json } = await image(note, join(mill.inbox, 'none.png'), a, '--json', '--auto-enhance');
    expect(code).toBe(1);
    expect(json).toMatchObject([
      { path: note, error: { code: 'artifact.none' } },
      { error: { code: 'file.vanished' } },
      { path: a, log: ['White balanced', 'Light equalised'] },
    ]);
  });

  it('keeps the former file when it is told to replace it', async () => {
    const a = mill.drop('a.png', gradient(20, 10));
    const { code, json } = await image(a, '--json', '--blur', '--name', '{stem}{ext}', '--on-conflict', 'replace');
    expect([code, json[0]?.['output']]).toEqual([0, a]);
    const replaced = String(json[0]?.['replaced']);
    expect(dirname(dirname(replaced))).toBe(join(mill.data, 'vault'));
    expect(readFileSync(replaced)).toEqual(gradient(20, 10));
    expect(readFileSync(a)).not.toEqual(gradient(20, 10));
  });

  it.each([
    [[], 'What is to be changed?'],
    [['--size', '10'], '--size 10 is no size.'],
    [['--size', '10x10', '--max-side', '5'], '--max-side and --size exclude each other.'],
    [['--max-side', '2.5'], '--max-side 2.5 is no whole number.'],
    [['--brightness', '11'], '--brightness 11 is not between 0 and 10.'],
    [['--quality', '0'], '--quality 0 is not between 1 and 100.'],
    [['--format', 'gif'], '--format gif is not known.'],
    [['--on-conflict', 'ask'], '--on-conflict ask is not known.'],
    [['--name', '{title}'], '{title} is no placeholder for names.'],
    [['--colour'], 'Unknown option'],
  ])('%j is bad usage', async (options, message) => {
    const { code, notes } = await image(join(mill.inbox, 'a.png'), ...options);
    expect([code, notes.split('\n')[0]]).toEqual([2, expect.stringContaining(message)]);
  });

  it('names the folder that is none', async () => {
    const a = mill.drop('a.png', gradient(20, 10));
    const { json } = await image(a, '--json', '--blur', '--output', a);
    expect(json[0]).toMatchObject({ error: { code: 'folder.notFolder', message: `${a} is no folder.` } });
  });

  const obstacle = whyNoMounts();
  it.skipIf(obstacle !== null)(`says that a disk is full and leaves nothing there${obstacle === null ? '' : ` (left out: ${obstacle})`}`, async () => {
    const disk = join(mill.base, 'disk');
    mkdirSync(disk);
    mountTmpfs(disk, 1);
    writeFileSync(join(disk, 'ballast'), Buffer.alloc(1_000_000));
    const a = mill.drop('a.png', gradient(2000, 1500));
    const { json } = await image(a, '--json', '--output', disk, '--compression', '0');
    expect(json[0]).toMatchObject({ error: { code: 'disk.full' } });
    expect(readdirSync(disk)).toEqual(['ballast']);
    rmSync(join(disk, 'ballast'));
  });
});

it('filemill image hash tells the hashes of pictures and nothing else', async () => {
  const [a, note] = [mill.drop('a.png', gradient(200, 100)), mill.drop('note.txt', 'no picture')];
  const { code, json } = await filemill('image', 'hash', a, note, '--json');
  const inspected = (await filemill('inspect', a, '--json', '--ocr', 'off')).json as { hashes: object }[];
  expect(code).toBe(1);
  expect(json).toEqual([
    { type: 'hashes', path: a, hashes: inspected[0]?.hashes },
    { type: 'hashes', path: note, error: expect.objectContaining({ code: 'file.invalid' }) },
  ]);
});
