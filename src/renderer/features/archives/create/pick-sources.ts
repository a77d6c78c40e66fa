import { callShell } from '../../../engine-client/shell-client';

/** Asks for files, several at once; none when nothing was chosen. */
export async function pickFiles(): Promise<string[]> {
  return (await callShell('files.pick', { purpose: 'pack' })).paths;
}

/** Asks for a folder to put in, or to put the archive into. */
export async function pickFolder(purpose: 'pack' | 'target'): Promise<string[]> {
  const { path } = await callShell('folder.pick', { purpose });
  return path === null ? [] : [path];
}
