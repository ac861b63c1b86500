/** 演示数据. */
export const DEMO = {
  'demo.bar': '演示数据，不是真实单位',
  'demo.enter': '以演示身份进入',
  'demo.as': '以{role}身份进入',
  'demo.refused': '未能进入',
  'register.door': '登记本单位应用',
  'demo.door': '看看演示数据',
  'demo.how': '演示数据另存一处，不进入本系统。停止本程序后运行：',
} as const;
