import { setTimeout } from 'node:timers/promises';
import { silentLog } from '../../../server/src/kernel/log.ts';
import { logKeys, openCollector } from '../../../server/src/logs/index.ts';
import { work } from '../child.ts';

export interface CollectorTask {
  readonly folder: string;
  readonly port: number;
  readonly events: number;
}

/** Receives syslog over TCP until so many events are on disk, and seals all of them. */
work<CollectorTask, { readonly sealedAt: number }>(async ({ folder, port, events }, report) => {
  const collector = await openCollector({
    folder,
    keys: logKeys(`${folder}-keys`),
    endpoints: [{ scheme: 'tcp', host: '127.0.0.1', port }],
    sources: [{ name: 'web', way: 'syslog-tcp', kind: 'access', addresses: ['127.0.0.1'] }],
    tls: () => Promise.reject(new Error('no TLS here')),
    log: silentLog(),
  });
  report.begin();
  const taken = () =>
    Object.values(collector.archive.state.tally())
      .flatMap((sources) => Object.values(sources))
      .reduce((sum, each) => sum + each.events, 0);
  for (let count = taken(); count < events; count = taken()) {
    report.progress(count / events);
    await setTimeout(20);
  }
  await collector.close();
  return { sealedAt: Date.now() };
});
