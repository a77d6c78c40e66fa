import { useEffect, type ComponentProps, type ReactNode } from 'react';
import { usePlace } from '../detail-store';
import { EnlargedPage } from './enlarged-page';
import { PageViewer } from './page-viewer';

/** The pages of a file beside what is told of it, and over the whole window on wish. */
export function PagePreview(props: ComponentProps<typeof PageViewer>): ReactNode {
  const isEnlarged = usePlace((state) => state.isEnlarged);
  const { enlarge, point } = usePlace.getState();
  const { id } = props.detail.row;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isPlain = event.key === ' ' && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
      if (!isPlain || event.defaultPrevented || !(event.target instanceof Element) || !event.target.matches('[data-list]')) return;
      event.preventDefault();
      enlarge(true);
    };
    // From the list too, for a quick look.
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
