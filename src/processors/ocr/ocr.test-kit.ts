import { chmodSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { PageRaster } from '../kit/processor';
import { toGrey, type GreyPicture } from './picture/grey-picture';

export const SAMPLE_LINES = [
  'The library opens on weekdays from ten to six.',
  'Payment is due within thirty days, without any deduction.',
  'Nobody could say who had left the gate open that night.',
  'Each crate holds 24 bottles and weighs about 31 kilograms.',
  'The old bridge was built by the people of both villages.',
  'Most of the fruit is picked by hand and packed in boxes.',
  'Several houses still have their original doors and railings.',
];

interface Look {
  readonly width: number;
  readonly height: number;
  /** Pixels of the font; 30 without. */
  readonly size?: number;
  readonly left?: number;
}

/** Lines of print, dark on white, in a font that comes with a package: no font of the machine is needed. */
export async function drawText(lines: readonly string[], { width, height, size = 30, left = 60 }: Look): Promise<GreyPicture> {
  const { createCanvas, GlobalFonts } = await import('@napi-rs/canvas');
  const fonts = join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), 'standard_fonts');
  GlobalFonts.registerFromPath(join(fonts, 'LiberationSans-Regular.ttf'), 'Test Sans');
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.fillStyle = 'black';
  context.font = `${size}px "Test Sans"`;
  lines.forEach((line, index) => context.fillText(line, left, 80 + index * size * 1.6));
  const { data } = context.getImageData(0, 0, width, height);
  return toGrey(asRaster({ data: new Uint8Array(data.buffer, data.byteOffset, data.length), width, height }, 4));
}

export function asRaster({ data, width, height }: GreyPicture, channels: 1 | 3 | 4 = 1, dpi: number | null = 200): PageRaster {
  return { data, width, height, channels, dpi, pageWidth: width, pageHeight: height };
}

/** A tesseract program for English and "xyz"; what it does with a page is up to `body`, a shell script. The folder. */
export function writeFakeTesseract(folder: string, body: string): string {
  const path = join(folder, 'tesseract');
  const answers = `case "$1" in --version) echo "tesseract 5.9.1";; --list-langs) printf 'List of languages:\\neng\\nxyz\\n';; *) ${body};; esac`;
  writeFileSync(path, `#!/bin/sh\n${answers}\n`);
  chmodSync(path, 0o755);
  return folder;
}
