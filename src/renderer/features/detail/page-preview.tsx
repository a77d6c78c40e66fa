import { useEffect, type ComponentProps, type ReactNode } from 'react';
import { usePlace } from './detail-store';
import { EnlargedPage } from './enlarged-page';
import { PageViewer } from './page-viewer';

/** The pages of a file beside what is told of it, and over the whole window on wish. */
export function PagePreview(props: ComponentProps<typeof PageViewer>): ReactNode {
  const isEnlarged = usePlace((state) => state.isEnlarged);
  const { enlarge } = usePlace.getState();
  const { id } = props.detail.row;
  useEffect(() => () => enlarge(false), [enlarge, id]);
  return (
    <>
      <PageViewer {...props} />
      {isEnlarged ? (
        <EnlargedPage detail={props.detail} page={props.page} onPage={props.onPage} query={props.query} onClose={() => enlarge(false)} />
      ) : null}
    </>
  );
}
