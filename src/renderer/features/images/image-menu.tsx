import { Images, WandSparkles } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FileRow } from '../../../shared/model/file';
import type { MenuItem, MenuPlace } from '../../parts/menu';
import { FileMenu } from '../files/file-menu';
import { useRoute } from '../../state/route-store';
import { useTransform } from '../transform/transform-store';
import { t } from '../../../shared/words/words';

/** Everything that can be done about one picture. */
export function ImageMenu({ row, place, onClose }: { row: FileRow; place: MenuPlace; onClose: () => void }): ReactNode {
  const transform: MenuItem = {
    id: 'transform',
    label: t('Transform…'),
    icon: WandSparkles,
    key: 'T',
    isDisabled: !row.isPresent,
    run: () => useTransform.getState().open([row]),
  };
  const similar: MenuItem = {
    id: 'similar',
    label: t('Find similar images'),
    icon: Images,
    run: () => useRoute.getState().go({ section: 'images', find: `similar:#${row.id}` }),
  };
  return <FileMenu row={row} place={place} more={[transform, similar]} onClose={onClose} />;
}
