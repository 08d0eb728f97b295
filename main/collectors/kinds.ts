import type { CollectorKinds } from './collector';
import { makeCommand } from './command/command';
import { makeDns } from './dns/dns';
import { makeHttp } from './http/http';
import { makeLink } from './link/link';
import { makePing } from './ping/ping';
import { makeScrape } from './scrape/scrape';
import { makeTcpConnect } from './tcp-connect/tcp-connect';
import { makeTcpStates } from './tcp-states/tcp-states';
import { makeTextfile } from './textfile/textfile';

export const collectorKinds: CollectorKinds = {
  'tcp-states': makeTcpStates,
  ping: makePing,
  command: makeCommand,
  textfile: makeTextfile,
  scrape: makeScrape,
  link: makeLink,
  'tcp-connect': makeTcpConnect,
  http: makeHttp,
  dns: makeDns,
};
