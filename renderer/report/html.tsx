import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { type Language, textsIn } from '../../main/texts/texts';
import { TextsProvider } from '../texts/texts';
import fileStyle from './file.css?raw';
import type { Report } from './report';
import reportStyle from './report.css?raw';
import { ReportView } from './report-view';

/** No script, no picture and nothing from anywhere: what is not in the file is not asked for. */
const policy = "default-src 'none'; style-src 'unsafe-inline'";

/** The report as one file that needs nothing else. The browser's own serializer escapes whatever somebody named a target. */
export function reportHtml(report: Report, language: Language): string {
  const title = document.createElement('title');
  title.textContent = textsIn(language).report.title(report.instance);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
${title.outerHTML}
<style>
${fileStyle}
${reportStyle}
</style>
</head>
<body>
<main>
${drawn(report, language)}
</main>
</body>
</html>
`;
}

function drawn(report: Report, language: Language): string {
  const host = document.createElement('div');
  const root = createRoot(host);
  flushSync(() =>
    root.render(
      <TextsProvider language={language}>
        <ReportView report={report} isFile />
      </TextsProvider>,
    ),
  );
  const html = host.innerHTML;
  root.unmount();
  return html;
}
