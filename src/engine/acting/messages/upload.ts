import { basename } from 'node:path';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { SpecOf } from '../../../shared/model/action';
import { displayName } from '../../../shared/model/display-name';
import { needsOfTemplates, templateOf } from '../../rules/template-of';
import { contentTypeOf } from '../../upload/content-type';
import { destinationNamed } from '../../upload/destinations-file';
import { asUnicode, keyBelow } from '../../upload/object-key';
import { metadataKeyProblem, objectMetadata } from '../../upload/object-metadata';
import { mustBeThere } from '../file/judged-version';
import type { SideAction, StepContext } from '../action';
import { t } from '../../../shared/words/words';

const UNKNOWN_TYPE = 'application/octet-stream';

/**
 * Uploads the file to a destination. It waits for its turn in the queue of uploads, and so does all that follows: a further
 * action is done, and the original goes, only when the object is there and proved.
 */
export const uploadAction: SideAction<'upload'> = {
  kind: 'side',
  name: 'upload',
  needs: ({ key, metadata }) => needsOfTemplates(key, ...Object.values(metadata)),
  check({ destination, key, metadata }, { dataFolder }) {
    destinationNamed(dataFolder, destination);
    if (key !== undefined) templateOf(key);
    for (const [name, value] of Object.entries(metadata)) {
      const problem = metadataKeyProblem(name);
      if (problem) throw new FilemillError('settings.invalid', problem, { hint: t('Use small letters, digits and hyphens.') });
      templateOf(value);
    }
  },
  plan(spec, context) {
    mustBeThere(context.file);
    const { url } = objectOf(spec, context);
    return { sentence: t('Upload it to “{url}”', { url: displayName(url) }), target: null, isDestructive: false };
  },
  async act(spec, context, { mill, journal }) {
    const { file, rule, step } = context;
    mustBeThere(file);
    if (file.sha256 === null) throw new FilemillError('file.unreadable', t('It could not be read, so it can’t be uploaded.'), { hint: t('Look at why, then retry the file.') });
    const { key, url, metadata } = objectOf(spec, context);
    const version = { sha256: file.sha256, key, destination: spec.destination };
    const asked = mill.uploads.ask({ jobId: file.jobId, rule, step }, version);
    if (asked?.state === 'failed') {
      const { code, message, hint, details } = asked.error;
      throw new FilemillError(code, message, { hint, ...(details === undefined ? {} : { details }) });
    }
    const sentence = t('Its upload to “{destination}” is under way', { destination: displayName(spec.destination) });
    const waits = { state: 'waits', sentence, target: null, effectId: null, logged: {} } as const;
    if (asked) return waits;
    const known = mill.uploads.effectOf({ jobId: file.jobId, rule, step });
    const effectId = known ?? (await journal.begin({ action: 'upload', source: file.source, target: url, sha256: file.sha256 }));
    const byName = contentTypeOf(file.path);
    const contentType = byName === UNKNOWN_TYPE ? String(context.values.fact('mime') ?? UNKNOWN_TYPE) : byName;
    mill.uploads.put({ ...version, jobId: file.jobId, fileId: file.fileId, rule, step, effectId, size: file.size, contentType, metadata });
    return waits;
  },
  sayDone: (target) => t('Uploaded to “{target}”', { target: displayName(target) }),
};

/** @throws FilemillError where it can't have a key or its metadata would be too much */
function objectOf({ destination: name, key: written, metadata: custom }: SpecOf<'upload'>, { values, file, surroundings }: StepContext): { key: string; url: string; metadata: Record<string, string> } {
  const { bucket, prefix, keyFrom, sourceSystem, metadata: usual } = destinationNamed(surroundings.dataFolder, name);
  const filled = { ...values, source: file.source };
  const names = written === undefined ? (keyFrom === 'path' ? file.path.split('/') : [basename(file.path)]) : templateOf(written).key(filled);
  const key = keyBelow(prefix, names.map(asUnicode));
  const metadata = Object.fromEntries(Object.entries(custom).map(([one, value]) => [one, templateOf(value).text(filled)]));
  // Too much of it is told before anything is sent.
  objectMetadata({ path: file.source, at: 0, sha256: file.sha256 ?? '0'.repeat(64), sourceSystem, custom: { ...usual, ...metadata } });
  return { key, url: `s3://${bucket}/${key}`, metadata };
}
