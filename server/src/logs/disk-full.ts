/** What the system says when there is no room: on the disk, in a quota, or for a file of this size. */
const CODES = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** The system's code where an error says that there is no room; undefined for every other error. */
export function noRoomCode(error: unknown): string | undefined {
  const { code } = error as NodeJS.ErrnoException;
  return code !== undefined && CODES.includes(code) ? code : undefined;
}
