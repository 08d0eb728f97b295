import { Button, Progress } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { FailureNotice } from '../../components/notice';
import { Page } from '../../components/page';
import { lastOf } from '../../report/report-range';
import { ReportView } from '../../report/report-view';
import { useRoute } from '../../state/route';
import { useFormat, useTexts } from '../../texts/texts';
import { RangeForm } from './range-form';
import { SaveButtons } from './save-buttons';
import { type LoadedReport, useReport } from './use-report';
import './report-page.css';

/** `#/report?last=1h`, `#/report?from=2025-03-21T14:00&to=2025-03-21T15:00` */
export function ReportPage() {
  const { pages, report } = useTexts();
  const { query } = useRoute();
  const loaded = useReport(query);
  return (
    <Page title={pages.report} intro={report.intro}>
      <RangeForm query={query} />
      <Loaded loaded={loaded} canGrow={lastOf(query) !== undefined} />
    </Page>
  );
}

function Loaded({ loaded: { state, reload }, canGrow }: { loaded: LoadedReport; canGrow: boolean }) {
  const { report } = useTexts();
  const format = useFormat();
  switch (state.phase) {
    case 'loading':
      return (
        <div className="report-loading" role="status">
          <p className="muted number">{report.loading(format.percent(state.share))}</p>
          <Progress value={state.share * 100} size="sm" aria-hidden="true" />
        </div>
      );
    case 'failed':
      return <FailureNotice failure={state.failure} title={report.failed} again={reload} />;
    case 'ready':
      return (
        <section className="panel">
          <div className="report-bar">
            <SaveButtons source={state.source} report={state.report} />
            {canGrow ? (
              <Button size="xs" variant="default" leftSection={<IconRefresh size={14} />} onClick={reload}>
                {report.refresh}
              </Button>
            ) : null}
          </div>
          <div className="report-sheet">
            <ReportView report={state.report} isFile={false} />
          </div>
        </section>
      );
  }
}
