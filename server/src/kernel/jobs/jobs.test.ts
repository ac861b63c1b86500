import { sql } from 'kysely';
import { getConstructionPlans } from 'pg-boss';
import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { until } from '../../../test/program.ts';
import { silentLog } from '../log.ts';
import { type Jobs, openJobs } from './index.ts';

const database = useTestDatabase();

/** A program of its own at the same queue. */
function program(): Promise<Jobs> {
  const queues = { checks: { expireSeconds: 60, retries: 2 } };
  return openJobs(database.server, { queues, log: silentLog() });
}

describe('the job queue', () => {
  it('has the tables that the installed pg-boss expects', async () => {
    const plan = getConstructionPlans('pgboss');
    const wanted = /INSERT INTO pgboss\.version\s*\(\s*version\s*\)\s*VALUES\s*\('?(\d+)/i.exec(plan)?.[1];
    const { rows } = await sql<{ version: number }>`SELECT version FROM pgboss.version`.execute(database.db);
    expect(wanted).toBeDefined();
    expect(rows).toEqual([{ version: Number(wanted) }]);
  });

  it('gives a job to whoever works, in whichever program it was put in', async () => {
    const asks = await program();
    const works = await program();
    const done: unknown[] = [];
    await works.work('checks', 2, async (data) => void done.push(data));
    await asks.send('checks', { id: 'a' }, 'a');
    await asks.send('checks', { id: 'b' }, 'b');
    await until('both jobs', () => done.length === 2);
    expect(done).toContainEqual({ id: 'a' });
    expect(done).toContainEqual({ id: 'b' });
    await Promise.all([asks.stop(), works.stop()]);
  });

  it('holds a job of the same key once, however often it is put in', async () => {
    const jobs = await program();
    for (let time = 0; time < 3; time++) await jobs.send('checks', { id: 'same' }, 'same');
    let count = 0;
    await jobs.work('checks', 2, async () => {
      count += 1;
    });
    await jobs.send('checks', { id: 'last' }, 'last');
    await until('the last job', () => count >= 2);
    await jobs.stop();
    expect(count).toBe(2);
  });

  it('tries a job again that failed, and no more often than it was told', async () => {
    const jobs = await program();
    let tries = 0;
    await jobs.work('checks', 1, async () => {
      tries += 1;
      throw new Error('planned');
    });
    await jobs.send('checks', { id: 'bad' }, 'bad');
    await until('three tries', () => tries === 3);
    const states = await until(
      'an end',
      async () => {
        const { rows } = await sql<{ state: string }>`
          SELECT state FROM pgboss.job WHERE name = 'checks' AND data->>'id' = 'bad'`.execute(database.db);
        return rows.some(({ state }) => state === 'failed') && rows;
      },
      60_000,
    );
    expect(states).toEqual([{ state: 'failed' }]);
    await jobs.stop();
  }, 90_000);

  it('lets a running job end before it stops', async () => {
    const jobs = await program();
    let ended = false;
    let begun = false;
    await jobs.work('checks', 1, async () => {
      begun = true;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      ended = true;
    });
    await jobs.send('checks', { id: 'slow' }, 'slow');
    await until('the job begins', () => begun);
    await jobs.stop();
    expect(ended).toBe(true);
  });
});
