interface OrganListTable {
  version: number;
  made_at: Date;
  hosts: string;
}

declare module '../kernel/database/tables.ts' {
  interface Tables {
    exits_organ_list: OrganListTable;
  }
}
