import { FilemillError } from '../../shared/errors/filemill-error';
import { describeMimeAsTitle } from '../kit/describe-mime';
import type { Processor } from '../kit/processor';
import { t } from '../../shared/words/words';

/** Bytes of the beginning shown in the preview. */
const HEAD_BYTES = 64;

export const processor: Processor = {
  async read(file, { mime }) {
    if (mime === 'application/x-ole-encrypted') throw needsPassword();
    const head = await file.readRange(0, HEAD_BYTES);
    return {
      report: { kind: 'other', description: describeMimeAsTitle(mime), headHex: head.toString('hex') },
      text: '',
      warnings: [],
      artifacts: [],
    };
  },
};

function needsPassword(): FilemillError {
  return new FilemillError('file.needsPassword', t('This Office document is locked with a password.'), {
    hint: t('Remove the password in the Office program and save the file again.'),
  });
}
