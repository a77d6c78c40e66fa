import './configure-schemas';
import { speakOnPage } from './words/speak-on-page';

await speakOnPage();
const { startPage } = await import('./start-page');
startPage();
