/** The roles of the embedded database. Who may do what is checked again at every start. */
export const ROLES = {
  /** made by initdb, superuser: creates the two others and the databases, and is not used otherwise */
  owner: 'zhengdun_owner',
  /** owns the tables */
  migrator: 'zhengdun_migrator',
  /** what the program works as: reads and writes rows, cannot pass row-level security */
  app: 'zhengdun_app',
} as const;
