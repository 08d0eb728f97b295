import { failure, messageOf } from '../outcome';

export type HttpFailureCode =
  | 'timeout'
  | 'unresolvable'
  | 'refused'
  | 'unreachable'
  | 'tls'
  | 'broken_off'
  | 'bad_request'
  | 'aborted';

type Sentence = (where: string) => string;

const sentences: Readonly<Record<string, readonly [HttpFailureCode, Sentence]>> = {
  ECONNREFUSED: ['refused', (where) => `Nothing listens at ${where} (connection refused).`],
  ENOTFOUND: ['unresolvable', (where) => `The host of ${where} is unknown: its name does not resolve.`],
  EAI_AGAIN: ['unresolvable', (where) => `The host of ${where} cannot be looked up: no name server answers.`],
  EHOSTUNREACH: ['unreachable', (where) => `There is no way to ${where} (host unreachable).`],
  ENETUNREACH: ['unreachable', (where) => `There is no way to ${where} (network unreachable).`],
  ENETDOWN: ['unreachable', (where) => `There is no way to ${where} (the network is down).`],
  EHOSTDOWN: ['unreachable', (where) => `There is no way to ${where} (the host is down).`],
  EADDRNOTAVAIL: ['unreachable', (where) => `There is no way to ${where} (no local address for it).`],
  EACCES: [
    'unreachable',
    (where) => `This machine does not let Pushtray connect to ${where} (not permitted).`,
  ],
  EPERM: [
    'unreachable',
    (where) => `This machine does not let Pushtray connect to ${where} (not permitted).`,
  ],
  ETIMEDOUT: ['timeout', (where) => `${where} did not take the connection in time.`],
  ECONNRESET: ['broken_off', (where) => `${where} closed the connection before its answer was complete.`],
  EPIPE: ['broken_off', (where) => `${where} closed the connection before it had taken the request.`],
};

const certificateFaults: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by nobody whom this machine trusts',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is signed by nobody whom this machine trusts',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is signed by nobody whom this machine trusts',
};

/**
 * By the reason in the text of OpenSSL, "809CEA…:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:…", or of Electron's BoringSSL,
 * "error:100000f7:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER".
 */
const handshakeFaults: readonly (readonly [RegExp, string])[] = [
  [/wrong version number|packet length too long|http request/i, 'what answers there does not speak TLS'],
  [/unsupported protocol|protocol version/i, 'the two share no version of TLS'],
  [/no shared cipher|handshake failure/i, 'the two do not agree on how to encrypt'],
  [
    /certificate required|bad certificate/i,
    'it does not take the certificate that this machine shows, or wants one',
  ],
  [/unknown ca/i, 'it does not know who signed the certificate that this machine shows'],
  [/unrecognized name/i, 'it serves nothing under this name'],
  [/before secure TLS connection/, 'it closed the connection before that was secure'],
];

function tlsFault(cause: string, message: string): string {
  const reason = /error:[0-9A-F]+:[^:]*:[^:]*:([^:]+)/i.exec(message)?.[1]?.replace(/_/g, ' ') ?? message;
  const inWords = handshakeFaults.find(([sign]) => sign.test(reason))?.[1];
  return certificateFaults[cause] ?? inWords ?? reason;
}

/**
 * Of a name with several addresses Node tries one after the other and gives the next its turn after a while: whether the first is refused or
 * cut short is chance. Whoever refuses is there, so that is the reason; else the last, which had all the time.
 */
function mostTelling(thrown: unknown): unknown {
  const { errors } = (thrown ?? {}) as { errors?: readonly NodeJS.ErrnoException[] };
  return errors?.find(({ code }) => code === 'ECONNREFUSED') ?? errors?.at(-1) ?? thrown;
}

/** `where` is host and port. */
export function httpFailure(where: string, failed: unknown) {
  const thrown = mostTelling(failed);
  const cause = (thrown as NodeJS.ErrnoException | undefined)?.code ?? '';
  const message = messageOf(thrown);
  if (isTlsFault(cause, message)) {
    return failure<HttpFailureCode>('tls', `No secure connection to ${where}: ${tlsFault(cause, message)}.`);
  }
  if (cause.startsWith('HPE_')) {
    return failure<HttpFailureCode>('broken_off', `What answers at ${where} does not speak HTTP.`);
  }
  const [code, sentence] = sentences[cause] ?? [
    'broken_off' as const,
    () => `The exchange with ${where} failed: ${message}.`,
  ];
  return failure<HttpFailureCode>(code, sentence(where));
}

function isTlsFault(cause: string, message: string): boolean {
  return (
    cause in certificateFaults ||
    /^(?:ERR_TLS_|ERR_SSL_|CERT_|EPROTO$)/.test(cause) ||
    message.includes('before secure TLS connection')
  );
}
