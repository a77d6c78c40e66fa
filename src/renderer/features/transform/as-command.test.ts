import { expect, it } from 'vitest';
import { asCommand } from './as-command';
import { UNCHANGED, USUAL_OUTPUT } from './recipe';

it('names what is not as usual, and nothing else', () => {
  expect(asCommand(['/in/a.jpg'], UNCHANGED, USUAL_OUTPUT, 'linux')).toBe('filemill image transform /in/a.jpg');
  const recipe = { ...UNCHANGED, resize: { by: 'largestSide', pixels: 1600, enlarge: true }, brightness: 1.25, format: 'jpeg', quality: 82, metadata: 'strip' } as const;
  expect(asCommand(['/in/a.jpg', '/in/b.jpg'], recipe, { folder: '/out', name: '{stem}{ext}', conflict: 'skip' }, 'linux')).toBe(
    "filemill image transform /in/a.jpg /in/b.jpg --max-side 1600 --enlarge --brightness 1.25 --format jpeg --quality 82 --strip-metadata --output /out --name '{stem}{ext}' --on-conflict skip",
  );
});

it('has every step', () => {
  const recipe = { ...UNCHANGED, resize: { by: 'size', width: 80, height: 60 }, sharpen: true, blur: true, edgeEnhance: true, contrast: 2, saturation: 0, whiteBalance: true, compression: 9 } as const;
  expect(asCommand(['a.png'], recipe, USUAL_OUTPUT, 'linux')).toBe(
    'filemill image transform a.png --size 80x60 --sharpen --blur --edge-enhance --contrast 2 --saturation 0 --white-balance --compression 9',
  );
  expect(asCommand(['a.png'], { ...UNCHANGED, whiteBalance: true, equalise: true }, USUAL_OUTPUT, 'linux')).toMatch('--auto-enhance');
  expect(asCommand(['a.png'], { ...UNCHANGED, equalise: true }, USUAL_OUTPUT, 'linux')).toMatch('--equalise');
});

it('writes names so that a shell takes each for one word and nothing else', () => {
  expect(asCommand(["/in/it's $HOME.jpg"], UNCHANGED, USUAL_OUTPUT, 'linux')).toBe(`filemill image transform '/in/it'\\''s $HOME.jpg'`);
  expect(asCommand(['-rf'], UNCHANGED, USUAL_OUTPUT, 'linux')).toBe('filemill image transform ./-rf');
  expect(asCommand(['C:\\My pictures\\a.jpg'], UNCHANGED, USUAL_OUTPUT, 'win32')).toBe('filemill image transform "C:\\My pictures\\a.jpg"');
});
