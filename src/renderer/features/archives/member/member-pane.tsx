import { ChevronLeft, ChevronRight, Copy, PackageOpen, Upload, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { ArchiveEntryView, ArchiveRef } from '../../../../shared/model/archive';
import { formatSize } from '../../../format/size';
import { formatMoment } from '../../../format/time';
import { Button } from '../../../parts/button';
import { FactList, type Fact } from '../../../parts/fact-list';
import { FileName } from '../../../parts/file-name';
import { IconButton } from '../../../parts/icon-button';
import { MonoPath } from '../../../parts/mono-path';
import { Skeleton } from '../../../parts/skeleton';
import { copyText } from '../../../state/copy-text';
import { reportFacts } from '../../detail/report-facts';
import { entryName } from '../entries/archive-tree';
import { opensInPlace } from '../entries/kind-of-entry';
import { useMember, type Member } from '../entries/use-member';
import { formatRatio, ratioOf } from '../ratio-words';
import { UnlockArchive } from '../unlock-archive';
import { ENTRY_TYPE_WORDS } from '../words';
import { EntryNotes } from './entry-notes';
import { MemberPicture } from './member-picture';
import { t } from '../../../../shared/words/words';
import styles from './member-pane.module.css';

interface Props {
  archive: ArchiveRef;
  entry: ArchiveEntryView;
  /** Over the whole window. */
  isLarge?: boolean;
  onExtract?: (() => void) | undefined;
  /** Opens it in its place, should it be an archive itself. */
  onOpen?: (() => void) | undefined;
  onClose?: (() => void) | undefined;
}

/** One entry: what it looks like, what was read of it, or why it was not. Just this one is unpacked for it. */
export function MemberPane({ archive, entry, isLarge = false, onExtract, onOpen, onClose }: Props): ReactNode {
  const isFile = entry.type === 'file';
  const [tries, setTries] = useState(0);
  const { member, error } = useMember(archive, isFile ? entry.ordinal : null, `${entry.member?.state} ${tries}`);
  const name = entryName(entry);
  // By its bytes once they were read.
  const isArchive = member?.report ? member.report.kind === 'archive' : opensInPlace(entry);
  return (
    <section className={styles.pane} aria-label={t('Entry')} data-large={isLarge} data-testid="member-pane">
      <header className={styles.head}>
        {onClose && !isLarge ? <IconButton icon={ChevronLeft} label={t('Back to the list')} onClick={onClose} data-testid="member-back" /> : null}
        <h2 data-testid="member-name">
          <FileName name={name} />
        </h2>
        {onOpen && isArchive ? (
          <Button icon={PackageOpen} data-testid="open-inside" title={t('Shows what is in it, in place (Enter)')} onClick={onOpen}>
            {t('Open')}
          </Button>
        ) : null}
        {onExtract ? <IconButton icon={Upload} label={t('Extract this entry…')} data-testid="extract-entry" onClick={onExtract} /> : null}
        {onClose && isLarge ? <IconButton icon={X} label={t('Back (Esc)')} data-testid="look-close" onClick={onClose} /> : null}
      </header>
      {/* Keyed, so that another entry begins at its top and on its first page. */}
      <div key={entry.ordinal} className={styles.body} tabIndex={0} role="region" aria-label={t('About {name}', { name })} data-first={isLarge || undefined}>
        <EntryNotes entry={entry} error={error} warnings={member?.warnings ?? []} />
        {entry.isEncrypted && (error?.cause === 'needsPassword' || entry.member?.state === 'failed') ? <UnlockArchive archive={archive} name="" onKnown={() => setTries(tries + 1)} /> : null}
        {isFile ? <Look archive={archive} entry={entry} member={member} isWaiting={member === null && error === null} isLarge={isLarge} /> : null}
        <FactList facts={factsOf(entry)} />
        {member?.report ? <Read member={member} /> : null}
      </div>
    </section>
  );
}

interface LookProps {
  archive: ArchiveRef;
  entry: ArchiveEntryView;
  member: Member | null;
  isWaiting: boolean;
  isLarge: boolean;
}

function Look({ archive, entry, member, isWaiting, isLarge }: LookProps): ReactNode {
  const [page, setPage] = useState(1);
  if (isWaiting) return <Skeleton rows={4} />;
  if (!member) return null;
  const pages = pagesOf(member);
  return (
    <>
      {member.canPreview ? (
        <figure className={styles.look}>
          <MemberPicture archive={archive} entry={entry} page={page} isLarge={isLarge} />
          {pages > 1 ? (
            <figcaption className={styles.pages}>
              <IconButton icon={ChevronLeft} label={t('Page before')} disabled={page <= 1} onClick={() => setPage(page - 1)} />
              <span>
                {t('Page {page, number} of {pages, number}', { page, pages })}
              </span>
              <IconButton icon={ChevronRight} label={t('Next page')} disabled={page >= pages} onClick={() => setPage(page + 1)} data-testid="member-next-page" />
            </figcaption>
          ) : null}
        </figure>
      ) : null}
      {member.text !== '' ? <MemberText member={member} /> : null}
    </>
  );
}

function MemberText({ member: { text, textLength, canPreview } }: { member: Member }): ReactNode {
  // Beside a picture the text waits until it is asked for.
  const [isOpen, setOpen] = useState(!canPreview);
  const isCut = textLength > text.length;
  return (
    <div className={styles.part}>
      <div className={styles.partHead}>
        <h3>{t('Text')}</h3>
        <Button kind="quiet" aria-expanded={isOpen} data-testid="member-text-toggle" onClick={() => setOpen(!isOpen)}>
          {isOpen ? t('Hide') : t('Show {textLength, plural, one {# character} other {# characters}}', { textLength })}
        </Button>
      </div>
      {isOpen ? (
        <>
          <pre className={styles.text} translate="no" tabIndex={0} role="region" aria-label={t('Text of the entry')} data-testid="member-text">
            {text}
          </pre>
          {isCut ? (
            <p className={styles.dim}>
              {t('The first {shown, number} of {textLength, plural, one {# character} other {# characters}}. Extracted, all of it can be read.', { shown: text.length, textLength })}
            </p>
          ) : null}
        </>
      ) : null}
    </div>
  );
}

function Read({ member: { report } }: { member: Member }): ReactNode {
  if (!report) return null;
  const facts = reportFacts(report);
  if (facts.length === 0) return null;
  return (
    <div className={styles.part}>
      <h3>{t('What was read')}</h3>
      <FactList facts={facts} />
    </div>
  );
}

function pagesOf({ report }: Member): number {
  return report?.kind === 'document' && report.format !== 'word' ? report.statistics.pages : 1;
}

function factsOf(entry: ArchiveEntryView): Fact[] {
  const { type, size, compressedSize, modified, mode, method, crc, isEncrypted, linkTarget, comment, nameEncoding, member, path } = entry;
  const ratio = formatRatio(ratioOf(compressedSize, size));
  const sha256 = member?.sha256 ?? null;
  const inLibrary = member?.inLibrary ?? 0;
  return [
    [t('Path'), <MonoPath key="path" path={path} wraps />],
    [t('What it is'), type === 'file' ? (member?.mime ?? '') : ENTRY_TYPE_WORDS[type]],
    [t('Leads to'), linkTarget === null ? '' : <MonoPath key="link" path={linkTarget} wraps what={t('Target')} />],
    [t('Size'), size === null ? t('Not said') : formatSize(size)],
    [t('Packed'), compressedSize === null ? '' : ratio === '' ? formatSize(compressedSize) : t('{size}, {ratio} of it', { size: formatSize(compressedSize), ratio })],
    [t('Changed'), modified === null ? '' : formatMoment(modified)],
    [t('Method'), method],
    [t('Encrypted'), isEncrypted ? t('Yes') : ''],
    [t('Rights'), mode === null ? '' : (mode & 0o7777).toString(8).padStart(4, '0')],
    ['CRC-32', crc ?? ''],
    [
      'SHA-256',
      sha256 === null ? (
        ''
      ) : (
        <span key="hash" className={styles.hash}>
          <code title={sha256}>{`${sha256.slice(0, 12)}…`}</code>
          <IconButton icon={Copy} label={t('Copy hash')} onClick={() => copyText(sha256, t('Hash'))} />
        </span>
      ),
    ],
    [t('In your folders'), inLibrary > 0 ? t('{inLibrary, plural, one {# file has} other {# files have}} the same content', { inLibrary }) : ''],
    [t('Name written in'), ['utf-8', 'ascii', ''].includes(nameEncoding) ? '' : nameEncoding.toUpperCase()],
    [t('Comment'), comment],
  ];
}
