import { Link2, Lock, Package, Shield } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DuplicateGroup, DuplicateMember } from '../../../shared/model/duplicates';
import { displayName } from '../../../shared/model/display-name';
import { FileName } from '../../parts/file-name';
import { MemberAction } from './member-action';
import { sayRelation } from '../../../shared/model/say-relation';
import { t } from '../../../shared/words/words';
import styles from './member-caption.module.css';

interface Props {
  group: DuplicateGroup;
  member: DuplicateMember;
  isCurrent: boolean;
}

/** Below a picture: whose it is, how it relates to the keeper, and what is planned for it. */
export function MemberCaption({ group, member, isCurrent }: Props): ReactNode {
  const place = displayName([member.folderName, ...member.path.split('/').slice(0, -1)].join(' / '));
  const words = member.isKeeper ? group.keeperReasons.join(', ') : sayRelation(member.relation);
  return (
    <div className={styles.caption} data-current={isCurrent} data-testid="member-caption">
      <div className={styles.inside}>
        <div className={styles.words}>
          <p className={styles.name} title={displayName(member.absolutePath)}>
            {member.isKeeper ? <Lock role="img" aria-label={t('The keeper')} aria-hidden={undefined} /> : null}
            <Badges member={member} />
            <FileName name={member.name} />
          </p>
          <p className={styles.line} title={`${words}${words ? ' · ' : ''}${place}`}>
            {words ? <span>{words} · </span> : null}
            <bdi translate="no">{place}</bdi>
          </p>
        </div>
        <MemberAction group={group} member={member} />
      </div>
    </div>
  );
}

/** What is special about where it lies, as icons with their words. */
export function Badges({ member }: { member: DuplicateMember }): ReactNode {
  const badges = [
    member.isArchived ? { icon: Package, label: t('Inside an archive: it can be compared, not removed') } : null,
    member.isProtected ? { icon: Shield, label: t('In a reference folder: it is never marked') } : null,
    member.hardLinkOf === null ? null : { icon: Link2, label: t('Another name of the same file: removing it frees nothing') },
  ].filter((badge) => badge !== null);
  return badges.map(({ icon: Icon, label }) => (
    <span key={label} className={styles.badge} title={label}>
      <Icon role="img" aria-label={label} aria-hidden={undefined} />
    </span>
  ));
}
