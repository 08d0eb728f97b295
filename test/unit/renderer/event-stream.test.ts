import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeEventStreamReader } from '../../../renderer/client/event-stream';

function read(chunks: readonly string[]): [string, string][] {
  const events: [string, string][] = [];
  const reader = makeEventStreamReader((name, data) => events.push([name, data]));
  for (const chunk of chunks) reader(chunk);
  return events;
}

describe('the reader of an event stream', () => {
  it('tells an event when its empty line is there', () => {
    expect(read(['event: push\ndata: {"id":1}\n'])).toEqual([]);
    expect(read(['event: push\ndata: {"id":1}\n', '\n'])).toEqual([['push', '{"id":1}']]);
  });

  it('joins several data lines and takes one space after the colon away', () => {
    expect(read(['data: a\ndata:  b\ndata:c\n\n'])).toEqual([['message', 'a\n b\nc']]);
  });

  it('passes comments and other fields over', () => {
    expect(read([': hello\n\nid: 4\nretry: 10\n\nevent: state\ndata\n\n'])).toEqual([['state', '']]);
  });

  it('finds the same events however the text is cut, with any line end', () => {
    const events: [string, string][] = [
      ['state', '{"a":1}'],
      ['push', '{"b":"ü"}'],
    ];
    fc.assert(
      fc.property(fc.constantFrom('\n', '\r\n', '\r'), fc.array(fc.nat(80)), (end, cuts) => {
        const text = events.map(([name, data]) => `event: ${name}${end}data: ${data}${end}${end}`).join('');
        const places = [...new Set([0, ...cuts.filter((cut) => cut < text.length), text.length])].sort(
          (a, b) => a - b,
        );
        const chunks = places.slice(1).map((place, index) => text.slice(places[index], place));
        // A last "\r" may be half of a line end: what follows decides.
        expect(read([...chunks, end === '\r' ? ':' : ''])).toEqual(events);
      }),
    );
  });
});
