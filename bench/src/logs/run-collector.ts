import { setTimeout } from 'node:timers/promises';
import { silentLog } from '../../../server/src/kernel/log.ts';
import { logKeys, openCollector } from '../../../server/src/logs/index.ts';
import { work } from '../child.ts';

export interface CollectorTask {
  readonly folder: string;
  readonly port: number;
  readonly events: number;
  /** of earlier runs, in the same folder */
  readonly before?: number;
}

/** Segments that may wait while others are made, events. */
const IN_THE_MAKING = 500_000;

/** Receives syslog over TCP until so many events are on disk, and seals all of them. */
work<CollectorTask, { readonly busyMs: number }>(async ({ folder, port, events, before = 0 }, report) => {
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
  // Whoever sends pauses between two files: that time is not ours.
  let busyMs = 0;
  let last = before;
  let then = performance.now();
  for (let count = taken(); count - before < events; count = taken()) {
    report.progress((count - before) / events);
    await setTimeout(20);
    const now = performance.now();
    if (count > last || count - (collector.archive.head()?.last ?? 0) > IN_THE_MAKING) busyMs += now - then;
    last = count;
    then = now;
  }
  await collector.close();
  return { busyMs: busyMs + performance.now() - then };
});
