import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { useTexts } from '../texts/texts';
import { focusContent } from './focus';
import './page.css';

interface PageProps {
  readonly title: string;
  readonly intro?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page's frame. Its heading takes the focus when the page is gone to, so that a reader's voice and Tab begin there. */
export function Page({ title, intro, actions, children }: PageProps) {
  const { appName } = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  const frame = useFocusLeft();
  useEffect(() => {
    document.title = `${title} · ${appName}`;
    if (document.activeElement !== document.body) heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [title, appName]);
  return (
    <div ref={frame} className="page">
      <header className="page-head">
        <div className="page-title">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {intro === undefined ? null : <p className="muted">{intro}</p>}
        </div>
        {actions === undefined ? null : <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** A focus that would go with the page goes to what stands around it, where the next page's heading takes it. */
function useFocusLeft(): RefObject<HTMLDivElement | null> {
  const frame = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = frame.current;
    return () => {
      if (element?.contains(document.activeElement)) focusContent();
    };
  }, []);
  return frame;
}
