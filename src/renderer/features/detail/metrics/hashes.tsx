import type { ReactNode } from 'react';
import type { ImageReport } from '../../../../shared/model/report';
import { FactList, type Fact } from '../../../parts/fact-list';
import { MonoPath } from '../../../parts/mono-path';
import { t } from '../../../../shared/words/words';

type ImageHashes = NonNullable<ImageReport['hashes']>;

const NAMES: Readonly<Record<keyof ImageHashes, string>> = {
  average: t('Average@@hash'),
  perceptual: t('Perceptual@@hash'),
  difference: t('Difference@@hash'),
  wavelet: t('Wavelet@@hash'),
  block: t('Block@@hash'),
};

/** What pictures are compared by; each can be copied. */
export function Hashes({ hashes }: { hashes: ImageHashes }): ReactNode {
  const facts = (Object.keys(NAMES) as (keyof ImageHashes)[]).map(
    (id): Fact => [NAMES[id], <MonoPath key={id} path={hashes[id]} what={t('{kind} hash', { kind: NAMES[id] })} />],
  );
  return <FactList facts={facts} />;
}
