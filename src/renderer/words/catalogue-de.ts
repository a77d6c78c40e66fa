import type { Catalogue } from '../../shared/words/words';

const parts = import.meta.glob<Catalogue>(['../**/words.de.json', '../../shared/words.de.json'], { eager: true, import: 'default' });

export const catalogue: Catalogue = Object.assign({}, ...Object.values(parts));
