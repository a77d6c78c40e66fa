import { basename } from 'node:path';
import type { z } from 'zod';
import { FilemillError } from '../../shared/errors/filemill-error';
import { displayName } from '../../shared/model/display-name';
import { parseChecksum, type KnownChecksum } from '../acting/content/find-checksum';
import { readSmallFile } from '../acting/content/read-small-file';
import { HandoffFault } from './faults';
import { jsonDepth } from './json-depth';
import { fitsSchema, MOST_SIDECAR_BYTES, MOST_SIDECAR_DEPTH, SIDECAR_ENDING, sidecarSchema, type Sidecar } from './sidecar-schema';
import { t } from '../../shared/words/words';

export interface ReadSidecar {
  sidecar: Sidecar;
  checksum: KnownChecksum;
}

/**
 * Reads a sidecar and judges it by itself. Nothing in it leads anywhere: the data is the file whose name the sidecar's own name begins with.
 *
 * @param path of the sidecar, absolute
 * @param app whom it must be for; null for anyone
 * @returns null when there is none, or it is for somebody else
 * @throws HandoffFault, with the addressee where it could be read
 */
export function readSidecar(path: string, app: string | null): ReadSidecar | null {
  const text = textOf(path);
  if (text === null) return null;
  const value = parse(text, path);
  const nextApp = typeof value.next_app === 'string' ? value.next_app : null;
  // What is for others is theirs to judge.
  if (app !== null && nextApp !== null && nextApp !== app) return null;
  if (app !== null && value.next_app === null) return null;
  const sidecar = fitsSchema(value) ? value : bySchema(value, path, nextApp);
  const name = basename(path);
  checkFilename(sidecar.filename, name.slice(0, -SIDECAR_ENDING.length), name, nextApp);
  return { sidecar, checksum: checksumOf(sidecar.checksum, name, nextApp) };
}

function textOf(path: string): string | null {
  try {
    return readSmallFile(path, MOST_SIDECAR_BYTES);
  } catch (error) {
    if (!(error instanceof FilemillError)) throw error;
    if (error.code === 'file.tooLarge') throw new HandoffFault('sidecarTooLarge', t('{path} is larger than a sidecar can be.', { path: displayName(basename(path)) }));
    if (error.code === 'file.notRegular') throw new HandoffFault('sidecarNotFile', error.message);
    throw new HandoffFault('sidecarDenied', error.message);
  }
}

const shownName = (path: string): string => displayName(basename(path));

function parse(text: string, path: string): Record<string, unknown> {
  if (jsonDepth(text, MOST_SIDECAR_DEPTH) > MOST_SIDECAR_DEPTH) throw new HandoffFault('sidecarTooDeep', t('{shown} nests deeper than {most} levels.', { shown: shownName(path), most: MOST_SIDECAR_DEPTH }));
  if (text.includes('\0')) throw new HandoffFault('sidecarNotJson', t('{shown} is written in UTF-16, or is no text; a sidecar is UTF-8.', { shown: shownName(path) }));
  let value: unknown;
  try {
    value = JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text);
  } catch {
    throw new HandoffFault('sidecarNotJson', text.trim() === '' ? t('{shown} is empty.', { shown: shownName(path) }) : t('{shown} is no valid JSON.', { shown: shownName(path) }));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new HandoffFault('sidecarNotObject', t('{shown} holds something else than one JSON object.', { shown: shownName(path) }));
  return value as Record<string, unknown>;
}

function bySchema(value: Record<string, unknown>, path: string, nextApp: string | null): Sidecar {
  const parsed = sidecarSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw misfit(parsed.error.issues, value, shownName(path), nextApp);
}

function misfit(issues: readonly z.core.$ZodIssue[], value: Record<string, unknown>, shown: string, nextApp: string | null): HandoffFault {
  const fields = [...new Set(issues.map(({ path }) => String(path[0])))];
  const missing = fields.filter((field) => value[field] === undefined);
  if (missing.length > 0) return new HandoffFault('sidecarIncomplete', t('{shown} has no {fields}.', { shown, fields: missing.join(t(' and no ')) }), nextApp);
  const [field = ''] = fields;
  return new HandoffFault('sidecarWrongType', t('In {shown}, {field} is not what it should be: {written}.', { shown, field, written: displayName(cut(JSON.stringify(value[field]) ?? '')) }), nextApp);
}

const cut = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

function checkFilename(filename: string | undefined, own: string, sidecarName: string, nextApp: string | null): void {
  if (filename === undefined || filename === own) return;
  const said = displayName(filename.slice(0, 100));
  const shown = displayName(sidecarName);
  if (filename.includes('\0')) throw new HandoffFault('pathEscape', t('The filename in {shown} holds a NUL character, which no file can have: “{said}”.', { shown, said }), nextApp);
  if (/[/\\]/.test(filename) || filename === '.' || filename === '..') throw new HandoffFault('pathEscape', t('The filename in {shown} is a path: “{said}”.', { shown, said }), nextApp);
  // Other programs compose letters otherwise than the disk does.
  if (filename.normalize() === own.normalize()) return;
  throw new HandoffFault('otherFilename', t('The filename in {shown} is another one: “{said}”.', { shown, said }), nextApp);
}

function checksumOf(written: string, name: string, nextApp: string | null): KnownChecksum {
  try {
    return parseChecksum(written, name);
  } catch (error) {
    if (!(error instanceof FilemillError)) throw error;
    const said = displayName(written.trim().slice(0, 80));
    const isNamed = /^[\w-]+[:=]./.test(said) && !/^(?:sha-?256|md-?5)[:=]/i.test(said);
    throw new HandoffFault('checksumUnknown', isNamed ? t('The checksum in {shown} is of a kind that is not known here: “{said}”.', { shown: displayName(name), said }) : error.message, nextApp);
  }
}
