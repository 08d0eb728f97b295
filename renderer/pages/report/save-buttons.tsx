import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { saveFile } from '../../components/save-file';
import { reportCsv } from '../../report/csv';
import { reportHtml } from '../../report/html';
import { reportJson } from '../../report/json';
import type { Report, ReportSource } from '../../report/report';
import { fileTime } from '../../report/report-range';
import { useLanguage, useTexts } from '../../texts/texts';

interface SaveButtonsProps {
  readonly source: ReportSource;
  readonly report: Report;
}

type Format = 'html' | 'csv' | 'json';

const types: Readonly<Record<Format, string>> = {
  html: 'text/html;charset=utf-8',
  csv: 'text/csv;charset=utf-8',
  json: 'application/json',
};

/** The report as a file, for a ticket, a sheet or a program. */
export function SaveButtons({ source, report }: SaveButtonsProps) {
  const { report: texts } = useTexts();
  const language = useLanguage();
  const contents: Readonly<Record<Format, () => string>> = {
    html: () => reportHtml(report, language),
    csv: () => reportCsv(source),
    json: () => reportJson(report),
  };
  const { fromMs, toMs } = report.range;
  const name = ['pushtray', report.instance, fileTime(fromMs), fileTime(toMs)]
    .filter((part) => part !== '')
    .join('-');
  return (
    <div className="save-buttons">
      <span className="muted">{texts.saveAs}</span>
      {(['html', 'csv', 'json'] as const).map((format) => (
        <Button
          key={format}
          size="xs"
          variant={format === 'html' ? 'filled' : 'default'}
          leftSection={<IconDownload size={14} />}
          aria-label={texts.saveOne(texts.formats[format])}
          onClick={() => saveFile(`${name}.${format}`, types[format], contents[format]())}
        >
          {texts.formats[format]}
        </Button>
      ))}
    </div>
  );
}
