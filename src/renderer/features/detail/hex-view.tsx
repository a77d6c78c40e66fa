import { memo, type ReactNode } from 'react';
import { t } from '../../../shared/words/words';
import styles from './hex-view.module.css';

const WIDTH = 16;
const MOST_LINES = 32;

function linesOf(hex: string): string[] {
  const bytes = hex.match(/../g) ?? [];
  const lines: string[] = [];
  for (let at = 0; at < bytes.length && lines.length < MOST_LINES; at += WIDTH) {
    const part = bytes.slice(at, at + WIDTH);
    const letters = part.map((byte) => {
      const code = Number.parseInt(byte, 16);
      return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '·';
    });
    lines.push(`${at.toString(16).padStart(4, '0')}  ${part.join(' ').padEnd(WIDTH * 3)} ${letters.join('')}`);
  }
  return lines;
}

/** The first bytes of a file. */
export const HexView = memo(function HexView({ hex }: { hex: string }): ReactNode {
  return (
    <section>
      <h3>{t('First bytes')}</h3>
      <pre className={styles.hex} translate="no" tabIndex={0}>
        {linesOf(hex).join('\n')}
      </pre>
    </section>
  );
});
