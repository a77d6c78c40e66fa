import { join } from 'node:path';

const ARTIFACT_ADDRESS = /^fm:\/\/artifact\/([0-9a-f]{64}\.[a-z0-9]{1,8})$/;

/** A document as HTML, to be shown in a frame. */
export function isDocumentAddress(address: string): boolean {
  return ARTIFACT_ADDRESS.test(address) && address.endsWith('.html');
}

/** The file behind `fm://artifact/<id>`, or null: the address is matched as a whole, so no part of it can climb out. */
export function artifactPath(dataFolder: string, address: string): string | null {
  const id = ARTIFACT_ADDRESS.exec(address)?.[1];
  return id === undefined ? null : join(dataFolder, 'artifacts', id.slice(0, 2), id);
}
