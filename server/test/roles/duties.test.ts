import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROLE_NAMES } from '@zhengdun/contract';
import { afterAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../database.ts';
import { openWholeHouse } from '../whole-house.ts';
import { DUTIES, EVERYBODY } from './duties.ts';

const database = useTestDatabase();
const data = mkdtempSync(join(tmpdir(), 'zhengdun-duties-'));
afterAll(() => rmSync(data, { recursive: true }));

/** Reached before a session is whole, or about one's own account: no role has a say in these. */
const OF_NO_ROLE = ['loopback', 'public', 'signing-in', 'in-person'];

describe('the duties that the roles are told by', () => {
  it('name every route of the house that a role has a say in, once', async () => {
    const { http } = await openWholeHouse(database, { data });
    const { paths } = (
      await http.inject({ url: '/openapi.json', headers: { host: '127.0.0.1' } })
    ).json() as {
      paths: Record<string, Record<string, { 'x-permission': { name: string } }>>;
    };
    await http.close();
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, described]) => !OF_NO_ROLE.includes(described['x-permission'].name))
        .map(([method]) => `${method.toUpperCase()} ${path}`),
    );
    const told = [...Object.values(DUTIES).flat(), ...EVERYBODY];
    expect(told.toSorted()).toEqual(routes.toSorted());
  });

  it('are told of every role', () => {
    const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.ts'));
    const names = files.map((name) => name.slice(0, -'.test.ts'.length));
    expect(names.filter((name) => name !== 'duties').toSorted()).toEqual([...ROLE_NAMES].toSorted());
  });
});
