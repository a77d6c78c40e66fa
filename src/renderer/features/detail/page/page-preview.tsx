import { useEffect, type ComponentProps, type ReactNode } from 'react';
import { usePlace } from '../detail-store';
import { EnlargedPage } from './enlarged-page';
import { PageViewer } from './page-viewer';

/** From the list too, for a quick look, and from the tab that is open, where Space has nothing else to do. */
const FROM = '[data-list], [data-detail] [role="tab"][aria-selected="true"]';

/** The pages of a file beside what is told of it, and over the whole window on wish. */
export function PagePreview(props: ComponentProps<typeof PageViewer>): ReactNode {
  const isEnlarged = usePlace((state) => state.isEnlarged);
  const { enlarge, point } = usePlace.getState();
  const { id } = props.detail.row;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isPlain = event.key === ' ' && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
      if (!isPlain || event.defaultPrevented || !(event.target instanceof Element) || !event.target.matches(FROM)) return;
      event.preventDefault();
      enlarge(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [enlarge]);
  useEffect(
    () => () => {
      enlarge(false);
      point(null);
    },
    [enlarge, point, id],
  );
  return (
    <>
      <PageViewer {...props} />
      {isEnlarged ? (
        <EnlargedPage detail={props.detail} page={props.page} onPage={props.onPage} query={props.query} onClose={() => enlarge(false)} />
      ) : null}
    </>
  );
}
