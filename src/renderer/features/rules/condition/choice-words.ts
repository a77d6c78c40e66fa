import { t } from '../../../../shared/words/words';

/** What facts of which there are only a few values can be, as a sentence has them. */
const CHOICES: Readonly<Record<string, string>> = {
  created: t('created'),
  modified: t('modified'),
  content_changed: t('content changed'),
  deleted: t('deleted'),
  moved: t('moved'),
  text: t('text@@kind'),
  data: t('data@@kind'),
  document: t('document@@kind'),
  image: t('image@@kind'),
  archive: t('archive@@kind'),
  audio: t('audio@@kind'),
  video: t('video@@kind'),
  other: t('other@@kind'),
  portrait: t('portrait@@orientation'),
  landscape: t('landscape@@orientation'),
  square: t('square@@orientation'),
};

/** "content changed" for `content_changed`. */
export const choiceWord = (value: string): string => (Object.hasOwn(CHOICES, value) ? (CHOICES[value] ?? value) : value.replaceAll('_', ' '));
