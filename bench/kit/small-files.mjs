import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const WORDS = 'invoice delivery note number customer street order amount total paid open reminder date signed copy file'.split(' ');

/** Text unlike any other file's: `lines` lines of words and figures. */
export function textOf(index, lines, salt = '') {
  let text = '';
  for (let line = 0; line < lines; line += 1) {
    const words = Array.from({ length: 6 }, (_, i) => WORDS[(index * 7 + line * 5 + i * (1 + (index % 11))) % WORDS.length]);
    text += `${words.join(' ')} ${salt}${index}-${line}\n`;
  }
  return text;
}

export const nameOf = (index) => `note-${String(index).padStart(6, '0')}.txt`;

export const folderOf = (batch) => `batch-${batch}`;

/** `count` text files, `perFolder` to a subfolder (0: all in one); only `distinct` contents, each as often as the others. */
export function writeFiles(folder, count, { lines = 5, perFolder = 0, salt = '', distinct = count } = {}) {
  for (let i = 0; i < count; i += 1) {
    const into = perFolder === 0 ? folder : join(folder, folderOf(Math.floor(i / perFolder)));
    if (perFolder > 0 && i % perFolder === 0) mkdirSync(into, { recursive: true });
    writeFileSync(join(into, nameOf(i)), textOf(i % distinct, lines, salt));
  }
}
