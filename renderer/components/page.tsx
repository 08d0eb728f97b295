import { type ReactNode, useEffect, useRef } from 'react';
import { useLanguage, useTexts } from '../texts/texts';
import { useFocusLeft } from './focus';
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
  // A focus that would go with the page goes to what stands around it, where the next page's heading takes it.
  const frame = useFocusLeft<HTMLDivElement>();
  useEffect(() => {
    document.title = `${title} · ${appName}`;
  }, [title, appName]);
  const language = useLanguage();
  const shownIn = useRef(language);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has another title is another page
  useEffect(() => {
    const isTranslated = shownIn.current !== language;
    shownIn.current = language;
    // The same page in another language is not gone to.
    if (isTranslated) return;
    if (document.activeElement !== document.body) heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [title, language]);
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
