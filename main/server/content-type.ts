const parameter = /^\s*([^\s=;]+)=(?:"([^"\\]*)"|([^\s";]*))\s*$/;

/**
 * Whether a Content-Type is the one by which a Pushgateway takes protobuf:
 * `application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited`. Anything else, and what
 * cannot be read (a parameter twice), is text to it.
 */
export function isDelimitedProtobuf(contentType = ''): boolean {
  const [mediaType = '', ...texts] = contentType.split(';');
  if (mediaType.trim().toLowerCase() !== 'application/vnd.google.protobuf') return false;
  const parameters = new Map<string, string>();
  for (const text of texts) {
    const [matched, name = '', quoted, plain = ''] = parameter.exec(text) ?? [];
    if (matched === undefined || parameters.has(name.toLowerCase())) return false;
    parameters.set(name.toLowerCase(), quoted ?? plain);
  }
  return (
    parameters.get('proto') === 'io.prometheus.client.MetricFamily' &&
    parameters.get('encoding') === 'delimited'
  );
}
