import type { Http } from '../kernel/http/index.ts';
import { addFindingRoutes } from './findings/finding-routes.ts';
import { addNoticeRoutes } from './notices/notice-routes.ts';
import { addOverviewRoutes } from './overview/overview-routes.ts';
import { addReportRoutes } from './reports/report-routes.ts';
import type { SupervisionTools } from './tools.ts';

export { deskNumbers, findingItems, noticeItems } from './desk-items.ts';
export { type FollowTools, followRegister, keepFollowing } from './findings/follow-register.ts';
export { keepPapers, takeInPapers } from './findings/keep-papers.ts';
export { takeInChecks } from './findings/take-in-checks.ts';
export { keepMonths, noteMonth } from './overview/keep-months.ts';
export { settleTerms } from './term.ts';

/** Routes of 问题整改, 整改通知, 监督总览 and of what is handed in. */
export function addSupervisionRoutes(http: Http, tools: SupervisionTools): void {
  addFindingRoutes(http, tools);
  addNoticeRoutes(http, tools);
  addOverviewRoutes(http, tools);
  addReportRoutes(http, tools);
}
