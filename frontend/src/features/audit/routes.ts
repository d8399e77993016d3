export const routes = [
  { path: '/audit', component: () => import('./AuditPage.vue') },
  { path: '/audit/checks', component: () => import('./ChecksPage.vue') },
]
