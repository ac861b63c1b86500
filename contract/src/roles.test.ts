import { describe, expect, it } from 'vitest';
import { ADMINISTRATOR_ROLES, PERMISSIONS, permissionsOf, ROLE_NAMES, rolesWith } from './roles.ts';

const READING = /\.(read|verify)$/;

describe('the matrix of roles', () => {
  it('has somebody for every permission', () => {
    expect(PERMISSIONS.filter((permission) => rolesWith(permission).length === 0)).toEqual([]);
  });

  it.each(ROLE_NAMES)('names no permission of %s twice', (role) => {
    expect(new Set(permissionsOf(role)).size).toBe(permissionsOf(role).length);
  });

  it('gives no two administrators the same power to change something', () => {
    const powers = ADMINISTRATOR_ROLES.flatMap((role) =>
      permissionsOf(role).filter((permission) => !READING.test(permission)),
    );
    expect(new Set(powers).size).toBe(powers.length);
  });

  it('lets the audit administrator change nothing', () => {
    expect(permissionsOf('audit-admin').filter((permission) => !READING.test(permission))).toEqual([]);
  });

  it('keeps the audit log from whoever manages accounts, grants or settings', () => {
    expect(rolesWith('audit.read')).toEqual(['audit-admin']);
  });
});
