import { t } from '../../shared/words/words';

/** In the quotation marks of the language: “Invoices”. */
export const quoted = (text: string): string => t('“{text}”', { text });
