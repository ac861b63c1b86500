import { sql } from 'kysely';
import type { Database } from '../../../server/src/kernel/database/index.ts';
import { EVERYTHING, withinScope } from '../../../server/src/kernel/tenancy/index.ts';

const FIELDS = ['教育', '卫生', '水利', '交通', '民政', '财政', '农业', '文化', '统计', '审计'];
const THINGS = ['门户网站', '办事大厅', '服务平台', '信息公开', '发布', '预约', '邮箱', '政务栏目'];

/** A district of Hangzhou, where one application in two hundred is: there is something to see in every size. */
export const CROWDED = '330000/330100/330102/';

/** One unit a division and applications spread over them, with invented names; one in a thousand has a rare word. */
export async function fillRegistry(
  db: Database,
  count: number,
): Promise<{ units: number; applications: number }> {
  await withinScope(db, EVERYTHING, async (trx) => {
    await sql`SET LOCAL statement_timeout = 0`.execute(trx);
    await sql`INSERT INTO registry_unit (id, name, kind, level, region_code, region_path, sector_path)
      SELECT id, name || '样例局', 'organ', 'county', code, path, id || '/'
      FROM (SELECT gen_random_uuid() AS id, code, name, path FROM registry_region) AS region`.execute(trx);
    await sql`INSERT INTO registry_application
        (id, unit_id, region_path, sector_path, name, kind, state, addresses, hosts, checked_at, unmet, unknown)
      SELECT gen_random_uuid(), u.id, u.region_path, u.sector_path,
        substr(u.name, 1, 4) || (${FIELDS}::text[])[1 + n % 10] ||
          CASE WHEN n % 1000 = 0 THEN '麒麟' ELSE '' END || (${THINGS}::text[])[1 + n / 10 % 8] || n,
        (ARRAY['website', 'app', 'mini-program', 'account', 'mail', 'column'])[1 + n % 6],
        (ARRAY['running', 'running', 'running', 'changing', 'closed'])[1 + n % 5],
        ARRAY['https://www.a' || n || '.gov.cn/'], ARRAY['www.a' || n || '.gov.cn'],
        CASE WHEN n % 4 > 0 THEN now() END, CASE WHEN n % 4 > 0 THEN n % 4 - 1 END, CASE WHEN n % 4 > 0 THEN n % 7 / 6 END
      FROM generate_series(0, ${count - 1}) AS n
      JOIN (SELECT *, row_number() OVER (ORDER BY region_path <> ${CROWDED}, md5(region_code)) - 1 AS place
          FROM registry_unit) AS u
        ON u.place = CASE n % 200 WHEN 1 THEN 0 ELSE n % (SELECT count(*) FROM registry_unit) END`.execute(
      trx,
    );
  });
  return withinScope(db, EVERYTHING, async (trx) => {
    const { rows } = await sql<{ units: number; applications: number }>`SELECT
      (SELECT count(*) FROM registry_unit) AS units,
      (SELECT count(*) FROM registry_application) AS applications`.execute(trx);
    return rows[0] ?? { units: 0, applications: 0 };
  });
}
