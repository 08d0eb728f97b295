import type { CallOutput } from '../../../main/contract/contract';
import { CopyButton } from '../../components/copy-button';
import { Exposition } from '../../components/exposition';
import { Fact, Facts } from '../../components/facts';
import { FailureNotice } from '../../components/notice';
import type { CallState } from '../../state/use-call';
import { useFormat, useTexts } from '../../texts/texts';
import { groupWords } from '../pushes/pushed-group';
import { Replaced } from './replaced-question';

type Request = CallOutput<'destination.preview'>['requests'][number];

/** What a push would send now; nothing before the first time. */
export function PreviewResult({
  preview: { answer, failure, busy },
}: {
  preview: CallState<'destination.preview'>;
}) {
  const { destinations } = useTexts();
  return (
    <div className="preview-result" role="status" aria-busy={busy}>
      {failure === undefined ? null : <FailureNotice failure={failure} />}
      {answer === undefined ? null : <h3>{destinations.previewTitle}</h3>}
      {answer?.requests.length === 0 ? <p>{destinations.previewNone}</p> : null}
      {answer?.replaces === undefined ? null : <Replaced families={answer.replaces} />}
      {answer?.requests.map((request) => (
        <PreviewedRequest key={request.url} request={request} />
      ))}
    </div>
  );
}

function PreviewedRequest({ request }: { request: Request }) {
  const { destinations, actions, pushes } = useTexts();
  const format = useFormat();
  const { method, url, groupingKey, series, bytes, bytesSent, body, bodyCut, curl } = request;
  const label = destinations.previewBody(url);
  return (
    <div className="previewed">
      <p className="mono row-address">
        {method} {url}
      </p>
      <Facts>
        <Fact name={destinations.groupingKey}>
          <span className="mono">{groupWords(groupingKey)}</span>
        </Fact>
        <Fact name={destinations.series}>{format.count(series)}</Fact>
        <Fact name={destinations.size}>
          {destinations.sizes(format.bytes(bytes), format.bytes(bytesSent))}
        </Fact>
      </Facts>
      <Exposition text={body} label={label} />
      <div className="preview-foot">
        {bodyCut ? <p className="muted">{destinations.bodyCut}</p> : null}
        <CopyButton text={body} label={`${actions.copy}: ${label}`} />
        {curl === undefined ? null : (
          <CopyButton text={curl} label={destinations.previewCurl(url)} word={pushes.copyCurl} />
        )}
      </div>
    </div>
  );
}
