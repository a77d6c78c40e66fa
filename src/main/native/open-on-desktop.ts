import { shell } from 'electron';
import { lstatSync } from 'node:fs';
import { FilemillError } from '../../shared/errors/filemill-error';
import { hasOddBytes } from './odd-bytes';
import { isProgram } from './is-program';
import { t } from '../../shared/words/words';

/** What the engine says about a file. Nothing else is ever opened: a page names a file by its number, not its path. */
export interface Located {
  readonly absolutePath: string;
  readonly exists: boolean;
}

/** Opens a file with the program that the desktop has for it. */
export async function openFile(located: Located): Promise<void> {
  const path = usablePath(located);
  // What was read may have been replaced since: a link would lead the other program anywhere.
  if (!lstatSync(path, { throwIfNoEntry: false })?.isFile()) {
    throw new FilemillError('file.notRegular', t('In place of this file lies something else now.'), {
      hint: t('Show it in its folder and look what it is.'),
    });
  }
  if (isProgram(path)) {
    throw new FilemillError('file.unsafe', t('This file is a program or a shortcut, so Filemill does not start it.'), {
      hint: t('Show it in its folder, and open it there if you trust where it comes from.'),
    });
  }
  await openPath(path);
}

export function revealFile(located: Located): void {
  shell.showItemInFolder(usablePath(located));
}

export async function openPath(path: string): Promise<void> {
  const complaint = await shell.openPath(path);
  if (complaint !== '') {
    throw new FilemillError('file.unreadable', t('The desktop could not open it.'), {
      hint: t('Check that a program is set for this kind of file.'),
      details: complaint,
    });
  }
}

function usablePath({ absolutePath, exists }: Located): string {
  if (!exists) {
    throw new FilemillError('file.vanished', t('The file is not there any more.'), {
      hint: t('What was read from it stays searchable.'),
    });
  }
  if (hasOddBytes(absolutePath) || absolutePath.includes('\0')) {
    throw new FilemillError('file.unreadable', t('The name of this file is not valid text, so no other program can be told of it.'), {
      hint: t('Rename the file to open it.'),
    });
  }
  return absolutePath;
}
