import { linkSync, readlinkSync, symlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { fromNameBytes, toFsPath } from '../../../base/byte-name';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { SpecOf } from '../../../shared/model/action';
import { displayName } from '../../../shared/model/display-name';
import { hashAt } from '../../actions/copy-verified';
import { isSameNode, isThere, lookAt, versionOf, type FileVersion } from '../../actions/file-version';
import { freeOrBeside } from '../../actions/free-or-beside';
import { isOtherDevice } from '../../actions/move-name';
import { toOutputError } from '../../actions/output-error';
import { placeNew } from '../../actions/place-new';
import { temporaryName } from '../../actions/temporary-name';
import { needsOfTemplates } from '../../rules/template-of';
import type { Effect } from '../../store/effects';
import type { SideAction } from '../action';
import { displacer } from './displace';
import { judgedVersion, mustBeThere } from './judged-version';
import { makeFolder } from './make-folder';
import { noteTouched } from './note-touched';
import { checkPlaceTemplates, placeOf } from './place-of';
import { skippedSentence } from './skipped-sentence';
import { t } from '../../../shared/words/words';

type LinkKind = SpecOf<'link'>['kind'];

/** What undoing a link needs. */
export interface LinkData {
  kind: LinkKind;
  /** Of the file that a hard link is a further name of. */
  version: FileVersion;
  /** In the vault: what was replaced; null where nothing was. */
  vaulted: string | null;
}

/** A further name of the file, or a link that leads to it. */
export const linkAction: SideAction<'link'> = {
  kind: 'side',
  name: 'link',
  needs: ({ to, as }) => needsOfTemplates(to, as),
  check: (spec, surroundings) => checkPlaceTemplates(spec, surroundings),
  plan: (spec, context) => {
    mustBeThere(context.file);
    const target = placeOf(spec, context).targetAt(1);
    return { sentence: t('Link it at “{target}”', { target: displayName(target) }), target, isDestructive: spec.conflict === 'replace' && isThere(target) };
  },
  act: async (spec, context, tools) => {
    const { file } = context;
    mustBeThere(file);
    const version = judgedVersion(file);
    const place = placeOf(spec, context);
    const { mill, journal, signal } = tools;
    const { database, vault, writeThrough } = mill;
    let effectId: number | null = null;
    let data: LinkData = { kind: spec.kind, version, vaulted: null };
    try {
      const placed = await placeNew(
        {
          targetAt: place.targetAt,
          conflict: spec.conflict,
          not: version,
          isSame: async (path) => {
            const there = lookAt(path);
            if (!there || isSameNode(versionOf(there), version)) return there !== undefined;
            return Number(there.size) === version.size && (await hashAt(path, signal)) === (file.sha256 ?? (await hashAt(file.source, signal)));
          },
        },
        {
          begin: async (target) => {
            const made = makeFolder(dirname(target), place.within, 'link');
            effectId = await journal.begin({ action: 'link', source: file.source, target, sha256: file.sha256, data, made });
          },
          retarget: async (target) => {
            makeFolder(dirname(target), place.within, 'link');
            if (effectId !== null) await journal.retarget(effectId, target, data);
          },
          prepare: () => undefined,
          putAside: async (target) => {
            const id = effectId ?? 0;
            const vaulted = vault.open(id, target);
            data = { ...data, vaulted };
            await journal.retarget(id, target, data);
            await writeThrough.ledger();
            await vault.put(target, vaulted, signal);
            return () => vault.bringBack(vaulted, freeOrBeside(target), { sha256: null, temporary: temporaryName(database, target, id) });
          },
          displace: displacer(journal),
          put: (target) => give(spec.kind, file.source, target),
        },
      );
      if (placed.state === 'skipped') {
        if (effectId !== null) await journal.fail(effectId);
        return { state: 'skipped', sentence: skippedSentence(placed), target: placed.path, effectId: null, logged: { action: 'link', destination: placed.path } };
      }
      if (spec.kind === 'hard') noteTouched(mill, file);
      await writeThrough.folder(dirname(placed.path));
      await journal.finish(effectId ?? 0, { data });
      return { state: 'done', sentence: t('Linked at “{path}”.', { path: displayName(placed.path) }), target: placed.path, effectId, logged: { action: 'link', destination: placed.path } };
    } catch (error) {
      if (effectId !== null) await journal.fail(effectId);
      throw toOutputError(error, dirname(place.targetAt(1)), 'link');
    }
  },
};

/** @returns false when the name was taken this very moment */
function give(kind: LinkKind, source: string, target: string): boolean {
  try {
    if (kind === 'hard') linkSync(toFsPath(source), toFsPath(target));
    else symlinkSync(toFsPath(source), toFsPath(target));
    return true;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (isOtherDevice(error) || code === 'EMLINK' || (code === 'EPERM' && kind === 'hard')) {
      throw new FilemillError('file.unsafe', t('A further name can’t be made there: the place lies on another drive, or its file system has none.'), {
        hint: t('Choose “kind: symbolic” in the rule, or copy it instead.'),
        details: message,
        cause: error,
      });
    }
    throw error;
  }
}

/** Whether what lies at an effect's target is the link that it made. */
export function isOurLink({ source, target, data }: Pick<Effect, 'source' | 'target' | 'data'>): boolean {
  const { kind, version } = JSON.parse(data ?? '{}') as LinkData;
  const there = lookAt(target);
  if (!there) return false;
  if (kind === 'hard') return there.isFile() && isSameNode(versionOf(there), version);
  return there.isSymbolicLink() && fromNameBytes(readlinkSync(toFsPath(target), 'buffer')) === source;
}
