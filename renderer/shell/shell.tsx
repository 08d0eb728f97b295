import type { MouseEvent, ReactNode } from 'react';
import { contentId, focusContent } from '../components/focus';
import { Logo } from '../components/logo';
import { PaletteProvider } from '../palette/use-palette';
import type { PageName } from '../state/route';
import { useApp } from '../state/session-context';
import { useTexts } from '../texts/texts';
import { Navigation } from './navigation';
import { Notices } from './notices';
import './shell.css';

/** What stands around every page: where one can go, and what a person should know first. */
export function Shell({ page, children }: { page: PageName; children: ReactNode }) {
  const texts = useTexts();
  const instance = useApp((app) => app.instance.name) ?? texts.shell.noInstance;
  const version = useApp((app) => app.version);
  return (
    <PaletteProvider>
      <div className="shell">
        <a className="skip-link" href={`#${contentId}`} onClick={skipToContent}>
          {texts.skipToContent}
        </a>
        <header className="sidebar">
          <div className="brand">
            <Logo size={26} />
            <div className="brand-words">
              <span className="brand-name">{texts.appName}</span>
              <span className="brand-instance" title={`${texts.shell.instance}: ${instance}`}>
                {instance}
              </span>
            </div>
          </div>
          <Navigation page={page} />
          <p className="sidebar-foot">{texts.shell.version(version)}</p>
        </header>
        <main id={contentId} className="content" tabIndex={-1}>
          <Notices page={page} />
          {children}
        </main>
      </div>
    </PaletteProvider>
  );
}

/** The hash is the page's address, so the link must not write to it. */
function skipToContent(event: MouseEvent): void {
  event.preventDefault();
  focusContent();
}
