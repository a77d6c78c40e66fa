import { t } from '../../shared/words/words';
/** "PDF file", "JSON file": what people call the format, by the extension of the name. */
export function formatName(name: string): string {
  const extension = /\.([a-z0-9]{1,6})$/i.exec(name)?.[1];
  return extension ? t('{format} file', { format: extension.toUpperCase() }) : t('File');
}
