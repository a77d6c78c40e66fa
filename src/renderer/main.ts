import './configure-schemas';
import './engine-client/bridge';
import { speakOnPage } from './words/speak-on-page';

await speakOnPage();
const { fileId } = window.filemill;
if (fileId === null) (await import('./start-page')).startPage();
else (await import('./start-file-page')).startFilePage(fileId);
